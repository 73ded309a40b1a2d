"""papers/languages/programs/python.py -- CPython's generators as microthreads and as themselves."""
import sys
import time
from collections import deque

ALIVE = 1000


def microthread_yield(ops):
    number = total = 0

    def counter():
        nonlocal number, total
        while True:
            yield
            total += number
            number += 1

    ready = deque(counter() for _ in range(ALIVE))
    for each in ready:
        next(each)
    begin = time.process_time_ns()
    while number < ops:
        running = ready.popleft()
        next(running)
        ready.append(running)
    return total, time.process_time_ns() - begin


def channel_message(ops):
    total = 0

    def receiver():
        nonlocal total
        while True:
            total += yield

    to = receiver()
    next(to)
    begin = time.process_time_ns()
    for number in range(ops):
        to.send(number)
    return total, time.process_time_ns() - begin


def generator_element(ops):
    def numbers():
        number = 0
        while number < ops:
            yield number
            number += 1

    total = 0
    begin = time.process_time_ns()
    for number in numbers():
        total += number
    return total, time.process_time_ns() - begin


def create_microthread(ops):
    total = 0

    def body(number):
        nonlocal total
        total += number
        if False:
            yield

    begin = time.process_time_ns()
    for number in range(ops):
        for _ in body(number):
            pass
    return total, time.process_time_ns() - begin


for line in sys.stdin:
    rung, ops = line.split()
    print(*globals()[rung.replace(".", "_")](int(ops)), flush=True)
