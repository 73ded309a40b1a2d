// examples/lessons/02_cps_by_hand/checks.hpp -- results go to the rest, once; nothing is returned.
#pragma once
#include "examples/lessons/check.hpp"

int main() {
  using lesson::check;
  std::vector<int> got;
  rest const keep = [&](int n) { got.push_back(n); };
  fibonacci(0, keep);
  check("fibonacci(0) calls its rest with 0", got, std::vector<int>{0});
  fibonacci(1, keep);
  check("fibonacci(1) calls its rest with 1", got, std::vector<int>{0, 1});
  got.clear();
  fibonacci(10, keep);
  check("fibonacci(10) calls its rest once, with 55", got, std::vector<int>{55},
        {{"(nothing)", "a rest is forgotten: who does not call it ends the program there"},
         {"89", "the numbers begin with 1 and 1, not with 0 and 1"}});

  std::vector<std::string> went;
  auto const search = [&](int wanted) {
    went.clear();
    find(
        {5, 7, 9, 7}, wanted, [&](int i) { went.push_back("found at " + std::to_string(i)); },
        [&] { went.push_back("missing"); });
    return went;
  };
  check("9 is found at 2, and only one of the two rests is called", search(9), {"found at 2"},
        {{"found at 2 missing",
          "control is thought not to come back from a rest: it does, in C++, "
          "so return after the call"},
         {"found at 9", "the rest is given the number, not its place"}});
  check("7 is found where it is first", search(7), {"found at 1"},
        {{"found at 1 found at 3", "the search goes on after it has called `found`"}});
  check("8 is missing", search(8), {"missing"});
  return lesson::done();
}
