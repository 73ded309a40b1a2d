// tests/lab/chrome_traces.cpp -- a run for chrome://tracing: jobs by name, and all that they did.
#include <map>
#include <nlohmann/json.hpp>

#include "lab/events.hpp"
#include "tests/lab/lab_tests.hpp"

namespace kont::lab {

BOOST_AUTO_TEST_SUITE(chrome_traces)

namespace {

BOOST_AUTO_TEST_CASE(have_names_turns_and_acts) {
  auto const work = make(parse_plan(R"({"jobs": [
      {"name": "\"a\"", "steps": [{"lock": "m"}, {"run": 2}, {"unlock": "m"}, {"send": "box"}]},
      {"name": "b", "steps": [{"receive": "box"}, {"lock": "m"}, {"run": 1}, {"unlock": "m"}]}]})",
                                    "w.json"),
                         1);
  auto const text = chrome_of(work, run_named("fifo", work));
  std::map<std::string, int> seen;
  auto const json = nlohmann::json::parse(text);
  for (auto const& e : json.at("traceEvents")) {
    auto const what = e.at("ph").get<std::string>() + ' ' + e.at("name").get<std::string>();
    if (e.at("ph") == "M")
      ++seen[what + ' ' + e.at("tid").dump() + ' ' + e.at("args").at("name").get<std::string>()];
    else
      ++seen[what + ' ' + e.at("tid").dump()];
  }
  std::map<std::string, int> const all{{"M thread_name 0 \"a\"", 1},
                                       {"M thread_name 1 b", 1},
                                       {"i wake 0", 1},
                                       {"i wake 1", 1},
                                       {"B run 0", 1},
                                       {"E run 0", 1},
                                       {"B run 1", 1},
                                       {"E run 1", 1},
                                       {"i locks m 0", 1},
                                       {"i unlocks m 0", 1},
                                       {"i sends box 0", 1},
                                       {"i receives box 1", 1},
                                       {"i locks m 1", 1},
                                       {"i unlocks m 1", 1}};
  BOOST_TEST((seen == all), text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont::lab
