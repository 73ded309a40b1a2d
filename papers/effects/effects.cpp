// papers/effects/effects.cpp -- choose ways, ask each for the small answer, time it on the input.
#include "papers/effects/effects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "lib/measure/cpu_clock.hpp"
#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"
#include "papers/ladder/terminal.hpp"

namespace kont::effects {
namespace {

/// A way that has run for so long, or so often, is not run again.
struct patience {
  double ms;
  std::size_t runs;
};
constexpr patience full{1'500, 5}, quick{100, 5};

std::vector<program> choose(options const& chosen, std::vector<program> all) {
  if (chosen.only.empty()) return all;
  auto const pattern = ladder::pattern_of(chosen.only);
  for (auto& p : all)
    std::erase_if(p.ways, [&](way const& w) { return !std::regex_search(key(p, w), pattern); });
  std::erase_if(all, [](program const& p) { return p.ways.empty(); });
  if (all.empty())
    throw usage_error(fmt::format(
        "\"{}\" matches nothing; it is searched in \"program/strategy/style\" (see --list)",
        chosen.only));
  return all;
}

/// Runs it, and refuses it for a wrong answer. Returns ms.
double run_once(program const& p, timed& t, number input, number answer) {
  try {
    auto const start = measure::thread_cpu_ns();
    auto const said = t.what.run(input);
    auto const took = measure::thread_cpu_ns() - start;
    if (said != answer)
      t.refused = fmt::format("wrong: {}({}) is {}, not {}", p.name, input, said, answer);
    return static_cast<double>(took) * 1e-6;
  } catch (std::exception const& e) {
    t.refused = std::string("ended by an exception: ") + e.what();
    return 0;
  }
}

bool is_done(timed const& t, patience const& how) {
  return !t.refused.empty() || t.samples.size() >= how.runs ||
         std::accumulate(t.samples.begin(), t.samples.end(), 0.0) >= how.ms;
}

void take_turns(measured_program& m, patience const& how, std::mt19937_64& dice,
                ladder::progress const& tell) {
  for (;;) {
    std::vector<timed*> next;
    for (auto& t : m.ways)
      if (!is_done(t, how)) next.push_back(&t);
    if (next.empty()) return;
    std::ranges::shuffle(next, dice);
    for (auto* t : next) {
      if (tell) tell(fmt::format("{} {} {}", m.what.name, t->what.strategy, t->what.style));
      auto const ms = run_once(m.what, *t, m.input, m.answer);
      if (t->refused.empty()) t->samples.push_back(ms);
    }
  }
}

/// `plain` says what has no published answer.
measured_program made_ready(program const& p, number (*plain)(number), bool is_quick) {
  measured_program m{.what = p, .input = p.large, .answer = p.large_answer, .ways = {}};
  if (is_quick) m.input = p.quick, m.answer = plain(p.quick);
  for (auto const& w : p.ways) {
    auto& t = m.ways.emplace_back(timed{.what = w, .samples = {}, .ms = {}, .refused = {}});
    if (w.run == nullptr)
      t.refused = w.why;
    else
      run_once(p, t, p.small, p.small_answer);
  }
  return m;
}

number (*plain_of(std::vector<program> const& all, program const& p))(number) {
  return std::ranges::find(all, p.name, &program::name)->ways.front().run;
}

report measure_programs(options const& chosen, std::vector<program> const& some,
                        std::vector<program> const& all, ladder::progress const& tell) {
  report out{.on = measure::this_machine(), .quick = chosen.quick, .programs = {}};
  std::mt19937_64 dice(chosen.seed);
  for (auto const& p : some) {
    auto& m = out.programs.emplace_back(made_ready(p, plain_of(all, p), chosen.quick));
    take_turns(m, chosen.quick ? quick : full, dice, tell);
    for (auto& t : m.ways)
      if (!t.samples.empty() && t.refused.empty())
        t.ms = measure::summarise(t.samples, chosen.seed);
  }
  return out;
}

int list_keys(std::vector<program> const& some) {
  std::string out;
  for (auto const& p : some)
    for (auto const& w : p.ways) out += key(p, w) + '\n';
  ladder::print(out);
  return 0;
}

bool has_wrong_answer(report const& r) {
  for (auto const& m : r.programs)
    for (auto const& t : m.ways)
      if (t.what.run != nullptr && !t.refused.empty()) return true;
  return false;
}

}  // namespace

report measure(options const& chosen, std::vector<program> const& all,
               ladder::progress const& tell) {
  return measure_programs(chosen, choose(chosen, all), all, tell);
}

int run(options const& chosen, std::vector<program> const& all) {
  auto const some = choose(chosen, all);
  if (chosen.list) return list_keys(some);
  auto const markdown = chosen.output_dir / "effects.md";
  std::vector<std::filesystem::path> json{chosen.output_dir / "effects.json"};
  for (auto const& path : {markdown, json.front()}) measure::check_replaceable(path);
  if (!chosen.json.empty()) {
    measure::check_named(chosen.json);
    measure::check_apart({{"a report", markdown}, {"--json", chosen.json}});
    json.push_back(chosen.json);
  }

  auto const tell = ladder::progress_line();
  auto const found = measure_programs(chosen, some, all, tell);
  if (tell) tell("");
  ladder::print(to_text(found, ladder::terminal_columns()));
  std::vector<measure::replacement> reports{{markdown, to_markdown(found)}};
  for (auto const& path : json) reports.push_back({path, to_json(found)});
  measure::replace_files(reports);
  ladder::print(fmt::format("\nReports: {}\n", markdown.string()));
  return has_wrong_answer(found) ? 1 : 0;
}

}  // namespace kont::effects
