// tests/tools/gdb_crew_target.cpp -- what gdb_finds_a_crew.sh looks at: two workers that are busy,
// and microthreads of every state around them.
#include <atomic>
#include <csignal>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/crew.hpp"
#include "coroutines/microthreads/mutex.hpp"
#include "lib/concurrent/spin_lock.hpp"

namespace {

using world = kont::crew<>;

[[gnu::noinline]] void wait_for(kont::channel<int, world>& post, int times) {
  for (int letters = 0; letters < times; ++letters) (void)post.receive();
}
[[gnu::noinline]] void look_around() { std::raise(SIGTRAP); }

// Who runs on a worker after another knows that the other one is parked. So each worker has one
// that comes last there; and as long as that is ready, its worker has something to do, and does not
// rob the other one.
std::atomic<bool> joins = false, idles = false, spins = false;

[[gnu::noinline]] void spin() {
  spins = true;
  while (spins) kont::spin_pause();
}

void fill_worker_0(world& w) {
  w.spawn({.name = "parent", .pinned = 0}, [&w] {
    auto sleeper = w.spawn("sleeper", [] { world::sleep_for(std::chrono::hours(1)); });
    w.spawn("joiner", [its = std::move(sleeper)]() mutable {
      joins = true;
      its.join();
    });
    w.spawn("idler", [] {
      for (idles = true;; world::yield()) {}
    });
  });
  w.spawn({.name = "spinner", .pinned = 0}, [] {
    while (!joins || !idles) world::yield();
    spin();
  });
}

}  // namespace

int main() {
  world w(2);
  kont::channel<int, world> post(w);
  kont::mutex<world> taken(w);
  (void)taken.try_lock();  // by nobody who would unlock it
  w.spawn({.name = "reader", .pinned = 1}, [&post] { wait_for(post, 3); });
  w.spawn({.name = "locker", .pinned = 1}, [&taken] { taken.lock(); });
  auto const kept = w.spawn({.name = "over", .pinned = 1}, [] {});
  w.spawn({.name = "looker", .pinned = 1}, [] {
    while (!spins) world::yield();
    look_around();
  });
  fill_worker_0(w);
  w.run();
}
