// tests/unit/measure_child.cpp -- another program is run, heard, and stopped when it hangs.
#include <boost/test/unit_test.hpp>
#include <chrono>

#include "lib/measure/child.hpp"

BOOST_AUTO_TEST_SUITE(measure_child)

using kont::measure::dialogue;
using kont::measure::run_child;
using namespace std::chrono_literals;

BOOST_AUTO_TEST_CASE(input_goes_in_and_both_outputs_come_out) {
  auto const r = run_child({"sh", "-c", "cat; echo oops >&2; exit 3"}, "hello", 10s);
  BOOST_TEST_REQUIRE(r.has_value());
  BOOST_TEST(r->status == 3);
  BOOST_TEST(r->out == "hello");
  BOOST_TEST(r->err == "oops\n");
}

BOOST_AUTO_TEST_CASE(more_output_than_a_pipe_holds_comes_out_whole) {
  auto const r = run_child({"sh", "-c", "head -c 1000000 /dev/zero"}, "", 10s);
  BOOST_TEST_REQUIRE(r.has_value());
  BOOST_TEST(r->out.size() == 1'000'000u);
}

BOOST_AUTO_TEST_CASE(a_program_that_is_not_installed_is_not_an_error) {
  BOOST_TEST(!run_child({"kont-no-such-program"}, "", 1s).has_value());
}

BOOST_AUTO_TEST_CASE(a_child_that_hangs_is_killed) {
  auto const r = run_child({"sleep", "60"}, "", 1s);
  BOOST_TEST_REQUIRE(r.has_value());
  BOOST_TEST(r->status == 128 + 9);
}

BOOST_AUTO_TEST_CASE(a_child_that_prints_too_much_is_ended_there) {
  auto const r = run_child({"yes"}, "", 60s, 100'000);
  BOOST_TEST_REQUIRE(r.has_value());
  BOOST_TEST(r->status == 128 + 25);
  BOOST_TEST(r->out.size() == 100'000u);
}

BOOST_AUTO_TEST_CASE(a_dialogue_is_line_by_line) {
  dialogue with({"sh", "-c", "while read a b; do echo \"$b $a\"; done"});
  BOOST_TEST(with.ask("one two", 10s) == "two one");
  BOOST_TEST(with.ask("three four", 10s) == "four three");
}

namespace {

/// What ends a dialogue with that program.
std::string last_words(std::vector<std::string> command, int asked = 1) {
  std::string said;
  try {
    dialogue with(std::move(command));
    for (int i = 0; i < asked; ++i) try {
        with.ask("?", 1s);
      } catch (std::runtime_error const& e) { said = e.what(); }
  } catch (std::runtime_error const& e) { said = e.what(); }
  return said;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_dialogue_ends_with_what_the_child_said_of_it) {
  BOOST_TEST(last_words({"sh", "-c", "echo one >&2; echo two >&2"}) == "one");
  BOOST_TEST(last_words({"sh", "-c", "exit 3"}) == "it ended with status 3");
  BOOST_TEST(last_words({"sh", "-c", "exit 3"}, 2) == "it has ended before");
  BOOST_TEST(last_words({"sleep", "60"}) == "it was silent for 1 s");
  BOOST_TEST(last_words({"kont-no-such-program"}) == "not installed: kont-no-such-program");
}

BOOST_AUTO_TEST_SUITE_END()
