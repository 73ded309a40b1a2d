// coroutines/microthreads/policies/currencies.hpp -- a lottery in which each group has tickets of
// its own, worth what the group is.
#pragma once
#include <cstdint>
#include <deque>
#include <random>

#include "coroutines/microthreads/policies/service.hpp"

namespace kont {

/// Each ready microthread holds tickets in a currency, and each currency is backed by tickets of
/// another one; at last by the base. A ticket is worth its part of what backs its currency: whoever
/// prints more takes from those of its own currency, and from nobody else. A currency of which
/// nobody is ready draws nothing, for its backing counts only while somebody is. The draw goes from
/// the base down: in each currency one ticket is drawn, of a microthread or of a currency. put
/// O(depth); take O(the ready of each currency on the way). The same for the same seed.
/// (Waldspurger & Weihl: Lottery scheduling, OSDI 1994, section 4. Ours are backed by one each.)
class currencies {
  struct owner {
    owner* next = nullptr;  // among those who are ready in its currency
  };

 public:
  using currency_id = std::uint32_t;
  static constexpr currency_id base = 0;
  struct hook : owner {
    ticks weight = 1;             ///< its tickets; at least 1 counts
    currency_id currency = base;  ///< what they are in; one that there is
  };

  explicit currencies(std::uint64_t seed = 0, ticks quantum = for_ever)
      : draw_(seed), quantum_(quantum) {}
  currencies(currencies&&) = default;  // a deque's elements do not move, and lists lead to them

  /// A new currency, backed by so many tickets of one that there is. O(1).
  currency_id issue(ticks tickets, currency_id of = base) {
    auto& c = all_.emplace_back();
    c.backing = tickets < 1 ? 1 : tickets;
    c.backed_by = &all_[of];
    return static_cast<currency_id>(all_.size() - 1);
  }

  void put(hook& t, why) noexcept {
    owner* o = &t;
    auto tickets = tickets_of(t);
    for (auto* c = &all_[t.currency]; c != nullptr; c = c->backed_by) {
      bool const was_idle = c->tickets == 0;
      auto& list = o == &t ? c->threads : c->currencies;
      o->next = list;
      list = o;
      c->tickets += tickets;
      if (!was_idle) return;
      o = c;
      tickets = c->backing;
    }
  }
  hook* take() noexcept {
    currency* c = &all_[base];
    if (c->tickets == 0) return nullptr;
    while (true) {
      auto ticket = static_cast<ticks>(draw_() % static_cast<std::uint64_t>(c->tickets));
      for (owner** o = &c->threads; *o != nullptr; o = &(*o)->next) {
        auto& t = static_cast<hook&>(**o);
        if ((ticket -= tickets_of(t)) < 0) return leave(*c, o, tickets_of(t)), &t;
      }
      owner* o = c->currencies;
      while ((ticket -= static_cast<currency*>(o)->backing) >= 0) o = o->next;
      c = static_cast<currency*>(o);
    }
  }

  ticks quantum(hook const&) const noexcept { return quantum_; }

 private:
  struct currency : owner {
    ticks backing = 0;
    currency* backed_by = nullptr;  // null: it is the base
    ticks tickets = 0;              // of those that are ready
    owner *threads = nullptr, *currencies = nullptr;
  };
  static ticks tickets_of(hook const& t) noexcept { return t.weight < 1 ? 1 : t.weight; }
  /// `*o`, with so many tickets, is ready no more; nor is a currency that it was the last of.
  static void leave(currency& of, owner** o, ticks tickets) noexcept {
    *o = (*o)->next;
    for (auto* c = &of; (c->tickets -= tickets) == 0 && c->backed_by != nullptr;) {
      owner** place = &c->backed_by->currencies;
      while (*place != c) place = &(*place)->next;
      *place = c->next;
      tickets = c->backing;
      c = c->backed_by;
    }
  }

  std::mt19937_64 draw_;
  ticks quantum_;  // after which another is drawn
  std::deque<currency> all_{currency{}};
};
static_assert(policy<currencies>);

}  // namespace kont
