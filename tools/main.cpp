// tools/main.cpp -- the kont program: chooses a subcommand; bad input is one line and exit code 2.
#include <cstdio>
#include <exception>
#include <string>

#include "lib/usage_error.hpp"
#include "tools/commands.hpp"
#include "tools/program.hpp"

namespace {

/// The last of the commands that were named.
CLI::App const& innermost(CLI::App const& program) {
  CLI::App const* here = &program;
  while (!here->get_subcommands().empty()) here = here->get_subcommands().front();
  return *here;
}

/// The names of what may follow, where the command line went wrong.
std::string allowed(CLI::App const& program) {
  std::string names;
  auto add = [&](std::string const& name) { names += (names.empty() ? "" : ", ") + name; };
  CLI::App const* const here = &innermost(program);
  for (CLI::App const* command : here->get_subcommands([](CLI::App const*) { return true; }))
    add(command->get_name());
  if (!names.empty()) return names;
  for (CLI::Option const* option : here->get_options())
    if (!option->get_group().empty()) add(option->get_name());
  return names;
}

/// What stands where a command is wanted, with those before it: `lab nonsense`; empty: nothing.
std::string stray_command(CLI::App const& program) {
  auto const& here = innermost(program);
  auto const words = here.remaining();
  if (here.get_require_subcommand_min() == 0 || words.empty() || words.front()[0] == '-') return "";
  return (&here == &program ? "" : here.get_name() + ' ') + words.front();
}

}  // namespace

int main(int argc, char** argv) {
  using kont::tools::complain;
  CLI::App program{"What each control abstraction costs, measured on this machine.", "kont"};
  int exit_code = 0;
  try {
    kont::tools::add_ladder(program, exit_code);
    kont::tools::add_effects(program, exit_code);
    kont::tools::add_lab(program, exit_code);
    kont::tools::add_papers(program, exit_code);
#if KONT_HAVE_POPULATION
    kont::tools::add_population(program, exit_code);
#endif
    kont::tools::add_cores(program, exit_code);
    kont::tools::add_sleepers(program, exit_code);
#if KONT_HAVE_IO
    kont::tools::add_echo(program, exit_code);
#endif
    kont::tools::add_strategies(program);
    kont::tools::add_trace(program, exit_code);
    program.require_subcommand(1);
    program.footer("\nkont COMMAND --help says more, with examples.");
    kont::tools::refuse_empty_values(program);
    kont::tools::refuse_empty_values(argc, argv);
    program.parse(argc, argv);
    return kont::tools::finish(program, exit_code);
  } catch (CLI::Success const& help) {
    return kont::tools::finish(program, program.exit(help));
  } catch (CLI::ConversionError const& error) {
    return complain(program, kont::tools::of_conversion(error), 2);
  } catch (CLI::ParseError const& error) {
    auto const stray = stray_command(program);
    auto const wrong = stray.empty() ? error.what() : "no command is called '" + stray + "'";
    return complain(program, wrong + "; allowed are: " + allowed(program), 2);
  } catch (kont::usage_error const& error) {
    return complain(program, error.what(), 2);
  } catch (std::exception const& error) {
    if (std::ferror(stdout) != 0) return kont::tools::finish(program, 1);  // who printed threw
    return complain(program, error.what(), 1);
  }
}
