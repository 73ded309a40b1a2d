// examples/lessons/07_symmetric/solution.cpp -- one decodes, another one groups; neither calls.
#include <string>

#include "coroutines/coroutine.hpp"

using coroutine = kont::coroutine<char>;

struct machine {
  std::string in, out{};
  coroutine me{};

  coroutine decoder{[this](coroutine& self, char) {
    for (std::size_t i = 0; i < in.size(); ++i) {
      int times = 1;
      if (in[i] >= '0' && in[i] <= '9' && i + 1 < in.size()) times += in[i++] - '0';
      while (times-- > 0) self.transfer(grouper, in[i]);
    }
    return self.end(me);
  }};

  coroutine grouper{[this](coroutine& self, char c) {
    for (;; out += ' ') {
      for (int n = 0; n < 3; ++n) {
        out += c;
        c = self.transfer(decoder);
      }
    }
    return self.end(me);
  }};
};

#include "examples/lessons/07_symmetric/checks.hpp"
