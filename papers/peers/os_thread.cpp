// papers/peers/os_thread.cpp -- std::thread: a baton between two, lives and memory.
#include <condition_variable>
#include <mutex>
#include <semaphore>
#include <thread>
#include <vector>

#include "papers/ladder/rows.hpp"
#include "papers/peers/peers.hpp"
#include "papers/workloads/creation.hpp"

namespace kont::peers {
namespace {

using namespace ladder;
using namespace workloads;

/// One of these is handed over, the other awaited. libstdc++ spins a little, then waits on a futex.
using semaphore = std::binary_semaphore;
struct condition {
  explicit condition(int) {}
  void release() {
    {
      std::lock_guard const lock(mutex_);
      here_ = true;
    }
    changed_.notify_one();
  }
  void acquire() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return here_; });
    here_ = false;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool here_ = false;
};

/// As workloads/switching.hpp: one operation is one hand-over, with a number.
template <class Baton> class hand_over : public fixture {
  static constexpr number stop = ~number{0};

 public:
  hand_over() : other_([this] { add_up(); }) {}
  ~hand_over() override {
    mail_ = stop;
    theirs_.release();
    other_.join();
  }

  work run(std::uint64_t ops) override {
    their_sum_ = 0;
    number sum = 0;
    for (number i = 0; i < ops; i += 2) {
      mail_ = i;
      theirs_.release();
      ours_.acquire();
      number v = mail_;
      opaque(v);
      sum += v;
    }
    if (ops % 2 != 0) sum -= ops;
    return {.ops = ops, .switches = ops, .checksum = sum + their_sum_};
  }

 private:
  void add_up() {
    while (true) {
      theirs_.acquire();
      number v = mail_;
      if (v == stop) return;
      opaque(v);
      their_sum_ += v;
      mail_ = v + 1;
      ours_.release();
    }
  }

  number mail_ = 0, their_sum_ = 0;
  Baton ours_{0}, theirs_{0};
  std::thread other_;  // last: it uses the others
};

class create_thread : public fixture {
 public:
  work run(std::uint64_t ops) override {
    return lives(ops, [](number& sum, number v) { std::thread([&sum, v] { sum += v; }).join(); });
  }
};

/// n threads that wait for a number each.
class suspended_threads : public fixture {
  struct member {
    semaphore baton{0};
    std::thread thread;
  };

 public:
  explicit suspended_threads(std::uint64_t n) : all_(n) {
    for (auto& m : all_) {
      m.thread = std::thread([this, &m] { add_up(m); });
      back_.acquire();  // it has begun
    }
  }
  ~suspended_threads() override {
    ending_ = true;
    for (auto& m : all_) {
      if (!m.thread.joinable()) continue;
      m.baton.release();
      m.thread.join();
    }
  }

  work run(std::uint64_t ops) override {
    sum_ = 0;
    for (number i = 0; i < ops; ++i) {
      mail_ = i;
      all_[i % all_.size()].baton.release();
      back_.acquire();
    }
    return {.ops = ops, .checksum = sum_};
  }

 private:
  void add_up(member& me) {
    while (true) {
      back_.release();
      me.baton.acquire();
      if (ending_) return;
      sum_ += mail_;
    }
  }

  std::vector<member> all_;
  semaphore back_{0};
  number mail_ = 0, sum_ = 0;
  bool ending_ = false;
};

who theirs(std::string_view variant = "") { return {"", "std.thread", variant}; }

}  // namespace

rows os_thread_rows() {
  constexpr std::uint64_t some = 1'000;
  return {
      noted(row_of<hand_over<semaphore>>("thread.switch", theirs(), 2), "semaphores"),
      noted(row_of<hand_over<condition>>("thread.switch", theirs("condition"), 2),
            "mutex and condition variable"),
      row_of<create_thread>("create.microthread", theirs(), 1),
      noted(weighed_row<suspended_threads>("memory.microthread", theirs(), some),
            "without what the kernel keeps of each"),
  };
}

}  // namespace kont::peers
