// tests/conformance/continuation_moves_while_suspended.cpp -- a suspended computation is a value:
// it goes on wherever it was moved.
#include <memory>
#include <utility>
#include <vector>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct moves_while_suspended : in_every_dialect {
  template <strategy<dialect::direct> S> static typename S::continuation counter() {
    return S::start([](auto& other) {
      for (int i = 1;; ++i) transfer(other, word(i));
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation counter() {
    return S::start([](typename S::arrived other) -> typename S::task {
      for (int i = 1;; ++i) co_await transfer(other, word(i));
    });
  }
  template <class S> struct counting {
    int i = 1;
    typename S::action operator()(typename S::arrived& other) {
      return transfer(other, word(i), counting{i + 1});
    }
  };
  template <strategy<dialect::cps> S> static typename S::continuation counter() {
    return S::start(counting<S>{});
  }

  template <class S> static void check() {
    std::vector<typename S::continuation> many;
    for (int i = 0; i < 40; ++i) many.push_back(counter<S>());  // the vector moves them as it grows
    for (int step = 1; step <= 3; ++step) {
      for (auto& rest : many) {
        auto came = std::move(rest).resume();
        BOOST_TEST(!rest);
        BOOST_TEST(number(came.word) == step);
        auto elsewhere = std::make_unique<typename S::continuation>(std::move(came.from));
        rest = std::move(*elsewhere);
        BOOST_TEST(!*elsewhere);
      }
      std::swap(many.front(), many.back());
    }
  }
};
every_strategy<moves_while_suspended> const moves_while_suspended_here;

}  // namespace
}  // namespace kont::conformance
