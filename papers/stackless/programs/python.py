"""papers/stackless/programs/python.py -- CPython: factorials by calls, and what SAX calls back."""
import sys
import time
import threading
import xml.sax
from collections import deque
from queue import Queue

ELEMENTS = 220523
PRIME = 2**31 - 1
LARGEST = 998
sys.setrecursionlimit(3 * LARGEST)


def factorial(n):
    return 1 if n <= 1 else n * factorial(n - 1)


def factorial_by_greenlets(n):
    """Each call is a greenlet, whose value its parent gets."""
    return 1 if n <= 1 else n * greenlet(factorial_by_greenlets).switch(n - 1)


def factorial_call(calls):
    total = 0
    begin = CLOCK()
    while calls > 0:
        n = min(calls, LARGEST)
        total += FACTORIAL(n) % PRIME
        calls -= n
    return total % 2**64, CLOCK() - begin


def document():
    entries = ('<e n="%06d"><t n="%06d">words of no sense</t></e>\n' % (n, n + 1)
               for n in range(1, ELEMENTS, 2))
    return ('<l n="000000">' + "".join(entries)).encode()


def beginning(count):
    """So many elements, and what closes them."""
    text = DOCUMENT[:14 + (count - 1) // 2 * 54 + (count - 1) % 2 * 14]
    return text + (b"</e></l>" if count % 2 == 0 else b"</l>")


class Handler(xml.sax.ContentHandler):
    def __init__(self, f):
        super().__init__()
        self.f = f

    def startElement(self, name, attributes):
        self.f(int(attributes["n"]))


def push(count, f):
    xml.sax.parseString(beginning(count), Handler(f))


def pushed(count):
    total = 0

    def add(number):
        nonlocal total
        total += number

    push(count, add)
    return total


def by_greenlet(count):
    """The callback goes to who wants an element, and stays where it is."""
    consumer = getcurrent()
    parser = greenlet(lambda: push(count, consumer.switch))
    return sum(parser.switch() for _ in range(count))


def by_queue(count):
    line = Queue(1000)
    parser = threading.Thread(target=push, args=(count, line.put))
    parser.start()
    total = sum(line.get() for _ in range(count))
    parser.join()
    return total


def by_deque(count):
    """A lock around it, and who finds it empty looks again."""
    line, lock = deque(), threading.Lock()

    def put(number):
        with lock:
            line.append(number)

    def take():
        while True:
            with lock:
                if line:
                    return line.popleft()
            time.sleep(0)

    parser = threading.Thread(target=push, args=(count, put))
    parser.start()
    total = sum(take() for _ in range(count))
    parser.join()
    return total


def sax_element(ops):
    total = 0
    begin = CLOCK()
    while ops > 0:
        count = min(ops, ELEMENTS)
        total += TOTAL_OF(count)
        ops -= count
    return total, CLOCK() - begin


WAY = sys.argv[1]
CLOCK = time.perf_counter_ns if WAY in ("queue", "deque") else time.process_time_ns
if WAY == "greenlet":
    try:
        from greenlet import getcurrent, greenlet
    except ImportError:
        sys.exit("not installed: greenlet")
FACTORIAL = factorial_by_greenlets if WAY == "greenlet" else factorial
TOTAL_OF = {"calls": pushed, "greenlet": by_greenlet, "queue": by_queue, "deque": by_deque}[WAY]
DOCUMENT = document()

for line in sys.stdin:
    rung, ops = line.split()
    print(*globals()[rung.replace(".", "_")](int(ops)), flush=True)
