// examples/04_asymmetric_pair.cpp -- resume goes down, yield comes back up: a dialogue.
#include <iostream>
#include <string>

#include "coroutines/coroutine.hpp"

using kont::asymmetric_coroutine;

int main() {
  // Where a symmetric coroutine names its successor, this one only knows: back to whoever resumed
  // me. Values go both ways: what resume(v) brings is what yield() returns.
  asymmetric_coroutine<std::string> waiter([](auto& self, std::string order) {
    int courses = 0;
    while (order != "the bill") {
      ++courses;
      order = self.yield("here is " + order);
    }
    return "that was " + std::to_string(courses) + " courses";
  });

  for (auto const* wish : {"soup", "fish", "ice cream", "the bill"}) {
    std::cout << wish << ", please! -- " << waiter.resume(wish) << '\n';
  }
  std::cout << (waiter ? "the waiter waits\n" : "the waiter has gone home\n");
}
