// tools/cores.cpp -- `kont cores`: trees of microthreads on one core and on two, beside peers.
#include "papers/cores/cores.hpp"

#include <memory>

#include "tools/commands.hpp"

namespace kont::tools {
namespace {

constexpr char const* examples = R"(
Skynet has ten children a node and a million leaves, whose numbers are added up; fib(30) forks one
child a call. Each tree is grown at once and whole, as published. (The rows tree.* of `kont ladder`
grow as much as takes a millisecond.) Every sum is checked.

Examples:
  kont cores                                 medians of three trees each: about 20 s
  kont cores --rounds 9                      of nine
  kont cores --only 'crew|onetbb'            crews beside oneTBB
)";

}  // namespace

void add_cores(CLI::App& program, int& exit_code) {
  auto chosen = std::make_shared<cores::options>();
  CLI::App& command =
      *program.add_subcommand("cores", "grow skynet and fib(30) on one core and on two");
  command.add_option("--rounds", chosen->rounds, "how many trees of each, in turn")
      ->transform(saturated<unsigned>)
      ->capture_default_str();
  command.add_option("--only", chosen->only, "rows whose key matches (ECMAScript)")
      ->type_name("REGEX");
  command.footer(examples);
  command.callback([chosen, &exit_code] { exit_code = cores::run(*chosen); });
}

}  // namespace kont::tools
