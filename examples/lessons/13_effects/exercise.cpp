// examples/lessons/13_effects/exercise.cpp -- a program that asks and tells, and its script.
#include <functional>
#include <string>

#include "continuations/control/effects.hpp"
#include "examples/lessons/check.hpp"

struct talk {
  static constexpr char const* name = "talk";
  struct ask : kont::operation<talk, std::string(std::string)> {};
  struct tell : kont::operation<talk, void(std::string)> {};
  using operations = kont::operation_list<ask, tell>;
};

// What the program tells; then "end", or "no answer to: QUESTION" where no answer was left.
lesson::trace scripted(std::vector<std::string> answers, std::function<void()> program) {
  lesson::trace log;
  std::size_t next = 0;
  // TODO: kont::handle(kont::handler(...), [&] { program(); ... });
  (void)answers, (void)program, (void)next;
  return log;
}

#include "examples/lessons/13_effects/checks.hpp"
