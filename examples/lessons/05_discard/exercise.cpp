// examples/lessons/05_discard/exercise.cpp -- a race, whose loser unwinds.
#include <string>

#include "continuations/strategies/stack.hpp"
#include "examples/lessons/check.hpp"

using kont::stack;
using kont::transfer;
using continuation = stack::continuation;

// Works in two steps. Logs "worked" at its end, "failed" if it failed; nothing if it is dropped.
continuation worker(lesson::trace& log, bool fails) {
  return stack::start([&log, fails](kont::arrival<continuation>& other) {
    try {
      transfer(other);
      if (fails) throw 1;
      log.push_back("worked");
    } catch (...) {  // TODO: not all that comes here is a failure
      log.push_back("failed");
    }
  });
}

// Resumes a, b, a, b, ... until one has ended: its name. Who throws is out, and the other has won;
// if both did, "nobody". The loser has been dropped when this returns.
std::string race(continuation a, continuation b) {
  // TODO
  (void)a, (void)b;
  return "";
}

#include "examples/lessons/05_discard/checks.hpp"
