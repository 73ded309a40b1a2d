// tools/population.cpp -- `kont population`: a town in which every person is a microthread.
#include "examples/population/population.hpp"

#include <memory>
#include <type_traits>

#include "papers/ladder/terminal.hpp"
#include "tools/commands.hpp"

namespace kont::tools {
namespace {

constexpr char const* examples = R"(
The simulation of B. Rempt's article on microthreads (InformIT, 2001): people are born, work, court,
marry, bear children and die, each in a microthread that sleeps from year to year. A seed has one
history, whatever runs it; the digest says which.

Examples:
  kont population                             ten thousand people, a hundred years
  kont population --people 1000000 --csv years.csv
  kont population --strategy stack --workers 2    the same history, on two cores
  kont population --article                   with the mistakes of the article's program
  kont population --compare                   every strategy, callbacks, Boost.Fiber, OS threads
  kont population --gui --people 100000       watch it
  kont population --defaults >my.json; kont population --parameters my.json
)";

}  // namespace

void add_population(CLI::App& program, int& exit_code) {
  auto chosen = std::make_shared<population::options>();
  CLI::App& command =
      *program.add_subcommand("population", "let people live, each in a microthread of her own");
  auto const add = [&](char const* name, auto& value, char const* what) {
    auto* const option = command.add_option(name, value, what);
    using type = std::remove_reference_t<decltype(value)>;
    if constexpr (std::is_integral_v<type>) option->transform(saturated<type>);
    return option;
  };
  add("--people", chosen->people, "how many are there at first")->capture_default_str();
  add("--years", chosen->years, "how long it is watched")->capture_default_str();
  command.add_option("--seed", chosen->seed, "of all dice")->check(a_seed)->capture_default_str();
  add("--strategy", chosen->strategy, "what keeps a life")
      ->type_name("NAME")
      ->capture_default_str();
  add("--policy", chosen->policy, "fifo, lifo or dice")->type_name("NAME")->capture_default_str();
  add("--workers", chosen->workers, "OS threads, with the strategy stack")->capture_default_str();
  add("--parameters", chosen->parameters, "the constants of the model")->type_name("FILE.json");
  add("--csv", chosen->csv, "every year, as a table")->type_name("FILE");
  add("--year", chosen->year, "a year on the machine's clock, not in virtual time: 1s, 500ms")
      ->type_name("TIME");
  command.add_flag("--article", chosen->article, "with the mistakes of the article's program");
  command.add_flag("--compare", chosen->compare, "run every strategy");
  command.add_flag("--defaults", chosen->defaults, "print the constants, as JSON");
  command.add_flag("--gui", chosen->gui, "open a window on it (Qt 6)");
  command.add_flag("--apart", chosen->apart, "with --gui: the town in a thread of its own");
  command.add_flag("--brief", chosen->brief, "print one line of numbers")->group("");
  command.footer(examples);
  command.callback([chosen, &exit_code] {
    chosen->columns = ladder::terminal_columns();
    chosen->progress = ladder::progress_line();
    exit_code = population::run(*chosen);
  });
}

}  // namespace kont::tools
