// tests/reliability/r10_out_of_memory_in_continuations.cpp -- continuations on every strategy, and
// what is made of them: every call for memory fails in turn; see r10_out_of_memory_is_an_error.cpp.
#include <boost/test/unit_test.hpp>

#include "continuations/strategies/strategies.hpp"
#include "tests/reliability/r10_continuations.hpp"
#include "tests/reliability/r10_control.hpp"
#include "tests/reliability/r10_scenario.hpp"
#include "tests/reliability/r10_trial.hpp"

BOOST_AUTO_TEST_SUITE(r10_out_of_memory_in_continuations)

namespace {
using namespace kont;
using namespace kont::failing;

scenarios of_all_continuations() {
  using c = of_continuations;
  return {{"stack: resumes", &c::resumes<stack>},
          {"packed stack: resumes", &c::resumes<packed_stack>},
          {"ucontext: resumes", &c::resumes<ucontext>},
          {"thread: resumes", &c::resumes<thread>, true},
          {"copy: resumes", &c::resumes<copy>, false, copy_needs_memory},
          {"replay: resumes", &c::resumes<replay>},
          {"frame: resumes", &c::resumes<frame>},
          {"closure: resumes", &c::resumes<closure>},
          {"machine: resumes", &c::resumes<machine>},
          {"copy: forks", &c::forks<copy>, false, copy_needs_memory},
          {"replay: forks", &c::forks<replay>},
          {"closure: forks", &c::forks<closure>},
          {"machine: forks", &c::forks<machine>},
          {"generators: stack", &c::generates<stack>},
          {"generators: copy", &c::generates<copy>, false, copy_needs_memory},
          {"generators: co", &c::generates_co},
          {"generators: cps", &c::generates_cps},
          {"generators: stack, dropped", &c::generators_dropped},
          {"generators: co, dropped", &c::generators_dropped_co},
          {"generators: cps, dropped", &c::generators_dropped_cps},
          {"coroutines: stack", &c::coroutines<stack>},
          {"coroutines: copy", &c::coroutines<copy>, false, copy_needs_memory},
          {"coroutines: co", &c::coroutines<frame>},
          {"coroutines: cps", &c::coroutines<closure>}};
}
template <class S> void add_control(scenarios& all) {
  using c = of_control<S>;
  for (scenario const& s : scenarios{{"control: prompts", &c::prompts},
                                     {"control: operators", &c::operators},
                                     {"control: owners", &c::owners},
                                     {"control: tails", &c::tails},
                                     {"control: callcc", &c::callcc},
                                     {"control: effects in place", &c::effects_in_place},
                                     {"control: effects outside", &c::effects_outside},
                                     {"control: effects that abort", &c::effects_abort},
                                     {"control: shallow effects", &c::effects_shallow},
                                     {"control: effects by name", &c::named},
                                     {"control: marks", &c::marks},
                                     {"control: monads", &c::reflects}}) {
    all.push_back(s);
  }
}
scenarios of_all_control() {
  scenarios all;
  add_control<stack>(all);
  all.push_back({"control on copy: prompts", &of_control<copy>::prompts, false, copy_needs_memory});
  all.push_back(
      {"control on copy: operators", &of_control<copy>::operators, false, copy_needs_memory});
  all.push_back(
      {"control on copy: often", &of_control<copy>::effects_often, false, copy_needs_memory});
  return all;
}

BOOST_AUTO_TEST_CASE(continuations) { must_hold(of_all_continuations(), 3'500); }
BOOST_AUTO_TEST_CASE(control_operators) { must_hold(of_all_control(), 700); }

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
