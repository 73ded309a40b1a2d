// tests/explorer/location.hpp -- the history of one atomic, and which of it a load may read.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/explorer/memory.hpp"

namespace kont::explore {

/// An atomic object of up to eight bytes; see memory.hpp for the model. To make one and to destroy
/// it are not atomic: who uses it must have seen the one, and be seen by the other.
class location {
 public:
  location(memory& m, std::uint64_t first) : maker_(m.me), number_(m.new_number()) {
    history_.reserve(8);
    append(m, m.tick(), first, std::memory_order::relaxed, {});
    used_.at[m.me] = history_[0].seen.at[m.me];
  }
  void destroy(memory& m) {
    if (!m.now().happened.covers(used_)) m.note("data race: an atomic is destroyed while used");
  }

  std::uint64_t load(memory& m, std::memory_order o) {
    epoch const e = enter(m);
    return read(m, e, newest() - m.among(1 + newest() - oldest(m, o)), o);
  }
  void store(memory& m, std::uint64_t value, std::memory_order o) {
    append(m, enter(m), value, o, {});
  }
  /// Reads the latest and stores f of it, with nothing in between. What it read.
  template <class F> std::uint64_t change(memory& m, std::memory_order o, F f) {
    return replace(m, enter(m), o, f);
  }
  /// Weak ones may fail for no reason. One that fails is a load, and may read an older store.
  bool compare_exchange(memory& m, std::uint64_t& expected, std::uint64_t value,
                        std::memory_order o, std::memory_order otherwise, bool weak) {
    epoch const e = enter(m);
    std::vector<std::size_t> may{newest()};
    for (std::size_t i = newest(), end = oldest(m, otherwise); i-- > end;) {
      if (history_[i].value != expected) may.push_back(i);
    }
    std::size_t const i = may[m.among(may.size())];
    if (history_[i].value == expected && !(weak && m.among(2) != 0)) {
      replace(m, e, o, [=](std::uint64_t) { return value; });
      return true;
    }
    expected = read(m, e, i, otherwise);
    return false;
  }

 private:
  struct entry {
    std::uint64_t value;
    view released;   // what who acquires it gets
    clock seen;      // when each thread first stored or read it; 0: never
    epoch in_s = 0;  // when it was first stored or read by a seq_cst operation; 0: never
  };

  std::string name() const { return "atom " + std::to_string(number_); }
  std::size_t newest() const { return history_.size() - 1; }

  epoch enter(memory& m) {
    if (history_[0].seen.at[maker_] > m.now().happened.at[maker_]) {
      m.fail("data race: an atomic is used by who has not seen it made");
    }
    return used_.at[m.me] = m.tick();
  }
  // The store before which nothing may be read any more.
  std::size_t oldest(memory& m, std::memory_order o) const {
    std::size_t i = newest();
    while (i > 0 && !must_see(m, history_[i], o == std::memory_order::seq_cst)) --i;
    return i;
  }
  // Whether to read an older store than s would go against coherence or against S. Let B be an
  // operation that stored or read s; our load A would come before it in coherence order. It must
  // not if B happens before A; and, by [atomics.order]/4, if something of A is after something of
  // B in S: A itself or a seq_cst fence before it, after B itself or a seq_cst fence behind it.
  static bool must_see(memory& m, entry const& s, bool in_s) {
    view const& v = m.now();
    for (std::size_t u = 0; u < most_threads; ++u) {
      if (s.seen.at[u] == 0) continue;
      if (s.seen.at[u] <= v.happened.at[u]) return true;
      if (s.seen.at[u] <= v.ordered.at[u]) return true;           // fence behind B, fence before A
      if (in_s && s.seen.at[u] <= m.fences().at[u]) return true;  // fence behind B, A
    }
    return s.in_s != 0 && (in_s || s.in_s <= v.fenced);  // B, A;  B, fence before A
  }

  void mark(memory& m, entry& s, epoch e, std::memory_order o) {
    if (s.seen.at[m.me] == 0) s.seen.at[m.me] = e;
    if (s.in_s == 0 && o == std::memory_order::seq_cst) s.in_s = m.time();
  }
  std::uint64_t read(memory& m, epoch e, std::size_t i, std::memory_order o) {
    mark(m, history_[i], e, o);
    m.take(history_[i].released, o);
    if (m.story != nullptr) {
      char const* const from = i != newest() ? ", no longer the newest, from " : " from ";
      m.tell("reads " + std::to_string(history_[i].value) + from + name(), o);
    }
    return history_[i].value;
  }
  void append(memory& m, epoch e, std::uint64_t value, std::memory_order o, view continued) {
    continued.join(m.give(o));
    history_.push_back({value, continued, {}});
    mark(m, history_.back(), e, o);
    if (m.story != nullptr) m.tell("stores " + std::to_string(value) + " in " + name(), o);
  }
  template <class F> std::uint64_t replace(memory& m, epoch e, std::memory_order o, F f) {
    std::uint64_t const old = read(m, e, newest(), o);
    append(m, e, f(old), o, history_.back().released);
    return old;
  }

  std::vector<entry> history_;  // in modification order
  std::size_t maker_, number_;
  clock used_;  // when each thread last did
};

/// An object that is not atomic: two accesses, one of them a write, are a race unless one happens
/// before the other. (Flanagan & Freund, PLDI 2009, without its shortcuts.)
class plain_location {
 public:
  void read(memory& m) {
    check(m, written_, "data race: read while another thread writes");
    read_.at[m.me] = m.tick();
  }
  void write(memory& m) {
    check(m, written_, "data race: written by two threads");
    check(m, read_, "data race: written while another thread reads");
    written_.at[m.me] = m.tick();
  }

 private:
  static void check(memory& m, clock const& others, char const* fault) {
    if (!m.now().happened.covers(others)) m.fail(fault);
  }
  clock read_, written_;
};

}  // namespace kont::explore
