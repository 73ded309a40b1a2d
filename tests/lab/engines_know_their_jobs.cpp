// tests/lab/engines_know_their_jobs.cpp -- a policy that gives what was never put is stopped, by
// either engine, with its last decisions.
#include <boost/test/unit_test.hpp>

#include "coroutines/microthreads/policies/fifo.hpp"
#include "lab/on_microthreads.hpp"
#include "lab/simulation.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(engines_know_their_jobs)

namespace {

/// At its third choice it gives a hook of its own.
struct invents : fifo {
  hook* take() noexcept { return ++takes == 3 ? &mine : fifo::take(); }
  ticks quantum(hook const&) const noexcept { return 2; }
  hook mine{};
  int takes = 0;
};
workload const work{{{.name = "A", .length = 5}, {.name = "B", .length = 5}}};
constexpr char const* rule_broken =
    "at 4, take() gives what was never put; the jobs it gave last: A B";

bool is_it(policy_broken const& e) {
  BOOST_TEST(e.what() == rule_broken);
  return e.by == offence::doubles;
}

BOOST_AUTO_TEST_CASE(in_virtual_time) {
  invents policy;
  BOOST_CHECK_EXCEPTION((void)simulate(work, policy), policy_broken, is_it);
}

BOOST_AUTO_TEST_CASE(on_microthreads_too) {
  invents policy;
  ordering_by who(policy, work.jobs);
  pace const counted{.tick = 1'000};
  BOOST_CHECK_EXCEPTION((void)on_microthreads(work, who, counted), policy_broken, is_it);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
