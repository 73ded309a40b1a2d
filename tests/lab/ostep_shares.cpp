// tests/lab/ostep_shares.cpp -- OSTEP, chapter 9: lotteries with the book's draws; a stride trace.
#include <cmath>

#include "coroutines/microthreads/policies/lottery.hpp"
#include "coroutines/microthreads/policies/stride.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(ostep_shares)

namespace {

/// Gives the numbers it was told to give.
struct draws {
  std::vector<std::uint64_t> numbers{};
  std::size_t at = 0;
  std::uint64_t operator()() { return numbers.at(at++); }
};

/// Who wins each draw, one tick each.
std::vector<std::uint32_t> winners(workload const& work,
                                   std::vector<std::uint64_t> const& numbers) {
  lottery_by<draws> policy(draws{numbers});
  std::vector<std::uint32_t> all;
  for (auto const& t : turns_of(simulate(work, policy))) all.push_back(t.job);
  return all;
}

BOOST_AUTO_TEST_CASE(the_lottery_of_the_book) {
  auto work = jobs_of({8, 4});
  work.jobs[0].weight = 75;
  work.jobs[1].weight = 25;
  std::vector<std::uint64_t> numbers;
  std::vector<std::uint32_t> theirs;
  for (auto const& line : lines_of("ostep_lottery_trace.csv")) {
    if (line.starts_with("step")) continue;
    auto const fields = fields_of(line);
    numbers.push_back(std::stoull(fields[1]));
    theirs.push_back(static_cast<std::uint32_t>(std::stoul(fields[4])));
  }
  BOOST_TEST(theirs.size() == 12);
  BOOST_TEST(winners(work, numbers) == theirs, boost::test_tools::per_element());
}

// `Job J ( length = L, tickets = T )`, then `Random N -> Winning ticket K (of S) -> Run J`.
BOOST_AUTO_TEST_CASE(the_simulators_lotteries) {
  workload work;
  std::vector<std::uint64_t> numbers;
  std::vector<std::uint32_t> theirs;
  int checked = 0;
  auto const check = [&] {
    if (theirs.empty()) return;
    BOOST_TEST(winners(work, numbers) == theirs, boost::test_tools::per_element());
    ++checked;
  };
  for (auto const& line : lines_of("ostep_lottery.txt")) {
    unsigned who = 0, length = 0, weight = 0;
    unsigned long long number = 0;
    if (line.starts_with("### ")) {
      check();
      work = {}, numbers.clear(), theirs.clear();
    } else if (std::sscanf(line.c_str(), " Job %u ( length = %u, tickets = %u", &who, &length,
                           &weight) == 3) {
      work.jobs.push_back({.name = std::to_string(who), .length = length, .weight = weight});
    } else if (std::sscanf(line.c_str(), "Random %llu -> Winning ticket %*u (of %*u) -> Run %u",
                           &number, &who) == 2) {
      numbers.push_back(number);
      theirs.push_back(who);
    }
  }
  check();
  BOOST_TEST(checked == 2);
}

BOOST_AUTO_TEST_CASE(the_stride_trace_with_its_passes) {
  auto work = jobs_of({1'000, 1'000, 1'000});
  std::vector<ticks> const tickets{100, 50, 250};
  for (std::size_t i = 0; i < tickets.size(); ++i) work.jobs[i].weight = tickets[i];
  stride policy({.stride1 = 10'000});
  history log;
  simulation running(work.jobs, policy, [&](event const& e) { log.push_back(e); });
  std::uint64_t step = 0;
  for (auto const& line : lines_of("ostep_stride_trace.csv")) {
    if (line.starts_with("step")) continue;
    auto const fields = fields_of(line + ' ');
    if (step == 0) running.run(for_ever, 0);
    for (std::size_t i = 0; i < tickets.size(); ++i)
      BOOST_TEST(running.hook_of(i).pass == std::stoll(fields[i + 1]), line);
    if (fields[4].size() < 2) break;  // the last line: all at 200
    running.run(for_ever, ++step);
    BOOST_TEST(turns_of(log).back().job == static_cast<unsigned>(fields[4][0] - 'A'), line);
  }
  BOOST_TEST(step == 8);
}

/// The book's U of two jobs of one length: when the first ends, by when the second does.
template <class P> double unfairness(ticks length, P policy) {
  auto const work = jobs_of({length, length});
  auto const all = outcomes(work, simulate(work, policy));
  auto const [first, second] = std::minmax(all[0].ends, all[1].ends);
  return static_cast<double>(first) / static_cast<double>(second);
}

// Figure 9.2, of which the book has the curve only. Whose turn it is is a coin's throw, so how much
// the second has left is Banach's match boxes (Feller, volume 1, VI.8): U is 1 - C(2L, L) / 4^L in
// the mean, a half for one tick and nearly 1 for many.
BOOST_AUTO_TEST_CASE(a_lottery_is_fair_to_the_long) {
  constexpr int seeds = 300;
  double before = 0;
  for (ticks length : {1, 10, 100, 1'000}) {
    double sum = 0, squares = 0, expected = 1;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
      auto const u = unfairness(length, lottery(std::mt19937_64(seed)));
      sum += u, squares += u * u;
    }
    for (ticks i = 1; i <= length; ++i) expected *= 1 - 0.5 / static_cast<double>(i);
    auto const mean = sum / seeds;
    auto const deviation = std::sqrt(std::max(0.0, squares / seeds - mean * mean));
    BOOST_TEST(std::abs(mean - (1 - expected)) <= 4 * deviation / std::sqrt(seeds), length);
    BOOST_TEST(mean > before, length);
    before = mean;
  }
  BOOST_TEST(before > 0.97);
}
BOOST_AUTO_TEST_CASE(a_stride_is_fair_to_a_quantum) {
  for (ticks length : {1, 10, 100, 1'000})
    for (ticks quantum : {1, 5}) {
      auto const behind = 1 - unfairness(length, stride({.quantum = quantum}));
      BOOST_TEST(behind * 2 * static_cast<double>(length) < static_cast<double>(quantum) + 1e-9);
      BOOST_TEST(behind > 0);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
