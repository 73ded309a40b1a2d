// examples/03_symmetric_coroutines.cpp -- everybody names who runs next: Conway's squeezer of 1963.
//
// A reader of cards, a printer of lines, and between them the one who turns "**" into "^". Each is
// written as if it were the main program, and the other two were its subroutines.
#include <iostream>
#include <string>

#include "coroutines/coroutine.hpp"

using coroutine = kont::coroutine<char>;

struct machine {
  std::string cards;
  coroutine me{};  // stands for main, which runs already

  coroutine reader{[this](coroutine& self, char) {
    for (char c : cards) self.transfer(squeezer, c);
    return self.end(me);  // a coroutine ends naming its heir
  }};

  coroutine squeezer{[this](coroutine& self, char c) {
    for (;; c = self.transfer(reader)) {  // transfer returns what somebody brings
      if (c == '*') {
        c = self.transfer(reader);
        if (c == '*') {
          c = '^';
        } else {
          self.transfer(printer, '*');
        }
      }
      self.transfer(printer, c);
    }
    return self.end(me);
  }};

  coroutine printer{[this](coroutine& self, char c) {
    for (;; c = self.transfer(squeezer)) std::cout << c;
    return self.end(me);
  }};
};

int main() {
  machine m{.cards = "x**2 + a*b + y***z"};
  m.me.transfer(m.reader);
  std::cout << '\n';
}  // reader has ended; the other two are dropped, and unwind
