// papers/workloads/captured_calls.hpp -- tak(18, 12, 6) over and over, where each call gets a
// continuation, and hands its value to that.
//
// (Bruggeman, Waddell, Dybvig: Representing control in the presence of one-shot continuations,
// PLDI 1996, section 4.)
#pragma once
#include <cstdint>
#include <stdexcept>
#include <utility>

#include "continuations/continuation.hpp"
#include "papers/workloads/yields.hpp"

namespace kont::workloads {

struct tak_arguments {
  number x, y, z;
};

/// One operation is a call of tak. `call(run, a)` calls run.tak(a) in its way. A run ends in the
/// middle of one: from then on each call returns at once, so there are a few more than asked for.
template <class Call> class tak_calls : public fixture {
 public:
  work run(std::uint64_t ops) override {
    numbers_ = {.end = ops};
    while (!numbers_.ending)
      if (tak({18, 12, 6}) != 7 && !numbers_.ending) throw std::logic_error("tak(18, 12, 6) is 7");
    return {.ops = ops, .checksum = numbers_.sum};
  }
  number tak(tak_arguments a) {
    number v = 0;
    if (numbers_.ending || !numbers_.take(v)) {
      numbers_.ending = true;
      return 0;
    }
    if (a.y >= a.x) return a.z;
    return Call{}(*this, {Call{}(*this, {a.x - 1, a.y, a.z}), Call{}(*this, {a.y - 1, a.z, a.x}),
                          Call{}(*this, {a.z - 1, a.x, a.y})});
  }

 private:
  count numbers_;
};

struct by_a_call {
  template <class Run> [[gnu::noinline]] number operator()(Run& run, tak_arguments a) const {
    return run.tak(a);
  }
};
using plain_calls = tak_calls<by_a_call>;

/// In a computation of its own, whose end is the one use of its caller's continuation. They meet in
/// words: frames of those who share a stack are not there while another runs.
template <class S> struct by_a_continuation {
  template <class Run> [[gnu::noinline]] number operator()(Run& run, tak_arguments a) const {
    auto* const r = &run;
    auto k = S::start([r, a](auto& other) { other.word = word_of(r->tak(a)); });
    return number_in(std::move(k).resume().word);
  }
};
template <class S> using captured_calls = tak_calls<by_a_continuation<S>>;

/// Called by E, an escape (see escapes.hpp): its value leaves by that.
template <class E> struct by_an_escape {
  template <class Run> [[gnu::noinline]] number operator()(Run& run, tak_arguments a) const {
    return E{}([&run, a] { return run.tak(a); });
  }
};
template <class E> using escaping_calls = tak_calls<by_an_escape<E>>;

}  // namespace kont::workloads
