// examples/population/crew.cpp -- the same people on many cores.
#include <utility>

#include "coroutines/microthreads/crew.hpp"
#include "examples/population/engines.hpp"
#include "examples/population/phased.hpp"

namespace kont::population {
namespace {

class crew_kit {
  using world = crew<>;

 public:
  using place = world::thread*;
  explicit crew_kit(unsigned workers) : workers_(workers) {}

  template <class F> void spawn(F f) { workers_.spawn(std::move(f)); }
  static place here() { return &world::current(town::courting); }
  static void wait() { world::block("a year"); }
  void wake(place p) {
    while (!workers_.wake(*p)) world::yield();  // it has said that it rests, and soon does
  }
  static unsigned hand() { return world::its_worker(); }
  void run() { workers_.run(); }

 private:
  world workers_;
};

}  // namespace

history run_by_crew(request const& r) {
  crew_kit kit(r.workers);
  return phased<crew_kit>(kit, r).run(r.people, r.years);
}

}  // namespace kont::population
