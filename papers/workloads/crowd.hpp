// papers/workloads/crowd.hpp -- many that are suspended at once, to be weighed: continuations and
// generators. (Coroutines are weighed in their ring, microthreads where they yield.)
#pragma once
#include <iterator>
#include <utility>
#include <vector>

#include "papers/workloads/sequence.hpp"
#include "papers/workloads/switching.hpp"

namespace kont::workloads {

/// n adders, all of which have begun. Each operation brings a number to the next.
template <class S> class suspended_continuations : public fixture {
 public:
  explicit suspended_continuations(std::uint64_t n) {
    all_.reserve(n);
    for (std::uint64_t k = 0; k < n; ++k) all_.push_back(begin_adder<S>(sum_));
  }

  work run(std::uint64_t ops) override {
    sum_ = 0;
    for (std::uint64_t i = 0; i < ops; ++i) {
      auto& k = all_[i % all_.size()];
      k = std::move(k).resume(word_of(i)).from;
    }
    return {.ops = ops, .checksum = sum_};
  }

 private:
  std::uint64_t sum_ = 0;
  std::vector<typename S::continuation> all_;
};

/// n generators, all at an element of theirs. They share a counter: each operation takes the next
/// number from the next of them. `Source` makes them.
template <class Source> class suspended_generators : public fixture {
 public:
  explicit suspended_generators(std::uint64_t n) {
    all_.reserve(n);
    for (std::uint64_t k = 0; k < n; ++k) {
      auto& m = all_.emplace_back(Source::from(next_));
      using std::begin;
      m.at = begin(m.all);
    }
  }

  work run(std::uint64_t ops) override {
    next_ = 0;
    number sum = 0;
    for (std::uint64_t i = 0; i < ops; ++i) {
      auto& m = all_[i % all_.size()];
      sum += *++m.at;
    }
    return {.ops = ops, .checksum = sum};
  }

 private:
  struct member {
    typename Source::type all;
    typename Source::type::iterator at{};

    explicit member(typename Source::type&& g) : all(std::move(g)) {}
  };
  number next_ = 0;
  std::vector<member> all_;
};

}  // namespace kont::workloads
