// tools/learn/quiz/coroutines.cpp -- draws bodies that yield, and writes them down as programs.
#include "tools/learn/quiz/coroutines.hpp"

namespace kont::learn {
namespace {

int yields(std::vector<statement> const& all) {
  int n = 0;
  for (auto const& s : all) {
    if (s.what == statement::yield) ++n;
    if (s.what == statement::loop) n += s.value * yields(s.body);
  }
  return n;
}

coroutine_puzzle drawn(int lesson, dice& d) {
  coroutine_puzzle p{lesson >= 6, lesson == 7, {}, {}};
  char letter = 'a';
  auto const yield_here = [&](std::vector<statement>& to) {
    to.push_back({statement::yield, ' ', d.from(2, 9)});
    if (p.words_too) to.push_back({statement::say_got, letter++});
  };
  auto const say_here = [&](std::vector<statement>& to) {
    to.push_back({statement::say, letter++});
  };
  if (lesson == 5) p.body.push_back({statement::guard, 'g'});
  say_here(p.body);
  if (lesson != 6 && d.coin()) yield_here(p.body), say_here(p.body);
  if (lesson == 5 && d.coin()) p.body.push_back({statement::guard, 'h'});
  statement loop{statement::loop, 'i', d.from(2, 3)};
  say_here(loop.body);
  yield_here(loop.body);
  if (lesson == 1 || d.coin()) say_here(loop.body);
  p.body.push_back(loop);
  if (d.coin()) say_here(p.body), yield_here(p.body);
  say_here(p.body);
  int const steps = yields(p.body) + (lesson == 5 ? 0 : 1);  // it is to be dropped half way there
  for (int n = d.from(std::min(3, steps), std::min(5, steps)); n > 0; --n)
    p.words.push_back(static_cast<int>(p.words.size() + 1) * 10 + d.from(1, 9));
  return p;
}

void write(std::string& text, std::vector<statement> const& all, std::string const& indent,
           coroutine_puzzle const& p, bool counted) {
  for (auto const& s : all) {
    std::string const letter(1, s.letter), value = std::to_string(s.value);
    text += indent;
    switch (s.what) {
      case statement::say:
        text += "print(\"" + letter + "\"" + (counted ? ", i" : "") + ");\n";
        break;
      case statement::yield:
        if (p.words_too) text += "got = ";
        text += "self.yield(" + (p.values ? value + (counted ? " * i" : "") : "") + ");\n";
        break;
      case statement::say_got:
        text += "print(\"" + letter + "\", got);\n";
        break;
      case statement::guard:
        text += "guard const " + letter + "{\"" + letter + "\"};\n";
        break;
      case statement::loop:
        text += "for (int i = 1; i <= " + value + "; ++i) {\n";
        write(text, s.body, indent + "  ", p, true);
        text += indent + "}\n";
    }
  }
}

}  // namespace

std::string coroutine_puzzle::in_cpp() const {
  std::string text =
      "#include \"coroutines/coroutine.hpp\"\n"
      "#include \"examples/lessons/print.hpp\"\n\n"
      "using coroutine = kont::asymmetric_coroutine<int>;\n\n";
  if (body.front().what == statement::guard)
    text += "struct guard {\n  char const* name;\n  ~guard() { print(\"~\", name); }\n};\n\n";
  text += "int main() {\n  coroutine co([](auto& self, int";
  text += words_too ? " got) {\n" : ") {\n";
  write(text, body, "    ", *this, false);
  text += "    return 0;\n  });\n";
  for (int w : words)
    text += values ? joined("  print(co.resume(", words_too ? joined(w) : "", "));\n")
                   : "  co.resume(), print(\"m\");\n";
  return text + "}  // here co is dropped\n";
}

question ask_coroutines(int lesson, dice& d) { return ask(drawn(lesson, d)); }

}  // namespace kont::learn
