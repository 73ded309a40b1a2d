"""tests/mutants/mutations.py -- the changes of one place in C++ that a test ought to notice."""

import re
from typing import NamedTuple

# What is no code: comments, strings, characters (not the 000 of 1'000'000), preprocessor's lines.
NO_CODE = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'"
    r"|^[ \t]*#(?:[^\n]*\\\n)*[^\n]*",
    re.MULTILINE | re.DOTALL,
)
# An operator, as our formatter writes it, and what stands in its place.
SWAPS = {
    " < ": " <= ",
    " <= ": " < ",
    " > ": " >= ",
    " >= ": " > ",
    " == ": " != ",
    " != ": " == ",
    " && ": " || ",
    " || ": " && ",
    " + ": " - ",
    " - ": " + ",
    " += ": " -= ",
    " -= ": " += ",
    "++": "--",
    "--": "++",
    "(!": "(",
    " !": " ",
    "true": "false",
    "false": "true",
}
SWAP = re.compile("|".join(rf"\b{s}\b" if s.isalpha() else re.escape(s) for s in SWAPS))
# What says something to the compiler alone, or is no statement.
TOLD = re.compile(
    r"\s*(static_assert|using|template|requires|concept|struct|class|friend|explicit)\b"
)
# A call or an assignment whose value nobody uses. (With a space in it, it is a declaration.)
STATEMENT = re.compile(
    r"\s*([\w:.\->*\[\]]+(<[\w, ]*>)?\(.*\)|[\w.\->*\[\]]+ [-+|&]?= .*|[-+]{2}.*);$"
)
KEYWORDS = re.compile(r"\s*(return|throw|co_return|co_await|co_yield|if|for|while|do|else|rule)\b")


class Mutant(NamedTuple):
    line: int  # from 0
    text: str  # in its place
    what: str


def code_of(text):
    """The same text, with spaces where it is no code."""
    return NO_CODE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def condition(code):
    """From where to where the condition of an `if` or `while` of this line goes; None: it has none,
    or one that declares something or is not over here."""
    found = re.search(r"\b(?:if|while) \(", code)
    if not found:
        return None
    depth = 1
    for at in range(found.end(), len(code)):
        depth += {"(": 1, ")": -1}.get(code[at], 0)
        if depth == 0:
            inside = code[found.end() : at]
            return None if re.search(r"\bauto\b|;", inside) else (found.end(), at)
    return None


def mutants(text):
    """All of a source: an operator is another, a condition always or never holds, a statement is
    left out."""
    found = []
    lines = text.split("\n")
    for n, (line, code) in enumerate(zip(lines, code_of(text).split("\n"))):
        code = code.rstrip()
        if TOLD.match(code):
            continue
        for m in SWAP.finditer(code):
            new = SWAPS[m.group()]
            what = f"{m.group().strip()} is {new.strip() or 'gone'}"
            found.append(Mutant(n, line[: m.start()] + new + line[m.end() :], what))
        held = condition(code)
        if held:
            begin, end = held
            for always in ("true", "false"):
                # (what it does beside being true it goes on doing)
                new = f"((void)({line[begin:end]}), {always})"
                what = f"the condition is {always}"
                found.append(Mutant(n, line[:begin] + new + line[end:], what))
        if STATEMENT.match(code) and not KEYWORDS.match(code):
            found.append(Mutant(n, ";", "the statement is left out"))
    return found
