// tools/strategies.cpp -- `kont strategies`: the ways a suspended computation can be kept.
#include "continuations/strategies/strategies.hpp"

#include <fmt/format.h>

#include "tools/commands.hpp"

namespace kont::tools {
namespace {

constexpr char const* examples = R"(
The dialect is how a body spells the switch: direct (the strategy saves the stack), co (co_await;
the compiler cuts the body into a frame) or cps (the programmer passes the rest by hand). Shots are
how often a continuation may be resumed: one, or many.

Examples:
  kont strategies                      the list, and whom each strategy is from
  kont ladder --strategy ucontext      what one of them costs
)";

void print_all() {
  auto const line = [](auto name, auto dialect, auto shots, auto is) {
    fmt::print("{:<10} {:<8} {:<6} {}\n", name, dialect, shots, is);
  };
  line("strategy", "dialect", "shots", "a suspended computation is kept as");
  for_each_strategy([&]<class S>() {
    line(describe<S>.name, spell(S::style), shots<S>(), describe<S>.is);
    fmt::print("{:27}{}\n", "", describe<S>.source);
  });
  for (auto const& absent : absent_strategies) line(absent.name, "-", "-", absent.why);
}

}  // namespace

void add_strategies(CLI::App& program) {
  CLI::App* command =
      program.add_subcommand("strategies", "list the ways a suspended computation can be kept");
  command->footer(examples);
  command->callback(print_all);
}

}  // namespace kont::tools
