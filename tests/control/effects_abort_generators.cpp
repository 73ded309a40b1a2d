// tests/control/effects_abort_generators.cpp -- the body of a generator performs what a handler
// around its consumer aborts: both unwind, on whichever strategies they are.
#include "continuations/strategies/frame.hpp"
#include "generators/generator.hpp"
#include "generators/generator_frame.hpp"
#include "tests/conformance/layers.hpp"
#include "tests/control/effects_tests.hpp"

namespace kont::conformance {
namespace {

template <class G> int sum_of(G g, std::string* log) {
  farewell const mine(*log, 'c');
  int sum = 0;
  for (int v : g) sum += v;
  return sum;
}
// `make()` is consumed inside handlers on `Handlers`: answered, resumed, aborted.
template <class Handlers, class Make> void handled_each_way(Make make, std::string const& unwound) {
  std::string log;
  auto const consumed_in = [&](auto h) {
    log.clear();
    return handle<Handlers>(h, [make, log = &log] { return sum_of(make(log), log); });
  };
  BOOST_TEST(consumed_in(adds(19)) == 24);
  BOOST_TEST(log == unwound);
  auto const resumed =
      handler(resumes<ask::number>([](auto k, int v) { return std::move(k)(v + 19); }));
  BOOST_TEST(consumed_in(resumed) == 24);
  BOOST_TEST(log == unwound);
  BOOST_TEST(consumed_in(handler(aborts<ask::number>([](int) { return -1; }))) == -1);
  BOOST_TEST(log == unwound);
}

generator<int, frame> inner(std::string* log) {
  farewell const mine(*log, 'b');
  co_yield 1;
  co_yield perform<ask::number>(1);
  co_yield 3;
}
generator<int, frame> outer(std::string* log) {
  farewell const mine(*log, 'o');
  co_yield elements_of(inner(log));
}

struct effects_abort_generators : in_every_dialect {
  template <class S> static constexpr std::string_view cannot() {
    if (S::style == dialect::cps) return "its bodies are steps, and have no frames to unwind";
    if constexpr (requires { requires S::on_own_threads; })
      return "its bodies see the handlers of their own thread";
    return layers_need_not<S>();
  }

  // A stack that is dropped while it drives a frame: the order to unwind passes that, too.
  static void dropped_below_a_frame() {
    std::string log;
    auto k = stack::start([&log](auto& other) {
      farewell const below(log, 's');
      auto body = frame::start([&](frame::arrived) -> frame::task {
        farewell const mine(log, 'f');
        transfer(other);
        co_return;
      });
      (void)std::move(body).resume();
    });
    k = std::move(k).resume().from;
    k = {};
    BOOST_TEST(log == "fs");
  }

  template <strategy<dialect::direct> S> static void check() {
    auto const make = [](std::string* log) {
      return generator<int, S>([log](auto& yield) {
        farewell const mine(*log, 'b');
        yield(1);
        yield(perform<ask::number, stack>(1));
        yield(3);
      });
    };
    handled_each_way<stack>(make, "bc");
  }
  template <strategy<dialect::co> S> static void check() {
    handled_each_way<stack>(inner, "bc");
    handled_each_way<stack>(outer, "boc");
    dropped_below_a_frame();
  }
};
every_strategy<effects_abort_generators> const effects_abort_generators_here;

}  // namespace
}  // namespace kont::conformance
