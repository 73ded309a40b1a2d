// tests/reliability/r17_who_starves_is_named.cpp -- whoever is ready, and not taken for too many
// turns, is told of by name, in the turn that is one too many; and nobody else.
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/policies/lifo.hpp"
#include "coroutines/microthreads/policies/priority.hpp"
#include "coroutines/microthreads/policies/service.hpp"
#include "coroutines/microthreads/policies/watchful.hpp"
#include "coroutines/microthreads/scheduler.hpp"

BOOST_AUTO_TEST_SUITE(r17_who_starves_is_named)

namespace {
using namespace kont;

using names = std::map<std::string, std::vector<std::uint64_t>>;  // of whom, and after how long

template <class P> struct watched {
  using W = scheduler<watchful<P>>;
  explicit watched(std::uint64_t limit, P p = P()) : world(watchful<P>(limit, std::move(p))) {
    world.policy().on_starving = [this](auto& hook, std::uint64_t turns) {
      told[static_cast<typename W::thread&>(hook).more->name].push_back(turns);
    };
  }
  ~watched() { world.kill_all(true), world.run(); }
  void yields_for_ever(std::string const& name, typename W::attributes how = {}) {
    how.name = name;
    world.spawn(how, [] {
      for (;;) W::yield();
    });
  }
  names told;
  W world;
};

constexpr std::uint64_t limit = 50;
names const nobody;

BOOST_AUTO_TEST_CASE(nobody_where_each_has_its_turn) {
  watched<fifo> w(limit);
  for (std::uint64_t i = 0; i <= limit; ++i) w.yields_for_ever("one of many");
  w.world.run_some(100 * limit);
  BOOST_TEST((w.told == nobody));
  w.yields_for_ever("one too many");
  w.world.run_some(100 * limit);
  BOOST_TEST((w.told != nobody));
  for (auto const& [name, waits] : w.told)
    for (auto const turns : waits) BOOST_TEST(turns == limit + 1);
}
BOOST_AUTO_TEST_CASE(nobody_who_waits_for_something_else) {
  watched<lifo> w(limit);
  channel<int, scheduler<watchful<lifo>>> c(w.world);
  auto const waits = w.world.spawn("waits", [&] { c.receive(); });
  auto const sleeps = w.world.spawn("sleeps", [&] { w.world.block("see Godot"); });
  w.world.run_some(2);
  w.yields_for_ever("runs");
  w.world.run_some(100 * limit);
  BOOST_TEST((w.told == nobody));
}
BOOST_AUTO_TEST_CASE(the_oldest_under_lifo_once) {
  watched<lifo> w(limit);
  for (auto const* name : {"Anna", "Ben"}) w.yields_for_ever(name);
  w.yields_for_ever("Carl");
  w.world.run_some(limit);
  BOOST_TEST((w.told == nobody));
  w.world.run_some(100 * limit);
  BOOST_TEST((w.told == names{{"Anna", {limit + 1}}, {"Ben", {limit + 1}}}));
}
BOOST_AUTO_TEST_CASE(who_comes_after_the_urgent) {
  watched<metered<by_priority>> w(limit);
  scheduler<watchful<metered<by_priority>>>::attributes humble;
  humble.properties.priority = 9;
  w.yields_for_ever("humble", humble);
  for (int i = 0; i < 2; ++i) w.yields_for_ever("urgent");
  w.world.run_some(100 * limit);
  BOOST_TEST((w.told == names{{"humble", {limit + 1}}}));
}
/// Loses every so many whom it is given.
struct forgetful : fifo {
  void put(hook& t, why w) noexcept {
    if (++given % 997 != 0) fifo::put(t, w);
  }
  int given = 0;
};
BOOST_AUTO_TEST_CASE(whom_the_policy_has_lost) {
  watched<forgetful> w(limit);
  for (char c = 'a'; c <= 'f'; ++c) w.yields_for_ever(std::string(1, c));
  w.world.run_some(990);
  BOOST_TEST((w.told == nobody));
  w.world.run_some(7 + limit);
  BOOST_TEST(w.told.size() == 1u);
}
BOOST_AUTO_TEST_CASE(few_whom_the_dice_pass_by) {  // (9/10)^50: five in a thousand waits
  watched<dice> w(limit, dice(17));
  for (int i = 0; i < 10; ++i) w.yields_for_ever("one of ten");
  w.world.run_some(100'000);
  auto const often = w.told["one of ten"].size();
  BOOST_TEST(often > 350u);
  BOOST_TEST(often < 700u);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
