// examples/17_explore.cpp -- a program that mostly works: explored, till a schedule breaks it.
#include <memory>
#include <string>

#include "lab/explore.hpp"

// Three go to one account, each by her own way. Whoever finds enough money takes 60. Where others
// may run in between, which elsewhere is chance, this program yields.
std::function<std::string()> bank(kont::lab::world& w) {
  auto const balance = std::make_shared<int>(100);
  for (int way = 1; char const* name : {"ann", "bob", "cat"}) {
    w.spawn(name, [&w, balance, way] {
      for (int step = 0; step < 2 * way; ++step) w.yield();
      if (*balance < 60) return;
      w.yield();  // and here another one may come between
      *balance -= 60;
    });
    ++way;
  }
  return [balance] {  // when all is over: what is wrong?
    return *balance < 0 ? "overdrawn, by " + std::to_string(-*balance) : "";
  };
}

// It runs the program in a thousand ways, leaves out every switch that does not matter, and prints
// the command that does it again, step by step in a debugger if you like. Try --policy exhaustive.
int main(int argc, char** argv) { return kont::lab::explore_main(argc, argv, bank); }
