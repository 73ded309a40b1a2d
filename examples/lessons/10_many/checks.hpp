// examples/lessons/10_many/checks.hpp -- a channel keeps its numbers, and lets people wait.
#pragma once
#include <algorithm>

#include "examples/lessons/check.hpp"

namespace {

// Some take what others send: what was taken by each, in order.
lesson::trace meeting(int senders, int receivers, int each) {
  scheduler world;
  channel c(world);
  lesson::trace taken;
  int const share = senders * each / receivers;
  for (int r = 0; r < receivers; ++r)
    world.spawn([&, share] {
      for (int i = 0; i < share; ++i) taken.push_back(std::to_string(c.receive()));
    });
  for (int s = 0; s < senders; ++s)
    world.spawn([&, s] {
      for (int i = 0; i < each; ++i) c.send(10 * s + i);
    });
  world.run();
  return taken;
}

// One sends as fast as it can, and one is slow to receive.
lesson::trace one_ahead() {
  scheduler world;
  channel c(world);
  lesson::trace log;
  world.spawn([&] {
    for (int i = 0; i < 3; ++i) c.send(i), log.push_back("sent" + std::to_string(i));
  });
  world.spawn([&] {
    for (int i = 0; i < 3; ++i) {
      world.yield(), world.yield();
      log.push_back("got" + std::to_string(c.receive()));
    }
  });
  world.run();
  return log;
}

// One waits, and is woken; before it runs, another one comes and takes the number.
lesson::trace overtaken() {
  scheduler world;
  channel c(world);
  lesson::trace log;
  auto const receiver = [&](char const* name) {
    world.spawn([&, name] { log.push_back(name + std::to_string(c.receive())); });
  };
  receiver("first:");
  world.spawn([&] { c.send(1), c.send(2); });
  receiver("second:");
  world.run();
  return log;
}

lesson::trace in_order(lesson::trace all) {
  std::ranges::sort(all);
  return all;
}

}  // namespace

int main() {
  using lesson::check;
  check("what one sends another receives, in order", meeting(1, 1, 4), {"0", "1", "2", "3"},
        {{"3", "a number is overwritten: send has to wait while the channel is full"},
         {"(nothing)", "nobody wakes who waits in receive"},
         {"0", "nobody wakes who waits in send"}});
  check("it holds one: the sender is at most one ahead", one_ahead(),
        {"sent0", "got0", "sent1", "got1", "sent2", "got2"});
  check("with two senders no number is lost", meeting(2, 1, 3).size(), 6u);
  check("with three receivers none comes twice", in_order(meeting(1, 3, 9)),
        {"0", "1", "2", "3", "4", "5", "6", "7", "8"});
  check("who is woken and finds nothing waits again", overtaken(), {"second:1", "first:2"},
        {{"second:1 first:1",
          "an `if` asks once: what held when it was woken need not hold when "
          "it runs"}});
  bool here = false;
  {
    scheduler world;
    channel c(world);
    world.spawn([&] { c.receive(), here = true; });
    world.run();
    check("who waits for ever does not run", here, false,
          {{"yes", "receive returns though nothing was sent"}});
    world.spawn([&] { c.send(1); });
    world.run();
  }
  check("and goes on when somebody sends after all", here, true);
  return lesson::done();
}
