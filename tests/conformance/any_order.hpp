// tests/conformance/any_order.hpp -- a policy that is chosen while the program runs.
#pragma once
#include <type_traits>
#include <utility>
#include <variant>

#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/policies/lifo.hpp"

namespace kont::conformance {

/// Orders by the policy that it is made of. So a world is compiled once, and not for each of them,
/// which takes the longest of all that the suite does.
class any_order {
  using choice = std::variant<fifo, lifo, dice>;

 public:
  struct hook : fifo::hook, lifo::hook, dice::hook {};

  any_order() = default;
  template <class P>
  requires std::is_constructible_v<choice, P>
  explicit any_order(P p) : its_(std::move(p)) {}

  void reserve(std::size_t n) {
    std::visit([&](auto& p) { p.reserve(n); }, its_);
  }
  [[gnu::noinline]] void put(hook& t, why w) noexcept {
    std::visit([&]<class P>(P& p) { p.put(static_cast<typename P::hook&>(t), w); }, its_);
  }
  [[gnu::noinline]] hook* take() noexcept {
    return std::visit([](auto& p) { return static_cast<hook*>(p.take()); }, its_);
  }

 private:
  choice its_;
};
static_assert(policy<any_order>);

}  // namespace kont::conformance
