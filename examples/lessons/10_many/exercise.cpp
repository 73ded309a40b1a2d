// examples/lessons/10_many/exercise.cpp -- a channel: blocking is to lie in a queue.
#include <optional>

#include "examples/lessons/10_many/scheduler.hpp"

// Holds one number at most. May be dropped while somebody waits in it.
class channel {
 public:
  explicit channel(scheduler& world) : world_(world) {}

  // Waits until there is room, and puts n in.
  void send(int n) {
    // TODO: world_.wait_in(...), world_.wake_one(...)
    (void)n, (void)world_;
  }
  // Waits until there is a number, and takes it out.
  int receive() {
    // TODO
    return 0;
  }

 private:
  scheduler& world_;
  std::optional<int> number_;
  queue senders_, receivers_;
};

#include "examples/lessons/10_many/checks.hpp"
