// examples/lessons/07_symmetric/checks.hpp -- Knuth's translation, and its small cases.
#pragma once
#include "examples/lessons/check.hpp"

int main() {
  using lesson::check;
  auto const translated = [](std::string cards) {
    machine m{.in = cards};
    m.me.transfer(m.decoder);
    return m.out;
  };
  check("one character is itself", translated("A"), "A");
  check("three make a group, and no blank follows", translated("ABC"), "ABC",
        {{"ABC ", "the blank is written before there is something behind it"}});
  check("the fourth begins another group", translated("ABCD"), "ABC D",
        {{"ABCD", "groups are not told apart: where does the grouper count to three?"}});
  check(
      "2B is three of it", translated("2B"), "BBB",
      {{"BB", "a digit n means n + 1 of what follows"}, {"2B", "digits are taken as characters"}});
  check("0B is one", translated("0B"), "B");
  check("what is repeated may be a digit", translated("34"), "444 4",
        {{"444", "a digit n means n + 1 of what follows"}});
  check("a digit that was repeated does not repeat", translated("14A"), "44A");
  check("a group goes on over repeats", translated("A2B"), "ABB B");
  check("Knuth's example comes out", translated("A2B5E3426FG0ZYW3210PQ89R."),
        "ABB BEE EEE E44 446 66F GZY W22 220 0PQ 999 999 999 R.");
  return lesson::done();
}
