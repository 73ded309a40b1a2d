// tests/unit/trace_export.cpp -- the text of a trace reads back; its picture is the JSON asked for.
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "lib/trace/export.hpp"
#include "lib/usage_error.hpp"

BOOST_AUTO_TEST_SUITE(trace_export)

namespace {

using kont::trace::event;
using kont::trace::kind;

std::vector<event> const sample = {{0, kind::spawn, 0, 1},
                                   {0, kind::begin, 1, 0},
                                   {1500, kind::send, 1, 18446744073709551615u},
                                   {1500, kind::end, 1, 0},
                                   {1501, kind::finish, 1, 0},
                                   {-1, kind::mark, 4294967295u, 0}};

std::string as_text(std::span<event const> events) {
  std::ostringstream out;
  kont::trace::write_text(out, events);
  return out.str();
}
nlohmann::json as_chrome(std::span<event const> events) {
  std::ostringstream out;
  kont::trace::write_chrome(out, events);
  return nlohmann::json::parse(out.str());
}

}  // namespace

BOOST_AUTO_TEST_CASE(text_is_one_line_an_event) {
  BOOST_TEST(as_text(sample) ==
             "0 spawn 0 1\n0 begin 1 0\n1500 send 1 18446744073709551615\n1500 end 1 0\n"
             "1501 finish 1 0\n-1 mark 4294967295 0\n");
}

BOOST_AUTO_TEST_CASE(text_reads_back) {
  std::istringstream in(as_text(sample));
  BOOST_TEST((kont::trace::read_text(in) == sample));
}

BOOST_AUTO_TEST_CASE(what_is_not_a_trace_is_refused_with_its_line) {
  for (std::string const bad :
       {"", "1 wake 2", "x wake 1 2", "1 walk 1 2", "1 unknown 1 2", "1 wake 1 2 3", " 1 wake 1 2",
        "1 wake 1 2 ", "1 wake 4294967296 2", "1 wake -1 2", "99999999999999999999 wake 1 2"}) {
    std::istringstream in("0 mark 0 0\n" + bad + "\n");
    BOOST_CHECK_EXCEPTION(kont::trace::read_text(in), kont::usage_error, [](auto const& e) {
      return std::string(e.what()).starts_with("line 2: not an event");
    });
  }
}

BOOST_AUTO_TEST_CASE(every_kind_has_a_name_and_reads_back) {
  std::vector<event> all;
  for (std::uint32_t k = 0; k < kont::trace::kinds; ++k) all.push_back({k, kind{k}, k, k});
  std::istringstream in(as_text(all));
  BOOST_TEST((kont::trace::read_text(in) == all));
  BOOST_TEST(kont::trace::name(kind{99}) == std::string("unknown"));
}

BOOST_AUTO_TEST_CASE(chrome_gets_spans_and_ticks) {
  auto const events = as_chrome(sample).at("traceEvents");
  BOOST_TEST_REQUIRE(events.size() == sample.size());
  BOOST_TEST(events[0].at("ph") == "i");
  BOOST_TEST(events[0].at("args").at("object") == 1);
  BOOST_TEST(events[1].at("ph") == "B");
  BOOST_TEST(events[1].at("tid") == 1);
  BOOST_TEST(events[3].at("ph") == "E");
  BOOST_TEST(events[3].at("ts") == 1.5);
  BOOST_TEST(events[5].at("ts") == -0.001);
}

BOOST_AUTO_TEST_CASE(chrome_gets_what_marks_say) {
  event const marks[] = {{1, kind::mark, 1, 0}, {2, kind::mark, 1, 7}, {3, kind::wake, 1, 0}};
  std::string const says[] = {"a \"word\""};
  std::ostringstream out;
  kont::trace::write_chrome(out, marks, {}, says);
  auto const events = nlohmann::json::parse(out.str()).at("traceEvents");
  BOOST_TEST(events[0].at("name") == "a \"word\"");
  BOOST_TEST(events[1].at("name") == "mark");
  BOOST_TEST(events[2].at("name") == "wake");
}

BOOST_AUTO_TEST_CASE(chrome_gets_no_end_whose_begin_was_overwritten) {
  std::vector<event> const cut = {
      {1, kind::end, 1, 0}, {2, kind::begin, 1, 0}, {3, kind::end, 2, 0}};
  auto const events = as_chrome(cut).at("traceEvents");
  BOOST_TEST_REQUIRE(events.size() == 1u);
  BOOST_TEST(events[0].at("ph") == "B");
  BOOST_TEST(as_chrome({}).at("traceEvents").empty());
}

BOOST_AUTO_TEST_SUITE_END()
