// tools/main.cpp -- the kont program: chooses a subcommand; bad input is one line and exit code 2.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <iostream>
#include <string>

#include "lib/usage_error.hpp"
#include "tools/commands.hpp"

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

/// An empty value would count as an option that was not given: an unset variable of a script's.
void refuse_empty_values(CLI::App& program) {
  for (CLI::Option* option : program.get_options())
    if (option->get_items_expected_max() > 0)
      option->check([](std::string const& value) {
        return value.empty() ? std::string("an empty value") : std::string();
      });
  for (CLI::App* command : program.get_subcommands([](CLI::App*) { return true; }))
    refuse_empty_values(*command);
}

int complain(std::string line, int exit_code) {
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::fprintf(stderr, "kont: %s\n", line.c_str());
  return exit_code;
}

/// What was printed must have arrived: a full disk is the user's to put right.
void flush() {
  std::cout.flush();
  if (!std::cout || std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
    throw kont::usage_error("cannot write to standard output; it must be open and not full");
}

}  // namespace

int main(int argc, char** argv) {
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
    kont::tools::add_strategies(program);
    kont::tools::add_trace(program, exit_code);
    program.require_subcommand(1);
    program.footer("\nkont COMMAND --help says more, with examples.");
    refuse_empty_values(program);
    program.parse(argc, argv);
    flush();
    return exit_code;
  } catch (CLI::Success const& help) {
    return program.exit(help);
  } catch (CLI::ParseError const& error) {
    auto const stray = stray_command(program);
    auto const wrong = stray.empty() ? error.what() : "no command is called '" + stray + "'";
    return complain(wrong + "; allowed are: " + allowed(program), 2);
  } catch (kont::usage_error const& error) {
    return complain(error.what(), 2);
  } catch (std::exception const& error) { return complain(error.what(), 1); }
}
