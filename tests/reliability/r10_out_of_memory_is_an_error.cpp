// tests/reliability/r10_out_of_memory_is_an_error.cpp -- of each scenario every call for memory or
// a thread fails in turn, once and for ever: that is an error where it was asked for, or no matter.
#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>

#include "continuations/strategies/strategies.hpp"
#include "tests/reliability/r10_microthreads.hpp"
#include "tests/reliability/r10_scenario.hpp"
#include "tests/reliability/r10_trial.hpp"
#include "tests/reliability/r10_worlds.hpp"

BOOST_AUTO_TEST_SUITE(r10_out_of_memory_is_an_error)

namespace {
using namespace kont;
using namespace kont::failing;

scenarios of_all_microthreads() {
  using on_stack = on_direct<stack>;
  using on_thread = on_direct<thread>;
  using on_copy = on_direct<copy>;
  using m = of_microthreads;
  return {{"stack: yields and sleeps", &on_stack::yields_and_sleeps},
          {"stack: spawns and joins", &on_stack::spawns_and_joins},
          {"stack: channels", &on_stack::channels},
          {"stack: kills and raises", &on_stack::kills_and_raises},
          {"ucontext: kills and raises", &on_direct<ucontext>::kills_and_raises},
          {"thread: channels", &on_thread::channels, true},
          {"thread: kills and raises", &on_thread::kills_and_raises, true},
          {"copy: channels", &on_copy::channels, false, copy_needs_memory},
          {"copy: kills and raises", &on_copy::kills_and_raises, false, copy_needs_memory},
          {"co: channels", &on_others<frame>::channels},
          {"co: sleeps and kills", &on_others<frame>::sleeps_and_kills},
          {"co: many sleep", &on_others<frame>::many_sleep},
          {"cps: channels", &on_others<closure>::channels},
          {"cps: sleeps and kills", &on_others<closure>::sleeps_and_kills},
          {"resists", &m::resists},
          {"locals", &m::locals},
          {"says who is stuck", &m::says_who_is_stuck},
          {"scopes", &m::scopes},
          {"scopes that fail", &m::scopes_fail},
          {"futures", &m::futures},
          {"broken promises", &m::broken_promises},
          {"replays", &m::replays},
          {"worlds in worlds", &m::worlds_in_worlds},
          {"stops who runs long", &m::stops_who_runs_long}};
}
BOOST_AUTO_TEST_CASE(microthreads) { must_hold(of_all_microthreads(), 6'000); }

// What each of these does wrong is found.
struct of_faults {
  static void leaks(unsigned) {
    auto const* const lost = new int(1);
    std::string const text(40, 'x');
    delete lost;
  }
  static void ends_the_program(unsigned) noexcept { std::string const text(40, 'x'); }
  static void says_something_else(unsigned) {
    try {
      std::string const text(40, 'x');
    } catch (std::bad_alloc const&) { throw std::runtime_error("no"); }
  }
  static void swallows_it(unsigned) {
    std::size_t size = 0;
    try {
      size = std::string(40, 'x').size();
    } catch (std::bad_alloc const&) {}
    expect(size == 40, "a text is lost");
  }
  static void keeps_it(unsigned) {  // and is wrong afterwards
    static bool broken = false;
    expect(!broken, "it is broken from then on");
    try {
      std::string const text(40, 'x');
    } catch (std::bad_alloc const&) {
      broken = true;
      throw;
    }
  }
};
BOOST_AUTO_TEST_CASE(seeded_faults_are_found) {
  using f = of_faults;
  struct {
    scenario what;
    std::string_view found;
  } const all[] = {{{"leaks", &f::leaks}, "something leaks"},
                   {{"ends", &f::ends_the_program}, "terminate called"},
                   {{"says something else", &f::says_something_else}, "documented nowhere"},
                   {{"swallows it", &f::swallows_it}, "a text is lost"},
                   {{"keeps it", &f::keeps_it}, "broken from then on"}};
  for (auto const& [what, found] : all) {
    for (auto const& said : {trial(what).of_warm(), trial(what).of_cold()}) {
      if (what.name == std::string_view("leaks") && said.faults.empty()) continue;  // cold: once
      BOOST_TEST(!said.faults.empty(), what.name);
      for (auto const& fault : said.faults) BOOST_TEST(fault.find(found) != fault.npos, fault);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
