// tests/papers/papers_languages_answer.cpp -- our programs in other languages, those that need no
// compiler and are installed, give the right answers.
#include <boost/test/unit_test.hpp>

#include "lib/measure/child.hpp"
#include "papers/ladder/rungs.hpp"
#include "tests/papers/papers_fixtures.hpp"

BOOST_AUTO_TEST_SUITE(papers_languages_answer)

using namespace papers_test;

namespace {

constexpr auto rungs = {"microthread.yield", "channel.message", "generator.element",
                        "create.microthread"};

std::vector<kont::languages::program> programs_of(std::string const& table) {
  return read_paper(std::filesystem::path(KONT_PAPERS) / table).programs;
}

/// What one answers to so many operations of a rung: "CHECKSUM NANOSECONDS".
void ask(kont::measure::dialogue& with, std::string const& who, std::string const& rung) {
  for (auto const& [ops, sum] : {std::pair("1", "0 "), {"1000", "499500 "}, {"1001", "500500 "}}) {
    auto const said = with.ask(rung + ' ' + ops, std::chrono::seconds(30));
    BOOST_TEST((said.starts_with(sum) || said.starts_with("none: ")),
               who << ": " << ops << " operations of " << rung << ": " << said);
  }
}

void ask_all(kont::languages::program const& p) {
  auto const who = p.system + ' ' + p.variant;
  try {
    kont::measure::dialogue with(p.run);
    for (auto const* rung : rungs) ask(with, who, rung);
  } catch (std::runtime_error const& e) {
    BOOST_TEST(std::string_view(e.what()).starts_with("not installed: "), who << ": " << e.what());
  }
}

void ask_as_ours(kont::languages::program const& p, std::filesystem::path const& built) {
  for (auto const& r : kont::languages::rows_of(p, built)) try {
      auto const asked = r.make();
      for (std::uint64_t const ops : {1u, 1'000u, 64'001u})
        BOOST_TEST(asked->run(ops).checksum == kont::ladder::answer(r.rung, ops), key(r));
    } catch (std::runtime_error const& e) {
      auto const why = std::string_view(e.what());
      BOOST_TEST((why.starts_with("not installed: ") || why.ends_with("not found")), why);
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_installed_answers) {
  auto const programs = programs_of("languages");
  BOOST_TEST(programs.size() >= 10u);
  for (auto const& p : programs)
    if (p.build.empty()) ask_all(p);
}

// A file for each Scheme and one for all: they are put together, so they are built.
BOOST_AUTO_TEST_CASE(schemes_capture_as_often_as_ours) {
  scratch const s;
  auto const programs = programs_of("r7rs_control");
  BOOST_TEST(programs.size() >= 3u);
  for (auto const& p : programs) ask_as_ours(p, s.root / "built");
}

BOOST_AUTO_TEST_CASE(cpython_calls_and_reads_as_ours) {
  scratch const s;
  auto const programs = programs_of("stackless");
  BOOST_TEST(programs.size() >= 4u);
  for (auto const& p : programs) ask_as_ours(p, s.root / "built");
}

BOOST_AUTO_TEST_SUITE_END()
