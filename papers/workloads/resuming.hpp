// papers/workloads/resuming.hpp -- computations that are resumed in turn, each with so many bytes
// on its stack: what a strategy pays that copies them out and back.
//
// (hnes: libaco, benchmark of 2018.)
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

#include "continuations/continuation.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

/// One operation is a resume, there and back, with `alive` that take turns.
template <class S> class resuming : public ladder::fixture {
  static constexpr std::uint64_t over = ~std::uint64_t{0};

  /// Brings back each word it gets, with `bytes` more on its stack than it would need.
  template <class K> [[gnu::noinline]] static void answer(std::uint64_t bytes, arrival<K>& other) {
    auto* const room = static_cast<unsigned char volatile*>(__builtin_alloca(bytes));
    while (number_in(other.word) != over) {
      room[bytes / 2] = 1;
      transfer(other, other.word);
    }
  }

 public:
  resuming(std::uint64_t alive, std::uint64_t bytes) {
    for (; alive != 0; --alive) {
      auto k = S::start([bytes](auto& other) { answer(bytes, other); });
      all_.push_back(std::move(k).resume(word_of(0)).from);
    }
  }
  /// They end and are not dropped: to unwind takes longer.
  ~resuming() override {
    for (auto& k : all_) std::move(k).resume(word_of(over));
  }

  ladder::work run(std::uint64_t ops) override {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < ops; ++i) {
      std::uint64_t v = i;
      opaque(v);
      auto a = std::move(all_[turn_]).resume(word_of(v));
      v = number_in(a.word);
      opaque(v);
      sum += v;
      all_[turn_] = std::move(a.from);
      if (++turn_ == all_.size()) turn_ = 0;
    }
    return {.ops = ops, .switches = 2 * ops, .checksum = sum};
  }

 private:
  std::vector<typename S::continuation> all_;
  std::size_t turn_ = 0;
};

}  // namespace kont::workloads
