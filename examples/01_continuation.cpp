// examples/01_continuation.cpp -- the one primitive: what is left of a computation is a value.
#include <iostream>

#include "continuations/strategies/stack.hpp"

using kont::arrival;
using kont::stack;
using kont::transfer;

int main() {
  // start() makes a computation that has not begun. Its body is told who switched to it, `other`.
  auto rest = stack::start([](arrival<stack::continuation>& other) {
    std::cout << "    here I am\n";
    transfer(other);  // switch back to whoever came: what is left of us is theirs now
    std::cout << "    here I am again\n";
    int present = 42;
    transfer(other, &present);  // a word may be brought along
    std::cout << "    and now I am done\n";
  });

  std::cout << "nothing has happened yet\n";
  rest = std::move(rest).resume().from;  // runs it until it switches; `from` is what is left
  std::cout << "back in main\n";
  auto came = std::move(rest).resume();
  std::cout << "it brought " << *static_cast<int*>(came.word) << '\n';
  rest = std::move(came.from).resume().from;
  std::cout << "anything left? " << (rest ? "yes" : "no") << '\n';
}
