# tools/gdb/kont_memory.py -- what lies in the memory of a program, for the gdb commands of kont.py:
# its schedulers and crews, their microthreads, and the records of who waits.
import re
import struct

import gdb


class Rule(gdb.GdbError):
    """What was asked cannot be done: one line, no Python traceback."""


def read(at, size):
    return gdb.selected_inferior().read_memory(at, size).tobytes()


def words(raw):
    return struct.unpack("<%dQ" % (len(raw) // 8), raw)


def words_up_to(start, size):
    """The words in so many bytes; zeros where there is no memory."""
    page = 4096
    try:
        return words(read(start, size))
    except gdb.MemoryError:
        return words(read(start, page - start % page).ljust(size, b"\0"))


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


def place_of(name, kind, at=0):
    """Where this member of a class or of its bases lies, in bits, and its type; None: nowhere."""
    for field in kind.strip_typedefs().fields():
        if field.is_base_class:
            inherited = place_of(name, field.type, at + field.bitpos)
            if inherited is not None:
                return inherited
        elif field.name == name:
            return at + field.bitpos, field.type
    return None


class Object:
    """What lies at an address, as a value with members. gdb's own value of a class that has virtual
    functions looks for the type that it really is; that it does not find where a number is in the
    name, in braces: the linker writes 65536ul there, the compiler 65536."""

    def __init__(self, address, kind):
        self.address, self.kind = int(address), kind.strip_typedefs()

    def __contains__(self, name):
        return place_of(name, self.kind) is not None

    def __getitem__(self, name):
        at, kind = place_of(name, self.kind)
        return gdb.Value(self.address + at // 8).cast(kind.pointer()).dereference()

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
    """Every scheduler and crew that lives, as what it is."""
    try:
        at = evaluate("kont::listed::first_")
    except gdb.error:
        raise Rule("no scheduler is known: the program was not compiled with -g, or has none")
    while int(at) != 0:
        one = Object(at, at.type.target())
        yield one.whole()
        at = one["after_"]


def elements(vector):
    """What is in a std::vector."""
    at, end = vector["_M_impl"]["_M_start"], vector["_M_impl"]["_M_finish"]
    while at != end:
        yield at.dereference()
        at += 1


def hosts(world):
    """Who runs microthreads there: the workers of a crew; a scheduler itself."""
    if "workers_" not in world:
        return [world]
    return [owned(w).dereference() for w in elements(world["workers_"])]


def arenas(world):
    """Where its records are. Those of a crew belong to who made them: a worker, or others."""
    if "workers_" not in world:
        return [world["threads_"]]
    return [h["records"] for h in [world["outsiders_"]] + [w["home"] for w in hosts(world)]]


def has_ended(thread):
    finished = thread["finished"]  # of a crew, how far its end has come
    if finished.type.strip_typedefs().code == gdb.TYPE_CODE_BOOL:
        return bool(finished)
    return str(finished["at_"]["_M_i"]).rsplit("::")[-1] not in ("unknown", "before")


def microthreads(world):
    """Its records, in the order of their ids."""
    found = []
    for arena in arenas(world):
        for block in elements(arena["blocks_"]):
            cells = owned(block)["_M_elems"]
            first, last = cells.type.strip_typedefs().range()
            for i in range(first, last + 1):
                if int(cells[i]["next"]) % 2 == 0:  # odd: no object lives there
                    found.append(cells[i]["object"])
    return sorted((t for t in found if not has_ended(t)), key=lambda t: int(t["id"]))


def name_of(thread):
    more = owned(thread["more"])
    return more["name"]["_M_dataplus"]["_M_p"].string() if int(more) != 0 else ""


ANYWHERE = (1 << 32) - 1  # crew_thread::anywhere: it is not pinned


def offered_by(worker):
    """The addresses of what lies in its deque: microthreads that are ready, and lazy tasks."""
    deque = worker["deque_"]
    ring = deque["array_"]["_M_b"]["_M_p"]["ring"]
    for i in range(int(deque["top_"]["_M_i"]), int(deque["bottom_"]["_M_i"])):
        yield int(ring["first"][i & int(ring["mask"])]["_M_b"]["_M_p"])


def states(world):
    """Its microthreads, and what each does; of a crew, also on which worker."""
    threads, of_crew = microthreads(world), "workers_" in world
    runs_on = {int(h["running_"]): n for n, h in enumerate(hosts(world))}
    lies_at = {}
    if of_crew:
        lies_at = {t: n for n, h in enumerate(hosts(world)) for t in offered_by(h)}
    for t in threads:
        at, waits = int(t.address), t["waits"]
        if at in runs_on:
            yield t, "running" + (" on worker %d" % runs_on[at] if of_crew else "")
            continue
        state = "ready"
        if int(waits) != 0:
            state = Object(waits, waits.type.target())["verb"].string()
        elif at in lies_at:
            state += " on worker %d" % lies_at[at]
        if of_crew and int(t["pinned"]) != ANYWHERE:
            state += ", pinned to worker %d" % int(t["pinned"])
        yield t, state


def not_at_rest(world):
    """How many workers of a crew may have been changing its records when the process stopped."""
    if "workers_" not in world or len(gdb.selected_inferior().threads()) == 1:
        return 0
    return sum(not w["settled"] for w in hosts(world))


def continuation_in(value):
    """The continuation that a generator, coroutine or microthread holds, or the value itself."""
    for _ in range(6):
        kind = value.type.strip_typedefs()
        if kind.code in (gdb.TYPE_CODE_PTR, gdb.TYPE_CODE_REF):
            value = value.referenced_value()
        elif kind.name and kind.name.endswith("::continuation"):
            return value
        elif kind.code == gdb.TYPE_CODE_STRUCT:
            if "here_" in fields(kind):
                raise Rule("a backtrace needs the strategy stack; this drives a frame")
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
    at = int(record.address)
    size = read(kept["rip"] - 1, 1)[0]
    if size > 16:
        (kept["rbx"],) = words(read(at + 16, 8))
    return kept | {"rsp": at + size}


def record_at(at):
    """The record at this address if somebody waits in one: its pc is behind a nop, and that behind
    a jump or, of a tip, at the beginning of a line of the cache."""
    try:
        pc, _, _, sp = words(read(at, 32))
        before = read(pc - 6, 6)
    except (gdb.MemoryError, OverflowError):
        return None
    if before[2:5] == b"\x0f\x1f\x40" and pc % 64 == 4 and (at + before[5]) % 16 == 0:
        kind = "tip"
    elif before[3:] == b"\xff\x22\x90" and sp <= at < sp + (1 << 20):
        kind = "saved"
    else:
        return None
    return gdb.Value(at).cast(gdb.lookup_type("kont::x86_64::" + kind).pointer()).dereference()
