// lib/exception_word.hpp -- an exception in one word, where a pointer is passed otherwise.
#pragma once
#include <cstring>
#include <exception>
#include <memory>

namespace kont {

static_assert(sizeof(std::exception_ptr) == sizeof(void*),
              "an exception_ptr is the address of its exception (Itanium C++ ABI)");

/// What `e` holds, in a word that is a multiple of 16 and that nobody destroys: exception_of takes
/// it back, once. Without memory, so that an exception arrives even if there is none.
inline void* word_of(std::exception_ptr e) noexcept {
  void* word;
  std::memcpy(&word, &e, sizeof word);
  std::construct_at(&e);  // it holds nothing any more, and nothing was let go
  return word;
}
inline std::exception_ptr exception_of(void* word) noexcept {
  std::exception_ptr e;
  std::memcpy(static_cast<void*>(&e), &word, sizeof word);
  return e;
}

}  // namespace kont
