// papers/ladder/rungs.hpp -- the rungs of the ladder in order, each with its closed-form answer.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace kont::ladder {

/// One rung: an operation, the rung it is built on, and the checksum that `ops` of it must give.
struct rung {
  std::string_view id;
  std::string_view what;   ///< what one operation is, in one line
  std::string_view below;  ///< the rung whose cost is subtracted; "" at the bottom
  std::uint64_t (*answer)(std::uint64_t ops);
  bool along_n = false;          ///< lines over n are fitted (lines.hpp): rows of all n take turns
  std::uint64_t quick_step = 1;  ///< a quick run has only its rows whose n is a multiple of this
  bool laps = false;  ///< n operations go round once: timed when some laps have been alike
  std::uint64_t audit_ops = 1'000;  ///< operations of the audit run, the same for every row
};

/// Nodes of the perfect tree that generator.tree walks: depth 20.
inline constexpr std::uint64_t tree_nodes = (std::uint64_t{1} << 20) - 1;

/// All rungs of the ladder, bottom first.
std::span<rung const> rungs();

/// The rung of that id, the ladder's or one of the tables of others. Throws std::logic_error when
/// there is none: a row was written wrongly.
rung const& find_rung(std::string_view id);

bool is_rung(std::string_view id);

/// Its place, to sort by: those of the ladder come first.
std::size_t place(std::string_view id);

/// 0 + 1 + ... + (ops - 1), mod 2^64.
std::uint64_t sum_below(std::uint64_t ops);

/// The checksum `ops` operations of that rung must give.
inline std::uint64_t answer(std::string_view id, std::uint64_t ops) {
  return find_rung(id).answer(ops);
}

}  // namespace kont::ladder
