// papers/workloads/batches.hpp -- threads of any kind (see additions.hpp) that are begun many at a
// time and joined, or yield to each other; they all end within a run.
//
// (Kowalke: Boost.Fiber, documentation, performance.)
#pragma once
#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "papers/ladder/row.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

using ladder::fixture;
using ladder::work;
using number = std::uint64_t;

/// Begins `many`, each of which runs body(k), and joins them.
template <class Threads, class F> void in_a_batch(Threads& threads, number many, F body) {
  std::vector<decltype(threads.spawn([] {}))> all;
  all.reserve(many);
  for (number k = 0; k < many; ++k) all.push_back(threads.spawn([&body, k] { body(k); }));
  for (auto& each : all) each.join();
}

/// One operation is a thread, one of n that are alive together, and adds one number.
template <class Threads> class batches : public fixture {
 public:
  explicit batches(number n) : values_(n) {}

  work run(std::uint64_t ops) override {
    number sum = 0;
    threads_.inside([&] {
      for (number done = 0; done < ops;) {
        auto const many = std::min<number>(values_.size(), ops - done);
        in_a_batch(threads_, many, [this, done](number k) {
          number v = done + k;
          opaque(v);
          values_[k] = v;
        });
        for (number k = 0; k < many; ++k) sum += values_[k];
        done += many;
      }
    });
    return {.ops = ops, .contexts = ops, .checksum = sum};
  }

 private:
  Threads threads_;
  std::vector<number> values_;  // a place for each: threads may run at the same time
};

/// One operation is a yield, one of n threads that share them evenly.
template <class Threads> class yields_of_a_batch : public fixture {
 public:
  explicit yields_of_a_batch(number n) : sums_(n) {}

  work run(std::uint64_t ops) override {
    threads_.inside([&] {
      auto const n = sums_.size();
      in_a_batch(threads_, n, [this, ops, n](number k) {
        number sum = 0;
        for (number i = k * ops / n; i < (k + 1) * ops / n; ++i) {
          number v = i;
          opaque(v);
          sum += v;
          threads_.yield();
        }
        sums_[k] = sum;
      });
    });
    number sum = 0;
    for (auto const each : sums_) sum += each;
    return {.ops = ops, .switches = ops, .checksum = sum};
  }

 private:
  Threads threads_;
  std::vector<number> sums_;
};

/// One operation is a value that another thread computes; it is waited for in a future.
template <class Threads> class futures : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    threads_.inside([&] {
      for (number i = 0; i < ops; ++i) {
        number v = i;
        opaque(v);
        auto value = threads_.later([v] { return v; });
        sum += value.get();
      }
    });
    return {.ops = ops, .contexts = ops, .checksum = sum};
  }

 private:
  Threads threads_;
};

}  // namespace kont::workloads
