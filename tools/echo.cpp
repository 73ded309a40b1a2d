// tools/echo.cpp -- `kont echo`: an echo server by microthreads beside the same by callbacks.
#include "papers/io/echo.hpp"

#include <memory>

#include "tools/commands.hpp"

namespace kont::tools {
namespace {

constexpr char const* examples = R"(
The servers take turns, each in a process of its own, with 1,000 clients of this machine. Requests
a second are what a user sees, and clients take a share of that; the processor time of the server
alone is what tells the two apart.

Examples:
  kont echo                                  seven turns of each: about 20 s
  kont echo --quick                          one, short: that it runs
)";

}  // namespace

void add_echo(CLI::App& program, int& exit_code) {
  auto quick = std::make_shared<bool>(false);
  CLI::App& command = *program.add_subcommand(
      "echo", "let an echo server answer 1,000 clients, by microthreads and by callbacks");
  command.add_flag("--quick", *quick, "one short turn of each");
  command.footer(examples);
  command.callback([quick, &exit_code] { exit_code = papers::compare_echoes(*quick); });
}

}  // namespace kont::tools
