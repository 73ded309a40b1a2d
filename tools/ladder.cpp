// tools/ladder.cpp -- `kont ladder`: the cost ladder, from a plain call up to an OS thread.
#include "papers/ladder/ladder.hpp"

#include <filesystem>
#include <memory>
#include <vector>

#include "papers/frame/measure.hpp"
#include "papers/ladder/all_rows.hpp"
#include "tools/commands.hpp"

namespace kont::tools {
namespace {

constexpr char const* examples = R"(
A row is one operation on one system: its key is rung/strategy/system/variant/n, where n is how
many computations are alive. Times are medians of many short runs, interleaved in random order;
~ marks a difference below the noise. A row whose work or checksum differs from that of the others
of its rung is refused, and the exit code is 1. ^C ends it with the table of what it has by then;
the reports stay those of the last whole run.

Examples:
  kont ladder                          the whole table, within 5 minutes
  kont ladder --quick                  fewer samples, and fewer alive in memory rows: 30 seconds
  kont ladder --list                   the keys of the rows
  kont ladder --only '^generator'      one family of rungs
  kont ladder --only '/1000000$'       what a million alive cost
  kont ladder --strategy frame         kont's rows of one strategy, beside every peer
  kont ladder --counts --only switch   instructions per operation too (callgrind, slow)
)";

void add_options(CLI::App& command, ladder::options& chosen) {
  command.add_flag("--quick", chosen.quick, "fewer samples: the table within 30 seconds");
  command.add_flag("--list", chosen.list, "print the keys of the rows chosen, measure nothing");
  command.add_flag("--counts", chosen.counts, "instructions per operation too, by callgrind");
  command.add_option("--only", chosen.only, "rows whose key matches (ECMAScript)")
      ->type_name("REGEX");
  command.add_option("--strategy", chosen.strategy, "of kont's rows, this strategy's; peers stay")
      ->type_name("NAME");
  command.add_option("--json", chosen.json, "a copy of ladder.json")->type_name("FILE");
  command.add_option("--out", chosen.output_dir, "where ladder.{json,csv,md}, index.html go")
      ->type_name("DIR")
      ->capture_default_str();
  command.add_option("--seed", chosen.seed, "of the order of the samples and of the bootstrap")
      ->check(a_seed)
      ->type_name("N")
      ->capture_default_str();
  // how the ladder runs itself, one row to a process: not for users, so not in the help
  command.add_option("--one-row", chosen.one_row)->group("");
  command.add_option("--ops", chosen.one_row_ops)->group("");
}

}  // namespace

void add_ladder(CLI::App& program, int& exit_code) {
  auto chosen = std::make_shared<ladder::options>();
  chosen->output_dir = std::filesystem::path{KONT_REPORTS} / "ladder";
  chosen->self = {std::filesystem::read_symlink("/proc/self/exe").string(), "ladder"};
  CLI::App* command = program.add_subcommand(
      "ladder", "measure the cost ladder: from a plain call up to an OS thread");
  add_options(*command, *chosen);
  command->footer(examples);
  command->callback([chosen, &exit_code] {
    auto [all, missing, none] = ladder::all_rows();
    missing.insert(missing.end(), none.begin(), none.end());
    if (std::vector<papers::missing> absent; !chosen->one_row.empty())
      all = papers::rows_of_papers(absent);  // tables of others weigh theirs so too
    exit_code = ladder::run(*chosen, all, missing);
  });
}

}  // namespace kont::tools
