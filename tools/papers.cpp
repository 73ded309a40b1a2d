// tools/papers.cpp -- `kont papers`: tables that others have published, redone and judged.
#include "papers/frame/papers.hpp"

#include <filesystem>
#include <memory>

#include "tools/commands.hpp"

namespace kont::tools {
namespace {

constexpr char const* examples = R"(
A table is a folder of papers/: paper.json says what stands for what and what is claimed,
published.csv has the cells. A claim is an order, a ratio, a slope, flatness, a crossing or an exact
answer, and never equal nanoseconds. It holds, does not hold, cannot be told (the 95 % interval is
on both sides) or is not applicable.

Examples:
  kont papers list                            the tables, and what is kept of them
  kont papers show kiselyov_depth             one as it was kept
  kont papers pages                           all of them as pages, with an index of the verdicts
  kont papers reproduce kiselyov_depth        measure it here: a page with both plots
  kont papers all --quick                     all of them; once more, where it was ended
  kont papers check                           does each README say what its data say?
)";

using chosen_options = std::shared_ptr<papers::options>;

CLI::App& add(CLI::App& above, char const* name, char const* says, chosen_options const& chosen,
              std::function<int(papers::options const&)> run, int& exit_code) {
  CLI::App& command = *above.add_subcommand(name, says);
  command.add_option("--papers", chosen->papers, "the folder of the tables")
      ->type_name("DIR")
      ->capture_default_str();
  command.footer(examples);
  command.callback([chosen, run, &exit_code] { exit_code = run(*chosen); });
  return command;
}

void add_key(CLI::App& command, papers::options& chosen) {
  command.add_option("KEY", chosen.key, "the table: its folder's name")->required();
}

void add_output(CLI::App& command, papers::options& chosen) {
  command.add_option("--out", chosen.output_dir, "where the pages go")
      ->type_name("DIR")
      ->capture_default_str();
}

void add_measuring(CLI::App& command, papers::options& chosen) {
  command.add_flag("--quick", chosen.quick, "fewer samples, smaller inputs");
  command.add_flag("--keep", chosen.keep, "add the result to the table's, and write its README");
  add_output(command, chosen);
  command.add_option("--seed", chosen.seed, "of the order of the samples")
      ->check(a_seed)
      ->type_name("N")
      ->capture_default_str();
}

}  // namespace

void add_papers(CLI::App& program, int& exit_code) {
  auto chosen = std::make_shared<papers::options>();
  chosen->papers = KONT_PAPERS;
  chosen->output_dir = std::filesystem::path{KONT_REPORTS} / "papers";
  chosen->self = {std::filesystem::read_symlink("/proc/self/exe").string(), "ladder"};
  CLI::App& command =
      *program.add_subcommand("papers", "redo the tables of papers, and judge their claims");
  command.require_subcommand(1);
  command.footer(examples);
  add(command, "list", "print the tables", chosen, papers::list, exit_code);
  add_key(add(command, "show", "print one as it was kept", chosen, papers::show, exit_code),
          *chosen);
  add_output(
      add(command, "pages", "write the pages of what is kept", chosen, papers::pages, exit_code),
      *chosen);
  auto& one = add(
      command, "reproduce", "measure one", chosen,
      [](papers::options const& how) { return papers::reproduce(how); }, exit_code);
  add_key(one, *chosen);
  add_measuring(one, *chosen);
  auto& all = add(
      command, "all", "measure all of them; what was ended goes on", chosen,
      [](papers::options const& how) { return papers::all(how); }, exit_code);
  add_measuring(all, *chosen);
  all.add_flag("--again", chosen->again, "from the beginning, though one was ended");
  auto& check = add(command, "check", "compare the READMEs with their data", chosen, papers::check,
                    exit_code);
  check.add_flag("--write", chosen->keep, "write those that differ");
}

}  // namespace kont::tools
