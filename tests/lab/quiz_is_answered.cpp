// tests/lab/quiz_is_answered.cpp -- a seed is a problem, and its answer is right.
#include <set>

#include "lab/quiz.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {
namespace {

BOOST_AUTO_TEST_SUITE(quiz_is_answered)

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
  BOOST_TEST(policies.size() == 8u);
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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace kont::lab
