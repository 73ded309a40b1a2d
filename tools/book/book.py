"""tools/book/book.py -- makes the book: one site of the lessons, the READMEs and the reference.

usage: book.py ROOT OUT [TRACES [KEPT]]    ROOT is the repository; OUT is replaced when all is well;
                                           TRACES has pages of ./kont trace, named for their
                                           lessons; KEPT is what ./kont papers pages writes
"""

import html
import shutil
import sys
from pathlib import Path

import reference
import text
from pages import Site, check_links

PROGRAMS = ["lesson.cpp", "exercise.cpp"]
REPORTS = """<h1>Reports of this machine</h1>
<p>What <code>./kont ladder</code>, <code>./kont papers all</code> and
<code>./kont lab compare --html</code> have written so far:</p>"""
NO_LADDER = """<p>The ladder is not among them: <code>./kont ladder</code> measures it, and the next
<code>./kont book</code> links it.</p>"""


def lesson_more(root, folder, traces):
    """Behind a lesson's text: its program step by step, and the files it is about."""
    more = ""
    if traces and (traces / f"{folder.name}.html").is_file():
        page = f"../../../traces/{folder.name}.html"
        more += f'<h2 id="steps">Step by step</h2><p><a href="{page}">On a page of its own</a></p>'
        more += f'<iframe src="{page}" title="The program, step by step"></iframe>'
    for name in PROGRAMS:
        path = folder / name
        if path.is_file():
            shown = text.listing(path, f"{name}-L")
            more += (f'<details class="file"><summary><code>{name}</code>: '
                     f"{html.escape(text.clause(path))}</summary>{shown}</details>")
    return more


def add_lessons(site, root, traces):
    for folder in sorted((root / "examples/lessons").glob("[0-9]*")):
        source = str((folder / "README.md").relative_to(root))
        site.add_markdown("Lessons", source, more=lesson_more(root, folder, traces))
    site.add_markdown("Lessons", "examples/lessons/TEACHER.md")


def plots(kept, table, up):
    """A link to what was measured for a table, with its plots, where such a page was made."""
    page = f"{table}index.html"
    if not kept or not (kept / page).is_file():
        return ""
    return f'<p><a href="{up}kept/{page}">What was measured, with plots</a></p>'


def add_papers(site, root, kept):
    site.add_markdown("Papers", "papers/README.md", more=plots(kept, "", "../"))
    for readme in sorted((root / "papers").glob("*/README.md")):
        more = plots(kept, f"{readme.parent.name}/", "../../")
        site.add_markdown("Papers", str(readme.relative_to(root)), more=more)


def add_reference(site, root):
    rooms, headers = reference.pages(root)
    site.linked |= headers
    for room, body in rooms.items():
        address = f"reference/{room.replace('/', '-')}.html"
        site.add_chapter("Reference", room, address, f"<h1><code>{room}/</code></h1>{body}")


def add_reports(site, reports):
    """What was measured on this machine, if it was."""
    found = sorted(reports.glob("*/index.html"))
    names = [report.parent.name for report in found]
    rows = "".join(f'<li><a href="../reports/{name}/index.html">{name}</a>' for name in names)
    body = f"{REPORTS}<ul>{rows}</ul>{'' if 'ladder' in names else NO_LADDER}"
    site.add_chapter("Measured here", "Reports", "reports.html", body)


def make(root, out, traces, kept):
    site = Site(root, out)
    site.add_markdown("Begin here", "README.md")
    site.add_markdown("Begin here", "tools/book/which.md")
    add_lessons(site, root, traces)
    site.add_markdown("The primitive", "continuations/README.md")
    site.add_markdown("From Stackless Python", "coroutines/microthreads/README.md")
    site.add_markdown("Policies", "lab/README.md")
    add_papers(site, root, kept)
    site.add_markdown("What is tested", "tests/reliability/README.md")
    add_reference(site, root)
    add_reports(site, out.parent / "reports")
    site.add_sources()
    site.write()
    shutil.copy(root / "tools/book/book.css", out / "book.css")
    if traces:
        shutil.copytree(traces, out / "traces")
    if kept:
        shutil.copytree(kept, out / "kept")
    check_links(out)


def main(root, out, traces=None, kept=None):
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    try:
        make(root, fresh, traces, kept)
    except text.Fault as fault:
        shutil.rmtree(fresh)
        print(f"kont: {fault}", file=sys.stderr)
        return 2
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)
    print(f"The book: {out / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*(Path(argument).resolve() for argument in sys.argv[1:])))
