// tests/conformance/continuation_discards_forks.cpp -- a fork that is discarded does not unwind;
// what its body captured is destroyed once, with the last one, which unwinds.
#include <string>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct continuation_discards_forks {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style == dialect::cps) return "need not: what is dropped is destroyed at once";
    if (label<S> == "replay") return "need not: its forks share no frames, and may own things";
    return cannot_fork<S>();
  }

  // A farewell is two words that own nothing: that it is never said does no harm.
  template <class S> static typename S::continuation counter(std::string& log) {
    return S::start([&log, captured = farewell(log, 'c')](auto& other) {
      farewell const local(log, 'l');
      for (std::intptr_t n = 1;; ++n) transfer(other, word(n));
    });
  }

  template <class S> static void without_unwinding() {
    std::string log;
    auto first = counter<S>(log).resume().from;
    auto second = first.fork();
    auto third = first.fork();
    std::move(second).discard();
    std::move(first).discard();
    BOOST_TEST(log == "");
    BOOST_TEST(!first);
    std::move(third).discard();
    BOOST_TEST(log == "lc");
  }
  // The one that ran last is still where it ran; others take its place.
  template <class S> static void leaving_its_place_to_others() {
    std::string log;
    auto first = counter<S>(log).resume().from;
    for (std::intptr_t n = 2; n < 10; ++n) {
      auto ahead = first.fork().resume().from;
      BOOST_TEST(number(first.step()) == n);
      if (n % 2 == 0) first = std::move(first).fork();  // and the old one unwinds
      std::move(ahead).discard();
    }
    BOOST_TEST(log == "llll");
    first = {};
    BOOST_TEST(log == "lllllc");
  }
  template <class S> static void begun_or_not() {
    std::string log;
    auto first = counter<S>(log);
    auto second = first.fork();
    std::move(first).discard();
    std::move(second).discard();
    BOOST_TEST(log == "c");
    std::move(second).discard();  // nothing is left of it
  }
  template <class S> static void but_not_in_a_catch_block() {
    std::string log;
    auto first = S::start([&log](auto& other) {
                   farewell const local(log, 'l');
                   transfer(other);
                   try {
                     throw std::string("kept while it is handled");
                   } catch (std::string const&) { transfer(other); }
                 })
                     .resume()
                     .from;
    auto second = std::move(first.fork().resume().from);
    std::move(second).discard();
    BOOST_TEST(log == "l");
  }

  template <class S> static void check() {
    without_unwinding<S>();
    leaving_its_place_to_others<S>();
    begun_or_not<S>();
    but_not_in_a_catch_block<S>();
  }
};
every_strategy<continuation_discards_forks> const continuation_discards_forks_here;

}  // namespace
}  // namespace kont::conformance
