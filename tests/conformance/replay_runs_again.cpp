// tests/conformance/replay_runs_again.cpp -- a fork of the strategy replay is its body begun anew
// and told the same words: it does all it did again, and has to go the same way.
#include <memory>
#include <string>

#include "continuations/strategies/replay.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

BOOST_AUTO_TEST_SUITE(replay_runs_again)

using arrived = arrival<replay::continuation>;

// Adds up what it is told; how often it has added is known outside.
replay::continuation adder(int& additions) {
  return replay::start([&additions](arrived& other) {
    for (std::intptr_t sum = 0;;) {
      sum += number(other.word);
      ++additions;
      transfer(other, word(sum));
    }
  });
}

// Goes another way when it is begun for the second time.
template <class F> void goes_two_ways(F second_time) {
  auto k = replay::start([began = std::make_shared<int>(0), second_time](arrived& other) {
    if (++*began == 2) return second_time();
    for (;;) transfer(other);
  });
  k = std::move(k).resume().from;
  (void)k.fork().resume();
}

BOOST_AUTO_TEST_CASE(only_what_it_was_told_and_only_when_resumed) {
  int additions = 0;
  auto k = adder(additions);
  for (int i = 1; i <= 5; ++i) k = std::move(k).resume(word(i)).from;
  auto twin = k.fork();
  auto unused = twin.fork();
  BOOST_TEST(additions == 5);
  BOOST_TEST(number(std::move(twin).resume(word(100)).word) == 115);
  BOOST_TEST(additions == 5 + 6);
  BOOST_TEST(number(std::move(k).resume(word(1)).word) == 16);
  BOOST_TEST(additions == 5 + 6 + 1);
}

BOOST_AUTO_TEST_CASE(with_the_computations_it_makes) {
  int additions = 0;
  auto k = replay::start([&additions](arrived& other) {
    auto inner = adder(additions);
    for (;;) {
      auto came = std::move(inner).resume(other.word);
      inner = std::move(came.from);
      transfer(other, came.word);
    }
  });
  for (int i = 1; i <= 3; ++i) k = std::move(k).resume(word(i)).from;
  auto twin = k.fork();
  BOOST_TEST(number(std::move(k).resume(word(10)).word) == 16);
  BOOST_TEST(number(std::move(twin).resume(word(20)).word) == 26);
  BOOST_TEST(additions == 3 + 1 + 3 + 1);
}

BOOST_AUTO_TEST_CASE(and_its_destructors) {
  std::string log;
  struct local {  // copied by nobody: made again
    std::string& log;
    ~local() { log += 'd'; }
  };
  auto k = replay::start([&log](arrived& other) {
    local const here{log};
    transfer(other);
  });
  k = std::move(k).resume().from;
  auto twin = k.fork();
  k = {};
  BOOST_TEST(log == "d");
  (void)std::move(twin).resume();
  BOOST_TEST(log == "dd");
}

BOOST_AUTO_TEST_CASE(another_way_breaks_the_rule) {
  std::string const rule =
      "replay: a body must go the same way whenever it is brought the same words";
  check_breaks(rule, [] { goes_two_ways([] {}); });
  check_breaks(rule, [] { goes_two_ways([] { throw 1; }); });
}

BOOST_AUTO_TEST_CASE(what_cannot_begin_anew_is_said) {
  check_breaks("fork: what this body holds cannot be copied",
               [] { (void)replay::start([p = std::make_unique<int>(1)](arrived&) {}).fork(); });
  check_breaks("fork: who waits in resume() is one-shot", [] {
    (void)replay::start([](arrived& other) { (void)other.from.fork(); }).resume();
  });
  check_breaks("fork: an empty continuation has no twin",
               [] { (void)replay::continuation{}.fork(); });
}

BOOST_AUTO_TEST_CASE(an_exception_from_outside_is_no_word) {
  check_breaks("fork: it has caught an exception, and a log holds only words", [] {
    replay::continuation outside;
    auto k = replay::start([&outside](arrived& other) {
      try {
        transfer(other);
      } catch (int) { (void)std::move(outside).resume(); }
    });
    k = std::move(k).resume().from;
    auto thrower = replay::start([&outside, &k](arrived& other) {
      outside = std::exchange(other.from, std::move(k));
      throw 1;
    });
    k = std::move(thrower).resume().from;
    (void)k.fork();
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::conformance
