// tests/papers/ladder_is_interrupted.cpp -- who is interrupted says what it has, touches no file.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <csignal>
#include <fstream>

#include "lib/measure/interrupt.hpp"
#include "tests/papers/ladder_rows.hpp"

BOOST_AUTO_TEST_SUITE(ladder_is_interrupted)

using namespace ladder_test;

namespace {

unsigned laps = 0, until = 0;

/// Counts how often it runs; with the last one comes the interrupt.
struct counted : plain {
  using plain::plain;
  work run(std::uint64_t ops) override {
    if (++laps == until) std::raise(SIGINT);
    return plain::run(ops);
  }
};
row counted_row(std::string rung) {
  auto r = make_row(rung, "stack", "kont");
  r.max_ops = 64;
  r.make = [=] { return std::make_unique<counted>(rung, 0, 1); };
  return r;
}
report interrupted_after(unsigned runs) {
  laps = 0, until = runs;
  auto how = full_plan();
  how.rounds = 50;
  kont::measure::interruptible const here;
  return measure_rows({counted_row("switch"), counted_row("channel.message")}, how, {});
}
std::string content(std::filesystem::path const& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// What runs in the background ignores interrupts, and so would we.
struct in_the_foreground {
  in_the_foreground() { std::signal(SIGINT, SIG_DFL); }
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(in_the_foreground);

BOOST_AUTO_TEST_CASE(a_row_with_some_samples_is_kept_and_none_is_begun) {
  auto const found = interrupted_after(30);
  BOOST_TEST(found.interrupted);
  BOOST_TEST_REQUIRE(found.rows.size() == 1u);
  BOOST_TEST(found.rows[0].what.rung == "switch");
  BOOST_TEST(found.rows[0].ns.has_value());
  BOOST_TEST(found.rows[0].samples.size() < 50u);
  BOOST_TEST(found.absent.empty());
  BOOST_TEST(laps <= until + 1);  // of the pair that shows the noise
}

BOOST_AUTO_TEST_CASE(a_row_with_too_few_samples_is_left_out) {
  auto const found = interrupted_after(1);
  BOOST_TEST(found.interrupted);
  BOOST_TEST(found.rows.empty());
}

BOOST_AUTO_TEST_CASE(reports_stay_as_they_were) {
  scratch here;
  until = 0;
  rows const all{counted_row("switch")};
  BOOST_TEST_REQUIRE(run(here.chosen, all, {}) == 0);
  auto const page = here.chosen.output_dir / "index.html";
  auto const whole = content(page);
  BOOST_TEST(!whole.empty());
  laps = 0, until = 30;
  BOOST_TEST(run(here.chosen, all, {}) == 130);
  BOOST_TEST(content(page) == whole);
  BOOST_TEST(laps <= until + 1);
}

BOOST_AUTO_TEST_CASE(who_was_interrupted_before_begins_anew) {
  interrupted_after(1);
  auto const found = interrupted_after(0);
  BOOST_TEST(!found.interrupted);
  BOOST_TEST(found.rows.size() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
