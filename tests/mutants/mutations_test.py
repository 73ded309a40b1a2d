"""tests/mutants/mutations_test.py -- which changes of a source there are."""

import os
import subprocess
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True
from mutations import mutants  # noqa: E402


def changed(text):
    return [m.text for m in mutants(text)]


class Mutations(unittest.TestCase):
    def test_an_operator_is_another(self):
        self.assertEqual(changed("return a < b;"), ["return a <= b;"])
        self.assertEqual(changed("return !a && b + 1 != c;"),
                         ["return a && b + 1 != c;", "return !a || b + 1 != c;",
                          "return !a && b - 1 != c;", "return !a && b + 1 == c;"])
        self.assertEqual(changed("for (; n != 0; --n) {"),
                         ["for (; n == 0; --n) {", "for (; n != 0; ++n) {"])
        self.assertEqual(changed("bool is_true = true;"), ["bool is_true = false;"])

    def test_a_condition_always_or_never_holds(self):
        self.assertEqual(changed("if (f(a, (b)) > 0) return;"),
                         ["if (f(a, (b)) >= 0) return;",
                          "if (((void)(f(a, (b)) > 0), true)) return;",
                          "if (((void)(f(a, (b)) > 0), false)) return;"])
        self.assertEqual(changed("if (auto* const t = first()) {"), [])
        self.assertEqual(changed("if constexpr (shared) {"), [])

    def test_a_statement_is_left_out(self):
        for statement in "  queue_.clear();", "  a->b = c;", "  n |= 4;", "  std::swap(a, b);":
            self.assertEqual(changed(statement), [";"])
        for other in ("section const alone(guard_);", "int n = 4;", "return f(x);", "void f();",
                      'rule(ok, "what is broken");', "it(it&&) = delete;", "using a = b;"):
            self.assertEqual(changed(other), [], other)

    def test_what_is_no_code_is_left_alone(self):
        for text in ("// a < b", "/* a < b\n a < b */", '#define LESS a < b \\\n  || c',
                     'f = "a < b";', "static_assert(a < b);", "template <bool b = true> struct x;"):
            self.assertFalse([t for t in changed(text) if "<=" in t or "false" in t], text)
        self.assertIn("return 1'000 <= 2'000;", changed("return 1'000 < 2'000;"))
        self.assertIn("f('\"', a <= b);  // \"", changed("f('\"', a < b);  // \""))

    def test_it_says_where(self):
        [m] = mutants("a\nb\n  clear();\n")
        self.assertEqual((m.line, m.what), (2, "the statement is left out"))


class CommandLine(unittest.TestCase):
    def refused(self, *arguments, compiler="c++"):
        said = subprocess.run([sys.executable, "-B", str(HERE / "mutants.py"), *arguments],
                              capture_output=True, text=True, env={**os.environ, "CXX": compiler})
        self.assertEqual(said.returncode, 2)
        self.assertEqual(said.stdout, "")
        self.assertEqual(said.stderr.count("\n"), 1)
        return said.stderr

    def test_bad_input_is_named(self):
        self.assertIn("no/such.hpp: no such file", self.refused("no/such.hpp"))
        self.assertIn("lib/rule.hpp: it lies in none of", self.refused("lib/rule.hpp"))
        self.assertIn("at least 1, not 0", self.refused("--of", "0", "lib/rule.hpp"))
        self.assertIn("no-such: no such compiler", self.refused("a.hpp", compiler="no-such"))


if __name__ == "__main__":
    unittest.main()
