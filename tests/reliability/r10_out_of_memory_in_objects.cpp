// tests/reliability/r10_out_of_memory_in_objects.cpp -- in whatever microthreads wait, on one
// thread and on crews, each call for memory fails in turn; see r10_out_of_memory_is_an_error.cpp.
#include <boost/test/unit_test.hpp>

#include "tests/reliability/r10_objects.hpp"
#include "tests/reliability/r10_scenario.hpp"
#include "tests/reliability/r10_trial.hpp"

BOOST_AUTO_TEST_SUITE(r10_out_of_memory_in_objects)

namespace {
using namespace kont;
using namespace kont::failing;

scenarios of_all_objects() {
  using l = of_objects;
  using t = of_threads;
  return {{"sends exceptions", &l::sends_exceptions},
          {"closes", &l::closes},
          {"selects", &l::selects},
          {"mutexes", &l::mutexes},
          {"shared mutexes", &l::shared_mutexes},
          {"conditions", &l::conditions},
          {"semaphores", &l::semaphores},
          {"barriers and latches", &l::barriers_and_latches},
          {"events and timers", &l::events_and_timers},
          {"queues", &l::queues},
          {"delayed queues", &l::delayed_queues<false>},
          {"delayed queues at random", &l::delayed_queues<true>},
          {"forgets deadlines", &l::forgets_deadlines},
          {"real time", &t::real_time},
          {"called from outside", &t::called_from_outside, true},
          {"crew: spawns", &t::crew_spawns, true},
          {"crew: channels", &t::crew_channels, true},
          {"crew: locks and sleeps", &t::crew_locks_and_sleeps, true},
          {"crew: kills", &t::crew_kills, true},
          {"crew: lazy tasks", &t::lazy_tasks, true}};
}

BOOST_AUTO_TEST_CASE(objects) { must_hold(of_all_objects(), 5'000); }

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
