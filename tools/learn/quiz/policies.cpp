// tools/learn/quiz/policies.cpp -- lesson 12: jobs of some lengths, and a policy that takes one.
#include <algorithm>

#include "tools/learn/quiz/quizzes.hpp"

namespace kont::learn {
namespace {

struct policies_puzzle {
  enum reading {
    as_it_is,
    takes_the_first,
    takes_the_last,
    takes_the_shortest,
    takes_the_longest,
    to_the_end,
    by_what_is_left
  };
  static constexpr char const* means[] = {
      "you take who became ready first; read in take() who is at `at`",
      "you take who became ready last; read in take() who is at `at`",
      "you take the shortest; read in take() who is at `at`",
      "you take the longest; read in take() who is at `at`",
      "you let a job run to its end; at a yield the policy chooses anew, from all",
      "you compare what is left of the jobs; the policy looks at a length that nobody changes"};

  reading takes;  // one of the first four
  bool yields;
  std::vector<int> lengths;

  std::string in_cpp() const {
    static constexpr char const* places[] = {"ready.begin()", "ready.end() - 1",
                                             "std::ranges::min_element(ready, {}, &hook::length)",
                                             "std::ranges::max_element(ready, {}, &hook::length)"};
    std::string text = joined(
        "#include <algorithm>\n#include <vector>\n\n"
        "#include \"coroutines/microthreads/scheduler.hpp\"\n"
        "#include \"examples/lessons/print.hpp\"\n\nstruct own_policy {\n"
        "  struct hook {\n    int length = 1;\n  };\n  std::vector<hook*> ready;\n\n"
        "  void put(hook& t, kont::why) noexcept { ready.push_back(&t); }\n"
        "  hook* take() noexcept {\n    if (ready.empty()) return nullptr;\n    auto const at = ",
        places[takes - 1],
        ";\n    hook* const next = *at;\n    ready.erase(at);\n"
        "    return next;\n  }\n};\n\nint main() {\n  kont::scheduler<own_policy> world;\n"
        "  auto const job = [&](char const* name, int length) {\n"
        "    world.spawn({.name = name, .properties = {.length = length}}, [&world, name, length] "
        "{\n"
        "      for (int i = 1; i <= length; ++i) {\n        print(name, i);\n",
        yields ? "        world.yield();\n" : "", "      }\n    });\n  };\n");
    char name = 'a';
    for (int n : lengths) text += joined("  job(\"", name++, "\", ", n, ");\n");
    return text + "  world.run();\n}\n";
  }
  trace run(reading r) const;
};

trace policies_puzzle::run(reading r) const {
  struct job {
    char name;
    int length, done = 0;
    int left() const { return length - done; }
  };
  auto const rule = r >= takes_the_first && r <= takes_the_longest ? r : takes;
  auto const key = [r](job const& j) { return r == by_what_is_left ? j.left() : j.length; };
  std::vector<job> ready;
  for (int n : lengths) ready.push_back({static_cast<char>('a' + ready.size()), n});
  trace t;
  while (!ready.empty()) {
    auto at = ready.begin();
    if (rule == takes_the_last) at = ready.end() - 1;
    if (rule == takes_the_shortest) at = std::ranges::min_element(ready, {}, key);
    if (rule == takes_the_longest) at = std::ranges::max_element(ready, {}, key);
    job next = *at;
    ready.erase(at);
    do {
      if (next.left() > 0) say(t, next.name, ++next.done);
    } while (next.left() > 0 && (!yields || r == to_the_end));
    if (next.left() > 0) ready.push_back(next);
  }
  return t;
}

}  // namespace

question ask_policies(dice& d) {
  policies_puzzle p{static_cast<policies_puzzle::reading>(d.from(1, 4)), d.from(0, 3) > 0, {}};
  for (int n = d.from(3, 4); n > 0; --n) p.lengths.push_back(d.from(1, 4));
  return ask(p);
}

}  // namespace kont::learn
