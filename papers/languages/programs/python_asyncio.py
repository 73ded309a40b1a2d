"""papers/languages/programs/python_asyncio.py -- CPython's tasks, under the loop of asyncio."""
import asyncio
import sys
import time

ALIVE = 1000


async def microthread_yield(ops):
    number = total = took = 0

    async def counter():
        nonlocal number, total, took
        while number < ops:
            total += number
            number += 1
            await asyncio.sleep(0)
        took = took or time.process_time_ns() - begin

    all_of_them = [asyncio.create_task(counter()) for _ in range(ALIVE)]
    begin = time.process_time_ns()
    await asyncio.gather(*all_of_them)
    return total, took


async def channel_message(ops):
    line = asyncio.Queue(1)

    async def sender():
        for number in range(ops):
            await line.put(number)

    total = 0
    begin = time.process_time_ns()
    sending = asyncio.create_task(sender())
    for _ in range(ops):
        total += await line.get()
    took = time.process_time_ns() - begin
    await sending
    return total, took


async def generator_element(ops):
    async def numbers():
        number = 0
        while number < ops:
            yield number
            number += 1

    total = 0
    begin = time.process_time_ns()
    async for number in numbers():
        total += number
    return total, time.process_time_ns() - begin


async def create_microthread(ops):
    total = 0

    async def body(number):
        nonlocal total
        total += number

    begin = time.process_time_ns()
    for number in range(ops):
        await asyncio.create_task(body(number))
    return total, time.process_time_ns() - begin


for request in sys.stdin:
    rung, count = request.split()
    print(*asyncio.run(globals()[rung.replace(".", "_")](int(count))), flush=True)
