// lab/explore_main.cpp -- the command line of a program that explores.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/policies/pct.hpp"
#include "lab/explore.hpp"
#include "lab/seeds.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

struct wanted {
  std::string policy = "pct", seeds = "1..1000", replay;
  std::uint32_t preemptions = 2, depth = 3;
};

exploration explored(program const& run, wanted const& how) {
  if (how.policy == "exhaustive") return explore(run, exhaustive{.preemptions = how.preemptions});
  auto const seeds = seeds_in(how.seeds, 1'000'000);
  if (how.policy == "dice")
    return explore(
        run, [](auto s) { return dice(s); }, seeds.first, seeds.last);
  by<fifo> in_turn{fifo()};
  auto const turns = detail::run_once(run, in_turn).end.schedule.size();
  auto const of = [&](auto seed) { return pct({seed, how.depth, turns}); };
  return explore(run, of, seeds.first, seeds.last);
}

std::string summary(exploration const& seen, wanted const& how) {
  auto text = fmt::format("{}, ", how.policy);
  if (how.policy == "exhaustive")
    text += fmt::format("at most {} preemption{}, {}", how.preemptions,
                        how.preemptions == 1 ? "" : "s", seen.whole ? "all there are: " : "");
  text += fmt::format("{} schedule{}", seen.schedules, seen.schedules == 1 ? "" : "s");
  if (seen.cut > 0)
    text += fmt::format(", {} of them ended after {} turns", seen.cut, most_turns_of_a_run);
  return text;
}

int explore_and_tell(program const& run, wanted const& how, std::string const& command) {
  auto const seen = explored(run, how);
  if (!seen.found) {
    fmt::print("{}: none fails\n", summary(seen, how));
    return 0;
  }
  auto const& found = *seen.found;
  auto const least = shrink(run, found);
  fmt::print("{}: the one of {} {} fails, with {} switches: {}\n", summary(seen, how),
             how.policy == "exhaustive" ? "number" : "seed", found.seed,
             switches_in(found.schedule), found.what);
  fmt::print("shrunk to {}:\n{}replay it: {} --replay {}\n", switches_in(least.schedule),
             story(least), command, text_of(least.schedule));
  return 1;
}

int replay_and_tell(program const& run, std::string const& schedule) {
  auto const again = replay(run, schedule_in(schedule));
  fmt::print("{}", story(again));
  return again.what.empty() ? 0 : 1;
}

int complain(std::string line) {
  std::ranges::replace(line, '\n', ' ');
  fmt::print(stderr, "kont: {}\n", line);
  return 2;
}

}  // namespace

int explore_main(int argc, char** argv, program const& run) {
  wanted how;
  CLI::App line{
      "Runs a program of microthreads under many schedules; shrinks the first that fails."};
  line.add_option("--policy", how.policy,
                  "pct, dice, or exhaustive: every schedule with at most "
                  "--preemptions")
      ->check(CLI::IsMember({"pct", "dice", "exhaustive"}))
      ->capture_default_str();
  line.add_option("--seeds", how.seeds, "of pct and dice: N or FIRST..LAST")->capture_default_str();
  line.add_option("--depth", how.depth, "of pct: the steps a bug takes in the right order")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  line.add_option("--preemptions", how.preemptions, "of exhaustive: the most")
      ->check(CLI::Range(0, 1'000))
      ->capture_default_str();
  line.add_option("--replay", how.replay, "a schedule, as a failure prints it: 1x2,2,1");
  try {
    line.parse(argc, argv);
    return line.count("--replay") > 0 ? replay_and_tell(run, how.replay)
                                      : explore_and_tell(run, how, argv[0]);
  } catch (CLI::Success const& help) { return line.exit(help); } catch (CLI::ParseError const& e) {
    return complain(e.what());
  } catch (usage_error const& e) { return complain(e.what()); } catch (replay_diverged const& e) {
    return complain(e.what());
  }
}

}  // namespace kont::lab
