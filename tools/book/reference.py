"""tools/book/reference.py -- the reference: what headers say of themselves, by Doxygen's XML."""

import html
import subprocess
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

from text import clause

ROOMS = ["lib", "continuations", "generators", "coroutines", "lab"]
SETTINGS = """
FILE_PATTERNS = *.hpp
RECURSIVE = YES
GENERATE_HTML = NO
GENERATE_LATEX = NO
GENERATE_XML = YES
XML_PROGRAMLISTING = NO
QUIET = YES
WARNINGS = NO
"""
KINDS = {"class", "struct", "concept", "union"}
TAGS = {"computeroutput": "code", "bold": "b", "emphasis": "em", "para": "p", "itemizedlist": "ul",
        "listitem": "li", "verbatim": "pre"}


def run_doxygen(root, into):
    inputs = " ".join(str(root / room) for room in ROOMS)
    places = f"INPUT = {inputs}\nSTRIP_FROM_PATH = {root}\nOUTPUT_DIRECTORY = {into}\n"
    settings = SETTINGS + places
    subprocess.run(["doxygen", "-"], input=settings, text=True, check=True, capture_output=True)
    return Path(into) / "xml"


def prose(node):
    """A description as HTML."""
    if node is None:
        return ""
    out = html.escape(node.text or "")
    for child in node:
        tag = TAGS.get(child.tag)
        inner = prose(child)
        out += (f"<{tag}>{inner}</{tag}>" if tag else inner) + html.escape(child.tail or "")
    return out


def said(definition):
    brief, detailed = definition.find("briefdescription"), definition.find("detaileddescription")
    return (prose(brief) + prose(detailed)).strip()


def plain(node):
    return "" if node is None else "".join(node.itertext())


def signature(member):
    """A member as it is declared, without its body."""
    parameters = member.find("templateparamlist")
    names = []
    for p in parameters if parameters is not None else []:
        names.append(f"{plain(p.find('type'))} {plain(p.find('declname'))}".strip())
    template = f"template <{', '.join(names)}> " if names else ""
    kind = "using " if member.get("kind") == "typedef" else ""
    name = f"{member.findtext('name')}{plain(member.find('argsstring'))}"
    return f"{template}{kind}{plain(member.find('type'))} {name}".strip()


def place(definition):
    at = definition.find("location")
    return ("", "0") if at is None else (at.get("file"), at.get("line"))


def members(definition):
    """The public members that say something, as (signature, text, place)."""
    for member in definition.iter("memberdef"):
        text = said(member)
        if text and member.get("prot", "public") == "public":
            yield signature(member), text, place(member)


def by_header(folder):
    """file -> [(line, name, text, members)], of all that has a docstring."""
    found = {}
    for file in sorted(folder.glob("*.xml")):
        for definition in xml.parse(file).getroot().findall("compounddef"):
            kind = definition.get("kind")
            if kind in KINDS and said(definition):
                at, line = place(definition)
                title = f"{kind} {definition.findtext('compoundname')}"
                said_of = (int(line), title, said(definition), list(members(definition)))
                found.setdefault(at, []).append(said_of)
            elif kind == "namespace":
                for text_of, text, (at, line) in members(definition):
                    found.setdefault(at, []).append((int(line), text_of, text, []))
    return found


def source_link(at, line, shown):
    return f'<a href="../{at}.html#L{line}"><code>{html.escape(shown)}</code></a>'


def entry(at, line, title, text, its_members):
    inner = ""
    for shown, what, (_, its_line) in its_members:
        inner += f"<dt>{source_link(at, its_line, shown)}</dt><dd>{what}</dd>"
    return f"<h3>{source_link(at, line, title)}</h3>{text}" + (f"<dl>{inner}</dl>" if inner else "")


def pages(root):
    """room -> HTML, and the headers that they link to."""
    with tempfile.TemporaryDirectory() as into:
        found = by_header(run_doxygen(root, into))
    out = {}
    for at in sorted(found):
        room = str(Path(at).parent)
        what = clause(root / at)
        entries = "".join(entry(at, *e) for e in sorted(found[at]))
        out[room] = out.get(room, "") + (
            f'<section><h2 id="{Path(at).stem}">{source_link(at, 1, Path(at).name)}</h2>'
            f"<p>{html.escape(what)}</p>{entries}</section>")
    return out, set(found)
