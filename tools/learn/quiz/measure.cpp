// tools/learn/quiz/measure.cpp -- lesson 14: a benchmark on a machine whose noise is known.
#include <algorithm>

#include "tools/learn/quiz/quizzes.hpp"

namespace kont::learn {
namespace {

struct measure_puzzle {
  enum reading { as_it_is, one_after_the_other, last_counts, mean_counts, noise_forgotten };
  static constexpr char const* means[] = {
      "you make all runs of a before those of b; they take turns in each round",
      "you take the last run; the shortest is the least disturbed",
      "you take the mean; noise only adds, so the shortest is the least disturbed",
      "you forget that the machine is busy; what begins in that time takes longer"};

  int a, b, rounds, busy_from, busy_until, slower;

  std::string in_cpp() const {
    return joined(
        "#include <algorithm>\n\n#include \"examples/lessons/print.hpp\"\n\nint now = 0;\n\n"
        "// How long that work takes on this machine, which is busy for a while.\n"
        "int timed(int work) {\n  int const begin = now;\n  now += begin >= ",
        busy_from, " && begin < ", busy_until, " ? ", slower,
        " * work : work;\n  return now - begin;\n}\n\n"
        "int main() {\n  int a = 1'000, b = 1'000;\n  for (int i = 0; i < ",
        rounds, "; ++i) {\n    a = std::min(a, timed(", a, "));\n    b = std::min(b, timed(", b,
        "));\n    print(\"t\", now);\n  }\n  print(\"a\", a);\n  print(\"b\", b);\n}\n");
  }
  trace run(reading r) const {
    trace t;
    int now = 0;
    std::vector<int> of_a, of_b;
    auto const timed = [&](int work) {
      bool const busy = now >= busy_from && now < busy_until && r != noise_forgotten;
      int const took = busy ? slower * work : work;
      now += took;
      return took;
    };
    for (int i = 0; i < rounds; ++i) {
      of_a.push_back(timed(a));
      if (r != one_after_the_other) of_b.push_back(timed(b));
      say(t, 't', now);
    }
    while (of_b.size() < of_a.size()) of_b.push_back(timed(b)), say(t, 't', now);
    say(t, 'a', judged(of_a, r));
    say(t, 'b', judged(of_b, r));
    return t;
  }

 private:
  static int judged(std::vector<int> const& took, reading r) {
    int sum = 0;
    for (int one : took) sum += one;
    if (r == last_counts) return took.back();
    if (r == mean_counts) return sum / static_cast<int>(took.size());
    return *std::ranges::min_element(took);
  }
};

}  // namespace

question ask_measure(dice& d) {
  int const a = d.from(2, 6), b = a + d.from(1, 3), round = a + b;
  int const from = d.from(0, 2) * round + d.from(1, a);
  return ask(measure_puzzle{a, b, d.from(3, 4), from, from + d.from(a, 3 * round), d.from(2, 4)});
}

}  // namespace kont::learn
