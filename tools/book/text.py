"""tools/book/text.py -- Markdown and source as HTML; quotations are held against their files."""

import html
import re
import subprocess
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.util import ClassNotFound


class Fault(Exception):
    """What is wrong with the book, and where: one line."""


def to_html(markdown):
    """GitHub's dialect, tables and all; the whole info string of a fence is kept as data-meta."""
    command = ["cmark-gfm", "--unsafe", "--full-info-string", "-e", "table", "-e", "autolink"]
    done = subprocess.run(command, input=markdown, capture_output=True, text=True, check=True)
    return done.stdout


def coloured(code, lexer):
    return highlight(code, lexer, HtmlFormatter(nowrap=True))


def slug(heading):
    """The anchor that GitHub gives a heading."""
    words = re.sub(r"<[^>]*>", "", heading)
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", html.unescape(words).strip().lower()))


def with_anchors(body):
    def anchor(found):
        level, heading = found.groups()
        return f'<h{level} id="{slug(heading)}">{heading}</h{level}>'

    return re.sub(r"<h([1-6])>(.*?)</h\1>", anchor, body, flags=re.S)


def stripped(lines):
    return [line.strip() for line in lines if line.strip()]


def check_quotation(where, root, name, quoted):
    """What stands between two lines "…" has to stand so in the file, however far indented."""
    if not (root / name).is_file():
        raise Fault(f"{where}: quotes {name}, which is not there")
    there = stripped((root / name).read_text().splitlines())
    for piece in re.split(r"^\s*…\s*$", quoted, flags=re.M):
        lines = stripped(piece.splitlines())
        if not any(there[i : i + len(lines)] == lines for i in range(len(there))):
            missing = next((line for line in lines if line not in there), lines[0] if lines else "")
            raise Fault(f"{where}: quotes a line that {name} does not have: {missing}")


def with_coloured_code(body, where, root):
    """Colours the fences; a fence with a path after its language is a quotation of that file."""

    def fence(found):
        language, meta, code = found.groups()
        code = html.unescape(code)
        if meta:
            check_quotation(where, root, meta, code)
        try:
            shown = coloured(code, get_lexer_by_name(language))
        except ClassNotFound:
            shown = html.escape(code)
        source = f"<figcaption>{html.escape(meta)}</figcaption>" if meta else ""
        return f"<figure><pre><code>{shown}</code></pre>{source}</figure>"

    pattern = r'<pre><code class="language-(\S+?)"(?: data-meta="(.*?)")?>(.*?)</code></pre>'
    return re.sub(pattern, fence, body, flags=re.S)


def lexer_for(path):
    try:
        return get_lexer_for_filename(path.name)
    except ClassNotFound:
        return get_lexer_by_name("text")


def listing(path, anchor="L"):
    """A source file as lines with anchors: #L12."""
    lines = coloured(path.read_text(), lexer_for(path)).splitlines()
    numbered = ""
    for n, line in enumerate(lines, 1):
        numbered += f'<span id="{anchor}{n}" class="line">{line}\n</span>'
    return f'<pre class="listing"><code>{numbered}</code></pre>'


def clause(path: Path):
    """What the first comment of a source file says that it is, up to a full stop or its end."""
    said = ""
    for n, line in enumerate(path.read_text().splitlines()):
        if said:
            more = re.match(r"(?://|#)? +(\w.*)", line)
            if said.endswith((".", "*/")) or not more:
                break
            said += " " + more.group(1)
        elif found := re.search(r" -- (.*)", line) if n < 2 else None:
            said = found.group(1)
        elif n > 1:
            break
    return said.removesuffix("*/").strip()
