// tests/conformance/coroutine_breaks_a_rule.cpp -- a transfer to who does not wait says its rule.
#include "continuations/strategies/frame.hpp"
#include "coroutines/coroutine.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct coroutine_breaks_a_rule : in_every_dialect {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style == dialect::cps) return "spells its bodies otherwise: see *_co_and_cps";
    return layers_need_not<S>();
  }
  static constexpr auto not_waiting =
      "transfer: only to a coroutine that waits; this one runs, or has ended";

  template <class S> static void by_transfer_to_itself() {
    check_breaks(not_waiting, [] {
      coroutine<int, S> me;
      me.transfer(me, 1);
    });
  }
  template <class S> static void by_transfer_to_one_that_ended() {
    check_breaks(not_waiting, [] {
      coroutine<int, S> me;
      coroutine<int, S> other([&](auto& self, int i) { return self.end(me, i); });
      me.transfer(other, 1);
      me.transfer(other, 1);
    });
  }
  template <class S> static void by_transfer_for_another() {
    check_breaks("transfer: only the coroutine that runs can leave", [] {
      coroutine<int, S> me;
      coroutine<int, S> other([&](auto& self, int i) { return self.end(me, i); });
      other.transfer(me, 1);  // says me, is not
    });
  }
  template <class S> static void by_an_heir_that_ended() {
    check_breaks("end: the heir must wait; this one runs, or has ended", [] {
      coroutine<int, S> me;
      coroutine<int, S> first([&](auto& self, int i) { return self.end(me, i); });
      coroutine<int, S> second([&](auto& self, int i) { return self.end(first, i); });
      me.transfer(first, 1);
      me.transfer(second, 1);
    });
  }
  template <class S> static void by_resume_after_the_end() {
    check_breaks("resume: the coroutine runs already, or has ended", [] {
      asymmetric_coroutine<int, S> c([](auto&, int i) { return i; });
      c.resume(1);
      c.resume(1);
    });
  }
  template <class S> static void by_resume_from_inside() {
    check_breaks("resume: the coroutine runs already, or has ended", [] {
      asymmetric_coroutine<int, S> c([](auto& self, int i) { return self.resume(i); });
      c.resume(1);
    });
  }
  template <class S> static void by_resume_from_whom_it_resumed() {
    check_breaks("resume: the coroutine runs already, or has ended", [] {
      asymmetric_coroutine<int, S>* to_b = nullptr;
      asymmetric_coroutine<int, S> a([&](auto&, int i) { return to_b->resume(i); });
      asymmetric_coroutine<int, S> b([&](auto&, int i) { return a.resume(i); });
      to_b = &b;
      b.resume(1);
    });
  }

  template <strategy<dialect::co> S> static void check() {
    using one = coroutine<int, S>;
    using body = typename one::template body_of<>;
    check_breaks(not_waiting, [] {
      one me;
      one ended([&](auto& self, int i) -> body { co_return self.end(me, i); });
      me.drive(ended, 1);
      one other([&](auto& self, int) -> body {
        co_return self.end(me, co_await self.transfer(ended, 1));
      });
      me.drive(other, 1);
    });
    check_breaks(not_waiting, [] {
      one me;
      one other([&](auto& self, int) -> body {
        co_return self.end(me, co_await self.transfer(self, 1));
      });
      me.drive(other, 1);
    });
  }
  template <strategy<dialect::direct> S> static void check() {
    by_transfer_to_itself<S>();
    by_transfer_to_one_that_ended<S>();
    by_transfer_for_another<S>();
    by_an_heir_that_ended<S>();
    by_resume_after_the_end<S>();
    by_resume_from_inside<S>();
    by_resume_from_whom_it_resumed<S>();
  }
};
every_strategy<coroutine_breaks_a_rule> const coroutine_breaks_a_rule_here;

}  // namespace
}  // namespace kont::conformance
