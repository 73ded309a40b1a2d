// tools/commands.hpp -- the subcommands of the kont program; each adds itself to the command line.
#pragma once
#include <CLI/CLI.hpp>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <system_error>

namespace kont::tools {

/// A check of seeds: CLI11 would take what is below zero, and what is too large, for others.
inline std::string a_seed(std::string const& value) {
  std::uint64_t seed = 0;
  auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), seed);
  return error == std::errc() && end == value.data() + value.size()
             ? ""
             : "a seed is a number from 0 to 18446744073709551615";
}

/// A number too large for its type becomes the largest there is: the command, which says what it
/// allows, refuses it then by its range. (CLI11 would say that it cannot be converted.)
template <class Number> std::string saturated(std::string value) {
  Number n{};
  auto const [end, error] = std::from_chars(value.data(), value.data() + value.size(), n);
  auto const too_large =
      error == std::errc::result_out_of_range && end == value.data() + value.size();
  if (!too_large) return value;
  return std::to_string(value[0] == '-' ? std::numeric_limits<Number>::min()
                                        : std::numeric_limits<Number>::max());
}

/// `kont lab`: scheduling policies on simulated jobs. When chosen, it runs.
void add_lab(CLI::App& program, int& exit_code);

/// `kont ladder`: measures the cost ladder. When chosen, it runs and leaves its exit code.
void add_ladder(CLI::App& program, int& exit_code);

/// `kont effects`: runs the effect-handler suite. When chosen, it runs and leaves its exit code.
void add_effects(CLI::App& program, int& exit_code);

/// `kont papers`: redoes published tables. When chosen, it runs and leaves its exit code.
void add_papers(CLI::App& program, int& exit_code);

/// `kont population`: lets a town live. When chosen, it runs and leaves its exit code.
void add_population(CLI::App& program, int& exit_code);

/// `kont cores`: grows trees of microthreads on several cores. When chosen, it runs.
void add_cores(CLI::App& program, int& exit_code);

/// `kont echo`: lets two servers answer the same clients. When chosen, it runs.
void add_echo(CLI::App& program, int& exit_code);

/// `kont sleepers`: lets many microthreads sleep in real time. When chosen, it runs.
void add_sleepers(CLI::App& program, int& exit_code);

/// `kont strategies`: lists the strategies of this build. When chosen, it prints.
void add_strategies(CLI::App& program);

/// `kont trace`: runs a program and shows its steps. When chosen, it leaves that one's exit code.
void add_trace(CLI::App& program, int& exit_code);

}  // namespace kont::tools
