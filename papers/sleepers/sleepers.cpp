// papers/sleepers/sleepers.cpp -- spawn, let sleep, count how late.
#include "papers/sleepers/sleepers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string_view>
#include <vector>

#include "continuations/strategies/copy.hpp"
#include "continuations/strategies/frame.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "lib/measure/cpu_clock.hpp"
#include "lib/measure/resident.hpp"
#include "lib/stacks/stack.hpp"
#include "lib/usage_error.hpp"
#include "papers/ladder/claims.hpp"
#include "papers/ladder/terminal.hpp"

namespace kont::late {
namespace {

using namespace std::chrono_literals;

struct seen {
  std::vector<timeline::duration> late;
  double cpu_ns = 0, bytes = 0;  // each
};

template <class World> void spawn_sleeper(World& world, instant& due, timeline::duration& late) {
  if constexpr (World::style == dialect::co) {
    world.spawn([&world, &due, &late]() -> typename World::template body_of<> {
      co_await World::yield();  // until all have been made
      co_await World::sleep_until(due);
      late = world.clock().now() - due;
    });
  } else {
    world.spawn([&world, &due, &late] {
      World::yield();
      World::sleep_until(due);
      late = world.clock().now() - due;
    });
  }
}

template <class S> seen sleep_all(options const& how) {
  using world_type = scheduler<fifo, S, real_clock>;
  seen out{std::vector<timeline::duration>(how.n)};
  std::vector<instant> due(how.n);
  auto const each = static_cast<double>(how.n);
  auto const before = measure::resident_bytes();
  world_type world;
  for (std::uint64_t i = 0; i < how.n; ++i) spawn_sleeper(world, due[i], out.late[i]);
  world.run_some(how.n);  // all have begun
  out.bytes = static_cast<double>(measure::resident_since(before)) / each;
  std::mt19937_64 dice(how.seed);
  auto const first = world.clock().now() + 1s;
  for (auto& t : due) t = first + std::chrono::nanoseconds(dice() % (how.spread * 1'000'000 + 1));
  auto const from = measure::thread_cpu_ns();
  world.run();
  out.cpu_ns = static_cast<double>(measure::thread_cpu_ns() - from) / each;
  std::ranges::sort(out.late);
  return out;
}

// A million, each woken so soon after its time.
constexpr double most_ms = 10;

struct row {
  std::string_view name;
  seen (*sleep)(options const&);
};
constexpr row rows[] = {{"frame", sleep_all<frame>},
                        {"copy", sleep_all<copy>},
                        {"packed", sleep_all<packed_stack>},
                        {"stack", sleep_all<stack>}};

/// Prints its row, and returns what it shows.
ladder::verdict print(row const& r, options const& how) try {
  auto const all = r.sleep(how);
  auto const ms = [&](std::size_t i) {
    return std::chrono::duration<double, std::milli>(all.late[i]).count();
  };
  fmt::print("{:<8} {:>10} {:>10.3f} {:>10.3f} {:>10.3f} {:>8.0f} {:>8.0f}\n", r.name, how.n,
             ms(how.n / 2), ms(how.n * 99 / 100), ms(how.n - 1), all.cpu_ns, all.bytes);
  return ladder::exactly({"ms late at the median", r.name, "", "", most_ms}, ms(how.n / 2));
} catch (std::bad_alloc const& e) {
  fmt::print("{:<8} {:>10} not enough memory: {}\n", r.name, how.n, e.what());
  return {};
}

}  // namespace

int run(options const& how) {
  constexpr std::uint64_t most = 100'000'000;
  auto const chosen = [&](row const& r) { return how.strategy.empty() || how.strategy == r.name; };
  if (how.n == 0 || how.n > most || how.spread > most)
    throw usage_error(fmt::format("--n is from 1 to {}, --spread from 0 to {}", most, most));
  if (std::ranges::none_of(rows, chosen))
    throw usage_error("no strategy '" + how.strategy + "' sleeps here: frame, copy, packed, stack");
  fmt::print("{:<8} {:>10} {:>10} {:>10} {:>10} {:>8} {:>8}\n", "strategy", "n", "median ms",
             "p99 ms", "last ms", "cpu ns", "bytes");
  std::vector<ladder::verdict> shown;
  for (auto const& r : rows) {
    if (!chosen(r)) continue;
    shown.push_back(print(r, how));
    stacks::trim();
  }
  for (auto const& v : shown)
    if (v.value) ladder::print(line_of(v));
  return 0;
}

}  // namespace kont::late
