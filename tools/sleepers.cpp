// tools/sleepers.cpp -- `kont sleepers`: how late a million microthreads wake.
#include "papers/sleepers/sleepers.hpp"

#include <memory>

#include "tools/commands.hpp"

namespace kont::tools {
namespace {

constexpr char const* examples = R"(
Each sleeps until a moment of its own on the real clock; late is how long after it the microthread
runs. One OS thread does all of it: when the moments lie closer together than it can wake one
(about a microsecond), they queue up, and that is seen here.

Examples:
  kont sleepers                              a million, their moments within two seconds
  kont sleepers --n 10000 --spread 100       ten thousand within a tenth of a second
  kont sleepers --strategy frame             one strategy
)";

}  // namespace

void add_sleepers(CLI::App& program, int& exit_code) {
  auto chosen = std::make_shared<late::options>();
  CLI::App& command =
      *program.add_subcommand("sleepers", "let a million microthreads sleep in real time");
  command.add_option("--n", chosen->n, "how many sleep at once")
      ->transform(saturated<std::uint64_t>)
      ->capture_default_str();
  command.add_option("--spread", chosen->spread, "ms over which they are to wake")
      ->transform(saturated<std::uint64_t>)
      ->type_name("MS")
      ->capture_default_str();
  command.add_option("--seed", chosen->seed, "of the moments")
      ->check(a_seed)
      ->capture_default_str();
  command.add_option("--strategy", chosen->strategy, "only this one")->type_name("NAME");
  command.footer(examples);
  command.callback([chosen, &exit_code] { exit_code = late::run(*chosen); });
}

}  // namespace kont::tools
