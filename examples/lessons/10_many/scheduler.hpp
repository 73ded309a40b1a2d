// examples/lessons/10_many/scheduler.hpp -- microthreads, round robin: a queue of rests.
#pragma once
#include <deque>
#include <utility>

#include "continuations/strategies/stack.hpp"

using queue = std::deque<kont::stack::continuation>;

class scheduler {
 public:
  template <class F> void spawn(F body) {
    ready_.push_back(kont::stack::start([this, body](auto& other) {
      me_ = &other;
      body();
    }));
  }
  void yield() { wait_in(ready_); }
  // Hands our rest to run(), which puts it into that queue.
  void wait_in(queue& q) {
    auto* const me = me_;
    kont::transfer(*me, &q);
    me_ = me;  // we run again
  }
  void wake_one(queue& q) {
    if (q.empty()) return;
    ready_.push_back(std::move(q.front()));
    q.pop_front();
  }
  // Until nobody is ready.
  void run() {
    while (!ready_.empty()) {
      auto next = std::move(ready_.front());
      ready_.pop_front();
      auto came = std::move(next).resume();
      if (came.from) static_cast<queue*>(came.word)->push_back(std::move(came.from));
    }
  }

 private:
  queue ready_;
  kont::arrival<kont::stack::continuation>* me_ = nullptr;  // of who runs: the way back
};
