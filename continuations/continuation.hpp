// continuations/continuation.hpp -- the primitive, whole: one value, one verb. READ ME FIRST.
#pragma once
#include <concepts>
#include <utility>

namespace kont {

/// What you learn when control arrives: who switched to you, and the word they brought.
template <class K> struct arrival {
  K from;
  void* word = nullptr;
};

/// A suspended computation. A value: move it, drop it (it unwinds), resume it -- once.
/// resume(word) switches to it, and returns when somebody switches back here, with
/// what is left of *them*. An empty `from` means they have finished.
/// (One-shot continuations: Bruggeman, Waddell, Dybvig, PLDI 1996.)
template <class K>
concept one_shot = std::movable<K> && std::default_initializable<K> && !std::copyable<K> &&
                   requires(K k, void* word) {
  static_cast<bool>(k);
  { std::move(k).resume(word) } -> std::same_as<arrival<K>>;
};

/// One that may be resumed again: fork() is a second, equal continuation.
template <class K>
concept multi_shot = one_shot<K> && requires(K& k) {
  { k.fork() } -> std::same_as<K>;
};

/// Whoever *drives* a continuation sees one_shot, whatever the strategy. The dialect is
/// how a *body* spells the switch -- one program at three stages of the CPS transform:
enum class dialect {
  direct,  // transfer(other);                  the strategy saves the stack
  co,      // co_await transfer(other);         the compiler cuts the body into a frame
  cps      // return transfer(other, rest);     the programmer passes the rest by hand
};

/// A strategy is one way to make continuations: S::start(body) is one that has not begun.
/// The body is called with its first arrival, `other`; when it returns, control goes to
/// whoever `other.from` then is, with `other.word`. An exception it lets out is thrown there.
template <class S, dialect D = S::style>
concept strategy = one_shot<typename S::continuation> && S::style == D;

/// Thrown into a body whose continuation was dropped, so that its destructors run. Let it pass:
/// what is noexcept, a destructor say, must not wait where it may be dropped.
struct unwinding {};

/// Switches to `other.from`, and makes `other` whoever switches back. (Dialect direct.)
template <one_shot K>
[[gnu::always_inline]] inline void transfer(arrival<K>& other, void* word = nullptr) {
  other = std::move(other.from).resume(word);
}

}  // namespace kont
