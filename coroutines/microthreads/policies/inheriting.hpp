// coroutines/microthreads/policies/inheriting.hpp -- priority inheritance: who holds what an urgent
// one waits for is as urgent.
#pragma once
#include <algorithm>
#include <boost/intrusive/list.hpp>
#include <boost/intrusive/set.hpp>
#include <cstdint>
#include <utility>

#include "coroutines/microthreads/policies/service.hpp"

namespace kont {

/// The smallest priority number first, those of one number in turn; and whoever holds what a more
/// urgent one waits for inherits its number, until that one waits no more: so nobody in between can
/// keep both from running. It is handed on along chains of waits. Who drives the policy says who
/// waits for whom: see waits_for. put and take O(log n); a change of who waits for whom O(log n +
/// waiters) for each link of the chain.
/// (Sha, Rajkumar & Lehoczky: Priority inheritance protocols, IEEE Transactions on Computers 1990.)
class inheriting {
  using link = boost::intrusive::link_mode<boost::intrusive::normal_link>;
  struct as_ready : boost::intrusive::set_base_hook<link> {};
  struct as_waiter : boost::intrusive::list_base_hook<link> {};

 public:
  struct hook : as_ready, as_waiter {
    hook() = default;
    hook(hook const& a) noexcept : as_ready(), as_waiter(), priority(a.priority) {}
    hook& operator=(hook const& a) noexcept {  // the places in queues are its own
      priority = a.priority;
      return *this;
    }
    std::int32_t priority = 0;  ///< the smaller, the sooner

   private:
    friend inheriting;
    bool ready = false;
    std::int32_t urgency = 0;  // its number, or a smaller one that it has inherited
    std::uint64_t since = 0;   // the order of the puts
    hook* holder = nullptr;    // for whom it waits
    boost::intrusive::list<hook, boost::intrusive::base_hook<as_waiter>> waiters;
  };

  inheriting() = default;
  explicit inheriting(bool preemptive) noexcept : preemptive_(preemptive) {}

  void put(hook& t, why w) noexcept {
    if (t.holder != nullptr) waits_for(t, nullptr);
    if (w == why::created) t.urgency = most_urgent(t);
    t.since = ++puts_;
    t.ready = true;
    ready_.insert(t);
  }
  hook* take() noexcept {
    if (ready_.empty()) return nullptr;
    hook& first = *ready_.begin();
    ready_.erase(ready_.begin());
    first.ready = false;
    return &first;
  }
  /// `t`, which is not ready, waits for what `holder` has; null: no longer, and so when it is put.
  /// To be said again when another one has it.
  void waits_for(hook& t, hook* holder) noexcept {
    if (auto* const before = std::exchange(t.holder, holder)) {
      before->waiters.erase(before->waiters.iterator_to(t));
      renew(before);
    }
    if (holder == nullptr) return;
    holder->waiters.push_back(t);
    renew(holder);
  }
  bool preempts(hook const& a, hook const& b) const noexcept {
    return preemptive_ && a.urgency < b.urgency;
  }
  void ended(hook& t) noexcept {
    t.waiters.clear_and_dispose([](hook* w) { w->holder = nullptr; });
  }

 private:
  struct sooner {
    bool operator()(hook const& a, hook const& b) const noexcept {
      return a.urgency != b.urgency ? a.urgency < b.urgency : a.since < b.since;
    }
  };
  static std::int32_t most_urgent(hook const& t) noexcept {
    auto number = t.priority;
    for (auto const& w : t.waiters) number = std::min(number, w.urgency);
    return number;
  }
  void renew(hook* t) noexcept {  // and for whom it waits, and so on
    for (; t != nullptr; t = t->holder) {
      auto const number = most_urgent(*t);
      if (number == t->urgency) return;
      if (t->ready) ready_.erase(ready_.iterator_to(*t));
      t->urgency = number;
      if (t->ready) ready_.insert(*t);
    }
  }

  bool preemptive_ = false;
  std::uint64_t puts_ = 0;
  boost::intrusive::set<hook, boost::intrusive::base_hook<as_ready>,
                        boost::intrusive::compare<sooner>>
      ready_;
};
static_assert(policy<inheriting>);

}  // namespace kont
