// tests/lab/queues.cpp -- jobs that come by chance: the mean waits of queueing theory.
#include <cmath>

#include "lab/workload.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(queues)

namespace {

/// The mean over seeds of the mean waiting of fifo, and its standard error.
struct waits {
  double mean = 0, error = 0;
};
waits fifo_waits(open_queue const& q) {
  constexpr int seeds = 12;
  double sum = 0, squares = 0;
  plan p;
  p.open = q;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    auto const work = make(p, seed);
    auto const w = sum_up(work, run_named("fifo", work)).waiting.mean;
    sum += w;
    squares += w * w;
  }
  auto const mean = sum / seeds;
  return {mean, std::sqrt((squares / seeds - mean * mean) / (seeds - 1))};
}

/// Pollaczek & Khinchine: the mean of gaps is `every`, of services `s`, of their squares `s2`.
double theory(double every, double s, double s2) { return s2 / every / (2 * (1 - s / every)); }

void check(open_queue const& q, double expected) {
  auto const ours = fifo_waits(q);
  BOOST_TEST_MESSAGE(ours.mean << " +- " << ours.error << ", in theory " << expected);
  BOOST_TEST(ours.error < 0.03 * expected);
  BOOST_TEST(std::abs(ours.mean - expected) < 3.5 * ours.error);
}

BOOST_AUTO_TEST_CASE(m_m_1) {
  check({.jobs = 20'000, .every = 2'000, .mean = 1'000}, theory(2'000, 1'000, 2e6));
}
BOOST_AUTO_TEST_CASE(m_d_1) {
  open_queue q{.jobs = 20'000, .every = 2'000, .service = open_queue::law::constant};
  q.mean = 1'000;
  check(q, theory(2'000, 1'000, 1e6));
}
BOOST_AUTO_TEST_CASE(m_g_1_of_two_sizes) {
  open_queue q{.jobs = 40'000, .every = 2'000, .service = open_queue::law::bimodal};
  q.shorter = 500, q.longer = 5'500, q.long_part = 0.1;
  check(q, theory(2'000, 1'000, 0.9 * 500 * 500 + 0.1 * 5'500 * 5'500));
}
BOOST_AUTO_TEST_CASE(m_g_1_of_pareto) {  // shape 4: the squares have a mean, and it is soon seen
  open_queue q{.jobs = 40'000, .every = 2'000, .service = open_queue::law::pareto};
  q.mean = 1'000, q.shape = 4;
  auto const least = 750.0;
  check(q, theory(2'000, 1'000, least * least * 4 / (4 - 2)));
}

BOOST_AUTO_TEST_CASE(a_seed_fixes_all) {
  plan p;
  p.open = open_queue{.jobs = 100, .every = 5, .mean = 4};
  auto const order = [&](std::uint64_t seed) { return run_named("fifo", make(p, seed)); };
  BOOST_TEST((order(1) == order(1)));
  BOOST_TEST((order(1) != order(2)));
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
