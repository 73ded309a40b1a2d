// coroutines/microthreads/running_here.hpp -- which scheduler runs on this thread.
#pragma once
#include <utility>

#include "lib/asked_anew.hpp"
#include "lib/rule.hpp"
#include "lib/stacks/stack.hpp"

namespace kont {

/// What is thrown out of a call that would switch, inside a switch_trap.
struct switch_trapped {};

/// The register of a thread for schedulers of one type. What a microthread does goes through it and
/// not through a reference in its frame: the frame has just been switched to, and what depends on
/// it would wait for four loads, one after the other (6 ns a yield instead of 3).
template <class World> struct running_here {
  /// The scheduler whose run() is on this thread, the innermost.
  KONT_ASKED_ANEW static World*& active() noexcept {
    KONT_NOT_PURE;
    return runs_;
  }
  /// Whether a switch_trap forbids to switch.
  KONT_ASKED_ANEW static bool& trapped() noexcept {
    KONT_NOT_PURE;
    return trapped_;
  }
  /// Whether no world of another type runs inside of it, on this thread.
  static bool innermost() noexcept {
    stacks::teller const its = stacks::ask_who_runs(&who_runs);
    stacks::ask_who_runs(its);
    return its == &who_runs;
  }
  /// What only a microthread may do was asked for where none runs, or is trapped.
  [[gnu::cold, gnu::noinline, noreturn]] static void refuse(char const* rule_text) {
    if (trapped()) throw switch_trapped{};
    broken(rule_text);
  }
  struct activation {
    explicit activation(World& w) noexcept
        : outer(std::exchange(active(), &w)),
          was_trapped(std::exchange(trapped(), false)),  // a trap is for its own world
          outer_teller(stacks::ask_who_runs(&who_runs)) {}
    activation(activation&&) = delete;
    ~activation() {
      active() = outer;
      trapped() = was_trapped;
      stacks::ask_who_runs(outer_teller);
    }
    World* outer;
    bool was_trapped;
    stacks::teller outer_teller;
  };

 private:
  static stacks::request who_runs() noexcept {
    if (runs_ == nullptr) return {};
    auto const& t = *runs_->running_;
    return {.name = t.more ? t.more->name.c_str() : nullptr, .id = t.id};
  }

  static inline constinit thread_local World* runs_ = nullptr;
  static inline constinit thread_local bool trapped_ = false;
};

}  // namespace kont
