// tests/unit/player_reads_recordings.cpp -- who is who is found out from where each waits.
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <initializer_list>
#include <string>
#include <string_view>

#include "lib/usage_error.hpp"
#include "tools/player/recording.hpp"
#include "tools/player/text.hpp"

BOOST_AUTO_TEST_SUITE(player_reads_recordings)

namespace {

namespace player = kont::player;
using kont::trace::entry;
using kont::trace::op;
using kont::trace::where_to;

constexpr std::uint64_t b = 0x1000, main_waits = 0x8000, b_waits = 0x0f00;

template <class T> std::string bytes(T const& t) {
  return std::string(reinterpret_cast<char const*>(&t), sizeof t);
}
std::string begin() {
  kont::trace::heading head;
  head.stack = main_waits + 0x100;
  return bytes(head);
}
std::string noted(op what, std::uint64_t a, std::uint16_t detail = 0) {
  return bytes(entry{what, detail, 0, a});
}
std::string noted_on(op what, std::uint32_t line) { return bytes(entry{what, 0, line, 0}); }
std::string moved(op what, std::uint64_t from, std::uint64_t to, std::uint64_t word = 0) {
  return bytes(entry{what, 0, 0, from}) + bytes(where_to{to, word});
}
std::string as_text(std::string const& recorded) {
  auto run = player::read(recorded);
  player::lines none;
  none.of_sites.resize(run.sites.size());
  return player::as_text(run, none);
}

}  // namespace

BOOST_AUTO_TEST_CASE(one_is_known_by_where_it_waits) {
  BOOST_TEST(
      as_text(begin() + moved(op::start, b, 0) + noted(op::number, 7) +
              moved(op::transfer, main_waits, b, 1) + moved(op::transfer, b_waits, main_waits) +
              moved(op::transfer, main_waits, b_waits, 1) + moved(op::finish, 0, main_waits)) ==
      "1 start main #1 - -\n2 transfer main #1 7 -\n3 transfer #1 main - -\n"
      "4 transfer main #1 &1 -\n5 finish #1 main - -\n");
}

BOOST_AUTO_TEST_CASE(what_waits_has_so_much_on_its_stack) {
  auto const run =
      player::read(begin() + moved(op::start, b, 0, b) + moved(op::transfer, main_waits, b) +
                   moved(op::transfer, b_waits, main_waits));
  BOOST_TEST(run.steps[1].use == 0x100u);
  BOOST_TEST(run.steps[2].use == 0x100u);
}

BOOST_AUTO_TEST_CASE(each_line_of_control_has_its_own_who_runs) {
  BOOST_TEST(as_text(begin() + moved(op::start, b, 0) + noted_on(op::line, 2) +
                     moved(op::transfer, 0x9000, b) + noted_on(op::line, 1) +
                     moved(op::start, 0x3000, 0) + noted_on(op::line, 2) +
                     moved(op::transfer, b_waits, 0x9000) + noted_on(op::line_ends, 2)) ==
             "1 start main #1 - -\n2 transfer thread_2 #1 - -\n3 start main #3 - -\n"
             "4 transfer #1 thread_2 - -\n5 gone thread_2 thread_2 - -\n");
}

BOOST_AUTO_TEST_CASE(lines_of_control_come_in_turn) {
  for (std::uint32_t number : {0u, 3u}) {
    BOOST_CHECK_EXCEPTION(
        player::read(begin() + noted_on(op::line, number)), kont::usage_error,
        [](auto const& e) { return std::string_view(e.what()).ends_with("is out of turn"); });
  }
}

BOOST_AUTO_TEST_CASE(a_gift_arrives_when_its_receiver_runs) {
  std::string const called = "Ada";
  auto name = noted(op::spawn, 0x5000, 3) + called + std::string(sizeof(entry) - 3, '\0');
  BOOST_TEST(as_text(begin() + moved(op::start, b, 0) + name + noted(op::ready, 0x5000) +
                     noted(op::truth, 1) + noted(op::give, 0x5000) + noted(op::take, 0x5000) +
                     moved(op::transfer, main_waits, b)) ==
             "1 start main Ada - - spawn:Ada ready:Ada(created)\n"
             "2 transfer main Ada true - give:Ada(true) take:Ada\n");
}

BOOST_AUTO_TEST_CASE(a_gift_to_nobody_is_for_who_runs) {
  auto const spawned = noted(op::spawn, 0x5000);
  BOOST_TEST(
      as_text(begin() + moved(op::start, b, 0) + spawned + moved(op::transfer, main_waits, b) +
              noted(op::number, 7) + noted(op::give, 0) + moved(op::finish, 0, main_waits)) ==
      "1 start main #1 - - spawn:#1\n2 transfer main #1 - -\n3 finish #1 main - - give:#1(7)\n");
}

BOOST_AUTO_TEST_CASE(a_recording_may_break_off) {
  auto const whole = begin() + moved(op::start, b, 0) + moved(op::transfer, main_waits, b);
  for (std::size_t size = sizeof(kont::trace::heading); size < whole.size(); ++size) {
    BOOST_TEST(player::read(whole.substr(0, size)).steps.size() <= 1u);
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_recording_is_refused) {
  BOOST_CHECK_THROW(player::read(""), kont::usage_error);
  BOOST_CHECK_THROW(player::read(std::string(64, 'x')), kont::usage_error);
}

BOOST_AUTO_TEST_SUITE_END()
