// examples/14_kill.cpp -- a microthread can be ended from outside: what it holds is given back.
#include <iostream>
#include <mutex>
#include <string>

#include "coroutines/microthreads/mutex.hpp"
#include "coroutines/microthreads/scheduler.hpp"

using namespace std::chrono_literals;

struct file {
  explicit file(std::string n) : name(std::move(n)) { std::cout << name << " opened\n"; }
  ~file() { std::cout << name << " closed\n"; }
  std::string name;
};

// One is ended, because it takes too long.
void one() {
  kont::scheduler<> world;
  kont::mutex disk(world);
  auto const copy = [&](std::string name, auto takes) {
    return world.spawn(name, [&, name, takes] {
      file const f(name);
      std::scoped_lock const mine(disk);
      world.sleep_for(takes);
      std::cout << name << " copied\n";
    });
  };
  auto film = copy("film", 1h), song = copy("song", 1s), notes = copy("notes", 1s);
  world.spawn("impatient", [&] {
    if (film.try_join_for(1min)) return;
    // kill() throws out of the call in which the film's microthread waits. No thread of an
    // operating system can be ended like this: it might be anywhere; ours is at a known place.
    std::cout << "a minute is enough\n";
    film.kill();   // its mutex is handed on
    notes.kill();  // it waits for that mutex: it leaves the queue
  });
  std::cout << world.run().size() << " are stuck\n";
}

// All are ended, but those who resist.
void all() {
  kont::scheduler<> world;
  world.spawn("sleeper", [&] {
    file const dream("dream");
    world.sleep_for(24h);
  });
  world.spawn({.name = "cleaner", .resistant = true}, [&] {
    world.sleep_for(2h);
    std::cout << "the cleaner stays till the end\n";
  });
  world.spawn("alarm", [&] {
    world.sleep_for(1h);
    std::cout << "everybody out: ";
    world.kill_all();
  });
  std::cout << world.run().size() << " are stuck\n";
}

int main() {
  one();
  all();
}
