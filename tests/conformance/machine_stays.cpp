// tests/conformance/machine_stays.cpp -- a state machine is one object from start to end, in the
// primitive and in each layer; a fork is a copy of it.
#include <boost/test/unit_test.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "continuations/strategies/machine.hpp"
#include "coroutines/coroutine.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "generators/generator_closure.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

BOOST_AUTO_TEST_SUITE(machine_stays)

using arrived = machine::arrived;

// Counts up to 3; notes where it lies, each time it is called.
struct counter {
  std::vector<counter const*>* seen;
  int i = 0;
  machine::action operator()(arrived& other) {
    seen->push_back(this);
    if (i == 3) return finish(other);
    return transfer(other, word(++i));
  }
};

// Fails when it is told to.
struct failing {
  std::string* log;
  farewell end{*log, 'e'};
  machine::action operator()(arrived& other) {
    if (other.word != nullptr) throw std::runtime_error("told to");
    return transfer(other);
  }
};

BOOST_AUTO_TEST_CASE(at_one_address_until_it_ends) {
  std::vector<counter const*> seen;
  auto k = machine::start(counter{&seen});
  for (int want : {1, 2, 3}) {
    auto came = std::move(k).resume();
    BOOST_TEST(number(came.word) == want);
    k = std::move(came.from);
  }
  BOOST_TEST(!std::move(k).resume().from);
  BOOST_TEST((seen == std::vector(4, seen[0])));
}

BOOST_AUTO_TEST_CASE(a_fork_is_a_copy_of_its_state) {
  std::vector<counter const*> seen;
  auto k = machine::start(counter{&seen}).resume().from;
  auto twin = k.fork();
  BOOST_TEST(number(std::move(k).resume().word) == 2);
  BOOST_TEST(number(std::move(twin).resume().word) == 2);
  BOOST_TEST((seen[1] == seen[0] && seen[2] != seen[0]));
}

BOOST_AUTO_TEST_CASE(what_it_throws_ends_it) {
  std::string log;
  auto k = machine::start(failing{&log}).resume().from;
  BOOST_TEST(log == "");
  BOOST_CHECK_THROW(std::move(k).resume(word(1)), std::runtime_error);
  BOOST_TEST(log == "e");
}

BOOST_AUTO_TEST_CASE(dropped_it_is_destroyed_once) {
  std::string log;
  auto k = machine::start(failing{&log}).resume().from;
  k = {};
  BOOST_TEST(log == "e");
}

BOOST_AUTO_TEST_CASE(an_exception_for_one_that_has_begun_says_so) {
  check_breaks("an exception left a body for a rest that does not take any", [] {
    std::string log;
    auto k = machine::start(failing{&log}).resume().from;
    auto thrower = machine::start([&](arrived& other) -> machine::action {
      other.from = std::move(k);
      throw 1;
    });
    (void)std::move(thrower).resume();
  });
}

BOOST_AUTO_TEST_CASE(as_a_generator) {
  generator<int, machine> three([i = 0](auto& consumer) mutable {
    if (i == 3) return finish(consumer);
    return yield(consumer, ++i);
  });
  std::vector<int> seen;
  for (int i : three) seen.push_back(i);
  BOOST_TEST((seen == std::vector{1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(as_a_coroutine) {
  coroutine<int, machine> home;
  coroutine<int, machine> doubles([&](auto& self, int v) { return self.transfer(home, 2 * v); });
  for (int v : {1, 5, 21}) BOOST_TEST(home.drive(doubles, v) == 2 * v);
}

BOOST_AUTO_TEST_CASE(as_a_microthread) {
  using world = scheduler<fifo, machine>;
  world w;
  std::string log;
  for (char name : {'a', 'b'}) {
    w.spawn([&log, name, left = 3]() mutable {
      if (left-- == 0) return world::done();
      log += name;
      return world::yield();
    });
  }
  BOOST_TEST(w.run().empty());
  BOOST_TEST(log == "ababab");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::conformance
