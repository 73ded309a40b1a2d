// tests/reliability/r18_orders.hpp -- looks for an order, one after the other, that explains what
// overlapping calls gave.
#pragma once
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace kont::test {

enum class verb : unsigned char {
  send,
  receive,
  close,
  lock,
  unlock,
  lock_shared,
  unlock_shared,
  acquire,
  release,
  set,
  clear,
  pulse,
  wait,
  look  ///< gives what can be seen, and one
};
inline constexpr char const* verbs[] = {
    "send",    "receive", "close", "lock",  "unlock", "lock_shared", "unlock_shared",
    "acquire", "release", "set",   "clear", "pulse",  "wait",        "look"};

// What a call gave, if not a value (from 1; 1 where there is none).
inline constexpr int refused = 0, at_end = -1, unanswered = -2;
inline constexpr unsigned never = std::numeric_limits<unsigned>::max();

/// One call: what, with what, what came of it, and from when to when, by a clock that all share.
struct call {
  verb what;
  int with = 0;
  int gave = unanswered;
  unsigned from = 0, to = never;
};
inline constexpr std::size_t callers = 3, most_calls = 8;

/// What one microthread called, in its order.
struct calls {
  std::array<call, most_calls> all;
  std::size_t made = 0;
  call const* at(std::size_t n) const noexcept { return n < made ? &all[n] : nullptr; }
};
using history = std::array<calls const*, callers>;

inline std::string spelled(history const& h) {
  std::string s;
  for (std::size_t i = 0; i < callers; ++i) {
    for (std::size_t n = 0; call const* const c = h[i]->at(n); ++n) {
      s += "\n  " + std::to_string(i + 1) + ": " + verbs[static_cast<int>(c->what)] + '(' +
           std::to_string(c->with) + ") from " + std::to_string(c->from);
      if (c->gave == unanswered) {
        s += " for ever";
      } else {
        s += " to " + std::to_string(c->to) + ": " + std::to_string(c->gave);
      }
    }
  }
  return s;
}

// --- what each kind of object does, called by one after the other: its specification -------------
//
//   waits(s, c)   c cannot be done now; what may be refused is then, and nothing else is answered
//   after(s, c)   else: the state after it; nullopt: it cannot have given what it gave

using state = std::uint64_t;
using perhaps = std::optional<state>;

/// What holds where an object does not say more.
struct ordinary {
  /// c waits behind `other`, although it could be done.
  static bool is_behind(call const&, call const&) noexcept { return false; }
  /// The two can only be done together.
  static bool meet(state, call const&, call const&) noexcept { return false; }
  /// c, which waited when `other` was called, has gone on by that.
  static bool wakes(call const&, call const& /*other*/) noexcept { return false; }
};

/// Values leave as they came, and so many may be inside. With room for none, who sends and who
/// receives meet. Bits: 0-3 how many, 4 closed, 5-7 room, then six for each value.
struct fifo : ordinary {
  static constexpr state of(std::size_t room) noexcept { return state{room} << 5; }
  static state inside(state s) noexcept { return s & 15; }
  static state room(state s) noexcept { return s >> 5 & 7; }
  static bool closed(state s) noexcept { return (s & 16) != 0; }

  static bool waits(state s, call const& c) noexcept {
    if (closed(s)) return false;
    if (c.what == verb::send) return inside(s) >= room(s);
    return c.what == verb::receive && inside(s) == 0;
  }
  static perhaps after(state s, call const& c) noexcept {
    auto const given = static_cast<state>(c.with);
    bool const ends = c.gave == at_end;
    switch (c.what) {
      case verb::send:
        if (closed(s) != ends) return {};
        return ends ? s : (s + 1) | given << (8 + 6 * inside(s));
      case verb::receive:
        if ((inside(s) == 0) != ends) return {};
        if (ends) return s;
        if (static_cast<int>(s >> 8 & 63) != c.gave) return {};
        return s >> 14 << 8 | ((s & 255) - 1);
      case verb::close:
        return s | 16;
      default:
        return c.gave == static_cast<int>(inside(s)) + 1 ? perhaps(s) : perhaps();
    }
  }
  static bool meet(state s, call const& a, call const& b) noexcept {
    return room(s) == 0 && !closed(s) && a.what == verb::send && b.what == verb::receive;
  }
};

/// One writes, or any number read; a mutex is where all write. Bits: 0-1 who writes (1, 2, 3),
/// 2-4 who reads. `with` is who calls.
struct locks : ordinary {
  static bool waits(state s, call const& c) noexcept {
    if (c.what == verb::lock) return s != 0;
    return c.what == verb::lock_shared && (s & 3) != 0;
  }
  static perhaps after(state s, call const& c) noexcept {
    auto const who = static_cast<state>(c.with);
    auto const reads = state{2} << who;
    switch (c.what) {
      case verb::lock:
        return who;
      case verb::unlock:
        return s == who ? perhaps(0) : perhaps();
      case verb::lock_shared:
        return s | reads;
      default:
        return (s & reads) != 0 ? perhaps(s & ~reads) : perhaps();
    }
  }
  static bool is_behind(call const& c, call const& other) noexcept {
    return c.what == verb::lock_shared && other.what == verb::lock;
  }
};

/// The state is how many are left.
struct permits : ordinary {
  static bool waits(state s, call const& c) noexcept { return s == 0 && c.what == verb::acquire; }
  static perhaps after(state s, call const& c) noexcept {
    if (c.what == verb::acquire) return s - 1;
    if (c.what == verb::release) return s + static_cast<state>(c.with);
    return c.gave == static_cast<int>(s) + 1 ? perhaps(s) : perhaps();
  }
};

/// Bit 0: it is set. The others: when the pulse was over that was the last thing done, but for
/// those whom it let go on. They were called before that; but who was need not have waited yet.
struct flag : ordinary {
  static bool waits(state s, call const& c) noexcept {
    return c.what == verb::wait && (s & 1) == 0 && (c.from >= s >> 1 || c.gave <= refused);
  }
  static bool wakes(call const& c, call const& other) noexcept {
    return c.what == verb::wait && (other.what == verb::pulse || other.what == verb::set);
  }
  static perhaps after(state s, call const& c) noexcept {
    state const is_set = s & 1;
    switch (c.what) {
      case verb::set:
        return 1;
      case verb::clear:
        return 0;
      case verb::pulse:
        return is_set | state{c.to} << 1;
      case verb::wait:
        return s;
      default:
        return c.gave == static_cast<int>(is_set) + 1 ? perhaps(is_set) : perhaps();
    }
  }
};

/// Whether there is an order of all the calls in which each gives what Spec says, and which keeps
/// that of those that did not overlap. Tries each that may be the next, and goes back where none
/// explains the rest; what has failed once, the same calls done in the same state, is not tried
/// again. Those that were never answered have not been done, for all was quiet at the end; but then
/// they must have to wait. `alone`: between its beginning and its first wait a call was not
/// interrupted. (Linearizability: Herlihy & Wing 1990. The search: Wing & Gong 1993; its memory:
/// Lowe 2017. Calls that wait are one step here, from when they are answered.)
template <class Spec> class order {
 public:
  order(history const& h, bool alone) : history_(h), alone_(alone) {}
  bool exists(state s) { return goes_on({}, s); }

 private:
  using place = std::array<unsigned char, callers>;  // how many of each are done

  struct choice {
    std::array<call const*, callers> next;
    unsigned first_end = never;
    // All that were called before one of them was over. (The next one of each, none other.)
    bool may(std::size_t i) const noexcept { return next[i] && next[i]->from < first_end; }
  };
  choice at(place const& p) const noexcept {
    choice all;
    for (std::size_t i = 0; i < callers; ++i) {
      all.next[i] = history_[i]->at(p[i]);
      if (all.next[i] != nullptr) all.first_end = std::min(all.first_end, all.next[i]->to);
    }
    return all;
  }

  bool goes_on(place const& p, state s) {
    auto const all = at(p);
    if (all.first_end == never) return all_wait(all, s);
    if (failed_.contains({p, s})) return false;
    for (std::size_t i = 0; i < callers; ++i) {
      if (!all.may(i) || all.next[i]->gave == unanswered) continue;
      auto q = p;
      ++q[i];
      if (auto const then = alone(all, i, s); then && goes_on(q, *then)) return true;
      for (std::size_t j = 0; j < callers; ++j) {
        auto both = q;
        ++both[j];
        if (all.may(j) && do_meet(s, *all.next[i], *all.next[j]) && goes_on(both, s)) return true;
      }
    }
    failed_.emplace(p, s);
    return false;
  }
  perhaps alone(choice const& all, std::size_t i, state s) const {
    call const& c = *all.next[i];
    if (c.gave != refused) return Spec::waits(s, c) ? perhaps() : Spec::after(s, c);
    bool excused = Spec::waits(s, c);
    for (std::size_t j = 0; j < callers; ++j) {
      if (j == i || !all.may(j)) continue;
      call const& other = *all.next[j];
      excused = excused || Spec::is_behind(c, other);
      // who waited already, and was not refused in the end, would have been met
      bool const was_there = alone_ && other.from < c.from && other.gave != refused;
      if (was_there && (Spec::meet(s, c, other) || Spec::meet(s, other, c))) return {};
    }
    return excused ? perhaps(s) : perhaps();
  }
  static bool do_meet(state s, call const& a, call const& b) noexcept {
    return Spec::meet(s, a, b) && a.gave > 0 && b.gave == a.with;
  }
  // Nobody is left who could go on, or could have.
  bool all_wait(choice const& all, state s) const noexcept {
    for (auto const* const c : all.next) {
      if (c == nullptr) continue;
      bool waits = Spec::waits(s, *c);
      for (auto const* const other : all.next) {
        if (other == nullptr || other == c) continue;
        if (Spec::meet(s, *c, *other)) return false;
        waits = waits || Spec::is_behind(*c, *other);
      }
      if (!waits || (alone_ && was_woken(*c))) return false;
    }
    return true;
  }
  bool was_woken(call const& c) const noexcept {
    for (auto const* const of : history_) {
      for (std::size_t n = 0; call const* const other = of->at(n); ++n) {
        if (other->from > c.from && Spec::wakes(c, *other)) return true;
      }
    }
    return false;
  }

  history const& history_;
  bool alone_;
  std::set<std::pair<place, state>> failed_;
};

}  // namespace kont::test
