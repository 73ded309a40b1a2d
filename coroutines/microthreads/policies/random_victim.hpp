// coroutines/microthreads/policies/random_victim.hpp -- whom an idle worker robs: whoever.
#pragma once
#include <concepts>
#include <cstdint>

namespace kont {

/// Which of the other workers an idle one asks first; it then goes round. A value of each worker,
/// made with its number. `choose(n)` returns less than n.
template <class V>
concept victims = std::constructible_from<V, unsigned> && requires(V v, unsigned n) {
  { v.choose(n) } -> std::same_as<unsigned>;
};

/// By dice: with it, work spreads in the expected time of the best schedule, up to a constant
/// (Blumofe & Leiserson: Scheduling multithreaded computations by work stealing, JACM 1999).
class random_victim {
 public:
  explicit random_victim(unsigned worker) noexcept : state_(worker * 0x9E3779B9u + 1) {}
  unsigned choose(unsigned n) noexcept {  // xorshift: Marsaglia, 2003
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_ % n;
  }

 private:
  std::uint32_t state_;
};
static_assert(victims<random_victim>);

/// The next one round, always: for runs that are to be understood.
class next_victim {
 public:
  explicit next_victim(unsigned worker) noexcept : worker_(worker) {}
  unsigned choose(unsigned n) const noexcept { return (worker_ + 1) % n; }

 private:
  unsigned worker_;
};
static_assert(victims<next_victim>);

}  // namespace kont
