// papers/workloads/exchange.hpp -- two coroutines exchange numbers, with frames beneath each of
// them that wait: what a switch costs by the depth of the stack.
//
// (Kiselyov: bench_delim_callcc.ml, of delimcc.)
#pragma once
#include <cstdint>
#include <limits>

#include "coroutines/coroutine.hpp"
#include "papers/workloads/ring.hpp"

namespace kont::workloads {

/// One operation is one transfer from one to the other; `depth` frames wait beneath each.
template <class S> class exchange : public fixture {
  using member = coroutine<number, S>;

 public:
  explicit exchange(std::uint64_t depth) : depth_(depth) { exchange::run(2); }

  work run(std::uint64_t ops) override {
    tally_ = {0, ops};
    home_.drive(one_, 0);
    return {.ops = ops, .switches = ops, .checksum = tally_.sum};
  }
  /// Ends one of the two. Returns how many frames it came back through.
  number leave() { return home_.drive(one_, over); }

 private:
  static constexpr number over = std::numeric_limits<number>::max();

  // None is a tail call: each has one to add when it is over. A frame is a multiple of half a cache
  // line, so that ten more are whole ones, and a copy of them begins at the same place in its line.
  [[gnu::noinline]] number under(number frames, member& me, member& other, number v) {
    if (frames == 0) return trade(me, other, v);
    alignas(32) own_line local;
    local.touch(v);
    number deeper = under(frames - 1, me, other, v);
    opaque(deeper);
    local.touch(deeper);
    return deeper + 1;
  }
  [[gnu::noinline]] number trade(member& me, member& other, number v) {
    while (v != over) v = tally_.add(v) ? me.transfer(other, v + 1) : me.transfer(home_);
    return 0;
  }

  number depth_;
  tally tally_;
  member home_;
  member one_{[this](member& me, number v) {
    number const passed = under(depth_, me, another_, v);
    return me.end(home_, passed);
  }};
  member another_{[this](member& me, number v) {
    number const passed = under(depth_, me, one_, v);
    return me.end(home_, passed);
  }};
};

}  // namespace kont::workloads
