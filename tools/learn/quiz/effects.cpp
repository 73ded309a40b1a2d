// tools/learn/quiz/effects.cpp -- lesson 13: a body that asks, and a clause that has its rest.
#include "tools/learn/quiz/quizzes.hpp"

namespace kont::learn {
namespace {

struct effects_puzzle {
  enum reading { as_it_is, a_catch, ends_at_k, answers_in_place, not_unwound };
  static constexpr char const* means[] = {
      "you take the clause for a catch; it holds the rest of the body in k, and may call it",
      "you let the clause end where it calls k; that call returns when the body has ended",
      "you let perform return what the clause returns; it returns what k is called with",
      "you forget what is dropped with k; it unwinds, and its destructors run"};

  int first, plus, limit, times, more;  // what is asked; from when on k is dropped; what k gets

  std::string in_cpp() const {
    return joined(
        "#include \"continuations/control/effects.hpp\"\n"
        "#include \"examples/lessons/print.hpp\"\n\nstruct talk {\n"
        "  static constexpr char const* name = \"talk\";\n"
        "  struct ask : kont::operation<talk, int(int)> {};\n"
        "  using operations = kont::operation_list<ask>;\n};\n"
        "struct guard {\n  ~guard() { print(\"~g\"); }\n};\n\nint main() {\n"
        "  auto const clause = kont::resumes<talk::ask>([](auto k, int v) {\n    print(\"h\", v);\n"
        "    if (v > ",
        limit, ") return 100;\n    int const r = std::move(k)(v * ", times,
        ");\n    print(\"r\", r);\n    return r + ", more,
        ";\n  });\n  int const n = kont::handle(kont::handler(clause), [] {\n    guard const g;\n"
        "    int const x = kont::perform<talk::ask>(",
        first, ");\n    print(\"x\", x);\n    int const y = kont::perform<talk::ask>(x + ", plus,
        ");\n    print(\"y\", y);\n    return x + y;\n  });\n  print(\"m\", n);\n}\n");
  }
  trace run(reading r) const {
    trace t;
    say(t, 'm', body(t, r, 0, 0, first));
    return t;
  }

 private:
  // The answer of the handler: what it does when the body asks `v`, `asked` times before.
  int body(trace& t, reading r, int asked, int sum, int v) const {
    if (asked == 2) return say(t, "~g"), sum;
    auto const rest = [&](int answer) {
      say(t, asked == 0 ? 'x' : 'y', answer);
      return body(t, r, asked + 1, sum + answer, answer + plus);
    };
    if (r == a_catch) say(t, "~g");
    say(t, 'h', v);
    if (v > limit) {
      if (r == answers_in_place) return rest(100);
      if (r != not_unwound && r != a_catch) say(t, "~g");
      return 100;
    }
    if (r == a_catch) return v * times;
    if (r == ends_at_k) return rest(v * times);
    int const answer = r == answers_in_place ? v * times : rest(v * times);
    say(t, 'r', answer);
    return r == answers_in_place ? rest(answer + more) : answer + more;
  }
};

}  // namespace

question ask_effects(dice& d) {
  effects_puzzle p{d.from(2, 5), d.from(1, 3), 0, d.from(2, 3), d.from(1, 5)};
  int const second = p.first * p.times + p.plus;
  p.limit = d.from(0, 2) == 0 ? second : second - 1;
  return ask(p);
}

}  // namespace kont::learn
