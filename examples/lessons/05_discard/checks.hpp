// examples/lessons/05_discard/checks.hpp -- who loses a race unwinds, and does not call it failure.
#pragma once
#include "examples/lessons/check.hpp"

namespace {

struct mark {  // says when it is destroyed
  lesson::trace& log;
  char const* text;
  ~mark() { log.push_back(text); }
};

continuation runner(int steps, lesson::trace& log, char const* gone, bool throws = false) {
  return stack::start([=, &log](auto& other) {
    mark const m{log, gone};
    for (int i = 0; i < steps; ++i) transfer(other);
    if (throws) throw 1;
  });
}

}  // namespace

int main() {
  using lesson::check;
  lesson::trace log;
  auto k = worker(log, false).resume().from;
  k = std::move(k).resume().from;
  check("a worker that comes to its end logs it", log, {"worked"});
  k = worker(log, true).resume().from;
  k = std::move(k).resume().from;
  check("one that fails logs that", log, {"worked", "failed"});
  k = worker(log, false).resume().from;
  k = {};
  check("one that is dropped logs nothing", log, {"worked", "failed"},
        {{"worked failed failed",
          "catch (...) catches the order to unwind too, and takes it for a failure"}});

  log.clear();
  check("who needs fewer steps wins", race(runner(5, log, "~a"), runner(2, log, "~b")), "b");
  check("the winner has ended, and then the loser has unwound, once", log, {"~b", "~a"},
        {{"~b", "the loser is still held by somebody"}});
  log.clear();
  check("at the same number of steps, a is resumed first",
        race(runner(2, log, "~a"), runner(2, log, "~b")), "a");
  log.clear();
  check("who throws is out", race(runner(1, log, "~a", true), runner(7, log, "~b")), "b");
  check("and has unwound before", log, {"~a", "~b"});
  check("that holds for both", race(runner(9, log, ""), runner(0, log, "", true)), "a");
  check("two that throw leave nobody", race(runner(3, log, "", true), runner(1, log, "", true)),
        "nobody");
  return lesson::done();
}
