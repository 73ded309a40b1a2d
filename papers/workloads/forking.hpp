// papers/workloads/forking.hpp -- a computation that has been told many things is forked, and its
// twin is told the last one.
#pragma once
#include <cstdint>

#include "continuations/continuation.hpp"
#include "continuations/strategies/machine.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

using ladder::fixture;
using ladder::work;

/// Even words are heard; of the first odd one a listener brings back the half, and ends.
inline bool is_last(void* word) { return number_in(word) % 2 != 0; }
inline void* half_of(void* word) { return word_of(number_in(word) / 2); }

template <strategy<dialect::direct> S> typename S::continuation start_listener() {
  return S::start([](auto& other) {
    while (!is_last(other.word)) transfer(other);
    other.word = half_of(other.word);
  });
}
template <strategy<dialect::cps> S> typename S::action listen(typename S::arrived& other) {
  if (!is_last(other.word))
    return transfer(other, nullptr, [](typename S::arrived& back) { return listen<S>(back); });
  return finish(other, half_of(other.word));
}
template <strategy<dialect::cps> S> typename S::continuation start_listener() {
  return S::start([](typename S::arrived& other) { return listen<S>(other); });
}
struct listening_machine {
  machine::action operator()(machine::arrived& other) {
    return is_last(other.word) ? finish(other, half_of(other.word)) : transfer(other, nullptr);
  }
};
template <strategy<dialect::cps> S>
requires std::same_as<S, machine>
typename S::continuation start_listener() { return S::start(listening_machine{}); }

/// One operation is a fork whose twin runs to its end, after `told` words: on `replay` it hears
/// them again.
template <class S> class forking : public fixture {
 public:
  explicit forking(std::uint64_t told) {
    for (; told != 0; --told) k_ = std::move(k_).resume().from;
  }
  work run(std::uint64_t ops) override {
    std::uint64_t sum = 0;
    for (std::uint64_t i = 0; i < ops; ++i) {
      auto a = k_.fork().resume(word_of(2 * i + 1));
      auto v = number_in(a.word);
      opaque(v);
      sum += v;
    }
    return {.ops = ops, .contexts = ops, .checksum = sum};
  }

 private:
  typename S::continuation k_ = start_listener<S>();
};

}  // namespace kont::workloads
