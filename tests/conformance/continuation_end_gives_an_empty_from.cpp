// tests/conformance/continuation_end_gives_an_empty_from.cpp -- who has finished is gone, and still
// brings a last word.
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct end_gives_an_empty_from : in_every_dialect {
  template <strategy<dialect::direct> S> static typename S::continuation one_step() {
    return S::start([](auto& other) {
      transfer(other, word(1));
      other.word = word(2);
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation one_step() {
    return S::start([](typename S::arrived other) -> typename S::task {
      co_await transfer(other, word(1));
      other.word = word(2);
    });
  }
  template <strategy<dialect::cps> S> static typename S::continuation one_step() {
    return S::start([](auto& other) {
      return transfer(other, word(1), [](auto& o) { return finish(o, word(2)); });
    });
  }

  template <class S> static void check() {
    auto first = one_step<S>().resume();
    BOOST_TEST(static_cast<bool>(first.from));
    BOOST_TEST(number(first.word) == 1);
    auto last = std::move(first.from).resume();
    BOOST_TEST(!last.from);
    BOOST_TEST(number(last.word) == 2);
  }
};
every_strategy<end_gives_an_empty_from> const end_gives_an_empty_from_here;

}  // namespace
}  // namespace kont::conformance
