// tests/conformance/continuation_forks.cpp -- a multi-shot continuation has as many lives as one
// asks for, each on its own.
#include <memory>
#include <string>

#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct continuation_forks : in_every_dialect {
  template <class S> static constexpr std::string_view cannot() { return cannot_fork<S>(); }

  // Counts the words it gets: brings the sum so far each time.
  template <class S> struct summing {
    std::intptr_t sum;
    typename S::action operator()(typename S::arrived& other) const {
      auto const now = sum + number(other.word);
      return transfer(other, word(now), summing<S>{now});
    }
  };
  template <strategy<dialect::cps> S> static typename S::continuation adder() {
    return S::start(summing<S>{0});
  }

  template <strategy<dialect::direct> S> static typename S::continuation adder() {
    return S::start([](auto& other) {
      std::intptr_t sum = 0;  // in the frame: each fork has its own
      for (;;) {
        sum += number(other.word);
        transfer(other, word(sum));
      }
    });
  }

  template <class K> static std::intptr_t add(K& k, std::intptr_t n) {
    auto came = std::move(k).resume(word(n));
    k = std::move(came.from);
    return number(came.word);
  }

  template <class S> static void suspended_ones() {
    auto first = adder<S>();
    BOOST_TEST(add(first, 10) == 10);
    auto second = first.fork();
    BOOST_TEST(add(first, 1) == 11);
    auto third = first.fork();
    BOOST_TEST(add(second, 5) == 15);
    BOOST_TEST(add(first, 1) == 12);
    BOOST_TEST(add(third, 100) == 111);
    first = {};
    BOOST_TEST(add(second, 1) == 16);
    BOOST_TEST(add(third, 1) == 112);
  }

  template <class S> static void one_that_has_not_begun() {
    auto first = adder<S>();
    auto second = first.fork();
    BOOST_TEST(add(first, 3) == 3);
    BOOST_TEST(add(second, 4) == 4);
  }

  // In the dialect cps the rest is what was captured, and each has its own copy: to write one is
  // not to write the other. In the dialect direct the rest is the frames.
  template <strategy<dialect::cps> S> static typename S::continuation writer(std::string& out) {
    return S::start([text = std::string("abc"), &out](auto& other) mutable {
      text += static_cast<char>(number(other.word));
      out = text;
      return finish(other);
    });
  }
  template <class S> static void each_has_its_own_captures() {
    std::string out;
    auto first = writer<S>(out);
    auto second = first.fork();
    BOOST_TEST(!std::move(first).resume(word('x')).from);
    BOOST_TEST(out == "abcx");
    BOOST_TEST(!std::move(second).resume(word('y')).from);
    BOOST_TEST(out == "abcy");
  }

  template <strategy<dialect::cps> S> static typename S::continuation owner() {
    return S::start([p = std::make_unique<int>(1)](auto& other) { return finish(other); });
  }
  template <class S> static void what_cannot_be_copied_is_said() {
    check_breaks("fork: what this rest holds cannot be copied", [] { (void)owner<S>().fork(); });
    check_breaks("fork: an empty continuation has no twin",
                 [] { (void)typename S::continuation{}.fork(); });
  }

  template <class S> static void check() {
    suspended_ones<S>();
    one_that_has_not_begun<S>();
    if constexpr (S::style == dialect::cps) {
      each_has_its_own_captures<S>();
      what_cannot_be_copied_is_said<S>();
    }
  }
};
every_strategy<continuation_forks> const continuation_forks_here;

}  // namespace
}  // namespace kont::conformance
