// examples/population/window/names.hpp -- an id as a name that can be read, said and typed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kont::population {

/// The first half of an id, as two words of five letters: "Lusab Babad". (Proquints: Wilkerson,
/// "A proposal for proquints: identifiers that are readable, spellable and pronounceable", 2009.)
/// Among 100,000 people, one pair or so shares a name.
std::string first_names(std::uint64_t id);
/// All of it, as four words; nobody shares them.
std::string full_name(std::uint64_t id);

/// What somebody typed: whose id begins with these bits.
struct sought {
  std::uint64_t bits = 0;
  unsigned known = 64;  ///< how many of them, from the top

  bool is(std::uint64_t id) const noexcept { return ((id ^ bits) >> (64 - known)) == 0; }
};
/// Understands two to four words, or "#" and up to 16 hexadecimal digits as in town's name().
std::optional<sought> understand(std::string_view typed);

}  // namespace kont::population
