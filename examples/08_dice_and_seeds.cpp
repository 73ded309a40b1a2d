// examples/08_dice_and_seeds.cpp -- an order by chance finds the bug, and its seed repeats it.
#include <iostream>

#include "coroutines/microthreads/policies/dice.hpp"
#include "coroutines/microthreads/scheduler.hpp"

using chance_world = kont::scheduler<kont::dice>;

// Two pay 100 each into one account. Whoever is interrupted between looking and writing loses the
// other's money. A good program gives 200 in every order.
int balance_after(std::uint64_t seed) {
  int balance = 0;
  chance_world bank{kont::dice(seed)};
  for (int customer = 0; customer < 2; ++customer) {
    bank.spawn([&] {
      chance_world::yield();  // comes in at some time
      int const seen = balance;
      chance_world::yield();  // counts the money
      balance = seen + 100;
    });
  }
  bank.run();
  return balance;
}

int main() {
  int lost = 0;
  std::uint64_t guilty = 0;
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    if (balance_after(seed) == 200) continue;
    if (lost++ == 0) guilty = seed;
  }
  std::cout << "of 1000 orders, " << lost << " lose money; the first is seed " << guilty << '\n';

  // The dice fall the same for the same seed: the bug can be looked at as often as we like.
  for (int again = 0; again < 3; ++again) {
    std::cout << "seed " << guilty << " again: " << balance_after(guilty) << '\n';
  }
}
