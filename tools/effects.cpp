// tools/effects.cpp -- `kont effects`: the common effect-handler suite, by strategy and by style.
#include "papers/effects/effects.hpp"

#include <filesystem>
#include <memory>

#include "tools/commands.hpp"

namespace kont::tools {
namespace {

constexpr char const* examples = R"(
Eleven programs, each with the answer that the suite states. A way to write one is a strategy and a
style: its key is program/strategy/style. Times are of this thread's CPU; beside them stand those
that others have published, of the large inputs, on machines of theirs.

Examples:
  kont effects                        the large inputs: some minutes
  kont effects --quick                smaller inputs, within 30 seconds
  kont effects --list                 the keys
  kont effects --only '^nqueens'      every way to place queens
  kont effects --only '/copy/'        what one strategy makes of them
)";

}  // namespace

void add_effects(CLI::App& program, int& exit_code) {
  auto chosen = std::make_shared<effects::options>();
  chosen->output_dir = std::filesystem::path{KONT_REPORTS} / "effects";
  CLI::App& command = *program.add_subcommand(
      "effects", "run the eleven programs of the effect-handler suite, beside published times");
  command.add_flag("--quick", chosen->quick, "smaller inputs: within 30 seconds");
  command.add_flag("--list", chosen->list, "print the keys of what is chosen, measure nothing");
  command.add_option("--only", chosen->only, "what has a key that matches (ECMAScript)")
      ->type_name("REGEX");
  command.add_option("--json", chosen->json, "a copy of effects.json")->type_name("FILE");
  command.add_option("--out", chosen->output_dir, "where effects.{json,md} go")
      ->type_name("DIR")
      ->capture_default_str();
  command.add_option("--seed", chosen->seed, "of the order of the runs and of the bootstrap")
      ->check(a_seed)
      ->type_name("N")
      ->capture_default_str();
  command.footer(examples);
  command.callback([chosen, &exit_code] { exit_code = effects::run(*chosen, effects::suite()); });
}

}  // namespace kont::tools
