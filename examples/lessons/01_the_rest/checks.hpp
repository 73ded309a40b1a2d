// examples/lessons/01_the_rest/checks.hpp -- a countdown goes on where it was, to its end.
#pragma once
#include "examples/lessons/check.hpp"

int main() {
  using lesson::check;
  lesson::trace said;
  auto k = countdown(3, said);
  check("nothing is said before the first resume", said, {},
        {{"3", "start() is thought to run the body up to its first transfer"}});
  check("there is something left to do at the beginning", static_cast<bool>(k), true);
  k = std::move(k).resume().from;
  check("the first resume says the first number and comes back", said, {"3"},
        {{"3 2 1 lift-off", "the body does not hand control back: transfer(other)"},
         {"(nothing)", k ? "the body hands control back before it says its number"
                         : "the body ends without a word: it is still to be written"}});
  k = std::move(k).resume().from;
  check("the second resume goes on behind the first transfer", said, {"3", "2"},
        {{"3 3", "a resume is thought to begin the body again"}});
  check("one number is left, and the end: two more resumes", run_out(std::move(k)), 2,
        {{"1", "the resume that reaches the end is not counted, or not made"}});
  check("all of it has been said, once", said, {"3", "2", "1", "lift-off"});

  lesson::trace none;
  check("a countdown from 0 only ends", run_out(countdown(0, none)), 1);
  check("it says just that", none, {"lift-off"});

  lesson::trace left, right;  // two of them: each has its own place and its own loop
  auto a = countdown(2, left), b = countdown(9, right);
  a = std::move(a).resume().from;
  b = std::move(b).resume().from;
  a = std::move(a).resume().from;
  check("two countdowns do not disturb each other", left, {"2", "1"});
  check("nor the other way round", right, {"9"});
  return lesson::done();
}
