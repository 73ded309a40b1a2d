// tests/papers/ladder_keeps_to_its_budget.cpp -- no more alive than memory holds, and time for all.
#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <set>
#include <string>

#include "papers/ladder/budget.hpp"
#include "tests/papers/ladder_rows.hpp"

BOOST_AUTO_TEST_SUITE(ladder_keeps_to_its_budget)

using namespace ladder_test;

namespace {

constexpr std::uint64_t gigabyte = 1'000'000'000, thousands = 100'000, million = 1'000'000;

/// A machine whose memory and clock are numbers, and who is alive on it.
struct {
  std::uint64_t memory = 22 * gigabyte, held = 0, most = 0;
  double seconds = 0;
  std::set<std::string> alive;
  bool were_together = false;  // the default stack, the floor and the peer
} here;

/// Takes bytes and seconds for each of n, as it is made, as many seconds when it is taken down, and
/// 0.1 s for each run.
struct heavy : plain {
  std::string name;
  std::uint64_t bytes;
  double seconds;
  heavy(row const& r, std::uint64_t bytes_each, double seconds_each)
      : plain(r.rung, 0, 1),
        name(r.system + r.variant),
        bytes(r.n * bytes_each),
        seconds(seconds_each * static_cast<double>(r.n)) {
    here.held += bytes;
    here.most = std::max(here.most, here.held);
    here.seconds += seconds;
    here.alive.insert(name);
  }
  ~heavy() override {
    here.held -= bytes;
    here.seconds += seconds;
    here.alive.erase(name);
  }
  work run(std::uint64_t ops) override {
    here.seconds += 0.1;
    auto const alive = [](char const* who) { return here.alive.contains(who); };
    if (alive("kont") && alive("baselinetouch") && alive("boost.fiber")) here.were_together = true;
    return plain::run(ops);
  }
};

row heavy_row(std::string system, std::string variant, std::uint64_t n, std::uint64_t bytes_each,
              double seconds_each = 0, std::string rung = "microthread.yield") {
  auto r = make_row(std::move(rung), "stack", std::move(system));
  r.variant = std::move(variant), r.n = n;
  r.max_ops = 64;  // else how many runs it takes to find the right number is the machine's matter
  r.make = [=, what = r] { return std::make_unique<heavy>(what, bytes_each, seconds_each); };
  return r;
}

/// As those of a million yields: more than memory holds at once.
rows crowd(std::uint64_t n) {
  return {heavy_row("baseline", "touch", n, 4'200), heavy_row("kont", "", n, 4'200),
          heavy_row("kont", "frame", n, 200),       heavy_row("kont", "packed", n, 4'200),
          heavy_row("kont", "unguarded", n, 4'200), heavy_row("boost.fiber", "", n, 8'300)};
}
rows two_large_and_forty_small(double seconds_each) {
  rows all{heavy_row("kont", "", thousands, 0, seconds_each),
           heavy_row("kont", "", million, 0, seconds_each)};
  for (std::uint64_t n = 1; n <= 40; ++n)
    all.push_back(heavy_row("kont", "", n, 0, 0, n % 2 == 0 ? "switch" : "channel.message"));
  return all;
}
rows both(rows a, rows const& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

report measure_here(rows all, double seconds, unsigned rounds = 6) {
  here = {};
  auto how = full_plan();
  how.seconds = seconds;
  how.rounds = rounds;
  how.here = {[] { return static_cast<std::int64_t>(here.seconds * 1e9); },
              [] { return here.memory - std::min(here.memory, here.held); },
              [] { return here.held; }};
  return measure_rows(std::move(all), how, {});
}

bool has(report const& r, std::string const& wanted) {
  return std::ranges::any_of(r.rows, [&](auto const& m) { return key(m.what) == wanted && m.ns; });
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_batch_ends_before_the_next_row_would_exceed_the_memory) {
  auto const found = measure_here(both(crowd(thousands), crowd(million)), 1e6);
  BOOST_TEST(found.absent.empty());
  BOOST_TEST(here.most <= here.memory);
  BOOST_TEST(here.most > 16 * gigabyte);  // and not one by one
  BOOST_TEST(here.were_together);
}

BOOST_AUTO_TEST_CASE(rows_of_which_nothing_is_known_are_taken_to_be_large) {
  auto const found = measure_here(crowd(million), 1e6);
  BOOST_TEST(found.absent.empty());
  BOOST_TEST(here.most <= here.memory);
}

BOOST_AUTO_TEST_CASE(a_row_that_memory_cannot_hold_is_skipped_and_says_so) {
  auto const found = measure_here(
      {heavy_row("kont", "", thousands, 30'000), heavy_row("kont", "", million, 30'000)}, 1e6);
  BOOST_TEST_REQUIRE(found.absent.size() == 1u);
  BOOST_TEST(found.absent[0].why.find("needs 46.1GB, 22GB are free") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(small_rows_leave_the_time_that_large_ones_need) {
  auto const all = two_large_and_forty_small(10e-6);
  auto const found = measure_here(all, 110, 30);  // of which the small would take 130, and can 50
  BOOST_TEST(has(found, "microthread.yield/stack/kont//1000000"));
  BOOST_TEST(found.absent.empty());
  BOOST_TEST(here.seconds < 110.0);
}

BOOST_AUTO_TEST_CASE(who_is_alive_has_time_to_be_taken_down) {
  rows all;
  for (auto const n : {thousands, million}) {
    for (auto const* variant : {"", "a", "b", "c", "d", "e"})
      all.push_back(heavy_row("kont", variant, n, 0, 10e-6));
  }
  auto const found = measure_here(all, 120);  // 12 s for the small, and 20 s for each of the large
  BOOST_TEST(has(found, "microthread.yield/stack/kont//1000000"));
  BOOST_TEST(!found.absent.empty());
  BOOST_TEST(here.seconds < 120.0);
}

BOOST_AUTO_TEST_CASE(a_large_row_of_which_nothing_is_known_is_not_begun_when_time_is_up) {
  auto const found = measure_here(
      {heavy_row("kont", "", thousands, 0, 1e-3), heavy_row("kont", "packed", million, 0, 1e-3)},
      20);
  BOOST_TEST(has(found, "microthread.yield/stack/kont//100000"));
  BOOST_TEST_REQUIRE(found.absent.size() == 1u);
  BOOST_TEST(found.absent[0].why.find("needs 8 s, 0 s are left") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(small_rows_have_time_though_large_ones_need_it_all) {
  auto const all = two_large_and_forty_small(1e-3);
  auto const found = measure_here(all, 600, 30);
  for (auto const& m : found.rows)
    if (m.what.n < thousands) BOOST_TEST(m.samples.size() > 20u);
  BOOST_TEST(found.absent.size() == 1u);
}

BOOST_AUTO_TEST_CASE(needs_are_met_before_the_rest_is_shared_by_rows) {
  std::array const groups{need{2, 1}, need{10, 0}, need{3, 3}};
  BOOST_TEST(share_of_first(groups, 115.0) == 2 + 25.0);
  BOOST_TEST(share_of_first(groups, 12.0) == 2.0);
  BOOST_TEST(share_of_first(groups, 1.0) == 1.0);
  BOOST_TEST(share_of_first(groups, -1.0) == 0.0);
  BOOST_TEST(share_of_first({}, 12.0) == 0.0);
}

BOOST_AUTO_TEST_CASE(costs_grow_with_n_and_are_those_learnt_last) {
  auto r = make_row("switch", "stack", "kont");
  costs known;
  BOOST_TEST(!known.know(r));
  BOOST_TEST(known.of(r).bytes > 8'192.0);
  r.n = 10;
  known.learn(r, {5, 100});
  r.n = 20;
  BOOST_TEST(known.of(r).seconds == 10.0);
  known.learn(r, {8, 160});
  r.n = 10;
  BOOST_TEST(known.of(r).bytes == 80.0);
}

BOOST_AUTO_TEST_SUITE_END()
