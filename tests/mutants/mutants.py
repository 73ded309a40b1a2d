#!/usr/bin/env python3
"""tests/mutants/mutants.py -- changes a header in one place, and asks whether a test fails."""

import argparse
import os
import queue
import random
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
from mutations import mutants  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
CXX = os.environ.get("CXX", "clang++-19").split()
SECONDS = 60  # for all tests, which take five: it hangs
FLAGS = ["-std=c++20", "-O0", "-I.", "-pthread", "-w", "-D_FILE_OFFSET_BITS=64"]
OF_TESTS = ["-DBOOST_TEST_DYN_LINK=1", "-Dalways_inline=unused"]
LIBRARIES = ["-lboost_unit_test_framework", "-lfmt", "-pthread"]
# By folder, where what a header says is tested, and on which strategies: one for each way to write
# bodies; and (but for microthreads, of which there are many tests) one that moves frames, and whose
# continuations are many-shot.
EACH_WAY = "stack,copy,frame,closure"
TESTS = [
    ("coroutines/microthreads/", "tests/conformance/microthread_*.cpp", "stack,frame,closure"),
    ("coroutines/", "tests/conformance/coroutine_*.cpp", EACH_WAY),
    ("generators/", "tests/conformance/generator_*.cpp", EACH_WAY),
    ("continuations/control/", "tests/control/*.cpp", "stack,copy"),
    ("continuations/", "tests/conformance/continuation_*.cpp", EACH_WAY),
]


def positive(text):
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"at least 1, not {text}")
    return int(text)


class Parser(argparse.ArgumentParser):
    def error(self, message):
        self.exit(2, f"mutants: {message}\n")  # one line, as of all bad input


def arguments():
    p = Parser(
        description="Changes headers in one place at a time, and asks whether a test fails: one of "
        "the suite that is about them, compiled by $CXX (clang++-19) for a few strategies, not "
        "optimized. Prints each change that no test has noticed, and how many were. A change may "
        "mean the same; and what threads share, and what memory runs out in, other suites test.")
    add = p.add_argument
    add("headers", nargs="+", metavar="HEADER", help="as coroutines/microthreads/mutex.hpp")
    add("--of", type=positive, default=10, metavar="N", help="so many of each header (10)")
    add("--seed", default="1", help="which of all there are (1)")
    add("--jobs", type=positive, default=os.cpu_count(), metavar="N", help="at a time")
    args = p.parse_args()
    if not shutil.which(CXX[0]):
        p.error(f"{CXX[0]}: no such compiler; CXX may name another")
    for header in args.headers:
        if not (ROOT / header).is_file():
            p.error(f"{header}: no such file in {ROOT}")
        if not tests_of(header)[0]:
            p.error(f"{header}: it lies in none of " + ", ".join(folder for folder, *_ in TESTS))
    return args


def tests_of(header):
    """The files, and the strategies."""
    for folder, pattern, strategies in TESTS:
        if header.startswith(folder):
            return sorted(str(f.relative_to(ROOT)) for f in ROOT.glob(pattern)), strategies
    return [], ""


def named_for(header, tests):
    """Those that are asked first: its own, by their names."""
    return [t for t in tests if Path(header).stem in Path(t).stem]


class Workplace:
    """A copy of the tree, in which one mutant at a time is tried."""

    def __init__(self, folder, objects):
        self.root = Path(folder)
        self.objects = objects
        shutil.copytree(ROOT, self.root, ignore=shutil.ignore_patterns(".git", "build*"))

    def run(self, command, **how):
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True,
                              errors="replace", stdin=subprocess.DEVNULL, **how)

    def verdict(self, tests, strategies):
        """What these say: 'uncompiled', 'unnoticed', or the name of the one that fails."""
        source, program = self.root / "mutant.cpp", self.root / "mutant"
        source.write_text("".join(f'#include "{t}"\n' for t in tests))
        command = [*CXX, *FLAGS, *OF_TESTS, f"-DKONT_TESTED_STRATEGIES={strategies}", str(source)]
        if self.run([*command, *self.objects, *LIBRARIES, "-o", str(program)]).returncode != 0:
            return "uncompiled"
        try:
            result = self.run([str(program), "--color_output=no"], timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return "hangs"
        if result.returncode == 0:
            return "unnoticed"
        failed = re.search(r'error: in "([^"]*)"', result.stdout + result.stderr)
        return failed.group(1) if failed else f"exit code {result.returncode}"

    def judge(self, header, mutant):
        path = self.root / header
        original = path.read_text()
        lines = original.split("\n")
        lines[mutant.line] = mutant.text
        path.write_text("\n".join(lines))
        tests, strategies = tests_of(header)
        first = named_for(header, tests)
        said = self.verdict(first, strategies) if first else "unnoticed"
        if said == "unnoticed" and first != tests:
            said = self.verdict(tests, strategies)
        path.write_text(original)
        return said


def compiled_once(folder):
    """What no mutant is in: the library's sources, and the main() of tests."""
    objects = []
    for source in [*sorted((ROOT / "lib").rglob("*.cpp")), ROOT / "tests/main.cpp"]:
        objects.append(f"{folder}/{len(objects)}.o")
        subprocess.run([*CXX, *FLAGS, *OF_TESTS, "-c", str(source), "-o", objects[-1]],
                       cwd=ROOT, check=True)
    return objects


def chosen(args):
    some = []
    for header in args.headers:
        every = mutants((ROOT / header).read_text())
        random.Random(f"{args.seed} {header}").shuffle(every)
        some += [(header, m) for m in every[: args.of]]
    return some


def must_pass(place, headers):
    """Without a change: else each would seem to be noticed."""
    for tests, strategies in {(tuple(t), s) for t, s in map(tests_of, headers)}:
        said = place.verdict(tests, strategies)
        if said != "unnoticed":
            sys.exit(f"mutants: nothing is changed yet, and {tests[0]} and its like say: {said}")


def main():
    args = arguments()
    with tempfile.TemporaryDirectory(prefix="kont mutants.") as folder:
        objects = compiled_once(folder)
        free = queue.Queue()
        for n in range(args.jobs):
            free.put(Workplace(f"{folder}/{n}", objects))
        must_pass(free.queue[0], args.headers)

        def judged(one):
            place = free.get()
            try:
                return one, place.judge(*one)
            finally:
                free.put(place)

        tried = unnoticed = 0
        with ThreadPoolExecutor(args.jobs) as pool:
            for (header, m), said in pool.map(judged, chosen(args)):
                tried += said != "uncompiled"
                if said == "unnoticed":
                    unnoticed += 1
                    line = (ROOT / header).read_text().split("\n")[m.line].strip()
                    print(f"{header}:{m.line + 1}: {m.what}: {line}", flush=True)
    print(f"{tried} mutants, {tried - unnoticed} noticed, {unnoticed} not")


if __name__ == "__main__":
    main()
