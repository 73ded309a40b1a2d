// lib/measure/interrupt.hpp -- an interrupt from the terminal: time to say what there is so far.
#pragma once

namespace kont::measure {

/// While one lives, the first SIGINT is noted (see interrupted), and a second one ends the program
/// as ever; who ignored them still does. One at a time; begun and ended where no other thread
/// changes what signals do.
class interruptible {
 public:
  interruptible() noexcept;
  interruptible(interruptible&&) = delete;
  ~interruptible();
};

/// Whether one has come since the last `interruptible` began. Any thread.
bool interrupted() noexcept;

}  // namespace kont::measure
