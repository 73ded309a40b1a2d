// tests/reliability/r8_destroying_what_is_parked.cpp -- a parked computation may be dropped
// wherever it waits: each destructor runs once, or one line names the rule.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <mutex>
#include <ostream>
#include <stdexcept>
#include <streambuf>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "continuations/strategies/strategies.hpp"
#include "tests/forked.hpp"
#include "tests/reliability/guests.hpp"

namespace {

using namespace kont;
using test::fault, test::guest;

/// A computation with `n` guests, run to where it parks. `body(other, guests)` says where.
template <class S> struct parked {
  using continuation = typename S::continuation;
  using arrived = arrival<continuation>;
  std::vector<int> times;
  continuation rest;

  template <class F> parked(std::size_t n, F body) : times(n) {
    rest = S::start([this, body, owned = guest(times[0])](arrived& other) {
      body(other, [this](std::size_t i) { return guest(times[i]); });
    });
    rest = std::move(rest).resume().from;
  }
  std::string drop() {
    if (!rest) return "it did not park";
    rest = {};
    return fault(times);
  }
};

// What a child said that dropped such a computation, if it died by SIGABRT.
template <class S, class F> std::string last_words(F body) {
  auto const child = test::forked([&] {
    parked<S> p(1, body);
    p.drop();
  });
  return child.signal == SIGABRT ? child.said : "no abort: " + child.said;
}

// The runtime's own words; at -O0 g++ does not always say what was thrown.
bool is_one_line_of_terminate(std::string const& said) {
  return said.starts_with("terminate called ") && std::count(said.begin(), said.end(), '\n') == 1;
}

// Every direct strategy; what is printed when a check fails is its name.
template <class F> void on_each(F f) {
  for_each_strategy<dialect::direct>([&]<class S>() {
    BOOST_TEST_CONTEXT(describe<S>.name) f.template operator()<S>();
  });
}

struct switching_buffer : std::streambuf {
  explicit switching_buffer(std::function<void()> how) : cross(std::move(how)) {}
  int overflow(int c) override {
    cross();
    return c;
  }
  std::function<void()> cross;
};

template <class F> struct at_the_end {
  F last;
  ~at_the_end() noexcept(false) { last(); }
};
template <class F> at_the_end(F) -> at_the_end<F>;
template <class F> struct quietly_at_the_end {
  F last;
  ~quietly_at_the_end() { last(); }
};
template <class F> quietly_at_the_end(F) -> quietly_at_the_end<F>;

}  // namespace

BOOST_AUTO_TEST_CASE(parked_in_a_catch_block) {
  on_each([]<class S>() {
    parked<S> p(4, [](auto& other, auto make) {
      guest const outer = make(1);
      try {
        guest const inner = make(2);
        throw make(3);
      } catch (guest const&) { transfer(other); }
    });
    BOOST_TEST(p.drop() == "");
    BOOST_TEST(std::uncaught_exceptions() == 0);
  });
}

BOOST_AUTO_TEST_CASE(parked_in_nested_catch_blocks_while_its_dropper_is_in_one) {
  on_each([]<class S>() {
    parked<S> p(3, [](auto& other, auto make) {
      try {
        throw make(1);
      } catch (guest const&) {
        try {
          throw make(2);
        } catch (guest const&) { transfer(other); }
      }
    });
    try {
      throw std::runtime_error("the dropper's");
    } catch (std::runtime_error const& e) {
      BOOST_TEST(p.drop() == "");
      BOOST_TEST((std::current_exception() != nullptr));
      BOOST_TEST(e.what() == std::string("the dropper's"));
    }
  });
}

BOOST_AUTO_TEST_CASE(parked_in_a_destructor_that_may_throw) {
  on_each([]<class S>() {
    parked<S> p(3, [](auto& other, auto make) {
      guest const outer = make(1);
      at_the_end const waits{[&, inner = make(2)] { transfer(other); }};
    });
    BOOST_TEST(p.drop() == "");
  });
}

BOOST_AUTO_TEST_CASE(parked_in_a_destructor_that_may_not_throw_is_one_line) {
  on_each([]<class S>() {
    auto const said = last_words<S>(
        [](auto& other, auto) { quietly_at_the_end const waits{[&] { transfer(other); }}; });
    BOOST_TEST(is_one_line_of_terminate(said), said);
  });
}

BOOST_AUTO_TEST_CASE(parked_in_a_destructor_that_an_exception_runs_is_one_line) {
  on_each([]<class S>() {
    auto const said = last_words<S>([](auto& other, auto) {
      try {
        at_the_end const waits{[&] { transfer(other); }};
        throw std::runtime_error("in flight");
      } catch (std::runtime_error const&) {}
    });
    BOOST_TEST(said ==
               "kont: dropped while it waits in a destructor that runs because of an exception: "
               "the order to unwind cannot be thrown\n");
  });
}

BOOST_AUTO_TEST_CASE(parked_in_a_noexcept_function_is_one_line) {
  on_each([]<class S>() {
    auto const said =
        last_words<S>([](auto& other, auto) { [&]() noexcept { transfer(other); }(); });
    BOOST_TEST(is_one_line_of_terminate(said), said);
  });
}

BOOST_AUTO_TEST_CASE(parked_while_it_holds_a_lock) {
  on_each([]<class S>() {
    if constexpr (!std::is_same_v<S, thread>) {  // there, its own thread would hold the lock
      std::mutex door;
      parked<S> p(2, [&](auto& other, auto make) {
        std::lock_guard const hold(door);
        guest const inside = make(1);
        transfer(other);
      });
      BOOST_TEST(p.drop() == "");
      BOOST_TEST(door.try_lock());
      door.unlock();
    }
  });
}

// std::ostream catches all that a streambuf throws, our order too, and sets its badbit.
BOOST_AUTO_TEST_CASE(parked_inside_a_stream) {
  on_each([]<class S>() {
    bool bad = false;
    parked<S> p(2, [&](auto& other, auto make) {
      switching_buffer buffer([&] { transfer(other); });
      std::ostream out(&buffer);
      guest const inside = make(1);
      out << 12345;
      bad = out.bad();
    });
    BOOST_TEST(p.drop() == "");
    BOOST_TEST(bad);
  });
}

BOOST_AUTO_TEST_CASE(parked_inside_a_stream_and_going_on_as_if_nothing_was_is_one_line) {
  on_each([]<class S>() {
    auto const said = last_words<S>([](auto& other, auto) {
      switching_buffer buffer([&] { transfer(other); });
      std::ostream out(&buffer);
      out << 12345;
      transfer(other);
    });
    BOOST_TEST(said == "kont: resumed twice, or empty: a continuation is one-shot\n");
  });
}

BOOST_AUTO_TEST_CASE(parked_inside_a_stream_that_throws_on_errors) {
  on_each([]<class S>() {
    parked<S> p(2, [](auto& other, auto make) {
      switching_buffer buffer([&] { transfer(other); });
      std::ostream out(&buffer);
      out.exceptions(std::ios::badbit);  // then the order goes on
      guest const inside = make(1);
      out << 12345;
      std::abort();
    });
    BOOST_TEST(p.drop() == "");
  });
}

BOOST_AUTO_TEST_CASE(parked_with_other_computations_in_its_frame) {
  on_each([]<class S>() {
    parked<S> p(4, [](auto& other, auto make) {
      auto second = S::start([&](auto& its_other) {
        auto third = S::start([&](auto& last_other) {
          guest const innermost = make(3);
          transfer(last_other);
        });
        third = std::move(third).resume().from;
        guest const inner = make(2);
        transfer(its_other);
      });
      second = std::move(second).resume().from;
      guest const outer = make(1);
      transfer(other);
    });
    BOOST_TEST(p.drop() == "");
  });
}

BOOST_AUTO_TEST_CASE(parked_where_everything_is_caught) {
  on_each([]<class S>() {
    parked<S> ends(2, [](auto& other, auto make) {
      guest const inside = make(1);
      try {
        transfer(other);
      } catch (...) {}
    });
    BOOST_TEST(ends.drop() == "");
    parked<S> lets_pass(2, [](auto& other, auto make) {
      guest const inside = make(1);
      try {
        transfer(other);
      } catch (unwinding const&) { throw; } catch (...) {
        std::abort();
      }
    });
    BOOST_TEST(lets_pass.drop() == "");
    auto const said = last_words<S>([](auto& other, auto) {
      for (;;) {
        try {
          transfer(other);
        } catch (...) {}
      }
    });
    BOOST_TEST(said == "kont: resumed twice, or empty: a continuation is one-shot\n");
  });
}

BOOST_AUTO_TEST_CASE(parked_where_a_destructor_runs_another_computation) {
  on_each([]<class S>() {
    parked<S> p(3, [](auto& other, auto make) {
      guest const outer = make(1);
      at_the_end const busy{[&] {
        auto k = S::start([&](auto& back) {
          guest const inner = make(2);
          transfer(back);
        });
        while (k) k = std::move(k).resume().from;
      }};
      transfer(other);
    });
    BOOST_TEST(p.drop() == "");
  });
}

BOOST_AUTO_TEST_CASE(seeded_fault_a_computation_that_is_forgotten_is_caught) {
  parked<stack> p(2, [](auto& other, auto make) {
    guest const inside = make(1);
    transfer(other);
  });
  auto forgotten = std::move(p.rest);
  BOOST_TEST(p.drop() == "it did not park");
  BOOST_TEST(fault(p.times) == "destructor 0 ran 0 times");
  forgotten = {};
  BOOST_TEST(fault(p.times) == "");
}

BOOST_AUTO_TEST_CASE(seeded_fault_a_destructor_that_runs_twice_is_caught) {
  parked<stack> p(2, [](auto& other, auto make) {
    guest inside = make(1);
    *inside.destroyed += 1;  // as if a copy of the frame had been destroyed too
    transfer(other);
  });
  BOOST_TEST(p.drop() == "destructor 1 ran 2 times");
}

#if defined(KONT_ASAN)
BOOST_AUTO_TEST_CASE(nothing_is_leaked) { BOOST_TEST(__lsan_do_recoverable_leak_check() == 0); }

BOOST_AUTO_TEST_CASE(seeded_fault_a_leak_is_caught) {
  auto const child = test::forked([] {
    // on a stack of its own, which is gone, and what is left of its frames with it
    std::thread([] {
      [[maybe_unused]] static int* volatile only;
      only = new int[100];
      only = nullptr;
    }).join();
    if (__lsan_do_recoverable_leak_check() != 0) ::_exit(1);
  });
  BOOST_TEST(child.code == 1);
}
#endif
