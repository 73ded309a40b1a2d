// tests/lab/quiz_is_answered.cpp -- a seed is a problem, and its answer is right.
#include <algorithm>
#include <set>

#include "lab/quiz.hpp"
#include "lib/usage_error.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(quiz_is_answered)

namespace {

BOOST_AUTO_TEST_CASE(the_same_seed_asks_the_same) {
  BOOST_TEST(question(problem_of(5)) == question(problem_of(5)));
  BOOST_TEST(answer(problem_of(5)) == answer(problem_of(5)));
  std::set<std::string> asked, policies;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    auto const p = problem_of(seed);
    asked.insert(question(p));
    policies.insert(p.policy.name());
    BOOST_TEST((p.work.jobs.size() >= 3 && p.work.jobs.size() <= 5));
    BOOST_TEST(question(p).find("response") != std::string::npos);
  }
  BOOST_TEST(asked.size() == 200u);
  BOOST_TEST(policies.size() == 10u);
}

// By hand: A from 0 for 5, B from 1 for 2, C from 1 for 1, the shortest first.
BOOST_AUTO_TEST_CASE(an_answer_by_hand) {
  problem p{choose("sjf"), jobs_of({5, 2, 1})};
  char const* const names[] = {"A", "B", "C"};
  for (std::size_t i = 0; i < 3; ++i) {
    p.work.jobs[i].name = names[i];
    p.work.jobs[i].arrives = i == 0 ? 0 : 1;
  }
  auto const text = answer(p);
  for (char const* line :
       {"0 A 5 C 6 B 8\n", "A           0           5        0\n",
        "B           5           7        5\n", "C           4           5        4\n",
        "mean     3.00        5.67     3.00\n"})
    BOOST_TEST(text.find(line) != std::string::npos, line << "is in\n" << text);
}

/// As somebody solves it on paper: `next` says who of those that have not ended runs for a tick.
template <class Next> std::string by_hand(problem const& p, Next next) {
  auto const& jobs = p.work.jobs;
  std::vector<ticks> left;
  for (auto const& j : jobs) left.push_back(j.length);
  std::string line;
  ticks now = 0;
  for (std::size_t last = jobs.size(); std::ranges::any_of(left, [](ticks l) { return l > 0; });) {
    auto const who = next(left, now);
    if (who != last) line += std::to_string(now) + ' ' + jobs[who].name + ' ';
    last = who;
    --left[who];
    ++now;
  }
  return line + std::to_string(now) + '\n';
}

BOOST_AUTO_TEST_CASE(a_stride_on_paper) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    auto const p = problem_of(seed, "stride");
    auto const n = p.work.jobs.size();
    std::vector<ticks> pass(n), since(n);
    for (std::size_t i = 0; i < n; ++i) since[i] = static_cast<ticks>(i) - 100;
    auto const text = by_hand(p, [&](auto const& left, ticks now) {
      std::size_t best = n;
      for (std::size_t i = 0; i < n; ++i)
        if (left[i] > 0 &&
            (best == n || std::pair(pass[i], since[i]) < std::pair(pass[best], since[best])))
          best = i;
      pass[best] += 8 / p.work.jobs[best].weight;
      since[best] = now;
      return best;
    });
    BOOST_TEST(answer(p).starts_with(text), text << question(p) << answer(p));
  }
}

BOOST_AUTO_TEST_CASE(a_lottery_on_paper) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    auto const p = problem_of(seed, "lottery");
    std::size_t draw = 0;
    auto const text = by_hand(p, [&](auto const& left, ticks) {
      ticks all = 0;
      for (std::size_t i = 0; i < left.size(); ++i) all += left[i] > 0 ? p.work.jobs[i].weight : 0;
      auto ticket = static_cast<ticks>(p.draws.at(draw++)) % all;
      std::size_t holder = 0;
      for (;; ++holder) {
        if (left[holder] == 0) continue;
        if (ticket < p.work.jobs[holder].weight) return holder;
        ticket -= p.work.jobs[holder].weight;
      }
    });
    BOOST_TEST(draw == p.draws.size());
    BOOST_TEST(answer(p).starts_with(text), text << question(p) << answer(p));
  }
}

BOOST_AUTO_TEST_CASE(a_kind_and_so_many_jobs) {
  std::set<std::string> policies;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    auto const p = problem_of(seed, "round_robin", 26);
    policies.insert(p.policy.name());
    BOOST_TEST(p.work.jobs.size() == 26u);
    BOOST_TEST(p.work.jobs.back().name == "Z");
    BOOST_TEST(problem_of(seed, "round_robin:quantum=3").policy.name() == "round_robin:quantum=3");
  }
  BOOST_TEST(policies.size() == 2u);
  BOOST_CHECK_THROW(problem_of(1, "lotteries"), usage_error);
  BOOST_CHECK_THROW(problem_of(1, "fifo", 27), usage_error);
  BOOST_CHECK_THROW(problem_of(1, "fifo", 0), usage_error);
}

BOOST_AUTO_TEST_CASE(the_readme_says_of_which_policies) {
  auto const lines = lines_of("../../lab/README.md");
  auto const row =
      std::ranges::find_if(lines, [](auto const& l) { return l.starts_with("| `quiz"); });
  BOOST_REQUIRE((row != lines.end()));
  for (auto const& c : contenders()) {
    bool asked = true;
    try {
      (void)problem_of(1, c.name);
    } catch (usage_error const&) { asked = false; }
    BOOST_TEST((row->find('`' + std::string(c.name) + '`') != row->npos) == asked, c.name);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
