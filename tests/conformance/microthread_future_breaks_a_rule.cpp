// tests/conformance/microthread_future_breaks_a_rule.cpp -- what a promise cannot be asked says so.
#include <exception>
#include <utility>

#include "coroutines/microthreads/future.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

struct microthread_future_breaks_a_rule : library_bodies {
  template <class S> static void check() {
    using W = scheduler<fifo, S>;
    W world;
    auto const of_moved = [&world](auto ask) {
      return [&world, ask] {
        promise<int, W> p(world);
        auto const other = std::move(p);
        ask(p);
      };
    };
    check_breaks("set_value: a promise that was moved from cannot be kept",
                 of_moved([](auto& p) { p.set_value(1); }));
    check_breaks("set_exception: a promise that was moved from cannot be kept",
                 of_moved([](auto& p) { p.set_exception(std::make_exception_ptr(1)); }));
    check_breaks("get_future: a promise that was moved from has none",
                 of_moved([](auto& p) { (void)p.get_future(); }));
    check_breaks("kept_by: nobody keeps a promise that was moved from",
                 of_moved([](auto& p) { p.kept_by(1); }));
    check_breaks("set_exception: it must be an exception, not null", [&world] {
      promise<int, W> p(world);
      p.set_exception(nullptr);
    });
  }
};
every_strategy<microthread_future_breaks_a_rule> const microthread_future_breaks_a_rule_here;

}  // namespace
}  // namespace kont::conformance
