// examples/population/peers/boost_fiber.cpp -- the same people as fibers of Boost.Fiber.
#include <boost/fiber/condition_variable.hpp>
#include <boost/fiber/fiber.hpp>
#include <boost/fiber/mutex.hpp>
#include <boost/fiber/operations.hpp>
#include <boost/fiber/pooled_fixedsize_stack.hpp>

#include <algorithm>
#include <memory>

#include "examples/population/engines.hpp"
#include "examples/population/phased.hpp"
#include "lib/measure/resident.hpp"
#include "lib/usage_error.hpp"

namespace kont::population {
namespace {

namespace fibers = boost::fibers;

/// Its scheduler is one for the thread, round robin, in the machine's time.
struct fiber_kit {
  using mutex = fibers::mutex;
  using condition = fibers::condition_variable;

  static mutex made_mutex() { return mutex(); }
  static condition made() { return condition(); }
  template <class F> void spawn(F f) {
    ++alive_;
    auto whole = [this, f = std::move(f)]() mutable {
      f();
      --alive_;
    };
    fibers::fiber(std::allocator_arg, room_, std::move(whole)).detach();
  }
  void run() {
    while (alive_ != 0) boost::this_fiber::yield();
    boost::this_fiber::yield();  // its scheduler frees those that ended, and so their pool
  }

 private:
  std::uint64_t alive_ = 0;
  fibers::pooled_fixedsize_stack room_{16 * 1024, 1024, 1024};
};

}  // namespace

history run_by_boost_fiber(request const& r) {
  if (r.rules.year_ms != 0 || r.workers != 1)
    throw usage_error("boost-fiber: not with year_ms or --workers");
  auto const before = measure::resident_bytes();
  fiber_kit kit;
  phased<fiber_kit> town(kit, r.rules, r.seed);
  std::uint64_t most = 0;
  town.on_year = [&](year_row const& row) {
    if (row.year == 0) most = measure::resident_bytes();
    if (r.on_year) r.on_year(row);
  };
  town.prepare(r.people, r.years);
  kit.run();
  auto h = town.so_far();
  h.bytes = (most - std::min(before, most)) / r.people;
  return h;
}

}  // namespace kont::population
