// tests/papers/papers_are_kept.cpp -- results go to files and back; READMEs say what data say; what
// was ended goes on.
#include <boost/test/unit_test.hpp>

#include "lib/measure/safe_file.hpp"
#include "papers/frame/report.hpp"
#include "tests/papers/papers_fixtures.hpp"

BOOST_AUTO_TEST_SUITE(papers_are_kept)

using namespace papers_test;

namespace {

std::string text_of(std::filesystem::path const& file) {
  return kont::measure::contents_of(file, "it");
}

bool has(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

BOOST_AUTO_TEST_CASE(a_result_comes_back_from_its_file) {
  scratch const s;
  auto r = measuring_of(1)({}, {}, {});
  r.noise = 1.25, r.absent = {{"pth", "not installed"}};
  r.points.push_back({.key = "exact", .answer = "6.50"});
  kont::measure::replace_file(s.root / "r.json", to_json(r));
  auto const back = read_result(s.root / "r.json");
  BOOST_TEST(to_json(back) == to_json(r));
  BOOST_TEST(back.points.back().answer == "6.50");
  BOOST_TEST(file_name(r.on) == "2026-01-02-some-cpu-2-cores.json");
}

BOOST_AUTO_TEST_CASE(check_fails_where_a_readme_disagrees) {
  scratch s;
  s.how.keep = true;
  BOOST_TEST(reproduce(s.how, measuring_of(1)) == 0);
  s.how.keep = false;
  BOOST_TEST(check(s.how) == 0);
  auto const readme = s.how.papers / "two_things" / "README.md";
  auto text = text_of(readme);
  BOOST_TEST(has(text, "## Claims: 1 holds"));
  BOOST_TEST(has(text, "| one | 10 | 1.50 | 1.00 | 1.00 | 1.00 |"));
  text.replace(text.find("1 holds"), 7, "2 hold");
  kont::measure::replace_file(readme, text);
  BOOST_TEST(check(s.how) == 1);
  s.how.keep = true;
  BOOST_TEST(check(s.how) == 0);
}

BOOST_AUTO_TEST_CASE(a_claim_that_fails_says_so_on_every_page) {
  scratch const s;
  reproduce(s.how, measuring_of(5));
  auto const out = s.how.output_dir;
  BOOST_TEST(has(text_of(out / "two_things" / "table.md"), "**does not hold**"));
  BOOST_TEST(has(text_of(out / "two_things" / "index.html"), "does not hold"));
  BOOST_TEST(has(text_of(out / "index.html"), "1 does not hold"));
  BOOST_TEST(has(text_of(out / "two_things" / "table.csv"), "one,10,1.50"));
}

BOOST_AUTO_TEST_CASE(all_goes_on_where_it_was_ended) {
  scratch s;
  s.add("zz_last", a_paper);
  std::vector<std::string> measured;
  auto const by = [&](paper const& p, effort const& how, kont::ladder::progress const& tell) {
    if (measured.size() == 1 && p.key == "zz_last") throw std::runtime_error("ended");
    measured.push_back(p.key);
    return measuring_of(1)(p, how, tell);
  };
  BOOST_CHECK_THROW(all(s.how, by), std::runtime_error);
  measured.push_back("then");
  BOOST_TEST(all(s.how, by) == 0);
  BOOST_TEST(measured == (std::vector<std::string>{"two_things", "then", "zz_last"}),
             boost::test_tools::per_element());
  BOOST_TEST(all(s.how, by) == 0);  // that one was whole: this begins anew
  BOOST_TEST(measured.size() == 5u);
}

BOOST_AUTO_TEST_CASE(an_unknown_key_names_those_there_are) {
  scratch s;
  s.how.key = "tow_things";
  BOOST_TEST(refusal([&] { reproduce(s.how, measuring_of(1)); }) ==
             "no paper has the key \"tow_things\"; there are: two_things");
}

BOOST_AUTO_TEST_SUITE_END()
