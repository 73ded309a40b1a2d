// tests/explorer/search.hpp -- runs a program again and again, each time with other choices.
//
//   struct program {                    made anew for each run, by thread 0
//     static constexpr std::size_t threads = 2;
//     void thread(std::size_t i);       the body of thread i: 1 … threads
//     void after();                     (if there is one) looks at the end, by thread 0
//   };
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/explorer/world.hpp"

namespace kont::explore {

/// What a search came to.
struct outcome {
  std::string fault;       ///< what the last run did wrong; empty: no run did
  std::string choices;     ///< the list with which that run is had again
  std::uint64_t runs = 0;  ///< how many there were
  bool complete = false;   ///< all runs within the bound were tried
};

/// One run; its fault. What happens is told to `story`, if there is one.
template <class Program> std::string run(choices& from, std::vector<std::string>* story = nullptr) {
  world w(from);
  w.seen().story = story;
  {
    Program program;
    w.run(program, Program::threads);
    if constexpr (requires { program.after(); }) {
      try {
        if (!w.seen().over()) program.after();
      } catch (failure const&) {}
    }
  }
  return w.seen().fault;
}

/// Up to `most` runs by dice; until one fails.
template <class Program> outcome at_random(std::uint64_t most, std::uint64_t seed = 1) {
  random_choices dice(seed);
  for (std::uint64_t n = 1; n <= most; ++n) {
    dice.begin_run();
    auto const fault = run<Program>(dice);
    if (!fault.empty()) return {fault, dice.taken(), n};
  }
  return {{}, {}, most};
}

/// All runs with at most `bound` deviations; until one fails, or there were `most`.
template <class Program> outcome exhaustively(std::size_t bound, std::uint64_t most = 10'000'000) {
  all_choices all(bound);
  for (std::uint64_t n = 1; n <= most; ++n) {
    auto const fault = run<Program>(all);
    if (!fault.empty()) return {fault, all.taken(), n};
    if (!all.next_run()) return {{}, {}, n, true};
  }
  return {{}, {}, most};
}

/// The fault of the run of that list.
template <class Program> std::string replay(std::string_view list) {
  replayed from(list);
  return run<Program>(from);
}
/// What happens in the run of that list, a line for each operation, and its fault; the end of it.
template <class Program> std::string story_of(std::string_view list) {
  replayed from(list);
  std::vector<std::string> story;
  story.push_back(run<Program>(from, &story));
  constexpr std::size_t most = 100;
  std::string all;
  for (std::size_t i = story.size() > most ? story.size() - most : 0; i < story.size(); ++i) {
    all += '\n' + story[i];
  }
  return all;
}

}  // namespace kont::explore
