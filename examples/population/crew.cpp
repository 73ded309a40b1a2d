// examples/population/crew.cpp -- the same people on many cores.
#include <algorithm>

#include "coroutines/microthreads/condition.hpp"
#include "coroutines/microthreads/crew.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "examples/population/engines.hpp"
#include "examples/population/phased.hpp"
#include "lib/measure/resident.hpp"
#include "lib/usage_error.hpp"

namespace kont::population {
namespace {

struct crew_kit {
  using world = crew<>;
  using mutex = kont::mutex<world>;
  using condition = kont::condition<world>;
  explicit crew_kit(unsigned workers) : workers_(workers) {}

  mutex made_mutex() { return mutex(workers_); }
  condition made() { return condition(workers_); }
  template <class F> void spawn(F f) { workers_.spawn(std::move(f)); }
  std::vector<stuck> run() { return workers_.run(); }

 private:
  world workers_;
};

/// Each worker writes its own notes.
class on_a_crew final : public phased<crew_kit> {
  using phased::phased;
  unsigned hand() const noexcept override {
    return crew_kit::world::running() != 0 ? crew_kit::world::its_worker() : 0;
  }
};

}  // namespace

history run_by_crew(request const& r) {
  if (r.rules.suitors_wait || r.rules.alone_waits || r.rules.year_ms != 0)
    throw usage_error("--workers: suitors_wait, alone_waits and year_ms are for one worker only");
  auto const before = measure::resident_bytes();
  crew_kit kit(r.workers);
  on_a_crew town(kit, r.rules, r.seed, r.workers);
  std::uint64_t most = 0;
  town.on_year = [&](year_row const& row) {
    if (row.year == 0) most = measure::resident_bytes();
    if (r.on_year) r.on_year(row);
  };
  town.prepare(r.people, r.years);
  auto const stuck = kit.run();
  auto h = town.so_far();
  h.waiting_for_ever = stuck.size();
  h.bytes = (most - std::min(before, most)) / r.people;
  return h;
}

}  // namespace kont::population
