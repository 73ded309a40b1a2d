// tests/lab/shares.cpp -- proportional shares: how far from the ideal, at every turn.
#include <cmath>
#include <numeric>
#include <random>

#include "coroutines/microthreads/policies/eevdf.hpp"
#include "coroutines/microthreads/policies/lottery.hpp"
#include "coroutines/microthreads/policies/stride.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(shares)

namespace {

/// Jobs without end, with these weights.
workload endless(std::vector<ticks> const& weights) {
  auto work = jobs_of(std::vector<ticks>(weights.size(), 1'000'000));
  for (std::size_t i = 0; i < weights.size(); ++i) work.jobs[i].weight = weights[i];
  return work;
}
std::vector<ticks> drawn_weights(std::mt19937& dice, std::size_t n) {
  std::vector<ticks> weights(n);
  for (auto& w : weights) w = 1 + dice() % 20;
  return weights;
}

/// Calls f with what each has had, after each of so many turns.
template <class P, class F> void each_turn(workload const& work, P policy, std::uint64_t n, F f) {
  std::vector<ticks> had(work.jobs.size());
  event last;
  simulation running(work.jobs, policy, [&](event const& e) {
    if (e.what == happening::stops) had[e.job] += e.at - last.at;
    last = e;
  });
  for (std::uint64_t i = 1; i <= n; ++i) {
    running.run(for_ever, i);
    f(had);
  }
}

BOOST_AUTO_TEST_CASE(stride_is_within_a_quantum_of_any_other) {
  std::mt19937 dice(1);
  for (std::size_t n : {2u, 3u, 10u}) {
    auto const weights = drawn_weights(dice, n);
    ticks all = 1;
    for (auto w : weights) all = std::lcm(all, w);
    bool within = true;
    each_turn(endless(weights), stride({.stride1 = all}), 3'000, [&](auto const& had) {
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < i; ++j)  // |had_i - (had_i + had_j) w_i / (w_i + w_j)| < 1
          within = within &&
                   std::abs(had[i] * weights[j] - had[j] * weights[i]) < weights[i] + weights[j];
    });
    BOOST_TEST(within, n);
  }
}

BOOST_AUTO_TEST_CASE(eevdf_is_within_a_quantum_of_the_ideal) {
  std::mt19937 dice(2);
  for (ticks quantum : {1, 7}) {
    for (std::size_t n : {2u, 5u, 40u}) {
      auto const weights = drawn_weights(dice, n);
      auto const sum = std::accumulate(weights.begin(), weights.end(), ticks{0});
      ticks now = 0, worst = 0;
      each_turn(endless(weights), eevdf(quantum), 5'000, [&](auto const& had) {
        now += quantum;
        for (std::size_t i = 0; i < n; ++i)  // times the sum of weights, to stay whole
          worst = std::max(worst, std::abs(weights[i] * now - had[i] * sum));
      });
      BOOST_TEST(worst < quantum * sum, n);
      BOOST_TEST(worst > 0);
    }
  }
}

// Of n draws the share is off by sqrt(p (1 - p) / n): a hundred times the draws, a tenth of it.
BOOST_AUTO_TEST_CASE(lottery_converges_as_the_root_of_the_draws) {
  auto const work = endless({3, 2, 1});
  auto const error_of = [&](std::uint64_t draws) {
    double squares = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
      std::vector<ticks> had(3);
      each_turn(work, lottery(std::mt19937_64(seed)), draws, [&](auto const& h) { had = h; });
      auto const off = static_cast<double>(had[0]) / static_cast<double>(draws) - 0.5;
      squares += off * off;
    }
    return std::sqrt(squares / 300);
  };
  auto const few = error_of(50), many = error_of(5'000);
  BOOST_TEST(std::abs(few - std::sqrt(0.25 / 50)) < 0.2 * few);
  BOOST_TEST(few / many > 8.2);
  BOOST_TEST(few / many < 12.2);
}

// Published ratios of one task to another, 100 ms a lottery: each is what chance allows, and ours
// over many seeds are the allocated ones.
BOOST_AUTO_TEST_CASE(lottery_has_the_published_ratios) {
  int checked = 0;
  for (auto const& line : lines_of("waldspurger_weihl.csv")) {
    auto const fields = fields_of(line);
    auto const experiment = fields.size() > 1 ? fields[1] : "";
    if (experiment.find("Dhrystone tasks, ") == experiment.npos || fields[2].empty()) continue;
    auto const draws = experiment.find("60 s") != experiment.npos    ? 600
                       : experiment.find("200 s") != experiment.npos ? 2'000
                                                                     : 1'800;
    auto const share = [](std::string const& ratio) {
      auto const r = std::stod(ratio);  // R:1
      return r / (r + 1);
    };
    auto const p = share(fields[2]);
    auto const deviation = std::sqrt(p * (1 - p) / draws);
    BOOST_TEST(std::abs(share(fields[3]) - p) < 3 * deviation, line);
    double sum = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      ticks had = 0;
      each_turn(endless({std::stoll(fields[2]), 1}), lottery(std::mt19937_64(seed)),
                static_cast<std::uint64_t>(draws), [&](auto const& h) { had = h[0]; });
      sum += static_cast<double>(had) / draws;
    }
    BOOST_TEST(std::abs(sum / 100 - p) < 4 * deviation / 10, line);
    ++checked;
  }
  BOOST_TEST(checked == 3);
}

// Three viewers of a film, each with its rate (section 5.4, without the display): the mean of many
// seeds, and what they saw, within 1 % of all. (Their mutex, and the server that works with the
// tickets of its clients, hold a lottery among those who wait; ours serve who came first.)
BOOST_AUTO_TEST_CASE(lottery_shares_among_viewers) {
  std::vector<std::int64_t> const allocated{3, 2, 1};
  std::vector<double> const rates{6.83, 4.56, 2.23};  // frames a second
  constexpr std::uint64_t seeds = 100, draws = 1'000;
  std::vector<double> mean(3);
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    std::vector<ticks> had;
    each_turn(endless({3, 2, 1}), lottery(std::mt19937_64(seed)), draws,
              [&](auto const& h) { had.assign(h.begin(), h.end()); });
    for (std::size_t i = 0; i < 3; ++i) mean[i] += static_cast<double>(had[i]) / (seeds * draws);
  }
  for (std::size_t i = 0; i < 3; ++i) {
    auto const p = static_cast<double>(allocated[i]) / 6;
    BOOST_TEST(std::abs(mean[i] - p) < 4 * std::sqrt(p * (1 - p) / (seeds * draws)));
    BOOST_TEST(std::abs(rates[i] / (6.83 + 4.56 + 2.23) - p) < 0.01);
  }
}

// Who uses a fifth of its quanta gets, by compensation, as much as who uses all of them.
BOOST_AUTO_TEST_CASE(lottery_compensates) {
  auto work = endless({1, 1});
  work.jobs[0].pause_every = 2;
  work.jobs[0].pause_for = 0;
  auto const part = [&](bool compensates) {
    std::vector<ticks> had(2);
    lottery policy(std::mt19937_64(1), {10, compensates});
    auto bounded = work;
    bounded.until = 200'000;
    auto const log = simulate(bounded, policy);
    auto const all = outcomes(bounded, log);
    return static_cast<double>(all[0].served) / static_cast<double>(all[1].served);
  };
  BOOST_TEST(std::abs(part(false) - 0.2) < 0.02);
  BOOST_TEST(std::abs(part(true) - 1.0) < 0.05);
}

// Two currencies of equal backing, with tasks that hold 100 and 200 of the first, and 100, 200 and
// 300 of the second: the last one takes from its own only. (Waldspurger & Weihl 1994, figure 9.)
BOOST_AUTO_TEST_CASE(inflation_stays_in_its_currency) {
  auto work = endless({100, 200, 100, 200, 300});
  for (std::size_t i = 0; i < 5; ++i) work.jobs[i].currency = i < 2 ? 1 : 2;
  work.until = 120'000;
  auto const all = outcomes(work, run_named("currencies", work));
  double const expected[] = {1.0 / 6, 1.0 / 3, 1.0 / 12, 1.0 / 6, 1.0 / 4};
  for (std::size_t i = 0; i < 5; ++i)
    BOOST_TEST(std::abs(static_cast<double>(all[i].served) / 120'000 - expected[i]) < 0.01, i);
}

BOOST_AUTO_TEST_CASE(jain_is_1_for_the_fair_and_less_for_others) {
  auto work = endless({4, 2, 1});
  work.until = 70'000;
  for (char const* policy : {"stride", "eevdf", "fair"})
    BOOST_TEST(sum_up(work, run_named(policy, work)).fairness > 0.999, policy);
  BOOST_TEST(sum_up(work, run_named("round_robin", work)).fairness < 0.8);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
