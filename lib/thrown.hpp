// lib/thrown.hpp -- an exception to be kept, even where there is no memory for it.
#pragma once
#include <exception>
#include <utility>

namespace kont {

/// E(args…); or, if that throws, what it throws: std::bad_alloc, mostly. (What make_exception_ptr
/// is given has to be made before, by who may not be allowed to throw: a destructor, say.)
template <class E, class... Args> std::exception_ptr thrown(Args&&... args) noexcept {
  try {
    throw E(std::forward<Args>(args)...);
  } catch (...) { return std::current_exception(); }
}

}  // namespace kont
