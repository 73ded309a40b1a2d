// tests/reliability/r12_chains_never_grow.cpp -- R12: what is stackless uses no stack, however long
// the chain of transfers, and however deep the computations wait for each other.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <limits>
#include <utility>

#include "continuations/strategies/closure.hpp"
#include "continuations/strategies/frame.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/policies/fifo.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "generators/generator_frame.hpp"

namespace kont {
namespace {

constexpr std::uintptr_t allowed = 1024;  // bytes of growth: what frames of functions differ by
constexpr int hops = 10'000'000;
constexpr int links = sizeof(stacks::note) > 1 ? 100'000 : 1'000'000;  // sanitizers need memory

/// How far apart the stack pointers are that it was shown.
class gauge {
 public:
  [[gnu::noinline]] void look() {
    auto const here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    lowest_ = std::min(lowest_, here);
    highest_ = std::max(highest_, here);
    ++looks;
  }
  std::uintptr_t growth() const { return highest_ - lowest_; }
  int looks = 0;

 private:
  std::uintptr_t lowest_ = std::numeric_limits<std::uintptr_t>::max();
  std::uintptr_t highest_ = 0;
};

// Two that transfer to each other for ever, each by `co_await Transfer(other)`; the first goes home
// after n times.
template <auto Transfer> frame::continuation pair_of_frames(gauge& g, int n) {
  return frame::start([&g, n](frame::arrived other) -> frame::task {
    auto home = std::move(other.from);
    other.from = frame::start([&g](frame::arrived back) -> frame::task {
      while (true) {
        g.look();
        co_await Transfer(back);
      }
    });
    for (int i = 0; i < n; i += 2) {
      g.look();
      co_await Transfer(other);
    }
    other.from = std::move(home);
  });
}

struct echo {
  gauge* g;
  closure::action operator()(closure::arrived& other) const {
    g->look();
    return transfer(other, nullptr, *this);
  }
};
struct caller {
  gauge* g;
  int left;
  closure::continuation home;
  closure::action operator()(closure::arrived& other) {
    g->look();
    if (!home) {
      home = std::move(other.from);
      other.from = closure::start(echo{g});
    }
    if (left > 0) return transfer(other, nullptr, caller{g, left - 2, std::move(home)});
    other.from = std::move(home);
    return finish(other);
  }
};

// Each starts the next and waits for its end; so all wait at once.
frame::continuation link_of_frames(gauge& g, int left) {
  return frame::start([&g, left](frame::arrived other) -> frame::task {
    g.look();
    if (left == 0) co_return;
    auto home = std::move(other.from);
    other.from = link_of_frames(g, left - 1);
    co_await transfer(other);
    g.look();
    other.from = std::move(home);
  });
}
closure::continuation link_of_closures(gauge& g, int left) {
  return closure::start([&g, left](closure::arrived& other) {
    g.look();
    if (left == 0) return finish(other);
    auto rest = [&g, home = std::move(other.from)](closure::arrived& back) mutable {
      g.look();
      back.from = std::move(home);
      return finish(back);
    };
    other.from = link_of_closures(g, left - 1);
    return transfer(other, nullptr, std::move(rest));
  });
}
generator<int, frame> nested(gauge& g, int left) {
  g.look();
  if (left > 0) {
    auto inner = nested(g, left - 1);
    co_yield elements_of(std::move(inner));
  }
  g.look();
  co_yield left;
}

// A microthread that takes a free lock and gives it back, over and over: each time its rest can be
// called at once.
using world_of_rests = scheduler<fifo, closure>;
closure::action lock_again(mutex<world_of_rests>& m, gauge& g, int left) {
  if (left == 0) return world_of_rests::done();
  return m.lock([&m, &g, left] {
    g.look();
    m.unlock();
    return lock_again(m, g, left - 1);
  });
}
std::uintptr_t growth_of_locks(int locks) {
  gauge g;
  world_of_rests world;
  mutex<world_of_rests> m(world);
  world.spawn([&] { return lock_again(m, g, locks); });
  BOOST_TEST(world.run().empty());
  BOOST_TEST(g.looks == locks);
  return g.growth();
}

constexpr auto by_transfer = [](frame::arrived& other) { return transfer(other); };

// The seeded faults. A frame that resumes the next inside its own await_suspend …
struct nested_resume {
  frame::arrived& other;
  frame::node* me = nullptr;
  bool await_ready() const noexcept { return false; }
  template <class P> void await_suspend(std::coroutine_handle<P> h) {
    me = &h.promise();
    frame::node* const to = other.from.release();
    bool const goes_back = to->is_driver();
    to->from = me;
    to->word = nullptr;
    if (!goes_back) to->handle().resume();  // where `enter` would leave it to the driver
  }
  void await_resume() { other = frame::receive(*me); }
};
constexpr auto by_nested_resume = [](frame::arrived& other) { return nested_resume{other}; };
// … and a step that drives the next where it should return.
closure::continuation driving(gauge& g, int left) {
  return closure::start([&g, left](closure::arrived& other) {
    g.look();
    if (left > 0) (void)driving(g, left - 1).resume();
    return finish(other);
  });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(r12_chains_never_grow)

BOOST_AUTO_TEST_CASE(ten_million_transfers_of_frames) {
  gauge g;
  (void)pair_of_frames<by_transfer>(g, hops).resume();
  BOOST_TEST(g.looks == hops);
  BOOST_TEST(g.growth() <= allowed);
}

BOOST_AUTO_TEST_CASE(ten_million_transfers_of_closures) {
  gauge g;
  (void)closure::start(caller{&g, hops, {}}).resume();
  BOOST_TEST(g.looks == hops + 1);
  BOOST_TEST(g.growth() <= allowed);
}

BOOST_AUTO_TEST_CASE(frames_wait_for_each_other) {
  gauge g;
  (void)link_of_frames(g, links).resume();
  BOOST_TEST(g.looks == 2 * links + 1);
  BOOST_TEST(g.growth() <= allowed);
}

BOOST_AUTO_TEST_CASE(closures_wait_for_each_other) {
  gauge g;
  (void)link_of_closures(g, links).resume();
  BOOST_TEST(g.looks == 2 * links + 1);
  BOOST_TEST(g.growth() <= allowed);
}

BOOST_AUTO_TEST_CASE(generators_nest) {
  gauge g;
  int seen = 0;
  for (int i : nested(g, links)) seen += i == seen ? 1 : 0;
  BOOST_TEST(seen == links + 1);
  BOOST_TEST(g.looks == 2 * (links + 1));
  BOOST_TEST(g.growth() <= allowed);
}

BOOST_AUTO_TEST_CASE(nested_generators_are_dropped) {
  gauge g;
  {
    auto all = nested(g, links);
    BOOST_TEST(*all.begin() == 0);
  }  // recursion in a destructor would overflow here
  BOOST_TEST(g.growth() <= allowed);
}

BOOST_AUTO_TEST_CASE(operations_need_not_wait) {
  BOOST_TEST(growth_of_locks(1'000'000) <= growth_of_locks(1'000) + allowed);
}

BOOST_AUTO_TEST_CASE(the_seeded_faults_are_found) {
  gauge frames;
  (void)pair_of_frames<by_nested_resume>(frames, 1000).resume();
  BOOST_TEST(frames.looks == 1000);
  BOOST_TEST(frames.growth() > allowed);
  gauge closures;
  (void)driving(closures, 1000).resume();
  BOOST_TEST(closures.looks == 1001);
  BOOST_TEST(closures.growth() > allowed);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace kont
