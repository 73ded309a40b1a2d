// tests/conformance/continuation_forks_run_some_things_twice.cpp -- what is in the frames of a
// forked computation is destroyed once for each fork; what its body captured once in all.
#include <string>

#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct continuation_forks_run_some_things_twice {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style == dialect::cps) return "has no frames: each fork has a copy of what was captured";
    if (label<S> == "replay") return "runs all things twice: see replay_runs_again";
    return cannot_fork<S>();
  }

  // A farewell is two words that own nothing: two may say it.
  template <class S> static typename S::continuation talker(std::string& log) {
    return S::start([&log, captured = farewell(log, 'c')](auto& other) {
      log += '[';
      farewell const local(log, 'l');
      transfer(other);
      log += '+';
    });
  }

  template <class S> static void when_they_end() {
    std::string log;
    auto first = talker<S>(log).resume().from;
    auto second = first.fork();
    BOOST_TEST(log == "[");  // begun once
    BOOST_TEST(!std::move(first).resume().from);
    BOOST_TEST(log == "[+l");
    BOOST_TEST(!std::move(second).resume().from);
    BOOST_TEST(log == "[+l+lc");
  }
  template <class S> static void when_they_are_dropped() {
    std::string log;
    auto first = talker<S>(log).resume().from;
    auto second = first.fork();
    auto third = second.fork();
    second = {};
    BOOST_TEST(log == "[l");
    first = {};
    BOOST_TEST(log == "[ll");
    third = {};
    BOOST_TEST(log == "[lllc");
  }
  template <class S> static void unless_they_never_begin() {
    std::string log;
    auto first = talker<S>(log);
    auto second = first.fork();
    first = {};
    BOOST_TEST(log == "");
    second = std::move(second).resume().from;
    second = {};
    BOOST_TEST(log == "[lc");
  }

  template <class S> static void check() {
    when_they_end<S>();
    when_they_are_dropped<S>();
    unless_they_never_begin<S>();
  }
};
every_strategy<continuation_forks_run_some_things_twice> const
    continuation_forks_run_some_things_twice_here;

}  // namespace
}  // namespace kont::conformance
