"""tools/book/pages.py -- pages in one frame, links between them, and a check that none is dead.

A page lies where its source does: continuations/README.md is continuations/README.html, and a file
of source that somebody links to is a page as well, x.hpp.html, with an anchor for each line. So a
link on a page is the link in its source, with .html behind it.
"""

import html
import posixpath
import re
from pathlib import Path
from urllib.parse import urldefrag

import text
from text import Fault

HREF = re.compile(r'(?:href|src)="([^"]*)"')
OUTSIDE = re.compile(r"^(https?:|mailto:)")
FRAME = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · kont</title>
<link rel="stylesheet" href="{up}book.css">
<a class="skip" href="#content">To the text</a>
<header><a class="home" href="{up}index.html">kont</a>
<details class="contents"><summary>Contents</summary>
<nav aria-label="Contents">{contents}</nav></details></header>
<main id="content">
{body}
{turning}
</main>
</html>
"""


def line_of(path, what):
    """Where a file says so; 1 if it does not say it in these words."""
    for n, line in enumerate(path.read_text().splitlines(), 1):
        if what in line:
            return n
    return 1


class Site:
    def __init__(self, root, out):
        self.root, self.out = root, out
        self.chapters = []  # (part, title, address), in reading order
        self.bodies = {}  # address -> (title, body)
        self.linked = set()  # sources that somebody links to

    # --- what is in it -----------------------------------------------------------------------

    def add_chapter(self, part, title, address, body):
        self.chapters.append((part, title, address))
        self.bodies[address] = (title, body)

    def add_markdown(self, part, source, more=""):
        """A Markdown file as a chapter; `more` comes behind it."""
        if not (self.root / source).is_file():
            raise Fault(f"{source}: a chapter that is not there")
        title, body = self.markdown(source)
        self.add_chapter(part, title, self.address_of(source), body + more)

    def markdown(self, source):
        body = text.with_anchors(text.to_html((self.root / source).read_text()))
        body = text.with_coloured_code(body, source, self.root)
        body = self.with_links(body, source)
        heading = re.search(r"<h1[^>]*>(.*?)</h1>", body, re.S)
        return html.unescape(re.sub(r"<[^>]*>", "", heading.group(1))), body

    def add_sources(self):
        """Pages for what is linked to, and is no chapter; and for what is linked to from these."""
        while missing := {s for s in self.linked if self.address_of(s) not in self.bodies}:
            for source in sorted(missing):
                self.bodies[self.address_of(source)] = self.page_of(source)

    def page_of(self, source):
        path = self.root / source
        readme = path / "README.md"
        if path.suffix == ".md":
            return self.markdown(source)
        if readme.is_file():
            return self.markdown(str(readme.relative_to(self.root)))
        what = self.folder(source) if path.is_dir() else text.listing(path)
        return source, f"<h1>{html.escape(source)}</h1>{what}"

    def folder(self, source):
        rows = ""
        for path in sorted((self.root / source).iterdir()):
            if not path.is_file() or path.name == "meson.build":
                continue
            name = str(path.relative_to(self.root))
            if path.suffix != ".md":
                self.linked.add(name)
            elif self.address_of(name) not in self.bodies:
                continue
            link = posixpath.relpath(self.address_of(name), source or ".")
            rows += f'<tr><td><a href="{link}">{path.name}</a><td>{html.escape(text.clause(path))}'
        return f"<table>{rows}</table>"

    # --- links -------------------------------------------------------------------------------

    def address_of(self, source):
        path = self.root / source
        if source in (".", "README.md"):
            return "index.html"
        if path.suffix == ".md":
            return str(Path(source).with_suffix(".html"))
        if path.is_dir():
            name = "README.html" if (path / "README.md").is_file() else "index.html"
            return str(Path(source) / name)
        return source + ".html"

    def with_links(self, body, source):
        """Turns links to files of the repository into links to their pages."""

        def turned(found):
            target, anchor = urldefrag(html.unescape(found.group(1)))
            if OUTSIDE.match(target) or not target:
                return found.group(0)
            wanted = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
            if not (self.root / wanted).exists():
                line = line_of(self.root / source, target)
                raise Fault(f"{source}:{line}: a dead link: {target}")
            self.linked.add(wanted)
            link = self.relative(self.address_of(wanted), self.address_of(source))
            return f'href="{link}{"#" + anchor if anchor else ""}"'

        return re.sub(r'href="([^"]*)"', turned, body)

    # --- writing it --------------------------------------------------------------------------

    def contents(self, address):
        out, last = "", None
        for part, title, there in self.chapters:
            if part != last:
                out += f'{"</ol>" if last else ""}<h2>{part}</h2><ol>'
                last = part
            here = ' aria-current="page"' if there == address else ""
            out += f'<li><a href="{self.relative(there, address)}"{here}>{html.escape(title)}</a>'
        return out + "</ol>"

    @staticmethod
    def relative(there, address):
        return posixpath.relpath(there, posixpath.dirname(address) or ".")

    def turning(self, address):
        """Links to the chapters before and behind."""
        order = [there for _, _, there in self.chapters]
        if address not in order:
            return ""
        at = order.index(address)
        links = ""
        for step, word in ((-1, "←"), (1, "→")):
            if 0 <= at + step < len(order):
                _, title, there = self.chapters[at + step]
                shown = f"{word} {title}" if step < 0 else f"{title} {word}"
                links += f'<a href="{self.relative(there, address)}">{html.escape(shown)}</a>'
        return f'<nav class="turning" aria-label="Chapters beside">{links}</nav>'

    def write(self):
        for address, (title, body) in self.bodies.items():
            file = self.out / address
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(
                FRAME.format(
                    title=html.escape(title),
                    up="../" * address.count("/"),
                    body=body,
                    contents=self.contents(address),
                    turning=self.turning(address),
                )
            )


def check_links(out):
    """Every link on every page leads to a page and, if it says so, to an anchor of it."""
    pages = {path: path.read_text() for path in out.rglob("*.html")}
    for path, page in pages.items():
        name = path.relative_to(out)
        for link in HREF.findall(page):
            target, anchor = urldefrag(html.unescape(link))
            if OUTSIDE.match(target):
                continue
            there = Path(posixpath.normpath(path.parent / target)) if target else path
            if not there.is_file():
                raise Fault(f"{name}: a dead link: {link}")
            if anchor and there in pages and f'id="{anchor}"' not in pages[there]:
                raise Fault(f"{name}: a link to an anchor that is not there: {link}")
