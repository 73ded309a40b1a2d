// examples/lessons/13_effects/solution.cpp -- a program that asks and tells, and its script.
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
  auto const script =
      kont::handler(kont::answers<talk::tell>([&](std::string told) { log.push_back(told); }),
                    kont::resumes<talk::ask>([&](auto k, std::string question) {
                      if (next < answers.size()) return std::move(k)(answers[next++]);
                      log.push_back("no answer to: " + question);
                    }));
  kont::handle(script, [&] {
    program();
    log.push_back("end");
  });
  return log;
}

#include "examples/lessons/13_effects/checks.hpp"
