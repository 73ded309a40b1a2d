// examples/lessons/10_many/solution.cpp -- a channel: blocking is to lie in a queue.
#include <optional>

#include "examples/lessons/10_many/scheduler.hpp"

// Holds one number at most. May be dropped while somebody waits in it.
class channel {
 public:
  explicit channel(scheduler& world) : world_(world) {}

  // Waits until there is room, and puts n in.
  void send(int n) {
    while (number_) world_.wait_in(senders_);
    number_ = n;
    world_.wake_one(receivers_);
  }
  // Waits until there is a number, and takes it out.
  int receive() {
    while (!number_) world_.wait_in(receivers_);
    int const n = *number_;
    number_.reset();
    world_.wake_one(senders_);
    return n;
  }

 private:
  scheduler& world_;
  std::optional<int> number_;
  queue senders_, receivers_;
};

#include "examples/lessons/10_many/checks.hpp"
