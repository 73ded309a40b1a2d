// papers/ladder/row.hpp -- a row of the ladder: one workload on one system, and what it did.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace kont::ladder {

/// What a run did. `ops` operations were done; the rest is per run. Rows of one rung and one n
/// must agree on everything; a count a system cannot know stays 0 and is not compared.
struct work {
  std::uint64_t ops = 0, switches = 0, contexts = 0, messages = 0, checksum = 0;
};

/// One benchmark made ready: the constructor sets up (n alive ...), the destructor tears down.
/// A constructor that cannot (not installed, not enough memory) throws; the row is then skipped
/// and what() is the reason.
struct fixture {
  virtual ~fixture() = default;
  /// Does `ops` operations; its checksum is answer(rung, ops) whatever ran before.
  virtual work run(std::uint64_t ops) = 0;
  /// Resident bytes per suspended computation, measured at set-up; 0: not measured.
  virtual double bytes_each() const { return 0; }
  /// Of the memory of all of them, likewise.
  virtual std::uint64_t mappings() const { return 0; }
};

/// Which tables have a row: where a large n takes long to set up, the quick one has another.
enum class tables { all, quick, full };

struct row {
  std::string rung;      ///< "generator.element"; one of rungs()
  std::string strategy;  ///< "stack"; for peers and baselines what they stand on, or ""
  /// kont | boost.context | boost.coroutine2 | boost.fiber | onetbb | std.thread | baseline
  std::string system;
  std::string variant;  ///< "" is the default users get
  std::uint64_t n = 1;  ///< how many are alive
  std::function<std::unique_ptr<fixture>()> make;
  std::string note;
  std::uint64_t max_ops = 0;   ///< 0: no bound; slow rows (OS threads) bound one run
  bool timed = true;           ///< false for memory.* rows: only bytes_each is reported
  bool by_wall_clock = false;  ///< several threads share the work; else by this one's own clock
  std::uint64_t min_ops = 1;   ///< of a run: where that begins threads, as many as make up for it
  tables in = tables::all;
};

/// A system that is not in the table, and why ("not installed").
struct skipped {
  std::string system, why;
};

using rows = std::vector<row>;

/// "rung/strategy/system/variant/n": what --only is matched against.
inline std::string key(row const& r) {
  return r.rung + '/' + r.strategy + '/' + r.system + '/' + r.variant + '/' + std::to_string(r.n);
}

/// What most people get, and what the others are divided by.
inline bool is_default_stack(row const& r) {
  return r.system == "kont" && r.strategy == "stack" && r.variant.empty();
}

}  // namespace kont::ladder
