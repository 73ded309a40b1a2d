// continuations/orders.hpp -- which type of unwinding a strategy throws.
#pragma once
#include "continuations/continuation.hpp"

namespace kont {

/// The orders to unwind of a strategy S, if it tells its own from those of others.
template <class S> struct orders_of { using type = unwinding; };
template <class S>
requires requires { typename S::order; }
struct orders_of<S> {
  using type = typename S::order;
};

}  // namespace kont
