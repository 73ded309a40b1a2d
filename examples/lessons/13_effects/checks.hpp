// examples/lessons/13_effects/checks.hpp -- a program meets its script.
#pragma once
#include "examples/lessons/check.hpp"

namespace {

void greet() {
  auto const name = kont::perform<talk::ask>("name?");
  kont::perform<talk::tell>("hello " + name);
  auto const town = kont::perform<talk::ask>("town?");
  kont::perform<talk::tell>(name + " from " + town);
}

bool unwinds() {
  bool unwound = false;
  struct guard {
    bool& gone;
    ~guard() { gone = true; }
  };
  scripted({}, [&] {
    guard const g{unwound};
    kont::perform<talk::ask>("anybody?");
  });
  return unwound;
}

lesson::trace nested() {
  auto const asked = [] { return kont::perform<talk::ask>("?"); };
  return scripted({"1", "4"}, [&] {
    auto all = asked();
    all += scripted({"23"}, [&] { kont::perform<talk::tell>(asked()); }).front();
    all += asked();
    kont::perform<talk::tell>(all);
  });
}

}  // namespace

int main() {
  using lesson::check;
  check("a program that does nothing ends", scripted({}, [] {}), {"end"});
  check("what it tells is written down",
        scripted({},
                 [] {
                   kont::perform<talk::tell>("a");
                   kont::perform<talk::tell>("b");
                 }),
        {"a", "b", "end"});
  check("its questions are answered in order", scripted({"Ann", "Ulm"}, greet),
        {"hello Ann", "Ann from Ulm", "end"},
        {{"hello Ann Ann from Ann end", "each question gets the first answer"},
         {"hello Ann", "k is not called again: the handler is around the rest too"}});
  check("without an answer it ends there", scripted({"Ann"}, greet),
        {"hello Ann", "no answer to: town?"},
        {{"hello Ann Ann from  end", "the program goes on: k must not be called"},
         {"hello Ann no answer to: town? end", "it ended, and yet `end` is said"}});
  check("what is not gone on with unwinds", unwinds(), true);
  check("a script of one's own does not spoil another's", nested(), {"1234", "end"});
  return lesson::done();
}
