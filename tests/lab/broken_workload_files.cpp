// tests/lab/broken_workload_files.cpp -- whatever is done to a good file, it is read, or one line
// says where it is wrong, and nothing is written.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <regex>

#include "lab/document.hpp"
#include "lab/lab.hpp"
#include "lab/workload.hpp"
#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(broken_workload_files)

namespace {

std::string const good = R"({"jobs": [{"name": "a", "length": 7, "pause_every": 2,
"pause_for": 5, "weight": 4, "deadline": 90}, {"length": 2},
{"steps": [{"lock": "m"}, {"run": 3}, {"unlock": "m"}, {"send": "b"}],
"rounds": 3}], "until": 50,
"tasks": [{"period": 20, "cost": 5}], "draw": {"tasks": 2, "utilization": 0.3, "periods": [9]},
"named": {"mutex": {"jobs": 2}},
"open": {"jobs": 3, "every": 8, "service": {"pareto": {"mean": 1, "shape": 2}}}})";

/// One to four things done to it, by the dice.
std::string broken(std::string text, std::mt19937& dice) {
  static std::string const bytes = "{}[]\",:0123456789.-eE\n\\ntfu\x80\xff\x01";
  for (auto n = 1 + dice() % 4; n > 0; --n) {
    auto const at = dice() % text.size();
    auto const length = std::min<std::size_t>(1 + dice() % 20, text.size() - at);
    switch (dice() % 4) {
      case 0:
        text[at] = bytes[dice() % bytes.size()];
        break;
      case 1:
        text.erase(at, length);
        break;
      case 2:
        text.insert(at, text.substr(dice() % text.size(), length));
        break;
      default:
        text.insert(at, 1, bytes[dice() % bytes.size()]);
    }
  }
  return text;
}

std::string complaint(std::string const& text) {
  try {
    (void)make(parse_plan(text, "w.json"), 1);
    return "";
  } catch (usage_error const& e) { return e.what(); }  // anything else ends the test
}

/// `FILE: line 3: not JSON here`, or `FILE: line 3: /jobs/0: RULE`; the text has such a line.
bool has_line_and_rule(std::string const& said, std::string const& file, std::string const& text) {
  static std::regex const form(R"(: line ([0-9]+): (not JSON here|/[^\n]*: [^\n]+))");
  std::smatch parts;
  auto const rest = said.substr(std::min(file.size(), said.size()));
  if (!said.starts_with(file) || !std::regex_match(rest, parts, form)) return false;
  auto const line = std::stoll(parts[1]);
  return line >= 1 && line <= 1 + std::ranges::count(text, '\n');
}

BOOST_AUTO_TEST_CASE(ten_thousand_have_their_line_and_rule) {
  std::mt19937 dice(1);
  int refused = 0;
  for (int i = 0; i < 10'000; ++i) {
    auto const text = broken(good, dice);
    auto const said = complaint(text);
    if (said.empty()) continue;
    ++refused;
    if (!has_line_and_rule(said, "w.json", text)) BOOST_ERROR(said << " of " << text);
  }
  BOOST_TEST(refused > 7'000);
}

// These have names of their own, comments, and commas before an end.
BOOST_AUTO_TEST_CASE(those_of_rt_app_have_them_too) {
  std::mt19937 dice(3);
  for (auto const* name : {"loose", "deadline", "suspend"}) {
    auto const file = fmt::format("{}/rt_app_{}.json", KONT_LAB_ANSWERS, name);
    auto const whole = measure::contents_of(file, "the workload");
    int refused = 0;
    for (int i = 0; i < 1'000; ++i) {
      auto const text = broken(whole, dice);
      auto const said = complaint(text);
      refused += said.empty() ? 0 : 1;
      if (!said.empty() && !has_line_and_rule(said, "w.json", text))
        BOOST_ERROR(said << " of " << text);
    }
    BOOST_TEST(refused > 500, name);
  }
}

/// A folder with a workload and what `kont lab run` makes of it; all of it goes with this.
struct scratch {
  std::filesystem::path const root =
      std::filesystem::temp_directory_path() / ("kont.broken." + std::to_string(::getpid()));
  options how{};

  scratch() {
    how.policies = {"fifo"}, how.workload = (root / "w.json").string();
    how.json = root / "r.json", how.csv = root / "r.csv", how.html = root / "r.html";
    how.events = root / "e.csv", how.chrome = root / "c.json";
  }
  scratch(scratch const&) = delete;
  ~scratch() { std::filesystem::remove_all(root); }

  std::string run_with(std::string const& text) const {
    measure::replace_file(how.workload, text);
    try {
      run(how);
      return "";
    } catch (usage_error const& e) { return e.what(); }
  }
  std::size_t files() const {
    std::filesystem::directory_iterator const all(root);
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }
};

BOOST_AUTO_TEST_CASE(a_hundred_leave_no_report_and_spoil_none) {
  std::mt19937 dice(2);
  scratch const s;
  for (int refused = 0; refused < 100;) {
    auto const text = broken(good, dice);
    if (complaint(text).empty()) continue;
    if (refused == 50) {  // from here on there are reports, of a good one
      BOOST_TEST(s.run_with(good) == "");
      BOOST_TEST(s.files() == 6u);
      measure::replace_file(s.how.json, "old");
    }
    ++refused;
    auto const said = s.run_with(text);
    if (!has_line_and_rule(said, s.how.workload, text)) BOOST_ERROR(said << " of " << text);
    BOOST_REQUIRE(s.files() == (refused <= 50 ? 1u : 6u));
  }
  BOOST_TEST(measure::contents_of(s.how.json, "the report") == "old");
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
