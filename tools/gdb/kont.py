# tools/gdb/kont.py -- gdb commands that see microthreads and other suspended computations.
#
#   (gdb) source tools/gdb/kont.py
#   (gdb) kont ls              every microthread of every scheduler, and what it waits for
#   (gdb) kont bt              where the thread is, through every computation that resumed another
#   (gdb) kont bt 3            where microthread 3 waits
#   (gdb) kont bt odd          where the body of `odd` waits: a generator, coroutine, continuation
#   (gdb) kont frame 3         from here on up, down, info locals … are microthread 3's
#   (gdb) kont frame           back to where the thread is
#
# Nothing is run in the program and nothing is written to it, so a core file will do: the system's,
# for gdb's gcore leaves out a mebibyte wherever a stack has its guard. Symbols are needed (-g).
# Backtraces are for the strategy `stack` on x86-64; of others it says where they wait.
import re
import struct

import gdb
import gdb.unwinder


class Rule(gdb.GdbError):
    """What was asked cannot be done: one line, no Python traceback."""


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


elsewhere = Elsewhere()
gdb.unwinder.register_unwinder(None, elsewhere, True)


# --- what lies in the program's memory -----------------------------------------------------------


def evaluate(text):
    """A C++ expression, also where the thread is in a function of another language."""
    before = gdb.parameter("language")
    gdb.execute("set language c++", to_string=True)
    try:
        return gdb.parse_and_eval(text)
    finally:
        gdb.execute("set language " + before, to_string=True)


def owned(unique):
    """The pointer in a std::unique_ptr whose deleter is empty: it lies first."""
    kind = unique.type.strip_typedefs().template_argument(0)
    element = kind.target() if kind.code == gdb.TYPE_CODE_ARRAY else kind
    return unique.address.cast(element.pointer().pointer()).dereference()


def fields(kind):
    return [f.name for f in kind.strip_typedefs().fields()]


class Object:
    """What lies at an address, as a value with members. gdb's own value of a class that has virtual
    functions looks for the type that it really is; that it does not find where a number is in the
    name, in braces: the linker writes 65536ul there, the compiler 65536."""

    def __init__(self, address, kind):
        self.address, self.kind = int(address), kind.strip_typedefs()

    def __getitem__(self, name):
        member = self.kind[name]
        at = gdb.Value(self.address + member.bitpos // 8)
        return at.cast(member.type.pointer()).dereference()

    def whole(self):
        """The same, as the type that it really is."""
        table = gdb.Value(self.address).cast(gdb.lookup_type("long").pointer()).dereference()
        said = gdb.execute("info symbol %d" % int(table), to_string=True)
        name = re.match(r"vtable for (.*) \+ \d+", said)
        if not name:
            raise Rule("no scheduler is at %#x: %s" % (self.address, said.strip()))
        by_gcc = re.sub(r"\b(\d+)u?l?\b", r"\1", name.group(1))
        by_clang = re.sub(r", [\w:]+{", ", {", by_gcc)  # in braces it names no types
        by_clang = re.sub(r"{[^{}]*}", lambda m: re.sub(r"\([\w:]+\)", "", m[0]), by_clang)
        try:
            return Object(self.address, gdb.lookup_type(by_gcc))
        except gdb.error:
            return Object(self.address, gdb.lookup_type(by_clang))


def worlds():
    """Every scheduler that lives, as what it is."""
    try:
        at = evaluate("kont::listed::first_")
    except gdb.error:
        raise Rule("no scheduler is known: the program was not compiled with -g, or has none")
    while int(at) != 0:
        one = Object(at, at.type.target())
        yield one.whole()
        at = one["after_"]


def microthreads(world):
    """Its records, in the order of their ids."""
    blocks = world["threads_"]["blocks_"]["_M_impl"]
    found, block = [], blocks["_M_start"]
    while block != blocks["_M_finish"]:
        cells = owned(block.dereference())["_M_elems"]
        first, last = cells.type.strip_typedefs().range()
        for i in range(first, last + 1):
            if cells[i]["next"] == cells[i].address:
                found.append(cells[i]["object"])
        block += 1
    return sorted((t for t in found if not t["finished"]), key=lambda t: int(t["id"]))


def name_of(thread):
    more = owned(thread["more"])
    return more["name"]["_M_dataplus"]["_M_p"].string() if int(more) != 0 else ""


def state_of(thread, world):
    if world["running_"] == thread.address:
        return "running"
    waits = thread["waits"]
    if int(waits) == 0:
        return "ready"
    return Object(waits, waits.type.target())["verb"].string()


def continuation_in(value):
    """The continuation that a generator, coroutine or microthread holds, or the value itself."""
    for _ in range(6):
        kind = value.type.strip_typedefs()
        if kind.code in (gdb.TYPE_CODE_PTR, gdb.TYPE_CODE_REF):
            value = value.referenced_value()
        elif kind.name and kind.name.endswith("::continuation"):
            return value
        elif kind.code == gdb.TYPE_CODE_STRUCT:
            inner = [n for n in ("rest", "rest_", "body_", "owner_") if n in fields(kind)]
            if not inner:
                break
            value = value[inner[0]]
        else:
            break
    raise Rule("not a microthread, generator, coroutine or continuation: " + str(value.type))


def record_in(continuation):
    """The saved registers of who waits, or None if nobody does."""
    rest = continuation["rest_"]
    if int(rest) == 0:
        return None
    behind = rest.referenced_value()
    if "at" in fields(behind.type) and "pc" in fields(behind["at"].type):
        return behind["at"]
    raise Rule("a backtrace needs the strategy stack; this waits in " + str(behind.type))


def registers_in(record):
    """What who waits goes on with. A tip lies at the end of the stack; the byte before the place to
    go on at says how much of that is its own, and so whether rbx is there (tip_x86_64.hpp)."""
    kept = {"rip": int(record["pc"]), "rbp": int(record["fp"])}
    if "sp" in fields(record.type):
        return kept | {"rsp": int(record["sp"]), "rbx": int(record["bx"])}
    memory, at = gdb.selected_inferior(), int(record.address)
    size = ord(memory.read_memory(kept["rip"] - 1, 1)[0])
    if size > 16:
        kept["rbx"] = struct.unpack("<Q", memory.read_memory(at + 16, 8).tobytes())[0]
    return kept | {"rsp": at + size}


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
                    raise Rule("microthread %s runs: kont bt" % text)
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


def record_at(at):
    """The record at this address if somebody waits in one: its pc is behind a jump and a nop."""
    memory = gdb.selected_inferior()
    try:
        pc, _, _, sp = struct.unpack("<4Q", memory.read_memory(at, 32).tobytes())
        before = memory.read_memory(pc - 6, 6).tobytes()
    except (gdb.MemoryError, OverflowError):
        return None
    if before[:5] == b"\xff\x22\x0f\x1f\x40":
        kind = "tip"
    elif before[3:] == b"\xff\x22\x90" and sp <= at < sp + (1 << 20):
        kind = "saved"
    else:
        return None
    return gdb.Value(at).cast(gdb.lookup_type("kont::x86_64::" + kind).pointer()).dereference()


def who_resumed(newest, root):
    """The saved registers of whoever waits for the computation with these frames, or None. The
    body is told its arrival; where an optimising compiler does not say what became of that, it is
    in a register or a word near the top of the stack, and names somebody who waits elsewhere."""
    body = root.newer()
    for _ in range(3):  # between the two stands what was written in place
        told = arrival_in(body)
        if told is not None:
            return record_in(told["from"])
        body = body and body.newer()
    start = int(root.read_register("rsp"))
    size = 1024
    ours = range(int(newest.read_register("rsp")), start + size)
    words = [w for r in ("rbx", "rbp", "r12", "r13", "r14", "r15") for w in known(root, r)]
    words += reversed(struct.unpack("<%dQ" % (size // 8), read_up_to(start, size)))
    for word in words:
        record = record_at(word) if word not in ours else None
        if record is not None:
            return record
    return None


def arrival_in(body):
    """The arrival that this frame's function has as its argument, or None."""
    if body is None or body.function() is None:
        return None
    block = body.block()
    while block.function is None:
        block = block.superblock
    for symbol in block:
        if symbol.is_argument and symbol.type.code == gdb.TYPE_CODE_REF:
            if (symbol.type.target().strip_typedefs().name or "").startswith("kont::arrival<"):
                try:
                    value = symbol.value(body)
                    return None if value.is_optimized_out else value.referenced_value()
                except gdb.error:
                    return None
    return None


def known(frame, register):
    """Its value, in a list; empty where nobody knows what it was."""
    try:
        return [int(frame.read_register(register)) % (1 << 64)]
    except gdb.error:
        return []


def read_up_to(start, size):
    """That many bytes; zeros where there is no memory."""
    page = 4096
    try:
        return gdb.selected_inferior().read_memory(start, size).tobytes()
    except gdb.MemoryError:
        readable = page - start % page
        return gdb.selected_inferior().read_memory(start, readable).tobytes().ljust(size, b"\0")


def loop_of(microthread_root):
    """The saved registers of the run() that runs the microthread with this last frame, or None."""
    if "scheduler<" not in microthread_root.name():
        return None
    running = [w for w in worlds() if w["running_"] != w["hub_"].address]
    return record_in(running[0]["hub_"]["rest"]) if running else None


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
        frame = gdb.newest_frame().older()


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
            for thread in microthreads(world):
                print("%6d  %-16s %s" % (thread["id"], name_of(thread), state_of(thread, world)))


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
                show(gdb.newest_frame().older(), 0)
        finally:
            elsewhere.go(before)


class Frame(gdb.Command):
    """kont frame [ID | EXPRESSION]: look at its frames with up, down, info locals."""

    def __init__(self):
        super().__init__("kont frame", gdb.COMMAND_STACK)

    def invoke(self, text, from_tty):
        elsewhere.go(find(text) if text else None)
        frame = gdb.newest_frame().older() if text else gdb.newest_frame()
        while is_switch(frame):
            frame = frame.older()
        frame.select()
        gdb.execute("frame")


for command in (Kont, Ls, Bt, Frame):
    command()
