// examples/population/open_window.cpp -- hands over to the window, a program of its own.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "examples/population/population.hpp"
#include "lib/usage_error.hpp"

namespace kont::population {
namespace {

std::filesystem::path beside_this_program(char const* name) {
  return std::filesystem::read_symlink("/proc/self/exe").replace_filename(name);
}

void check(options const& how) {
  options const all;
  if (how.strategy != all.strategy || how.policy != all.policy || how.workers != all.workers)
    throw usage_error(fmt::format("--gui: the window's people live on {}, under {}, in one thread",
                                  all.strategy, all.policy));
}

}  // namespace

// Years of the machine's time would pass while the window is paused: a speed does not.
void open_window(options const& how, parameters const& rules) {
  check(how);
  auto const program = beside_this_program("kont-population-window").string();
  auto virtual_years = rules;
  virtual_years.year_ms = 0;
  auto const speed = rules.year_ms == 0 ? 0 : 1'000.0 / rules.year_ms;
  execl(program.c_str(), program.c_str(), std::to_string(how.people).c_str(),
        std::to_string(how.seed).c_str(), fmt::format("{}", speed).c_str(),
        how.apart ? "apart" : "together", to_json(virtual_years).c_str(), nullptr);
  throw usage_error("--gui: this build has no window; it needs Qt 6: ./kont setup test");
}

}  // namespace kont::population
