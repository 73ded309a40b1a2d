// tests/conformance/coroutine_wren.cpp -- what Wren's tests of its fibers print, ours do.
#include <string>

#include "coroutines/coroutine.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

// The answers are the expectations in test/core/fiber of github.com/wren-lang/wren at 77aeb12.
struct coroutine_wren : direct_bodies {
  struct printer {
    std::string all;
    void operator()(std::string const& line) { all += (all.empty() ? "" : " | ") + line; }
  };

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

  template <class S> static void check() {
    call_and_yield<S>();
    yield_with_value<S>();
    yield_returns_what_call_brings<S>();
    resume_caller<S>();
    is_done<S>();
    transfer<S>();
  }
};
every_strategy<coroutine_wren> const here;

}  // namespace
}  // namespace kont::conformance
