# tools/gdb/kont.py -- gdb commands that see microthreads and other suspended computations.
#
#   (gdb) source tools/gdb/kont.py
#   (gdb) kont ls              every microthread of every scheduler and crew, and what it waits for
#   (gdb) kont bt              where the thread is, through every computation that resumed another
#   (gdb) kont bt 3            where microthread 3 waits
#   (gdb) kont bt odd          where the body of `odd` waits: a generator, coroutine, continuation
#   (gdb) kont frame 3         from here on up, down, info locals … are microthread 3's
#   (gdb) kont frame           back to where the thread is
#
# Nothing is run in the program and nothing is written to it, so a core file will do: the system's,
# for gdb's gcore leaves out a mebibyte wherever a stack has its guard. Symbols are needed (-g).
# Backtraces are for the strategy `stack` on x86-64; of others it says where they wait.
import os
import re
import sys

import gdb
import gdb.unwinder

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from kont_memory import (Rule, continuation_in, evaluate, hosts, microthreads, name_of, not_at_rest,
                         record_at, record_in, registers_in, states, words_up_to, worlds)


# --- a computation instead of the thread's own frames --------------------------------------------


class FrameId:
    def __init__(self, sp, pc):
        self.sp, self.pc = sp, pc


class Elsewhere(gdb.unwinder.Unwinder):
    """Makes whoever waits in `record` the caller of the thread's newest frame."""

    def __init__(self):
        super().__init__("kont")
        self.record = self.newest = None

    def go(self, record):
        self.record = self.newest = None
        gdb.invalidate_cached_frames()
        if record is not None:
            frame = gdb.newest_frame()
            self.newest = tuple(int(frame.read_register(r)) for r in ("rip", "rsp"))
            self.record = record
            gdb.invalidate_cached_frames()

    def __call__(self, pending):
        if self.record is None:
            return None
        pc, sp = pending.read_register("rip"), pending.read_register("rsp")
        if (int(pc), int(sp)) != self.newest:
            return None
        info = pending.create_unwind_info(FrameId(sp, pc))
        for register, value in registers_in(self.record).items():
            kind = pending.read_register(register).type
            info.add_saved_register(register, gdb.Value(value).cast(kind))
        return info


def first_there():
    """The first frame of who waits: behind the thread's newest, and in what that is written."""
    frame = gdb.newest_frame()
    while frame.type() == gdb.INLINE_FRAME:
        frame = frame.older()
    return frame.older()


elsewhere = Elsewhere()
gdb.unwinder.register_unwinder(None, elsewhere, True)


def find(text):
    """The saved registers of microthread ID, or of what a C++ expression names."""
    if not text.isdigit():
        try:
            record = record_in(continuation_in(evaluate(text)))
        except gdb.error as error:
            raise Rule(str(error))
        if record is None:
            raise Rule("%s: empty, for it runs or has ended" % text)
        return record
    for world in worlds():
        for thread in microthreads(world):
            if int(thread["id"]) == int(text):
                record = record_in(continuation_in(thread))
                if record is None:
                    threads = "thread apply all " if "workers_" in world else ""
                    raise Rule("microthread %s runs: %skont bt" % (text, threads))
                return record
    raise Rule("no microthread has the id %s: kont ls" % text)


# --- backtraces ----------------------------------------------------------------------------------


def short(name):
    """A function's name without template arguments and parameters."""
    depth, out = 0, ""
    name = (name or "??").replace("operator()", "operator").replace("(anonymous namespace)::", "")
    for c in name:
        depth += c in "<("
        out += c if depth == 0 else ""
        depth -= c in ">)"
    return out


def file_of(frame):
    at = frame.find_sal()
    return at.symtab.filename if at.symtab else ""


def is_switch(frame):
    """The switch itself, which was written where it is used, is left out of backtraces."""
    return frame.type() == gdb.INLINE_FRAME and "/strategies/" in file_of(frame)


def show(frame, number):
    """Prints the frames from this one on; returns the last and the number of the next."""
    while True:
        if not is_switch(frame):
            file, line = file_of(frame), frame.find_sal().line
            print("#%-2d %s%s" % (number, short(frame.name()), file and " at %s:%d" % (file, line)))
            number += 1
        older = frame.older()
        if older is None or not older.is_valid():
            return frame, number
        frame = older


def who_resumed(newest, root):
    """The saved registers of whoever waits for the computation with these frames, or None. The
    body is told its arrival, of which a generator keeps a yielder; where an optimising compiler
    does not say what became of them, they are in a register or a word near the top of the stack,
    and name somebody who waits elsewhere."""
    body = root.newer()
    for _ in range(3):  # between the two stands what was written in place
        for held in held_in(body):
            record = record_in(held)
            if record is not None:
                return record
        body = body and body.newer()
    start = int(root.read_register("rsp"))
    size = 1024
    ours = range(int(newest.read_register("rsp")), start + size)
    words = [w for r in ("rbx", "rbp", "r12", "r13", "r14", "r15") for w in known(root, r)]
    words += reversed(words_up_to(start, size))
    for word in words:
        record = record_at(word) if word not in ours else None
        if record is not None:
            return record
    return None


def held_in(body):
    """The continuations in a yielder or an arrival of this frame's function."""
    if body is None or body.function() is None:
        return
    block = body.block()
    while block is not None:
        for symbol in block:
            held = held_by(symbol, body) if symbol.is_variable or symbol.is_argument else None
            if held is not None:
                yield held
        block = None if block.function is not None else block.superblock


def held_by(symbol, frame):
    """The continuation in this variable, if it is a yielder or an arrival that can be read."""
    kind = symbol.type.strip_typedefs()
    refers = kind.code == gdb.TYPE_CODE_REF
    name = (kind.target().strip_typedefs() if refers else kind).name or ""
    for holder, member in (("kont::arrival<", "from"), ("kont::yielder<", "consumer_")):
        if name.startswith(holder):
            try:
                value = symbol.value(frame)
                if value.is_optimized_out:
                    return None
                held = (value.referenced_value() if refers else value)[member]
                int(held["rest_"])  # a part of a value can be optimized out as well
                return held
            except gdb.error:
                return None
    return None


def known(frame, register):
    """Its value, in a list; empty where nobody knows what it was."""
    try:
        return [int(frame.read_register(register)) % (1 << 64)]
    except gdb.error:
        return []


def loop_of(microthread_root):
    """The saved registers of the run() or the worker that runs the microthread with this last
    frame, or None."""
    kind = re.search(r"bodies<kont::(scheduler|crew)<", microthread_root.name())
    if kind is None:
        return None
    of_crew = kind.group(1) == "crew"
    running = [host for world in worlds() if ("workers_" in world) == of_crew
               for host in hosts(world) if host["running_"] != host["hub_"].address]
    if not of_crew:
        return record_in(running[0]["hub_"]["rest"]) if running else None
    return on_this_thread(host["hub_"]["rest"] for host in running)


def on_this_thread(continuations):
    """The saved registers in that of these whose stack is this thread's, or None. What glibc keeps
    of a thread, and fs_base names, lies above its stack; the first thread's is above all."""
    process, thread, _ = gdb.selected_thread().ptid
    base = int(gdb.newest_frame().read_register("fs_base")) % (1 << 64)
    found = {}
    for continuation in continuations:
        try:
            record = record_in(continuation)
        except (Rule, gdb.error):
            continue  # of another strategy
        if record is not None and (thread == process or int(record.address) < base):
            found[int(record.address)] = record
    return found[max(found)] if found else None


def show_with_who_resumed(frame):
    number, seen = 0, set()
    while True:
        root, number = show(frame, number)
        if "enter<" not in (root.name() or ""):
            return
        record = loop_of(root) or who_resumed(frame, root)
        if record is None or int(record.address) in seen:
            return
        seen.add(int(record.address))
        print("--- resumed by")
        elsewhere.go(record)
        frame = first_there()


# --- the commands --------------------------------------------------------------------------------


class Kont(gdb.Command):
    """Microthreads and other suspended computations: kont ls, kont bt, kont frame."""

    def __init__(self):
        super().__init__("kont", gdb.COMMAND_STACK, prefix=True)


class Ls(gdb.Command):
    """kont ls: every microthread, and what it waits for."""

    def __init__(self):
        super().__init__("kont ls", gdb.COMMAND_STACK)

    def invoke(self, text, from_tty):
        print("%6s  %-16s %s" % ("id", "name", "state"))
        for world in worlds():
            try:
                for thread, state in states(world):
                    print("%6d  %-16s %s" % (thread["id"], name_of(thread), state))
            except gdb.MemoryError as error:
                print("(no more can be read: %s)" % error)
            busy = not_at_rest(world)
            if busy != 0:
                print("(%d of the crew's %d workers are not known to have been at rest: "
                      "what they were changing may be missing or wrong)"
                      % (busy, len(hosts(world))))


class Bt(gdb.Command):
    """kont bt [ID | EXPRESSION]: where a computation waits; without one, where the thread is."""

    def __init__(self):
        super().__init__("kont bt", gdb.COMMAND_STACK)

    def invoke(self, text, from_tty):
        before = elsewhere.record
        record = find(text) if text else None
        elsewhere.go(record)
        try:
            if record is None:
                show_with_who_resumed(gdb.newest_frame())
            else:
                show(first_there(), 0)
        finally:
            elsewhere.go(before)


class Frame(gdb.Command):
    """kont frame [ID | EXPRESSION]: look at its frames with up, down, info locals."""

    def __init__(self):
        super().__init__("kont frame", gdb.COMMAND_STACK)

    def invoke(self, text, from_tty):
        elsewhere.go(find(text) if text else None)
        frame = first_there() if text else gdb.newest_frame()
        while is_switch(frame):
            frame = frame.older()
        frame.select()
        gdb.execute("frame")


for command in (Kont, Ls, Bt, Frame):
    command()
