// tests/control/marks_seen_while_unwinding.cpp -- a destructor that runs because a computation was
// dropped sees the marks that are around its frame, and none that were inside.
#include <memory>
#include <string>

#include "continuations/control/marks.hpp"
#include "coroutines/coroutine.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "tests/control/control_tests.hpp"

namespace kont::conformance {
namespace {

template <class S> bool outside() {
  return metacontinuation<S>::current() == &metacontinuation<S>::main;
}

// Writes the value that its end sees, and a dot where that is outside of all marks.
template <class S> struct witness {
  dynamic_variable<int, S> const& variable;
  std::string& log;
  ~witness() { log += std::to_string(*variable) + (outside<S>() ? "." : ""); }
};

struct marks_seen_while_unwinding : over_prompts {
  template <class S> using variable = dynamic_variable<int, S>;
  template <class S> using rest = sub_continuation<int, int, S>;

  // Two frames around what `leave` leaves from, of which the inner one is inside a mark.
  template <class S, class F> static int two_frames(variable<S> const& v, std::string& log, F f) {
    witness<S> const outer{v, log};
    return v.bind(4, [&v, &log, f] {
      witness<S> const inner{v, log};
      return f();
    });
  }
  template <class S> static rest<S> captured(variable<S> const& v, std::string& log) {
    rest<S> kept;
    auto* const keeps = &kept;
    prompt<int, S> const p("p");
    push_prompt(p, [=, v = &v, log = &log] {
      return two_frames<S>(*v, *log, [=] {
        return capture(p, [keeps](auto k) {
          *keeps = std::move(k);
          return 0;
        });
      });
    });
    return kept;
  }

  template <class S> static void sub_continuations() {
    std::string log;
    variable<S> const v(0);
    auto const forget = [&] {
      rest<S> const k = captured<S>(v, log);
      return 0;
    };
    v.bind(1, forget);
    BOOST_TEST(log == "41");

    log.clear();  // where it is dropped, not where it was captured
    auto const kept = std::make_unique<rest<S>>(v.bind(1, [&] { return captured<S>(v, log); }));
    v.bind(2, [&] {
      *kept = {};
      return 0;
    });
    BOOST_TEST(log == "42");
    BOOST_TEST(outside<S>());
  }

  template <class S> static void forks() {
    if constexpr (captures_fork<S>) {
      std::string log;
      variable<S> const v(0);
      v.bind(1, [&] {
        rest<S> const k = captured<S>(v, log);
        { rest<S> const twin = k.fork(); }
        BOOST_TEST(log == "41");
        return 0;
      });
      BOOST_TEST(log == "4141");
    }
  }

  template <class S> static void coroutines() {
    std::string log;
    variable<S> const v(0);
    v.bind(1, [&] {
      coroutine<int, S> me;
      coroutine<int, S> other([&](auto& self, int first) {
        two_frames<S>(v, log, [&] { return self.transfer(me, first); });
        return self.end(me);
      });
      me.drive(other, 1);
      return 0;
    });
    BOOST_TEST(log == "40.");
    BOOST_TEST(outside<S>());
  }
  // One that may have twins does not know whether it alone holds whoever waits for it.
  template <class S> static void coroutines_in_prompts() {
    if constexpr (!captures_fork<S>) {
      std::string log;
      variable<S> const v(0);
      {
        coroutine<int, S> me;
        coroutine<int, S> other([&](auto& self, int first) {
          witness<S> const outermost{v, log};
          v.bind(1, [&] {
            witness<S> const outer{v, log};
            return push_prompt(prompt<int, S>("p"), [&] {
              return two_frames<S>(v, log, [&] { return self.transfer(me, first); });
            });
          });
          return self.end(me);
        });
        me.drive(other, 1);
      }
      BOOST_TEST(log == "4110.");
      BOOST_TEST(outside<S>());
    }
  }

  template <class S> static void microthreads() {
    using world_of = scheduler<fifo, S>;
    std::string log;
    variable<S> const v(0);
    auto const parked = [&] {
      two_frames<S>(v, log, [] {
        world_of::block("the end");
        return 0;
      });
    };
    {
      world_of world;
      world.spawn(parked);
      world.run();
      auto killed = world.spawn(parked);
      world.run();
      BOOST_TEST(killed.kill());
      world.run();
      BOOST_TEST(log == "40.");
    }
    BOOST_TEST(log == "40.40.");
    BOOST_TEST(outside<S>());
  }

  template <class S> static void check() {
    sub_continuations<S>();
    forks<S>();
    coroutines<S>();
    coroutines_in_prompts<S>();
    // a scheduler is a thread's, and there each body of a prompt has a thread of its own
    if constexpr (!requires { requires S::on_own_threads; }) microthreads<S>();
  }
};
every_strategy<marks_seen_while_unwinding> const marks_seen_while_unwinding_here;

}  // namespace
}  // namespace kont::conformance
