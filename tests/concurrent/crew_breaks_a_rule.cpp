// tests/concurrent/crew_breaks_a_rule.cpp -- what may not be done to a crew says so.
#include <optional>

#include "coroutines/microthreads/channel.hpp"
#include "tests/concurrent/crews.hpp"
#include "tests/conformance/broken_rule.hpp"

BOOST_AUTO_TEST_SUITE(crew_breaks_a_rule)

namespace {
using namespace kont;
using conformance::check_breaks;
using world_type = world_of_many;

BOOST_AUTO_TEST_CASE(of_its_workers) {
  check_breaks("crew: it takes at least one worker", [] { world_type world(0); });
  check_breaks("spawn: pinned to no worker", [] {
    world_type world(2);
    world.spawn({.pinned = 2}, [] {});
  });
}

BOOST_AUTO_TEST_CASE(destroyed_by_its_own) {
  check_breaks("~crew: it cannot be destroyed by its own microthreads", [] {
    std::optional<world_type> world(std::in_place, 1u);
    world->spawn([&] { world.reset(); });
    world->run();
  });
}

BOOST_AUTO_TEST_CASE(waits_for_another) {
  check_breaks("a microthread can wait only for what is of its own scheduler", [] {
    world_type elsewhere(1), world(1);
    channel<int, world_type> c(elsewhere);
    world.spawn([&] { c.receive(); });
    world.run();
  });
  check_breaks("fork: it is of another crew", [] {
    world_type elsewhere(1), world(1);
    world.spawn([&] { elsewhere.fork([] {}); });
    world.run();
  });
  check_breaks("join: it is of another scheduler", [] {
    world_type elsewhere(1), world(1);
    auto other = elsewhere.spawn([] {});
    world.spawn([&] { other.join(); });
    world.run();
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
