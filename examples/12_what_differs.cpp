// examples/12_what_differs.cpp -- where strategies mean different things by one program: each cell
// of the table is a probe that has just been run.
//
// The puzzle (van Rossum on Stackless Python's continuations, python-dev, November 2000): save a
// continuation after three rounds of a loop, run three more, go back to it. With which round does
// it go on? After 3 or after 6: it depends on where the counter lies, and on what was saved.
// "once": a one-shot continuation cannot be gone back to.
#include <fmt/format.h>

#include <cfenv>
#include <exception>
#include <memory>
#include <string>

#include "continuations/strategies/strategies.hpp"

using namespace kont;

namespace {

// --- the puzzle: the counter is in a slot of the stack, in a local, or in a cell of the heap ----

enum class counter { slot, local, heap };
enum class shares { nothing, locals, frame };  // what the rests of one computation share, in CPS

template <shares, strategy<dialect::direct> S>
typename S::continuation rounds(counter where, int& cell, int& round) {
  return S::start([where, &cell, &round](auto& other) {
    int volatile slot = 0;  // always in memory
    int local = 0;          // in a register, for all we know
    for (;;) {
      slot = slot + 1;
      local = local + 1;
      ++cell;
      round = where == counter::slot ? slot : where == counter::local ? local : cell;
      transfer(other);
    }
  });
}

// In CPS a frame is what the rest holds: by value, or a pointer to what other rests hold too.
struct frame_of_rounds {
  int slot = 0, local = 0;
};
template <shares Shared, class S> struct next_round {
  counter where;
  int& cell;
  int& round;
  frame_of_rounds mine{};
  std::shared_ptr<frame_of_rounds> ours = std::make_shared<frame_of_rounds>();

  auto operator()(typename S::arrived& other) {
    int const slot = ++(Shared == shares::frame ? ours->slot : mine.slot);
    int const local = ++(Shared != shares::nothing ? ours->local : mine.local);
    ++cell;
    round = where == counter::slot ? slot : where == counter::local ? local : cell;
    return transfer(other, nullptr, next_round(*this));
  }
};
template <shares Shared, strategy<dialect::cps> S>
typename S::continuation rounds(counter where, int& cell, int& round) {
  return S::start(next_round<Shared, S>{where, cell, round});
}

template <class S, shares Shared> std::string goes_on(counter where) {
  if constexpr (multi_shot<typename S::continuation>) {
    auto const cell = std::make_unique<int>(0);
    int round = 0;
    auto k = rounds<Shared, S>(where, *cell, round);
    auto const three_more = [&] {
      for (int i = 0; i < 3; ++i) k = std::move(k).resume().from;
    };
    three_more();
    auto saved = k.fork();
    three_more();
    std::move(saved).resume();
    return std::to_string(round - 1);
  } else {
    return "once";
  }
}

// --- destructors: an object made before the fork, and both ends ----------------------------------

struct counted {
  int* made;
  int* destroyed;
  counted(int& m, int& d) : made(&m), destroyed(&d) { ++*made; }
  counted(counted const& c) : made(c.made), destroyed(c.destroyed) { ++*made; }
  ~counted() { ++*destroyed; }
};

template <strategy<dialect::direct> S> typename S::continuation holder(int& made, int& destroyed) {
  return S::start([&](auto& other) {
    counted const local(made, destroyed);
    transfer(other);
  });
}
template <strategy<dialect::co> S> typename S::continuation holder(int& made, int& destroyed) {
  return S::start([&](typename S::arrived other) -> typename S::task {
    counted const local(made, destroyed);
    co_await transfer(other);
  });
}
template <strategy<dialect::cps> S> typename S::continuation holder(int& made, int& destroyed) {
  return S::start([&](auto& other) {
    counted const local(made, destroyed);
    return transfer(other, nullptr, [local](auto& o) { return finish(o); });
  });
}

template <class S> std::string destructors() {
  int made = 0, destroyed = 0;
  {
    auto k = holder<S>(made, destroyed).resume().from;
    if constexpr (multi_shot<typename S::continuation>) k.fork().resume();
    std::move(k).resume();
  }
  return destroyed == made ? "once" : fmt::format("{} for {}", destroyed, made);
}

// --- exceptions: two bodies wait in their catch blocks -------------------------------------------

template <class S> std::string caught() {
  if constexpr (S::style != dialect::direct) {
    return "no switch there";
  } else {
    int seen[2] = {};
    auto const catcher = [&seen](int which) {
      return S::start([&seen, which](auto& other) {
        try {
          throw which;
        } catch (int) {
          transfer(other);
          try {
            std::rethrow_exception(std::current_exception());
          } catch (int of) { seen[which] = of; }
        }
      });
    };
    auto first = catcher(0).resume().from;
    auto second = catcher(1).resume().from;
    first = std::move(first).resume().from;
    std::move(second).resume();
    return seen[0] == 0 && seen[1] == 1 ? "its own" : "the thread's";
  }
}

// --- what belongs to the thread ------------------------------------------------------------------

thread_local int mark = 0;

struct look {
  int& seen;
  void operator()() const {
    seen = mark;
    std::fesetround(FE_UPWARD);
  }
};
template <strategy<dialect::direct> S> typename S::continuation looker(look const& at) {
  return S::start([at](auto& other) {
    at();
    transfer(other);
  });
}
template <strategy<dialect::co> S> typename S::continuation looker(look const& at) {
  return S::start([at](typename S::arrived other) -> typename S::task {
    at();
    co_await transfer(other);
  });
}
template <strategy<dialect::cps> S> typename S::continuation looker(look const& at) {
  return S::start([at](auto& other) {
    at();
    return transfer(other, nullptr, [](auto& o) { return finish(o); });
  });
}

struct of_the_thread {
  std::string locals, rounding;
};
template <class S> of_the_thread left_to_the_thread() {
  auto const word = [](bool own) { return own ? "its own" : "the thread's"; };
  int seen = 0;
  mark = 7;
  auto k = looker<S>(look{seen}).resume().from;
  bool const own_rounding = std::fegetround() == FE_TONEAREST;
  std::fesetround(FE_TONEAREST);
  return {word(seen != 7), word(own_rounding)};
}

constexpr auto line = "{:<24} {:<5} {:<6} {:<5} {:<8} {:<16} {:<13} {}\n";

template <class S, shares Shared = shares::nothing> void print(std::string_view name) {
  auto const [locals, rounding] = left_to_the_thread<S>();
  fmt::print(line, name, goes_on<S, Shared>(counter::slot), goes_on<S, Shared>(counter::local),
             goes_on<S, Shared>(counter::heap), destructors<S>(), caught<S>(), locals, rounding);
}

}  // namespace

int main() {
  fmt::print(line, "strategy", "slot", "local", "heap", "~local", "caught", "thread_local",
             "rounding");
  for_each_strategy([]<class S>() { print<S>(describe<S>.name); });
  print<closure, shares::locals>("closure (locals shared)");
  print<closure, shares::frame>("closure (frame shared)");
  print<basic_stack<{.exceptions = false}>>("stack (bare)");
  print<basic_stack<{.fp_control = true}>>("stack (fp)");
  fmt::print("segment                  like stack; no other strategy can be in its programs\n");
}
