// tests/reliability/r10_out_of_memory_in_policies.cpp -- under every policy each call for memory
// fails in turn; see r10_out_of_memory_is_an_error.cpp.
#include <boost/test/unit_test.hpp>

#include "coroutines/microthreads/policies/changing.hpp"
#include "coroutines/microthreads/policies/currencies.hpp"
#include "coroutines/microthreads/policies/edf.hpp"
#include "coroutines/microthreads/policies/eevdf.hpp"
#include "coroutines/microthreads/policies/fair.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/policies/inheriting.hpp"
#include "coroutines/microthreads/policies/least_laxity.hpp"
#include "coroutines/microthreads/policies/lifo.hpp"
#include "coroutines/microthreads/policies/lottery.hpp"
#include "coroutines/microthreads/policies/mlfq.hpp"
#include "coroutines/microthreads/policies/observed.hpp"
#include "coroutines/microthreads/policies/pct.hpp"
#include "coroutines/microthreads/policies/predicted_sjf.hpp"
#include "coroutines/microthreads/policies/priority.hpp"
#include "coroutines/microthreads/policies/rate_monotonic.hpp"
#include "coroutines/microthreads/policies/recording.hpp"
#include "coroutines/microthreads/policies/round_robin.hpp"
#include "coroutines/microthreads/policies/service.hpp"
#include "coroutines/microthreads/policies/sjf.hpp"
#include "coroutines/microthreads/policies/stride.hpp"
#include "tests/reliability/r10_scenario.hpp"
#include "tests/reliability/r10_trial.hpp"
#include "tests/reliability/r10_worlds.hpp"

BOOST_AUTO_TEST_SUITE(r10_out_of_memory_in_policies)

namespace {
using namespace kont;
using namespace kont::failing;

scenarios of_all_policies() {
  using m = of_microthreads;
  return {{"policy: fifo", &m::policy<fifo>},
          {"policy: lifo", &m::policy<lifo>},
          {"policy: round robin", &m::policy<metered<round_robin>>},
          {"policy: priority", &m::policy<metered<by_priority>>},
          {"policy: inheriting", &m::policy<inheriting>},
          {"policy: edf", &m::policy<edf>},
          {"policy: rate monotonic", &m::policy<rate_monotonic>},
          {"policy: least laxity", &m::policy<metered<least_laxity>>},
          {"policy: sjf", &m::policy<metered<sjf>>},
          {"policy: predicted sjf", &m::policy<metered<predicted_sjf>>},
          {"policy: lottery", &m::policy<metered<lottery_by<>>>},
          {"policy: currencies", &m::policy<metered<currencies>>},
          {"policy: stride", &m::policy<metered<stride>>},
          {"policy: fair", &m::policy<metered<fair>>},
          {"policy: eevdf", &m::policy<metered<eevdf>>},
          {"policy: mlfq", &m::policy<metered<mlfq>>},
          {"policy: pct", &m::policy<pct>},
          {"policy: changing", &m::policy<changing<fifo, lifo>>},
          {"policy: observed", &m::policy<observed<fifo>>}};
}

BOOST_AUTO_TEST_CASE(policies) { must_hold(of_all_policies(), 5'500); }

}  // namespace

BOOST_AUTO_TEST_SUITE_END()
