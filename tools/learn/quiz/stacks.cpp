// tools/learn/quiz/stacks.cpp -- lesson 4: two stacks and main, by bare jumps.
#include <array>

#include "tools/learn/quiz/quizzes.hpp"

namespace kont::learn {
namespace {

struct stacks_puzzle {
  enum reading { as_it_is, begins_anew, back_to_who_came, counter_shared };
  static constexpr char const* means[] = {
      "you begin the function anew at each jump; it goes on behind the go() where it left",
      "you let a go() come back to who jumped here last; it goes where it says",
      "you let both count in one n; each stack has its own frame"};

  // Both bodies print a small letter, go somewhere, print a capital, go somewhere; for ever.
  std::array<std::array<char, 2>, 2> goes;  // of a, of b: to 'a', 'b' or 'm'
  int rounds;

  std::string in_cpp() const {
    return joined(
        "#include \"continuations/strategies/stack.hpp\"\n"
        "#include \"examples/lessons/print.hpp\"\n\nusing kont::target::saved;\n\n"
        "saved m, a, b;  // where main and the two others wait\n"
        "char memory[2][64 * 1024];\n\n"
        "void go(saved& here, saved& there) {  // returns when somebody jumps to `here`\n"
        "  void *from = &here, *word = nullptr;\n"
        "  kont::target::jump(here, &there, from, word);\n}\n\n",
        body('a'), body('b'),
        "void make(saved& s, void (*body)(void*, void*, saved*), char* bottom) {\n"
        "  kont::target::begin(s, reinterpret_cast<void*>(body), bottom + sizeof memory[0]);\n}\n\n"
        "int main() {\n  make(a, body_a, memory[0]);\n  make(b, body_b, memory[1]);\n"
        "  for (int i = 1; i <= ",
        rounds, "; ++i) {\n    go(m, a);\n    print(\"m\", i);\n  }\n}\n");
  }
  trace run(reading r) const;

 private:
  static std::size_t index(char who) { return who == 'a' ? 0 : 1; }
  std::string body(char who) const {
    auto const& to = goes[index(who)];
    char const capital = who == 'a' ? 'A' : 'B';
    return joined("void body_", who,
                  "(void*, void*, saved*) {\n  for (int n = 1;; ++n) {\n    print(\"", who,
                  "\", n);\n    go(", who, ", ", to[0], ");\n    print(\"", capital,
                  "\", n);\n    go(", who, ", ", to[1], ");\n  }\n}\n");
  }
};

// Ends without its last word where main is not come back to.
trace stacks_puzzle::run(reading r) const {
  trace t;
  struct place {
    int n = 1;
    std::size_t step = 0;
    char came = 'm';  // who jumped here
  } at[2];
  char who = 'm';
  for (int i = 0; t.size() < 40;) {
    char to = 'a';
    if (who == 'm') {
      if (i > 0) say(t, 'm', i);
      if (i++ == rounds) break;
    } else {
      auto& here = at[index(who)];
      if (r == begins_anew) here = {1, 0, here.came};
      say(t, here.step == 0 ? who : who == 'a' ? 'A' : 'B', r == counter_shared ? at[0].n : here.n);
      to = r == back_to_who_came ? here.came : goes[index(who)][here.step];
      if (here.step == 1) ++(r == counter_shared ? at[0] : here).n;
      here.step = 1 - here.step;
    }
    if (to != 'm') at[index(to)].came = who;
    who = to;
  }
  return t;
}

}  // namespace

question ask_stacks(dice& d) {
  for (;;) {
    auto const from_a = [&] { return d.coin() ? 'b' : 'm'; };
    auto const from_b = [&] { return d.coin() ? 'a' : 'm'; };
    stacks_puzzle const p{{{{from_a(), from_a()}, {from_b(), from_b()}}}, d.from(2, 4)};
    auto const t = p.run({});
    if (t.size() < 15 && t.back()[0] == 'm') return ask(p);
  }
}

}  // namespace kont::learn
