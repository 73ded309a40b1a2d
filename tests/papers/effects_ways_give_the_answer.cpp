// tests/papers/effects_ways_give_the_answer.cpp -- each way to write a program of the suite answers
// the small input as stated; those that cannot be had say why; a wrong answer is refused.
#include <unistd.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "lib/usage_error.hpp"
#include "papers/effects/effects.hpp"

BOOST_AUTO_TEST_SUITE(effects_ways_give_the_answer)

using namespace kont::effects;

namespace {

/// Options of a quick run whose reports go to a directory that is removed at the end.
struct scratch {
  options chosen;
  explicit scratch(std::string only) {
    chosen.quick = true;
    chosen.only = std::move(only);
    chosen.output_dir =
        std::filesystem::temp_directory_path() / ("kont.effects." + std::to_string(::getpid()));
  }
  scratch(scratch const&) = delete;
  ~scratch() { std::filesystem::remove_all(chosen.output_dir); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(all_eleven_programs_in_every_way) {
  auto const programs = suite();
  BOOST_TEST(programs.size() == 11u);
  std::set<std::string> seen;
  for (auto const& p : programs) {
    BOOST_TEST(p.ways.front().style == "plain");
    for (auto const& w : p.ways) {
      BOOST_TEST_CONTEXT(key(p, w)) {
        BOOST_TEST(seen.insert(key(p, w)).second);
        BOOST_TEST((w.run == nullptr) != w.why.empty());
        if (w.run != nullptr) BOOST_TEST(w.run(p.small) == p.small_answer);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(a_run_writes_what_it_found) {
  scratch s("^iterator/(|stack)/");
  BOOST_TEST(run(s.chosen, suite()) == 0);
  auto const j = nlohmann::json::parse(std::ifstream(s.chosen.output_dir / "effects.json"));
  BOOST_TEST(j["rows"].size() == 3u);
  BOOST_TEST(j["rows"][1]["strategy"] == "stack");
  BOOST_TEST(j["rows"][1]["answer"] == 500'000'500'000);
  BOOST_TEST(j["rows"][1]["ms"]["median"] > 0);
  BOOST_TEST(std::filesystem::exists(s.chosen.output_dir / "effects.md"));
}

BOOST_AUTO_TEST_CASE(a_wrong_answer_has_no_time) {
  auto programs = suite();
  std::erase_if(programs, [](program const& p) { return p.name != "iterator"; });
  programs.front().ways.push_back({"stack", "wrong", [](number n) { return n; }, ""});
  scratch s("^iterator/(|stack)/(plain|wrong)");
  BOOST_TEST(run(s.chosen, programs) == 1);
  auto const j = nlohmann::json::parse(std::ifstream(s.chosen.output_dir / "effects.json"));
  BOOST_TEST(j["rows"][1]["refused"] == "wrong: iterator(5) is 5, not 15");
  BOOST_TEST(j["rows"][1]["ms"].is_null());
}

BOOST_AUTO_TEST_CASE(what_matches_nothing_is_a_usage_error) {
  scratch s("nothing is called so");
  BOOST_CHECK_THROW(run(s.chosen, suite()), kont::usage_error);
}

BOOST_AUTO_TEST_SUITE_END()
