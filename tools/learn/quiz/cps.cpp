// tools/learn/quiz/cps.cpp -- lesson 2: rests as arguments, with something behind their calls.
#include <cctype>
#include <deque>
#include <functional>

#include "tools/learn/quiz/quizzes.hpp"

namespace kont::learn {
namespace {

struct cps_puzzle {
  enum reading { as_it_is, no_way_back, called_later, both_rests };
  static constexpr char const* means[] = {
      "you let nothing run behind the call of a rest; in C++ that call returns",
      "you call a rest when the function that got it has ended; it is called there and then",
      "you call both rests; one is called, and nobody calls the other"};

  bool f_says = true, g_says = true, a_says = true, b_says = true;  // also behind the call
  int first, plus, limit, times;

  std::string in_cpp() const {
    return joined(
        "#include <functional>\n\n#include \"examples/lessons/print.hpp\"\n\n"
        "using rest = std::function<void(int)>;\n\n"
        "void f(int x, rest k) {\n  print(\"f\", x);\n  k(x + ",
        plus, ");\n", behind("  ", f_says, 'F'),
        "}\nvoid g(int x, rest k) {\n  print(\"g\", x);\n  k(x * ", times, ");\n",
        behind("  ", g_says, 'G'), "}\nvoid test(int x, rest small, rest large) {\n  if (x < ",
        limit,
        ")\n    small(x);\n  else\n    large(x);\n}\n\nint main() {\n"
        "  rest const c = [](int x) { print(\"c\", x); };\n  f(",
        first,
        ", [=](int x) {\n    print(\"a\", x);\n    test(\n        x,\n        [=](int y) {\n"
        "          print(\"b\", y);\n          g(y, c);\n",
        behind("          ", b_says, 'B'), "        },\n        c);\n", behind("    ", a_says, 'A'),
        "  });\n  print(\"m\");\n}\n");
  }
  trace run(reading r) const;

 private:
  static std::string behind(char const* indent, bool says, char letter) {
    return says ? joined(indent, "print(\"", letter, "\");\n") : "";
  }
};

// The program itself, but for how a rest is called, and what becomes of what is behind it.
trace cps_puzzle::run(reading r) const {
  using rest = std::function<void(int)>;
  trace t;
  std::deque<std::function<void()>> later;
  auto const call = [&](rest const& k, int x) {
    if (r != called_later) return k(x);
    later.push_back([k, x] { k(x); });
  };
  auto const behind = [&](bool says, char letter) {
    if (says && r != no_way_back) say(t, letter);
  };
  rest const c = [&](int x) { say(t, 'c', x); };
  rest const b = [&](int x) {
    say(t, 'b', x);
    say(t, 'g', x);
    call(c, x * times);
    behind(g_says, 'G');
    behind(b_says, 'B');
  };
  rest const a = [&](int x) {
    say(t, 'a', x);
    if (x < limit || r == both_rests) call(b, x);
    if (x >= limit || r == both_rests) call(c, x);
    behind(a_says, 'A');
  };
  say(t, 'f', first);
  call(a, first + plus);
  behind(f_says, 'F');
  behind(true, 'm');
  for (; !later.empty(); later.pop_front()) later.front()();
  return t;
}

}  // namespace

question ask_cps(dice& d) {
  cps_puzzle p{d.coin(), d.coin(), d.coin(), d.coin(), d.from(1, 5), d.from(2, 5), 0, d.from(2, 3)};
  p.limit = p.first + p.plus + (d.from(0, 2) > 0 ? 1 : 0);
  return ask(p);
}

}  // namespace kont::learn
