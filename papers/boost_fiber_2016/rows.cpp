// papers/boost_fiber_2016/rows.cpp -- what it costs to begin, to join, to yield and to get a value:
// microthreads, threads of the system, and fibers of Boost's.
#include "papers/boost_fiber_2016/rows.hpp"

#include <future>
#include <thread>
#include <utility>

#include "coroutines/microthreads/future.hpp"
#include "papers/frame/tables.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/worlds.hpp"

namespace kont::papers {
namespace {

using namespace ladder;
using namespace workloads;

template <class World> class of_kont {
  World world_;

 public:
  template <class F> void inside(F f) {
    world_.spawn(f);
    world_.run();
  }
  template <class F> auto spawn(F f) { return world_.spawn(f); }
  [[gnu::always_inline]] void yield() { World::yield(); }
  template <class F> future<number, World> later(F f) {
    promise<number, World> p(world_);
    auto value = p.get_future();
    world_.spawn([p = std::move(p), f]() mutable { p.set_value(f()); }).detach();
    return value;
  }
};

struct of_the_system {
  template <class F> void inside(F f) { f(); }
  template <class F> std::thread spawn(F f) { return std::thread(f); }
  void yield() { std::this_thread::yield(); }
  template <class F> std::future<number> later(F f) { return std::async(std::launch::async, f); }
};

}  // namespace

rows boost_fiber_rows() {
  rows out;
  add_batches<of_kont<world<stack>>>(out, ours("stack"));
#if KONT_HAVE_BOOST_CONTEXT
  add_batches<of_kont<world<context>>>(out, ours("context"));
#endif
  add_batches<of_the_system>(out, {"thread", "std.thread"}, 1'000);
  for (auto& r : out)
    if (r.system == "std.thread") r.max_ops = 1'000;
#if KONT_HAVE_BOOST_FIBER
  for (auto& r : fiber_batches_rows()) out.push_back(std::move(r));
#endif
  return out;
}

}  // namespace kont::papers
