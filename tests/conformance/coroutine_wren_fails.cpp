// tests/conformance/coroutine_wren_fails.cpp -- what Wren's tests of failing fibers print, ours do.
//
// (github.com/wren-lang/wren @ 77aeb12, test/core/fiber: abort*, try*, error, is_done_after_error.
// Its try() returns the error of a fiber, and call() passes it on: with us it is an exception that
// comes out of resume() either way, and try is whoever catches it. A fiber's `error` is what was
// caught; none is kept. Not here: transfer_error, a fiber that fails ends Wren's program, and with
// us it is thrown in the thread's own coroutine, see coroutine_exceptions.)
#include <stdexcept>
#include <string>
#include <utility>

#include "coroutines/coroutine.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"
#include "tests/conformance/wren.hpp"

namespace kont::conformance {
namespace {

struct coroutine_wren_fails : direct_bodies {
  template <class S> using fiber = asymmetric_coroutine<std::string, S>;
  [[noreturn]] static void abort(char const* error) { throw std::runtime_error(error); }
  static constexpr auto unknown = "Bool does not implement 'unknownMethod'.";

  /// fiber.try(value)
  template <class F> static std::string tried(F& f, std::string value = "null") {
    try {
      return f.resume(std::move(value));
    } catch (std::runtime_error const& e) { return e.what(); }
  }

  // abort, error, is_done_after_error
  template <class S> static void error() {
    printer print;
    std::string kept = "null";
    fiber<S> f([](auto&, std::string) -> std::string { abort("Error message."); });
    print(kept);
    print(kept = tried(f));
    print(f ? "false" : "true");
    print(kept);
    BOOST_TEST(print.all == "null | Error message. | true | Error message.");
  }

  template <class S> static void tries() {
    printer print;
    fiber<S> f([&](auto&, std::string value) -> std::string {
      print("before");
      print(value);
      abort(unknown);
    });
    print(tried(f, "value"));
    print("after try");
    BOOST_TEST(print.all ==
               "before | value | Bool does not implement 'unknownMethod'. | after try");
  }

  // try_value_yield, try_without_error: the fiber suspends in between
  template <class S> static void tries_twice() {
    printer print;
    fiber<S> f([&](auto& self, std::string value) -> std::string {
      print("before");
      print(value);
      print(self.yield("yield"));
      abort(unknown);
    });
    print(tried(f, "value1"));
    print(tried(f, "value2"));
    print("after try");
    BOOST_TEST(print.all ==
               "before | value1 | yield | value2 | "
               "Bool does not implement 'unknownMethod'. | after try");
  }

  // An error goes through all that called to who tries, and each in between has failed.
  template <class S> static void try_through_call() {
    printer print;
    auto const calling = [&](fiber<S>& next, std::string name) {
      return [&, name](auto&, std::string) {
        print(name + " before");
        auto const value = next.resume();
        print(name + " after");
        return value;
      };
    };
    fiber<S> f1([&](auto&, std::string) -> std::string {
      print("1 before");
      abort("Abort!");
    });
    fiber<S> f2(calling(f1, "2")), f3(calling(f2, "3"));
    std::string caught;
    fiber<S> f4([&](auto&, std::string value) {
      print("4 before");
      caught = tried(f3);
      print("4 after");
      return value;
    });
    fiber<S> f5(calling(f4, "5"));
    f5.resume();
    print("after");
    BOOST_TEST(print.all ==
               "5 before | 4 before | 3 before | 2 before | 1 before | "
               "4 after | 5 after | after");
    BOOST_TEST(caught == "Abort!");
    BOOST_TEST((!f1 && !f2 && !f3 && !f4 && !f5));
  }

  template <class S> static void check() {
    error<S>();
    tries<S>();
    tries_twice<S>();
    try_through_call<S>();
  }
};
every_strategy<coroutine_wren_fails> const coroutine_wren_fails_here;

}  // namespace
}  // namespace kont::conformance
