// tools/learn/quiz/delimit.cpp -- lesson 8: handlers that call or drop the rest up to a prompt.
#include "tools/learn/quiz/quizzes.hpp"

namespace kont::learn {
namespace {

struct delimit_puzzle {
  enum reading { as_it_is, never_returns, rest_is_empty, answers_the_shift, takes_main_too };
  static constexpr char const* means[] = {
      "you let the call of k not come back; k ends at the reset, so its call returns",
      "you let k(v) be v; it runs what is left of the reset, and returns what that returns",
      "you let shift return what the handler does; that is the answer of the whole reset",
      "you count what is outside of the reset into k; k ends at the reset"};

  struct shift {
    int value, times;  // k(value) is taken, and its answer multiplied; times 0: k is dropped
  };
  int outside, plus;
  std::vector<shift> shifts;

  std::string in_cpp() const {
    std::string text = joined(
        "#include \"continuations/control/operators.hpp\"\n"
        "#include \"examples/lessons/print.hpp\"\n\nkont::prompt<int> const p(\"p\");\n\n"
        "int main() {\n  int const n = ",
        outside, " + kont::reset(p, [] {\n    print(\"a\");\n");
    char name = 'x';
    for (auto const& s : shifts) {
      text += joined("    int const ", name, " = kont::shift(p, [](auto", s.times > 0 ? " k" : "",
                     ") {\n      print(\"h", name, "\");\n");
      text += s.times == 0
                  ? joined("      return ", s.value, ";\n")
                  : joined("      int const r = std::move(k)(", s.value, ");\n      print(\"r",
                           name, "\", r);\n      return r * ", s.times, ";\n");
      text += joined("    });\n    print(\"", name, "\", ", name, ");\n");
      ++name;
    }
    return text + joined("    return x + ", shifts.size() > 1 ? "y + " : "", plus,
                         ";\n  });\n  print(\"m\", n);\n}\n");
  }
  trace run(reading r) const {
    trace t;
    say(t, 'a');
    try {
      say(t, 'm', outside + rest(t, r, 0, 0));
    } catch (int n) { say(t, 'm', outside + n); }  // by never_returns
    return t;
  }

 private:
  // What the reset answers, from its i-th shift on; `sum` is of those before.
  int rest(trace& t, reading r, std::size_t i, int sum) const {
    if (i == shifts.size()) return sum + plus;
    auto const& s = shifts[i];
    char const name = static_cast<char>('x' + i);
    auto const with = [&](int value) {
      say(t, name, value);
      return rest(t, r, i + 1, sum + value);
    };
    say(t, 'h', name);
    if (s.times == 0) return r == answers_the_shift ? with(s.value) : s.value;
    if (r == never_returns) throw with(s.value);
    bool const empty = r == rest_is_empty || r == answers_the_shift;
    int const answer = empty ? s.value : with(s.value) + (r == takes_main_too ? outside : 0);
    say(t, 'r', name, answer);
    return r == answers_the_shift ? with(answer * s.times) : answer * s.times;
  }
};

}  // namespace

question ask_delimit(dice& d) {
  delimit_puzzle p{d.from(1, 3) * 100, d.from(1, 4), {}};
  for (int n = d.from(1, 2); n > 0; --n)
    p.shifts.push_back({d.from(2, 9), n == 1 ? d.from(0, 3) : d.from(2, 3)});
  return ask(p);
}

}  // namespace kont::learn
