// tests/conformance/coroutine_known_answers.cpp -- the classics of coroutines, and their answers.
#include <sstream>
#include <string>
#include <vector>

#include "coroutines/coroutine.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

// Conway's grouping of a card deck (CACM 1963): every pair of asterisks becomes one up-arrow, and
// neither the one who reads nor the one who prints knows of it.
template <class S> std::string squeezed(std::string const& cards) {
  using C = coroutine<char, S>;
  struct machine {
    std::string const& cards;
    std::string printed;
    C me;
    C squeezer{[this](C& self, char c) {
      for (;; c = self.transfer(reader)) {
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
    C reader{[this](C& self, char) {
      for (char c : cards) self.transfer(squeezer, c);
      return self.end(me);
    }};
    C printer{[this](C& self, char c) {
      for (;;) {
        printed += c;
        c = self.transfer(squeezer);
      }
      return self.end(me);
    }};
  } m{cards, {}, {}};
  m.me.transfer(m.reader);
  return m.printed;
}

// Knuth's example (TAOCP 1, section 1.4.2): a digit d before a character x repeats it d + 1 times;
// the output comes in groups of three, up to a full stop.
template <class S> std::string unpacked(std::string const& code) {
  using C = coroutine<char, S>;
  struct machine {
    std::string const& code;
    std::string printed;
    C me;
    C in{[this](C& self, char) {
      for (auto c = code.begin();; ++c) {
        int repeat = 1;
        if ('0' <= *c && *c <= '9') repeat += *c++ - '0';
        while (repeat-- > 0) self.transfer(out, *c);
      }
      return self.end(me);
    }};
    C out{[this](C& self, char) {
      for (;;) {
        for (int i = 0; i < 3; ++i) {
          char const c = self.transfer(in);
          printed += c;
          if (c == '.') return self.end(me);
        }
        printed += ' ';
      }
    }};
  } m{code, {}, {}};
  m.me.transfer(m.out);
  return m.printed;
}

// Producer, filter and consumer of de Moura & Ierusalimschy (TOPLAS 2009, section 4), pulled by
// the consumer through the asymmetric pair.
template <class S> std::string numbered(std::string const& text) {
  using A = asymmetric_coroutine<std::string, S>;
  std::istringstream lines(text);
  std::string log;
  A producer([&](A& self, std::string) {
    for (std::string line; std::getline(lines, line);) {
      log += 'p';
      self.yield(line);
    }
    return std::string();
  });
  A filter([&](A& self, std::string) {
    for (int n = 1;; ++n) {
      auto const line = producer.resume();
      if (!producer) return line;
      log += 'f';
      self.yield(std::to_string(n) + ' ' + line);
    }
  });
  std::string all;
  for (auto line = filter.resume(); filter; line = filter.resume()) {
    log += 'c';
    all += line + '\n';
  }
  return all + log;
}

struct coroutine_known_answers : direct_bodies {
  template <class S> static void check() {
    BOOST_TEST(squeezed<S>("a*b**c***d****") == "a*b^c^*d^^");
    BOOST_TEST(unpacked<S>("A2B5E3426FG0ZYW3210PQ89R.") ==
               "ABB BEE EEE E44 446 66F GZY W22 220 0PQ 999 999 999 R.");
    BOOST_TEST(numbered<S>("ab\nc\n") == "1 ab\n2 c\npfcpfc");
  }
};
every_strategy<coroutine_known_answers> const coroutine_known_answers_here;

}  // namespace
}  // namespace kont::conformance
