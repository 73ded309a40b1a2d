// examples/population/dice.hpp -- random numbers that need no state: a function of who, when, why.
#pragma once
#include <Random123/philox.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace kont::population {

/// What somebody throws dice for: each purpose has numbers of its own.
enum class throw_for : std::uint32_t { identity, birth, harvest, liking, lot, fertility };

/// The dice of one person, in one year, for one purpose, perhaps about another person. Nobody else
/// throws them, so what they show does not depend on the order in which people take their turns.
/// Not for secrets. Ten rounds for each four throws, about 20 ns.
/// (Philox4x32-10: Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3, 2011.)
class dice {
 public:
  dice(std::uint64_t whose, std::int32_t year, throw_for why, std::uint64_t about = 0) noexcept
      : key_{{low(whose), high(whose)}},
        counter_{{static_cast<std::uint32_t>(year), static_cast<std::uint32_t>(why) << 16,
                  low(about), high(about)}} {}

  std::uint32_t word() noexcept {
    if (left_ == 0) {
      words_ = r123::Philox4x32()(counter_, key_);
      ++counter_[1];
      left_ = 4;
    }
    return words_[--left_];
  }
  std::uint64_t long_word() noexcept {
    std::uint64_t const upper = word();
    return upper << 32 | word();
  }
  /// One of low … high, all alike up to one part in 2^32 / (high - low + 1).
  int between(int low, int high) noexcept {
    auto const span = static_cast<std::uint64_t>(high - low + 1);
    return low + static_cast<int>(word() * span >> 32);
  }
  /// The sum of three dice of four sides: 3 … 12.
  int three_d4() noexcept {
    auto const w = word();
    return static_cast<int>(3 + (w & 3) + (w >> 2 & 3) + (w >> 4 & 3));
  }
  bool with_chance(double p) noexcept { return word() < p * 4294967296.0; }

 private:
  static std::uint32_t low(std::uint64_t w) noexcept { return static_cast<std::uint32_t>(w); }
  static std::uint32_t high(std::uint64_t w) noexcept {
    return static_cast<std::uint32_t>(w >> 32);
  }

  r123::Philox4x32::key_type key_;
  r123::Philox4x32::ctr_type counter_;
  r123::Philox4x32::ctr_type words_{};
  unsigned left_ = 0;
};

}  // namespace kont::population
