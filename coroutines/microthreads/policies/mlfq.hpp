// coroutines/microthreads/policies/mlfq.hpp -- a multi-level feedback queue: who runs long sinks.
#pragma once
#include <boost/intrusive/list.hpp>
#include <vector>

#include "coroutines/microthreads/policies/service.hpp"

namespace kont {

/// Queues by urgency. Who is new begins in the first; whoever has used up its allotment there, at
/// once or in pieces, sinks by one; in each queue they go in turn. Every `boost` ticks all rise to
/// the first again, so that nobody starves, and who has changed is noticed. put and take O(levels);
/// a boost O(levels), whatever the number of microthreads.
/// (Corbató et al.: An experimental time-sharing system, 1962; the rules are those of
/// Arpaci-Dusseau: Operating Systems: Three Easy Pieces, chapter 8.)
class mlfq {
  using link =
      boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::normal_link>>;

 public:
  struct hook : link {
    std::uint32_t level = 0;
    ticks boosts = 0;  // that it has taken part in
    ticks used = 0;    // of its allotment at this level
  };
  struct options {
    std::uint32_t levels = 3;
    ticks quantum = 10;     ///< at each level; it is the allotment as well
    ticks boost = 0;        ///< 0: none
    bool forgives = false;  ///< who waits begins its allotment anew: the rule that can be gamed
  };
  mlfq() : mlfq(options{}) {}
  explicit mlfq(options how) : how_(how), queues_(how.levels == 0 ? 1 : how.levels) {}

  void tick(ticks now) noexcept { now_ = now; }
  void put(hook& t, why w) noexcept {
    if (w != why::preempted && w != why::yielded) boost_if_due();  // it sinks first, then rises
    rise(t);
    bool const stopped = w == why::preempted && t.used != 0 && t.used < how_.quantum;
    if (w == why::created || (how_.forgives && w != why::preempted)) t.used = 0;
    if (t.used >= how_.quantum) {
      t.used = 0;
      if (t.level + 1 < queues_.size()) ++t.level;
    }
    auto& queue = queues_[t.level];
    stopped ? queue.push_front(t) : queue.push_back(t);  // it goes on with what is left
  }
  hook* take() noexcept {
    boost_if_due();
    for (auto& queue : queues_) {
      if (queue.empty()) continue;
      auto& first = queue.front();
      queue.pop_front();
      rise(first);
      return &first;
    }
    return nullptr;
  }
  void ran(hook& t, ticks length) noexcept { t.used += length; }
  ticks quantum(hook const& t) const noexcept { return how_.quantum - t.used; }
  bool preempts(hook const& a, hook const& b) const noexcept { return level_of(a) < level_of(b); }

 private:
  std::uint32_t level_of(hook const& t) const noexcept { return t.boosts == boosts_ ? t.level : 0; }
  void boost_if_due() noexcept {
    if (how_.boost == 0 || now_ / how_.boost == boosts_) return;
    boosts_ = now_ / how_.boost;
    for (auto level = queues_.size() - 1; level > 0; --level)
      queues_[0].splice(queues_[0].end(), queues_[level]);
  }
  void rise(hook& t) const noexcept {  // if there was a boost since it was last looked at
    if (t.boosts == boosts_) return;
    t.boosts = boosts_;
    t.level = 0;
    t.used = 0;
  }

  options how_;
  ticks now_ = 0, boosts_ = 0;
  std::vector<boost::intrusive::list<hook, boost::intrusive::constant_time_size<false>>> queues_;
};
static_assert(policy<mlfq>);

}  // namespace kont
