// tests/conformance/continuation_forks_of_what_is_one.cpp -- what there is but one of cannot be
// used by two forks, and that is said.
#include <memory>
#include <utility>

#include "continuations/linear.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"

namespace kont::conformance {
namespace {

struct continuation_forks_of_what_is_one {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style == dialect::cps) return "copies what was captured, or says that it cannot";
    if (label<S> == "replay") return "begins anew: its forks share nothing, see replay_runs_again";
    return cannot_fork<S>();
  }

  template <class S> static typename S::continuation idle() {
    return S::start([](auto& other) {
      for (;;) transfer(other);
    });
  }

  // Its frame holds a continuation; so does that of its fork, and it is the same one.
  template <class S> static void a_continuation_in_a_frame() {
    auto holder = S::start([](auto& other) {
      auto held = idle<S>();
      for (;;) {
        transfer(other);
        held = std::move(held).resume().from;
      }
    });
    holder = std::move(holder).resume().from;
    auto twin = holder.fork();
    twin = std::move(twin).resume().from;  // used once: by either
    holder = std::move(holder).resume().from;
  }
  template <class S> static void one_who_handles_an_exception() {
    auto handler = S::start([](auto& other) {
      try {
        throw 1;
      } catch (int) { transfer(other); }
    });
    handler = std::move(handler).resume().from;
    (void)handler.fork();
  }
  template <class S> static void the_thread_itself() {
    (void)S::start([](auto& other) { (void)other.from.fork(); }).resume();
  }

  // What it owns its fork owns as well.
  template <class S> static typename S::continuation owner() {
    auto k = S::start([](auto& other) {
      linear<std::unique_ptr<int>> owned(std::make_unique<int>(1));
      for (;;) transfer(other, owned->get());
    });
    return std::move(k).resume().from;
  }
  template <class S> static void what_a_frame_owns() {
    auto one = owner<S>();
    (void)one.fork();  // dropped: it unwinds, and ends it
    one = {};
  }
  template <class S> static void what_a_frame_owned() {
    auto one = owner<S>();
    (void)one.fork();
    (void)std::move(one).resume();
  }

  template <class S> static void check() {
    check_breaks("linear: its frame was forked, and a twin has let go of what it holds",
                 [] { what_a_frame_owns<S>(); });
    check_breaks("linear: used in a frame that was forked, and a twin has let go of what it holds",
                 [] { what_a_frame_owned<S>(); });
    std::move(owner<S>()).discard();  // ends nothing, and so it is no second end
    check_breaks("resumed twice: a forked frame held this continuation, and its twin has used it",
                 [] { a_continuation_in_a_frame<S>(); });
    check_breaks(
        "fork: it waits in a catch block, or in what runs because of an exception: "
        "there is but one",
        [] { one_who_handles_an_exception<S>(); });
    check_breaks("fork: who waits on the thread's own stack is one-shot",
                 [] { the_thread_itself<S>(); });
    check_breaks("fork: an empty continuation has no twin",
                 [] { (void)typename S::continuation{}.fork(); });
  }
};
every_strategy<continuation_forks_of_what_is_one> const continuation_forks_of_what_is_one_here;

}  // namespace
}  // namespace kont::conformance
