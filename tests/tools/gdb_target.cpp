// tests/tools/gdb_target.cpp -- what gdb_finds_microthreads.sh looks at: one of each state, and a
// generator half way.
#include <csignal>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "generators/generator.hpp"

namespace {

using world = kont::scheduler<>;

[[gnu::noinline]] void wait_for(kont::channel<int, world>& post, int times) {
  for (int letters = 0; letters < times; ++letters) (void)post.receive();
}
[[gnu::noinline]] void look_around() { std::raise(SIGTRAP); }

}  // namespace

int main() {
  world w;
  kont::channel<int, world> post(w);
  kont::generator<int> odd([](auto& yield) {
    for (int i = 1;; i += 2) {
      yield(i);
      look_around();
    }
  });
  auto at = odd.begin();
  w.spawn("reader", [&post] { wait_for(post, 3); });
  w.spawn("sleeper", [] { world::sleep_for(std::chrono::hours(1)); });
  w.spawn("looker", [&at] {
    world::yield();
    ++at;
  });
  w.spawn("yielder", [] {
    while (true) world::yield();
  });
  w.spawn([] {});
  w.run();
}
