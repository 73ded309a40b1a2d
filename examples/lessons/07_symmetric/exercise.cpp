// examples/lessons/07_symmetric/exercise.cpp -- one decodes, another one groups; neither calls.
#include <string>

#include "coroutines/coroutine.hpp"

using coroutine = kont::coroutine<char>;

struct machine {
  std::string in, out{};
  coroutine me{};  // stands for main, which runs already

  // Hands the grouper one character after the other.
  coroutine decoder{[this](coroutine& self, char) {
    // TODO: for each character of `in` ... self.transfer(grouper, c)
    return self.end(me);
  }};

  // Appends what comes to `out`, with a blank between groups of three.
  coroutine grouper{[this](coroutine& self, char c) {
    // TODO: ... c = self.transfer(decoder)
    (void)c;
    return self.end(me);
  }};
};

#include "examples/lessons/07_symmetric/checks.hpp"
