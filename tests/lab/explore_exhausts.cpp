// tests/lab/explore_exhausts.cpp -- exhaustive exploration sees every schedule, and each once.
#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/lab/ten_bugs.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(explore_exhausts)

namespace {

/// Microthreads of so many turns, and who had them in each run.
struct counted {
  std::set<std::string> courses{};
  std::uint64_t schedules = 0;
  bool whole = false;
};
counted count(std::vector<int> const& turns, std::uint32_t preemptions) {
  counted all;
  auto const seen = explore(
      [&](world& w) {
        auto const course = std::make_shared<std::string>();
        for (char name = 'a'; int const its : turns) {
          w.spawn([&w, course, name, its] {
            for (int turn = 1; turn < its; ++turn, w.yield()) *course += name;
            *course += name;
          });
          ++name;
        }
        return [&all, course] {
          all.courses.insert(*course);
          return std::string();
        };
      },
      exhaustive{.preemptions = preemptions});
  all.schedules = seen.schedules;
  all.whole = seen.whole;
  return all;
}

std::uint64_t factorial(std::uint64_t n) { return n < 2 ? 1 : n * factorial(n - 1); }
std::uint64_t choose_from(std::uint64_t n, std::uint64_t k) {
  return k > n ? 0 : factorial(n) / (factorial(k) * factorial(n - k));
}

// Without a bound: as many as the words with so many of each letter.
BOOST_AUTO_TEST_CASE(as_many_as_the_multinomial) {
  for (auto const& turns :
       {std::vector<int>{3}, {4, 4}, {2, 5}, {2, 2, 2}, {3, 2, 3}, {1, 2, 1, 2}}) {
    std::uint64_t sum = 0, each = 1;
    for (auto t : turns) {
      sum += static_cast<std::uint64_t>(t);
      each *= factorial(static_cast<std::uint64_t>(t));
    }
    auto const all = count(turns, 1'000);
    BOOST_TEST(all.whole);
    BOOST_TEST(all.schedules == factorial(sum) / each);
    BOOST_TEST(all.courses.size() == all.schedules);  // none twice
  }
}

// No preemption: each runs to its end, in any order.
BOOST_AUTO_TEST_CASE(without_preemptions_the_permutations) {
  for (std::size_t n = 1; n <= 6; ++n) {
    auto const all = count(std::vector<int>(n, 2), 0);
    BOOST_TEST(all.schedules == factorial(n));
    BOOST_TEST(all.courses.size() == all.schedules);
    BOOST_TEST(all.whole == (n == 1));
  }
}

// Two of k turns, at most c preemptions: c + 2 stays or fewer; k turns in j stays are cut in
// (k-1 choose j-1) ways; either may begin.
BOOST_AUTO_TEST_CASE(of_two_as_many_as_the_formula) {
  for (std::uint64_t k = 2; k <= 5; ++k) {
    std::uint64_t expected = 0;
    for (std::uint32_t c = 0; c <= 5; ++c) {
      expected += 2 * choose_from(k - 1, (c + 1) / 2) * choose_from(k - 1, c / 2);
      auto const all = count({static_cast<int>(k), static_cast<int>(k)}, c);
      BOOST_TEST(all.schedules == expected, "k = " << k << ", c = " << c << ": " << all.schedules);
      BOOST_TEST(all.courses.size() == all.schedules);
    }
  }
}

// One preemption is enough for each of the ten, and one of them needs none.
BOOST_AUTO_TEST_CASE(finds_the_ten_bugs_with_one_preemption) {
  std::vector<int> found(3);
  for (auto const& [name, run] : ten_bugs()) {
    for (std::uint32_t bound = 0; bound <= 2; ++bound) {
      auto const seen = explore(run, exhaustive{.preemptions = bound});
      found[bound] += seen.found.has_value();
      if (!seen.found) continue;
      BOOST_TEST_MESSAGE(name << ": " << bound << " preemptions, schedule " << seen.schedules);
      BOOST_TEST(replay(run, seen.found->schedule).what == seen.found->what, name);
      BOOST_TEST(seen.schedules <= 100);
    }
  }
  BOOST_TEST(found == (std::vector<int>{1, 10, 10}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(stops_after_the_schedules_allowed) {
  program const two = [](world& w) {
    for (int i = 0; i < 2; ++i) w.spawn([&w] { w.yield(); });
    return [] { return std::string(); };
  };
  auto const seen = explore(two, exhaustive{.preemptions = 2, .schedules = 3});
  BOOST_TEST((seen.schedules == 3 && !seen.whole));
}

// With the same choices, the same course: a program that counts its runs is told.
BOOST_AUTO_TEST_CASE(a_program_that_depends_on_more_is_told) {
  int runs = 0;
  program const moody = [&runs](world& w) {
    int const turns = ++runs;
    for (int i = 0; i < 2; ++i)
      w.spawn([&w, turns] {
        for (int turn = 0; turn < 4 - turns; ++turn) w.yield();
      });
    return [] { return std::string(); };
  };
  BOOST_CHECK_THROW((void)explore(moody, exhaustive{}), std::logic_error);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
