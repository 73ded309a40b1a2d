// tests/conformance/coroutine_wren.cpp -- what Wren's tests of its fibers print, ours do.
//
// (github.com/wren-lang/wren @ 77aeb12, test/core/fiber: call*, yield*, is_done, resume_caller and
// transfer*; try, abort and error are coroutine_wren_fails; in the dialects co and cps, they are
// coroutine_wren_co_and_cps. In coroutine_breaks_a_rule: call_done,
// call_direct_reenter, call_indirect_reenter and transfer_to_done. Not here, and why:
//   call_transferred, transfer_to_yielded, transfer_return_call_value, yield_return_transfer_value
//       one fiber both called and transferred to: ours is of one type or the other, and so the
//       program cannot say it
//   yield_from_main, yield_with_no_caller, call_root
//       yield and resume are of a body, and the thread's own coroutine has none
//   new_wrong_arg_type, new_wrong_arity, abort_not_string, type
//       what a compiler refuses, or has an answer to that is no value
//   yield_from_import, error_stackTrace
//       are of modules, and of the interpreter's traces)
#include <string>

#include "coroutines/coroutine.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"
#include "tests/conformance/wren.hpp"

namespace kont::conformance {
namespace {

struct coroutine_wren : direct_bodies {
  // call, call_return_implicit_null, call_return_value, call_with_value, call_to_parameter
  template <class S> static void call() {
    auto const called_with = [](std::string const& value, std::string const& returned) {
      printer print;
      asymmetric_coroutine<std::string, S> fiber([&](auto&, std::string const& parameter) {
        print("fiber " + parameter);
        return returned;
      });
      print("before");
      print(fiber.resume(value));
      BOOST_TEST(!fiber);
      return print.all;
    };
    BOOST_TEST(called_with("", "after") == "before | fiber  | after");
    BOOST_TEST(called_with("", "null") == "before | fiber  | null");
    BOOST_TEST(called_with("", "result") == "before | fiber  | result");
    BOOST_TEST(called_with("value", "after") == "before | fiber value | after");
    BOOST_TEST(called_with("null", "after") == "before | fiber null | after");
  }

  template <class S> static void call_and_yield() {
    printer print;
    asymmetric_coroutine<unit, S> fiber([&](auto& self, unit) {
      print("fiber 1");
      self.yield();
      print("fiber 2");
      self.yield();
      print("fiber 3");
      return unit{};
    });
    for (auto const* line : {"main 1", "main 2", "main 3"}) {
      fiber.resume();
      print(line);
    }
    BOOST_TEST(print.all == "fiber 1 | main 1 | fiber 2 | main 2 | fiber 3 | main 3");
  }

  template <class S> static void yield_with_value() {
    printer print;
    asymmetric_coroutine<std::string, S> fiber([&](auto& self, std::string) {
      print("fiber 1");
      self.yield("yield 1");
      print("fiber 2");
      self.yield("yield 2");
      print("fiber 3");
      return "null";
    });
    while (fiber) print(fiber.resume());
    BOOST_TEST(print.all == "fiber 1 | yield 1 | fiber 2 | yield 2 | fiber 3 | null");
  }

  template <class S> static void yield_returns_what_call_brings() {
    printer print;
    asymmetric_coroutine<std::string, S> fiber([&](auto& self, std::string) {
      print("fiber 1");
      print(self.yield());
      print(self.yield());
      return "";
    });
    fiber.resume("ignored");
    print("main 1");
    fiber.resume("call 1");
    print("main 2");
    fiber.resume("null");
    print("main 3");
    BOOST_TEST(print.all == "fiber 1 | main 1 | call 1 | main 2 | null | main 3");
  }

  template <class S> static void resume_caller() {
    printer print;
    asymmetric_coroutine<unit, S> b([&](auto&, unit) {
      print("fiber b");
      return unit{};
    });
    asymmetric_coroutine<unit, S> a([&](auto&, unit) {
      print("begin fiber a");
      b.resume();
      print("end fiber a");
      return unit{};
    });
    print("begin main");
    a.resume();
    print("end main");
    BOOST_TEST(print.all == "begin main | begin fiber a | fiber b | end fiber a | end main");
  }

  template <class S> static void is_done() {
    printer print;
    asymmetric_coroutine<unit, S> fiber([&](auto& self, unit) {
      print("1");
      self.yield();
      print("2");
      return unit{};
    });
    auto const done = [&] { print(fiber ? "false" : "true"); };
    done();
    fiber.resume();
    done();
    fiber.resume();
    done();
    BOOST_TEST(print.all == "false | 1 | false | 2 | true");
  }

  template <class S> static void transfer() {
    printer print;
    coroutine<unit, S> me;
    coroutine<unit, S> a([&](auto& self, unit) {
      print("a");
      return self.end(me);
    });
    auto const going_to = [&](auto& next, std::string name) {
      return [&, name](auto& self, unit) {
        print(name + " before");
        self.transfer(next);
        print(name + " after");  // nobody comes back
        return self.end(me);
      };
    };
    coroutine<unit, S> b(going_to(a, "b")), c(going_to(b, "c"));
    print("start");
    me.transfer(c);
    BOOST_TEST(print.all == "start | c before | b before | a");
  }

  // transfer_return_transfer_value: Wren's program ends with the fiber, ours names an heir
  template <class S> static void transfer_returns_a_value() {
    printer print;
    coroutine<std::string, S> me;
    coroutine<std::string, S> fiber([&](auto& self, std::string) {
      print("fiber");
      print(self.transfer(me));
      return self.end(me);
    });
    me.transfer(fiber);
    print("main");
    me.transfer(fiber, "transfer");
    BOOST_TEST(print.all == "fiber | main | transfer");
    BOOST_TEST(!fiber.suspended());
  }

  // transfer_indirect_reenter
  template <class S> static void transfer_back() {
    printer print;
    coroutine<unit, S> me, *to_b = nullptr;
    coroutine<unit, S> a([&](auto& self, unit) {
      print("2");
      self.transfer(*to_b);
      print("nope");
      return self.end(me);
    });
    coroutine<unit, S> b([&](auto& self, unit) {
      print("1");
      self.transfer(a);
      print("3");
      return self.end(me);
    });
    to_b = &b;
    me.transfer(b);
    print("4");
    BOOST_TEST(print.all == "1 | 2 | 3 | 4");
    BOOST_TEST(a.suspended());
  }

  template <class S> static void check() {
    call<S>();
    call_and_yield<S>();
    yield_with_value<S>();
    yield_returns_what_call_brings<S>();
    resume_caller<S>();
    is_done<S>();
    transfer<S>();
    transfer_returns_a_value<S>();
    transfer_back<S>();
  }
};
every_strategy<coroutine_wren> const coroutine_wren_here;

}  // namespace
}  // namespace kont::conformance
