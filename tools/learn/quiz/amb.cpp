// tools/learn/quiz/amb.cpp -- lesson 9: a rest that is run once for each choice; what is copied.
#include "tools/learn/quiz/quizzes.hpp"

namespace kont::learn {
namespace {

struct amb_puzzle {
  enum reading { as_it_is, begins_anew, first_only, in_breadth, frame_shared, outside_copied };
  static constexpr char const* means[] = {
      "you begin at the first line for each choice; a fork goes on where amb was called",
      "you let amb choose once; the rest is run for each of its numbers",
      "you make all runs to the second amb first; the run with one number ends before the next",
      "you let all runs share the counter in the frame; each fork has a copy of it",
      "you give each run a counter of its own outside; what is not in the frames is not copied"};

  int last_x, last_y;
  bool counts_in_frame;  // what is printed: the counter in the frame, or the one outside

  std::string in_cpp() const {
    return joined(
        "#include \"continuations/control/operators.hpp\"\n"
        "#include \"continuations/strategies/copy.hpp\"\n"
        "#include \"examples/lessons/print.hpp\"\n\n"
        "kont::prompt<int, kont::copy> const choices(\"choices\");\n\n"
        "int amb(int first, int last) {\n"
        "  return kont::capture<int>(choices, [=](auto k) {\n    int runs = 0;\n"
        "    for (int i = first; i <= last; ++i) runs += k.fork()(i);\n    return runs;\n  "
        "});\n}\n\n"
        "int main() {\n",
        counts_in_frame ? "" : "  int n = 0;\n", "  int const runs = kont::reset(choices, [",
        counts_in_frame ? "] {\n    int n = 0;\n" : "&n] {\n",
        "    print(\"a\");\n    int const x = amb(1, ", last_x,
        ");\n    ++n;\n    print(\"b\", x);\n    int const y = amb(x, ", last_y,
        ");\n    ++n;\n    print(\"c\", y, \":\", n);\n    return 1;\n  });\n"
        "  print(\"m\", runs);\n}\n");
  }
  trace run(reading r) const {
    trace t;
    int shared = 0, runs = 0;
    say(t, 'a');
    if (r == in_breadth)
      for (int x = 1; x <= last_x; ++x) say(t, 'b', x);
    for (int x = 1; x <= (r == first_only ? 1 : last_x); ++x) {
      if (r == begins_anew && x > 1) say(t, 'a');
      bool const apart = counts_in_frame ? r != frame_shared : r == outside_copied;
      int own = 1;
      ++shared;
      if (r != in_breadth) say(t, 'b', x);
      for (int y = x; y <= (r == first_only ? x : last_y); ++y, ++runs) {
        if (r == begins_anew && y > x) say(t, 'a'), say(t, 'b', x);
        say(t, 'c', y, ':', apart ? own + 1 : ++shared);
      }
    }
    say(t, 'm', runs);
    return t;
  }
};

}  // namespace

question ask_amb(dice& d) {
  int const last_x = d.from(1, 3);
  return ask(amb_puzzle{last_x, last_x + d.from(last_x == 1 ? 1 : 0, 1), d.coin()});
}

}  // namespace kont::learn
