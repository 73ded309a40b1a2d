"""tests/book/book_test.py -- the book says where it is wrong, and its links lead somewhere."""

import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/book"))
sys.dont_write_bytecode = True
import book  # noqa: E402
import pages  # noqa: E402
import text  # noqa: E402


class Book(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name) / "root"
        self.out = Path(self.folder.name) / "book"
        code = "int one();\n\n  int two();\nint three();\n"
        self.write("code.hpp", "// code.hpp -- says what it is.\n" + code)

    def write(self, name, content):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)

    def made_of(self, markdown):
        self.write("README.md", markdown)
        site = pages.Site(self.root, self.out)
        site.add_markdown("Part", "README.md")
        site.add_sources()
        site.write()
        (self.out / "book.css").write_text("")
        pages.check_links(self.out)
        return (self.out / "index.html").read_text()

    def fault_of(self, markdown):
        with self.assertRaises(text.Fault) as caught:
            self.made_of(markdown)
        return str(caught.exception)

    def test_a_link_to_a_source_leads_to_its_lines(self):
        page = self.made_of("# Title\n\nsee [code](code.hpp#L4) and [here](#title)\n")
        self.assertIn('href="code.hpp.html#L4"', page)
        self.assertIn('id="L4"', (self.out / "code.hpp.html").read_text())

    def test_a_folder_lists_what_its_files_are(self):
        self.write("room/part.hpp", "// room/part.hpp -- a part of it.\n")
        self.made_of("# Title\n\n[room](room)\n")
        self.assertIn("a part of it.", (self.out / "room/index.html").read_text())

    def test_what_a_file_is_may_take_two_lines(self):
        self.write("two.hpp", "// two.hpp -- a clause that\n// goes on. And more.\n#pragma once\n")
        self.write("one.sh", "#!/bin/sh\n# one.sh -- a clause\nset -eu\n")
        self.write("one.css", "/* one.css -- a clause */\nbody {}\n")
        self.assertEqual(text.clause(self.root / "two.hpp"), "a clause that goes on. And more.")
        for name in ["one.sh", "one.css"]:
            self.assertEqual(text.clause(self.root / name), "a clause")

    def test_a_dead_link_is_named_with_its_line(self):
        fault = self.fault_of("# Title\n\n[gone](gone.hpp)\n")
        self.assertEqual(fault, "README.md:3: a dead link: gone.hpp")

    def test_an_anchor_has_to_be_there(self):
        fault = self.fault_of("# Title\n\n[beyond](code.hpp#L9)\n")
        no_anchor = "a link to an anchor that is not there"
        self.assertEqual(fault, f"index.html: {no_anchor}: code.hpp.html#L9")

    def test_a_quotation_is_held_against_its_file(self):
        page = self.made_of("# Title\n\n```cpp code.hpp\nint one();\n…\nint three();\n```\n")
        self.assertIn("<figcaption>code.hpp</figcaption>", page)

    def test_a_quoted_line_that_is_gone_is_named(self):
        fault = self.fault_of("# Title\n\n```cpp code.hpp\nint one();\nint four();\n```\n")
        self.assertEqual(fault, "README.md: quotes a line that code.hpp does not have: int four();")

    def test_lines_are_quoted_in_their_order(self):
        fault = self.fault_of("# Title\n\n```cpp code.hpp\nint three();\nint one();\n```\n")
        self.assertIn("quotes a line that code.hpp does not have", fault)

    def reports_of(self, *names):
        for name in names:
            self.write(f"../reports/{name}/index.html", "<h1>measured</h1>")
        site = pages.Site(self.root, self.out)
        book.add_reports(site, self.root.parent / "reports")
        site.write()
        (self.out / "book.css").write_text("")
        return (self.out / "reports.html").read_text()

    def test_the_newest_report_of_the_ladder_is_linked(self):
        self.assertIn('href="../reports/ladder/index.html"', self.reports_of("ladder", "lab"))

    def test_without_a_ladder_its_command_is_named(self):
        page = self.reports_of("lab")
        self.assertIn("<code>./kont ladder</code> measures it", page)
        self.assertNotIn("reports/ladder", page)

    def test_a_paper_leads_to_its_plots(self):
        self.write("papers/README.md", "# Papers\n")
        self.write("papers/one/README.md", "# One\n")
        self.write("papers/two/README.md", "# Two\n")
        kept = self.out / "kept"
        for page in ["index.html", "one/index.html"]:
            (kept / page).parent.mkdir(parents=True, exist_ok=True)
            (kept / page).write_text("plots")
        site = pages.Site(self.root, self.out)
        book.add_papers(site, self.root, kept)
        self.assertIn('href="../kept/index.html"', site.bodies["papers/README.html"][1])
        self.assertIn('href="../../kept/one/index.html"', site.bodies["papers/one/README.html"][1])
        self.assertNotIn("kept", site.bodies["papers/two/README.html"][1])

    def test_what_is_wrong_leaves_the_book_as_it_was(self):
        self.out.mkdir()
        (self.out / "index.html").write_text("the last one")
        self.write("README.md", "# Title\n\n[gone](gone.hpp)\n")
        self.assertEqual(book.main(self.root, self.out), 2)
        self.assertEqual((self.out / "index.html").read_text(), "the last one")
        self.assertEqual(sorted(p.name for p in self.out.parent.iterdir()), ["book", "root"])


if __name__ == "__main__":
    unittest.main()
