// examples/population/population.cpp -- checks what was asked for, runs it, prints it.
#include "examples/population/population.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <string_view>

#include "examples/population/compare.hpp"
#include "examples/population/engines.hpp"
#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"

namespace kont::population {
namespace {

constexpr std::uint64_t most_people = 100'000'000;
constexpr int most_years = 10'000;
constexpr unsigned most_workers = 256;

void print(std::string const& text) { std::fputs(text.c_str(), stdout); }

// "1s" or "20ms".
int milliseconds_in(std::string const& text) {
  int number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  std::string_view const unit(end, text.data() + text.size());
  int const one = unit == "s" ? 1'000 : unit == "ms" ? 1 : 0;
  if (error != std::errc() || one == 0 || number <= 0 || number > 60'000 / one)
    throw usage_error("--year is a time of at most 60s, like 1s or 20ms, not '" + text + "'");
  return number * one;
}

parameters rules_of(options const& how) {
  auto p = how.parameters.empty() ? parameters{} : read_parameters(how.parameters);
  if (how.article) p = as_in_the_article(p);
  if (!how.year.empty()) p.year_ms = milliseconds_in(how.year);
  check(p);
  return p;
}

void check(options const& how) {
  if (how.people == 0 || how.people > most_people)
    throw usage_error(fmt::format("--people is from 1 to {}", most_people));
  if (how.years < 1 || how.years > most_years)
    throw usage_error(fmt::format("--years is from 1 to {}", most_years));
  if (how.workers == 0 || how.workers > most_workers)
    throw usage_error(fmt::format("--workers is from 1 to {}", most_workers));
  if (!how.csv.empty()) measure::check_named(how.csv);
  measure::check_apart({{"--parameters", how.parameters}, {"--csv", how.csv}});
  if (how.compare && !how.csv.empty())
    throw usage_error("--csv is of one run, and --compare makes several: one of the two");
  if (how.compare && how.gui)
    throw usage_error("--gui shows one run, and --compare makes several: one of the two");
  if (how.apart && !how.gui) throw usage_error("--apart is of the window: it goes with --gui");
}

request request_of(options const& how) {
  request r{rules_of(how), how.seed, how.people, how.years, how.workers, {}};
  if (how.progress)
    r.on_year = [&how](year_row const& row) {
      how.progress(fmt::format("year {} of {}: {} live", row.year + 1, how.years, row.living));
    };
  return r;
}

}  // namespace

int run(options const& how) {
  check(how);
  auto const r = request_of(how);
  if (how.defaults) return print(to_json(r.rules)), 0;
  if (how.compare) return compare(how);
  if (how.gui) open_window(how, r.rules);
  auto const& e = find_engine(how.strategy, how.policy);
  auto const m = measure_run(e, r);
  if (how.progress) how.progress("");
  if (!how.csv.empty()) measure::replace_file(how.csv, as_csv(m.what));
  if (how.brief) return print(as_line(m)), 0;
  print(as_text(m.what, how.columns));
  auto const ns = m.cpu_ns / static_cast<double>(m.what.person_years);
  print(fmt::format(
      "\n{} person-years on {}: {:.0f} ns of CPU time and {:.0f} of the wall's each, {} "
      "bytes resident a person\ndigest {:016x}\n",
      m.what.person_years, e.name, ns, m.wall_ns / static_cast<double>(m.what.person_years),
      m.what.bytes, m.what.digest));
  return 0;
}

}  // namespace kont::population
