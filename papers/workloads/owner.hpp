// papers/workloads/owner.hpp -- who unwinds a captured continuation that nobody resumes.
#pragma once
#include <type_traits>
#include <utility>

#include "continuations/control/reusable.hpp"

namespace kont::workloads {

enum class owner {
  holder,  ///< who holds it: as it is a value, it unwinds when it is dropped
  region   ///< a region, in which each is entered when it is captured: what a finaliser on each is
};

template <class R, class A, class S, owner By>
using owned_rest =
    std::conditional_t<By == owner::holder, sub_continuation<R, A, S>, reusable<R, A, S>>;

/// Owns those that no holder owns.
template <class S, owner By> struct owner_of {
  template <class R, class A> static auto own(sub_continuation<R, A, S> k) { return k; }
};
template <class S> struct owner_of<S, owner::region> {
  template <class R, class A> auto own(sub_continuation<R, A, S> k) {
    return region.keep(std::move(k));
  }
  continuation_region<S> region;
};

}  // namespace kont::workloads
