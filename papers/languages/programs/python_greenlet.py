"""papers/languages/programs/python_greenlet.py -- greenlet: CPython, its C stack copied away."""
import sys
import time
from collections import deque

try:
    from greenlet import getcurrent, greenlet
except ImportError:
    sys.exit("not installed: greenlet")

ALIVE = 1000


def microthread_yield(ops):
    number = total = 0
    main = getcurrent()

    def counter():
        nonlocal number, total
        mine = getcurrent()
        main.switch()
        while number < ops:
            total += number
            number += 1
            ready.append(mine)
            ready.popleft().switch()
        main.switch()

    ready = deque(greenlet(counter) for _ in range(ALIVE))
    for each in ready:
        each.switch()
    begin = time.process_time_ns()
    ready.popleft().switch()
    return total, time.process_time_ns() - begin


def channel_message(ops):
    total = 0
    main = getcurrent()

    def receiver(number):
        nonlocal total
        while True:
            total += number
            number = main.switch()

    to = greenlet(receiver)
    begin = time.process_time_ns()
    for number in range(ops):
        to.switch(number)
    return total, time.process_time_ns() - begin


def generator_element(ops):
    main = getcurrent()

    def numbers():
        for number in range(ops):
            main.switch(number)

    total = 0
    source = greenlet(numbers)
    begin = time.process_time_ns()
    for _ in range(ops):
        total += source.switch()
    return total, time.process_time_ns() - begin


def create_microthread(ops):
    total = 0

    def body(number):
        nonlocal total
        total += number

    begin = time.process_time_ns()
    for number in range(ops):
        greenlet(body).switch(number)
    return total, time.process_time_ns() - begin


for line in sys.stdin:
    rung, ops = line.split()
    print(*globals()[rung.replace(".", "_")](int(ops)), flush=True)
