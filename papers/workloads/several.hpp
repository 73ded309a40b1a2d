// papers/workloads/several.hpp -- several of a fixture, so that no row is one choice of places.
#pragma once
#include <cstdint>
#include <deque>

#include "papers/ladder/row.hpp"

namespace kont::workloads {

/// Five of a fixture, and each run is by the next of them, in a frame 16 bytes further down. Where
/// what is stored and what is loaded lie alike in their low 12 bits, the processor waits for the
/// store: of 128 pairs of coroutines two took 15 and 40 % longer than all others, whatever their
/// depth. And while the arrivals of switches lay anywhere in the code, one or two of the four
/// places that a frame can have in a line of the cache made an element of a generator a tenth
/// dearer. A row of one such place says so in every sample; among five it is one sample in five, or
/// two, and the median is that of the others.
template <class Fixture> class several : public ladder::fixture {
 public:
  static constexpr std::size_t of_them = 5;

  template <class... Args> explicit several(Args const&... args) {
    while (all_.size() < of_them) all_.emplace_back(args...);
  }
  ladder::work run(std::uint64_t ops) override {
    auto& its_turn = all_[next_];
    next_ = (next_ + 1) % of_them;
    return run_below(16 * next_, its_turn, ops);
  }

 private:
  [[gnu::noinline]] static ladder::work run_below(std::size_t bytes, Fixture& f,
                                                  std::uint64_t ops) {
    asm volatile("" : : "r"(__builtin_alloca(bytes)) : "memory");
    return f.run(ops);
  }
  std::deque<Fixture> all_;
  std::size_t next_ = 0;
};

}  // namespace kont::workloads
