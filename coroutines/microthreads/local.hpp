// coroutines/microthreads/local.hpp -- values that each microthread has for itself.
#pragma once
#include <any>
#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>

#include "coroutines/microthreads/scheduler.hpp"

namespace kont {

namespace detail {
inline std::atomic<std::uint64_t> last_local = 0;  // a key; an address might come back
}

/// A variable of which each microthread of a World has its own copy, made when it first asks, and
/// destroyed when it ends, before those who join it go on. For what belongs to a task and is not
/// worth a parameter: a request's number, a transaction. Access is O(locals the microthread has),
/// which should be few. Only in microthreads. (thread_local; uthread's locals.)
template <class T, class World = scheduler<>> class local {
 public:
  /// What each one begins with. T is copied from it.
  explicit local(T initial = T()) : initial_(std::move(initial)) {}
  local(local&&) = delete;

  /// The running microthread's. It stays where it is until that ends.
  T& operator*() const {
    auto& t = World::current("local: only a microthread has values of its own");
    auto& all = t.its_particulars().locals;
    for (auto& [key, value] : all) {
      if (key == key_) return **std::any_cast<std::shared_ptr<T>>(&value);
    }
    all.emplace_back(key_, std::make_shared<T>(initial_));
    return **std::any_cast<std::shared_ptr<T>>(&all.back().second);
  }
  T* operator->() const { return &**this; }

 private:
  T const initial_;
  std::uint64_t const key_ = ++detail::last_local;
};

}  // namespace kont
