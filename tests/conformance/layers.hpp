// tests/conformance/layers.hpp -- what the tests of the three layers share.
#pragma once
#include <algorithm>
#include <concepts>
#include <string_view>
#include <utility>

#include "continuations/continuation.hpp"
#include "continuations/reach.hpp"
#include "continuations/strategies/thread.hpp"
#include "lib/stacks/annotate.hpp"
#include "lib/stacks/stack.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {

/// Whether S differs from `stack` only where no layer looks: in how it switches, or what it logs.
template <class S>
inline constexpr bool is_stack_to_layers =
    label<S> == "context" || label<S> == "ucontext" || label<S> == "replay";

/// Why the layers need not be tried on S here, of the dialect direct; empty: they are. Its
/// continuations are, all the same. By g++, where nothing slows them down, they are tried on all
/// strategies; elsewhere on those that differ to a layer, for compiling each takes a quarter hour.
template <class S> constexpr std::string_view layers_need_not() {
  constexpr auto name = label<S>;
  if (name.starts_with("stack-")) return "need not: to the layers it is `stack` itself";
#if defined(KONT_EMULATED)
  if (name != "stack" && name != "copy")
    return "need not: the layers on it are tried natively, and it has no code for a processor";
#elif defined(__clang__) || defined(KONT_ASAN) || defined(KONT_TSAN)
  if (is_stack_to_layers<S>)
    return "need not: the layers on it are tried by g++, and to them it is `stack` itself";
#endif
  return {};
}

/// The base of a behaviour whose bodies are written in the dialect direct.
struct direct_bodies {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style != dialect::direct) return "spells its bodies otherwise: see *_co_and_cps";
    return layers_need_not<S>();
  }
};

/// The base of a behaviour of the library that stands on microthreads. It asks of a strategy what
/// microthreads ask, and those are tried on all; compiling it for each again takes as long.
struct library_bodies : direct_bodies {
  template <class S> static constexpr std::string_view cannot() {
    if (is_stack_to_layers<S>)
      return "need not: to what stands on microthreads it is `stack` itself";
    return direct_bodies::cannot<S>();
  }
};

/// The base of a behaviour whose bodies are written in the dialects co and cps.
struct other_bodies : in_every_dialect {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style == dialect::direct) return "is tested by the other files of this layer";
    return {};
  }
};

/// Whether a guard takes a mapping of its own (Linux before 6.13, emulators): a process may have
/// 65,530, for 32,700 stacks.
inline bool guards_split_mappings() {
  stacks::release(stacks::acquire(stacks::kind_of({})));
  return stacks::count().split != 0;
}

/// `n`, or as many of a strategy as a test can have at once: few OS threads; not so many that
/// mappings run out; and not so many that it takes seconds: under a sanitizer, or of stacks that
/// libgcc maps one by one.
template <class S> int many_alive(int n) {
  if constexpr (std::same_as<S, thread>) return std::min(n, 100);
  bool const mapped = label<S> == "segment";
  if (mapped || (S::style == dialect::direct && guards_split_mappings())) n = std::min(n, 10'000);
#if defined(KONT_ASAN) || defined(KONT_TSAN)
  return std::min(n, 1'000);
#else
  return n;
#endif
}

/// Counts how many of its kind live: 0 afterwards says that each was destroyed, and once.
class witness {
 public:
  explicit witness(int& alive) : alive_(&alive) { ++alive; }
  witness(witness&& w) noexcept : alive_(std::exchange(w.alive_, nullptr)) {}
  ~witness() {
    if (alive_ != nullptr) --*alive_;
  }

 private:
  int* alive_;
};

/// The strategy S, counting each switch that somebody asks for by resume(). (Dialect direct.)
template <class S> struct counted {
  static constexpr dialect style = S::style;
  static constexpr bool on_own_threads = requires { requires S::on_own_threads; };
  static constexpr bool shares_stacks = moves_frames<S>;
  static inline long switches = 0;

  class continuation {
   public:
    continuation() = default;
    explicit continuation(typename S::continuation k) : k_(std::move(k)) {}
    explicit operator bool() const noexcept { return static_cast<bool>(k_); }
    arrival<continuation> resume(void* word = nullptr) && {
      ++switches;
      auto a = std::move(k_).resume(word);
      return {continuation(std::move(a.from)), a.word};
    }
    void* step(void* word = nullptr) {
      auto a = std::move(*this).resume(word);
      *this = std::move(a.from);
      return a.word;
    }

   private:
    friend counted;
    typename S::continuation k_;
  };

  template <class T> static T* reach(continuation const& k, T* p) noexcept {
    return kont::reach<S>(k.k_, p);
  }
  static bool in_frames(void const* p) noexcept { return S::in_frames(p); }

  template <class F> static continuation start(F body, stacks::request want = {}) {
    return continuation(S::start(
        [body = std::move(body)](arrival<typename S::continuation>& other) mutable {
          arrival<continuation> mine{continuation(std::move(other.from)), other.word};
          try {
            body(mine);
          } catch (...) {
            other = {std::move(mine.from.k_), mine.word};
            throw;
          }
          other = {std::move(mine.from.k_), mine.word};
        },
        want));
  }
};

}  // namespace kont::conformance
