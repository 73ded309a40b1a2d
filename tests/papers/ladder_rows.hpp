// tests/papers/ladder_rows.hpp -- rows that do nothing but give the right, or a wrong, answer.
#pragma once
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#include "lib/usage_error.hpp"
#include "papers/ladder/ladder.hpp"
#include "papers/ladder/rungs.hpp"
#include "papers/ladder/runner.hpp"

namespace ladder_test {

using namespace kont::ladder;

/// Right work with `off` added to the checksum, `switches` for each operation.
struct plain : fixture {
  std::string rung;
  std::uint64_t off, switches;
  plain(std::string on, std::uint64_t wrong_by, std::uint64_t each)
      : rung(std::move(on)), off(wrong_by), switches(each) {}
  work run(std::uint64_t ops) override {
    for (std::uint64_t i = 0; i < ops; ++i) asm volatile("" ::: "memory");
    return {ops, switches * ops, 0, 0, answer(rung, ops) + off};
  }
  double bytes_each() const override { return 123; }
};

inline row make_row(std::string rung, std::string strategy, std::string system,
                    std::uint64_t off = 0, std::uint64_t switches = 1) {
  row r{rung, std::move(strategy), std::move(system), "", 1, {}, "", 0, true};
  r.make = [=] { return std::make_unique<plain>(rung, off, switches); };
  return r;
}

inline row row_that_throws() {
  auto r = make_row("switch", "ucontext", "kont");
  r.make = []() -> std::unique_ptr<fixture> { throw std::runtime_error("no such machine"); };
  return r;
}

/// Little time and few samples: enough to see what is done with them.
inline plan short_plan() {
  auto p = quick_plan();
  p.seconds = 0.2;
  p.rounds = 7;
  return p;
}

/// Options of a run whose reports go to a directory that is removed at the end.
struct scratch {
  options chosen;
  explicit scratch(std::string only = "") {
    chosen.quick = true;
    chosen.only = std::move(only);
    chosen.output_dir =
        std::filesystem::temp_directory_path() / ("kont.ladder." + std::to_string(::getpid()));
  }
  scratch(scratch const&) = delete;
  ~scratch() { std::filesystem::remove_all(chosen.output_dir); }
};

/// The line of the usage_error that a run ends with, or "".
inline std::string refusal(options const& chosen, rows const& all) {
  try {
    run(chosen, all, {});
    return "";
  } catch (kont::usage_error const& e) { return e.what(); }
}

}  // namespace ladder_test
