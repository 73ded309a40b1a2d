// papers/workloads/opaque.hpp -- what keeps a compiler from doing a benchmark's work beforehand.
#pragma once
#include <cfenv>
#include <cstdint>

namespace kont::workloads {

/// `x` may be any value after this, as far as the compiler knows; it costs no instruction. Every
/// row of a rung has the same ones, at the same places: where a value is made, and where it ends.
[[gnu::always_inline]] inline void opaque(std::uint64_t& x) { asm volatile("" : "+r"(x)); }

/// A number travels as a word of the switch, and comes out again.
[[gnu::always_inline]] inline void* word_of(std::uint64_t x) { return reinterpret_cast<void*>(x); }
[[gnu::always_inline]] inline std::uint64_t number_in(void* word) {
  return reinterpret_cast<std::uint64_t>(word);
}

/// One line of a body's own stack (or frame) that it writes to between two switches: what any
/// real body does, and what costs a cache miss where many are alive.
class own_line {
 public:
  [[gnu::always_inline]] void touch(std::uint64_t x) { words_[x % 8] = x; }

 private:
  std::uint64_t volatile words_[8] = {};
};

/// The floating-point status (of MXCSR, FPSR), which every inexact operation sets and nothing else
/// clears.
inline void clear_fp_status() { std::feclearexcept(FE_ALL_EXCEPT); }
/// 1/3 is no binary number: from here on, the one who called has a status bit set.
[[gnu::noinline]] inline void be_inexact() {
  double volatile third = 1.0;
  third = third / 3.0;
}

}  // namespace kont::workloads
