// tests/conformance/continuation_word_survives_nesting.cpp -- each of three computations, one
// inside the other, has its own word.
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct word_survives_nesting : in_every_dialect {
  template <class K> static std::intptr_t sum_of(int depth, K& inner, std::intptr_t sum) {
    sum += depth;
    if (!inner) return sum;
    auto came = std::move(inner).resume(word(sum));
    inner = std::move(came.from);
    return sum + number(came.word);
  }
  template <strategy<dialect::direct> S> static typename S::continuation nest(int depth) {
    return S::start([depth](auto& other) {
      auto inner = depth > 0 ? nest<S>(depth - 1) : typename S::continuation{};
      for (;;) transfer(other, word(sum_of(depth, inner, number(other.word))));
    });
  }
  template <strategy<dialect::co> S> static typename S::continuation nest(int depth) {
    return S::start([depth](typename S::arrived other) -> typename S::task {
      typename S::continuation inner;
      if (depth > 0) inner = nest<S>(depth - 1);
      for (;;) co_await transfer(other, word(sum_of(depth, inner, number(other.word))));
    });
  }
  template <class S> struct nesting {
    int depth;
    typename S::continuation inner;
    typename S::action operator()(typename S::arrived& other) {
      void* const sum = word(sum_of(depth, inner, number(other.word)));
      return transfer(other, sum, nesting{depth, std::move(inner)});
    }
  };
  template <strategy<dialect::cps> S> static typename S::continuation nest(int depth) {
    auto inner = depth > 0 ? nest<S>(depth - 1) : typename S::continuation{};
    return S::start(nesting<S>{depth, std::move(inner)});
  }

  template <class S> static void check() {
    auto rest = nest<S>(2);
    for (int i = 0; i < 10; ++i) {
      auto came = std::move(rest).resume(word(i));
      // outermost: i+2; middle: i+2+1; innermost: i+2+1+0
      BOOST_TEST(number(came.word) == (i + 2) + (i + 3) + (i + 3));
      rest = std::move(came.from);
    }
  }
};
every_strategy<word_survives_nesting> const word_survives_nesting_here;

}  // namespace
}  // namespace kont::conformance
