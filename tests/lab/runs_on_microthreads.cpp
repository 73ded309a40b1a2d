// tests/lab/runs_on_microthreads.cpp -- the policies that were simulated order microthreads alike.
#include <random>

#include "coroutines/microthreads/policies/eevdf.hpp"
#include "coroutines/microthreads/policies/lottery.hpp"
#include "coroutines/microthreads/policies/mlfq.hpp"
#include "coroutines/microthreads/policies/round_robin.hpp"
#include "coroutines/microthreads/policies/stride.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(runs_on_microthreads)

namespace {

/// Who runs, turn by turn, where a job is a microthread that yields after each tick.
template <class P> std::vector<std::uint32_t> microthreads(workload const& work, P policy) {
  using world_type = scheduler<metered<P>>;
  world_type world{metered<P>(std::move(policy))};
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < work.jobs.size(); ++i) {
    typename world_type::attributes a{};
    if constexpr (requires { a.properties.weight; }) a.properties.weight = work.jobs[i].weight;
    world.spawn(a, [&order, &work, i] {
      for (ticks had = 0; had < work.jobs[i].length; ++had) {
        if (had > 0) world_type::yield();
        order.push_back(i);
      }
    });
  }
  BOOST_TEST(world.run().empty());
  return order;
}

template <class P> void same(P const& policy) {
  std::mt19937 dice(1);
  for (int i = 0; i < 10; ++i) {
    auto work = jobs_of(std::vector<ticks>(1 + dice() % 20));
    for (auto& j : work.jobs) {
      j.length = 1 + dice() % 20;
      j.weight = 1 + dice() % 5;
    }
    P simulated(policy);
    std::vector<std::uint32_t> order;
    for (auto const& t : turns_of(simulate(work, simulated))) order.push_back(t.job);
    BOOST_TEST(microthreads(work, P(policy)) == order, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(round_robin_does) { same(round_robin(1)); }
BOOST_AUTO_TEST_CASE(stride_does) { same(stride()); }
BOOST_AUTO_TEST_CASE(eevdf_does) { same(eevdf(1)); }
BOOST_AUTO_TEST_CASE(lottery_does) { same(lottery(std::mt19937_64(7))); }

BOOST_AUTO_TEST_CASE(the_trace_of_the_book) {
  auto work = jobs_of({10, 10, 10});
  ticks const weights[] = {100, 50, 250};
  for (std::size_t i = 0; i < 3; ++i) work.jobs[i].weight = weights[i];
  auto order = microthreads(work, stride({.stride1 = 10'000}));
  order.resize(8);
  BOOST_TEST(order == (std::vector<std::uint32_t>{0, 1, 2, 2, 2, 0, 2, 2}),
             boost::test_tools::per_element());
}

// A slot of the lottery is given back when a microthread ends: or the tree would grow for ever.
BOOST_AUTO_TEST_CASE(they_are_told_who_has_ended) {
  using world_type = scheduler<metered<lottery>>;
  world_type world;
  int ended = 0;
  world.spawn([&] {
    for (int i = 0; i < 1'000; ++i) {
      world.spawn([&ended] { ++ended; }).join();
      world_type::yield();
    }
  });
  BOOST_TEST(world.run().empty());
  BOOST_TEST(ended == 1'000);
  lottery::hook fresh;
  world.policy().reserve(8);
  world.policy().put(fresh, why::created);
  BOOST_TEST(fresh.slot <= 2u);
  (void)world.policy().take();
}

// Who waits is charged for the turn in which it began to: by the next choice.
BOOST_AUTO_TEST_CASE(a_turn_that_ends_in_a_wait_counts) {
  using world_type = scheduler<metered<stride>>;
  world_type world;
  std::string order;
  for (char name : {'a', 'b'}) {
    world.spawn([&order, name] {
      for (int i = 0; i < 4; ++i) {
        order += name;
        name == 'a' ? world_type::sleep_for(std::chrono::nanoseconds(1)) : world_type::yield();
      }
    });
  }
  BOOST_TEST(world.run().empty());
  BOOST_TEST(order == "abbbbaaa");
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
