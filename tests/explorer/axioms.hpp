// tests/explorer/axioms.hpp -- which outcomes of a small program C++20 allows, by its axioms: the
// oracle that the explorer is held against.
//
// Nothing is run here. Every way in which loads could read and stores could be ordered is written
// down and kept if it breaks no axiom of [intro.races] and [atomics.order] (Batty, Owens, Sarkar,
// Sewell & Weber, POPL 2011; Lahav, Vafeiadis, Kang, Hur & Dreyer, PLDI 2017; P0668).
#pragma once
#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "tests/explorer/memory.hpp"

namespace kont::explore {

enum class verb { load, store, exchange, fence };

/// One step of a thread. No two store the same value.
struct operation {
  verb what;
  std::memory_order order;
  std::size_t place;
  int value;
  bool reads() const { return what == verb::load || what == verb::exchange; }
  bool writes() const { return what == verb::store || what == verb::exchange; }
};
inline constexpr std::size_t places = 2;
using litmus = std::array<std::vector<operation>, most_threads - 1>;

/// What each read read, thread by thread, and what is left in each place.
using outcome_of_litmus = std::vector<int>;

/// A relation on up to 16 events.
struct relation {
  std::array<std::uint16_t, 16> after{};
  bool has(std::size_t a, std::size_t b) const { return ((after[a] >> b) & 1U) != 0; }
  void add(std::size_t a, std::size_t b) {
    after[a] = static_cast<std::uint16_t>(after[a] | (1U << b));
  }
  friend relation operator|(relation r, relation const& s) {
    for (std::size_t a = 0; a < 16; ++a) r.after[a] = r.after[a] | s.after[a];
    return r;
  }
  relation closed() const {  // transitively (Warshall)
    relation r = *this;
    for (std::size_t via = 0; via < 16; ++via) {
      for (auto& a : r.after) {
        if (((a >> via) & 1U) != 0) a = a | r.after[via];
      }
    }
    return r;
  }
  bool loops() const {
    for (std::size_t a = 0; a < 16; ++a) {
      if (has(a, a)) return true;
    }
    return false;
  }
};

class axioms {
 public:
  explicit axioms(litmus const& program) {
    for (std::size_t p = 0; p < places; ++p) {
      add({verb::store, std::memory_order::relaxed, p, 0}, 0);
    }
    for (std::size_t t = 0; t < program.size(); ++t) {
      for (auto const& o : program[t]) add(o, t + 1);
    }
    for (std::size_t a = 0; a < events_.size(); ++a) {
      for (std::size_t b = a + 1; b < events_.size(); ++b) {
        if (thread_[a] == thread_[b] || thread_[a] == 0) before_.add(a, b);
      }
    }
  }
  /// All of them. Exponential, in a small number.
  std::set<outcome_of_litmus> allowed() {
    read_from(0);
    return std::move(allowed_);
  }

 private:
  using event = std::size_t;

  void add(operation const& o, std::size_t thread) {
    if (o.writes()) stores_[o.place].push_back(events_.size());
    if (o.reads()) reads_.push_back(events_.size());
    events_.push_back(o);
    thread_.push_back(thread);
  }
  void read_from(std::size_t nth) {
    if (nth == reads_.size()) return order_stores();
    for (event const w : stores_[events_[reads_[nth]].place]) {
      from_[reads_[nth]] = w;
      read_from(nth + 1);
    }
  }
  void order_stores() {  // the first store of each place is the first in its order
    auto& [x, y] = stores_;
    do {
      do {
        if (consistent()) note();
      } while (std::next_permutation(y.begin() + 1, y.end()));
    } while (std::next_permutation(x.begin() + 1, x.end()));
  }
  void note() {
    outcome_of_litmus seen;
    for (event const r : reads_) seen.push_back(events_[from_[r]].value);
    for (auto const& s : stores_) seen.push_back(events_[s.back()].value);
    allowed_.insert(seen);
  }

  bool consistent() const {
    if (!exchanges_are_atomic()) return false;
    relation const coherence = coherence_order();
    if (coherence.loops()) return false;
    relation const synchronizes = synchronizes_with();
    relation const happens = (before_ | synchronizes).closed();
    for (event a = 0; a < events_.size(); ++a) {
      for (event b = 0; b < events_.size(); ++b) {
        if (happens.has(a, b) && (a == b || coherence.has(b, a))) return false;
      }
    }
    return !order_of_s(coherence, synchronizes, happens).closed().loops();
  }
  bool exchanges_are_atomic() const {
    return std::ranges::all_of(reads_, [&](event r) {
      if (!events_[r].writes()) return true;
      auto const& s = stores_[events_[r].place];
      auto const at = std::ranges::find(s, r);
      return at != s.begin() && at[-1] == from_[r];
    });
  }
  relation coherence_order() const {
    relation c;
    for (auto const& s : stores_) {
      for (std::size_t i = 0; i < s.size(); ++i) {
        for (std::size_t j = i + 1; j < s.size(); ++j) c.add(s[i], s[j]);
      }
    }
    for (event const r : reads_) {
      auto const& s = stores_[events_[r].place];
      for (auto w = std::ranges::find(s, from_[r]) + 1; w != s.end(); ++w) {
        if (*w != r) c.add(r, *w);
      }
      c.add(from_[r], r);
    }
    return c.closed();
  }
  relation synchronizes_with() const {
    relation s;
    for (event const r : reads_) {
      for (event w = from_[r];; w = from_[w]) {  // back through the release sequence
        for (event const a : releasing(w)) {
          for (event const b : acquiring(r)) s.add(a, b);
        }
        if (!events_[w].reads()) break;
      }
    }
    return s;
  }
  std::vector<event> releasing(event w) const {  // the store itself, and fences before it
    return those([&](event f) {
      return releases(events_[f].order) && (f == w || (is_fence(f) && before_.has(f, w)));
    });
  }
  std::vector<event> acquiring(event r) const {  // the load itself, and fences behind it
    return those([&](event f) {
      return acquires(events_[f].order) && (f == r || (is_fence(f) && before_.has(r, f)));
    });
  }
  // What must be in S because of happens-before and because of coherence.
  relation order_of_s(relation const& coherence, relation const& synchronizes,
                      relation const& happens) const {
    relation const strongly = strongly_before(synchronizes, happens);
    relation s;
    for (event a = 0; a < events_.size(); ++a) {
      for (event b = 0; b < events_.size(); ++b) {
        if (in_s(a) && in_s(b) && strongly.has(a, b)) s.add(a, b);
        if (!coherence.has(a, b)) continue;
        auto const firsts = those(
            [&](event x) { return in_s(x) && (x == a || (is_fence(x) && happens.has(x, a))); });
        auto const seconds = those(
            [&](event y) { return in_s(y) && (y == b || (is_fence(y) && happens.has(b, y))); });
        for (event const x : firsts) {
          for (event const y : seconds) s.add(x, y);
        }
      }
    }
    return s;
  }
  relation strongly_before(relation const& synchronizes, relation const& happens) const {
    relation r = before_;
    for (event a = 0; a < events_.size(); ++a) {
      for (event b = 0; b < events_.size(); ++b) {
        if (synchronizes.has(a, b) && in_s(a) && in_s(b)) r.add(a, b);
        if (!happens.has(a, b)) continue;
        for (event const x : those([&](event e) { return before_.has(e, a); })) {
          for (event const y : those([&](event e) { return before_.has(b, e); })) r.add(x, y);
        }
      }
    }
    return r.closed();
  }

  bool in_s(event e) const { return events_[e].order == std::memory_order::seq_cst; }
  bool is_fence(event e) const { return events_[e].what == verb::fence; }
  template <class P> std::vector<event> those(P holds) const {
    std::vector<event> found;
    for (event e = 0; e < events_.size(); ++e) {
      if (holds(e)) found.push_back(e);
    }
    return found;
  }

  std::vector<operation> events_;
  std::vector<std::size_t> thread_;
  relation before_;                                // sequenced; and the first stores are before all
  std::array<std::vector<event>, places> stores_;  // in modification order
  std::vector<event> reads_;
  std::array<event, 16> from_{};
  std::set<outcome_of_litmus> allowed_;
};

}  // namespace kont::explore
