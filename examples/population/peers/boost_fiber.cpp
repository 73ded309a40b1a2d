// examples/population/peers/boost_fiber.cpp -- the same people as fibers of Boost.Fiber.
#include <boost/fiber/context.hpp>
#include <boost/fiber/fiber.hpp>
#include <boost/fiber/operations.hpp>
#include <boost/fiber/pooled_fixedsize_stack.hpp>
#include <memory>
#include <utility>

#include "examples/population/engines.hpp"
#include "examples/population/phased.hpp"
#include "lib/usage_error.hpp"

namespace kont::population {
namespace {

namespace fibers = boost::fibers;

/// Its scheduler is one for the thread: round robin, in the machine's time. To wait costs it least
/// by its contexts: a condition variable would lock a mutex besides.
class fiber_kit {
 public:
  using place = fibers::context*;

  template <class F> void spawn(F f) {
    ++alive_;
    auto whole = [this, f = std::move(f)]() mutable {
      f();
      --alive_;
    };
    fibers::fiber(std::allocator_arg, room_, std::move(whole)).detach();
  }
  static place here() { return fibers::context::active(); }
  static void wait() { fibers::context::active()->suspend(); }
  static void wake(place p) { fibers::context::active()->schedule(p); }
  static unsigned hand() { return 0; }
  void run() {
    while (alive_ != 0) boost::this_fiber::yield();
    boost::this_fiber::yield();  // its scheduler frees those that ended, and so their pool
  }

 private:
  std::uint64_t alive_ = 0;
  fibers::pooled_fixedsize_stack room_{16 * 1024, 1024, 1024};  // small ones, in small blocks
};

}  // namespace

history run_by_boost_fiber(request const& r) {
  if (r.workers != 1) throw usage_error("--workers: not with boost-fiber");
  fiber_kit kit;
  return phased<fiber_kit>(kit, r).run(r.people, r.years);
}

}  // namespace kont::population
