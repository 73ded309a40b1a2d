// examples/lessons/05_discard/solution.cpp -- a race, whose loser unwinds.
#include <string>

#include "continuations/strategies/stack.hpp"
#include "examples/lessons/check.hpp"

using kont::stack;
using kont::transfer;
using continuation = stack::continuation;

continuation worker(lesson::trace& log, bool fails) {
  return stack::start([&log, fails](kont::arrival<continuation>& other) {
    try {
      transfer(other);
      if (fails) throw 1;
      log.push_back("worked");
    } catch (kont::unwinding const&) { throw; } catch (...) {
      log.push_back("failed");
    }
  });
}

std::string race(continuation a, continuation b) {
  struct {
    char const* name;
    continuation rest;
  } runners[] = {{"a", std::move(a)}, {"b", std::move(b)}};
  std::string winner = "nobody";
  for (int turn = 0, out = 0; out < 2 && winner == "nobody"; turn = 1 - turn) {
    auto& [name, rest] = runners[turn];
    if (!rest) continue;  // is out
    try {
      rest = std::move(rest).resume().from;
      if (!rest) winner = name;
    } catch (int) { ++out; }
  }
  return winner;  // the runners are dropped here, before the caller goes on
}

#include "examples/lessons/05_discard/checks.hpp"
