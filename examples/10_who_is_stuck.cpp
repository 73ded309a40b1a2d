// examples/10_who_is_stuck.cpp -- a deadlock is no mystery: run() returns who waits, and for what.
#include <iostream>

#include "coroutines/microthreads/channel.hpp"
#include "coroutines/microthreads/scheduler.hpp"

int main() {
  kont::scheduler<> table;
  kont::channel<int> fork(table), knife(table);

  // Each wants the other's cutlery before giving away its own.
  table.spawn("Plato", [&] {
    fork.receive();
    knife.send(1);
  });
  table.spawn("Kant", [&] {
    knife.receive();
    fork.send(1);
  });
  auto guest = table.spawn("Diogenes", [] { std::cout << "Diogenes eats with his hands\n"; });
  table.spawn("host", [&] { guest.join(); });

  for (auto const& s : table.run()) std::cout << s.name << " waits: " << s.waits_for << '\n';

  // Nothing is lost: help one of them, and run again.
  table.spawn("waiter", [&] { fork.send(1); });
  std::cout << "a waiter comes: " << table.run().size() << " stuck\n";
}
