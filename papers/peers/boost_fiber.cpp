// papers/peers/boost_fiber.cpp -- Boost.Fiber: yields, messages, lives and memory.
#include <boost/fiber/buffered_channel.hpp>
#include <boost/fiber/condition_variable.hpp>
#include <boost/fiber/context.hpp>
#include <boost/fiber/fiber.hpp>
#include <boost/fiber/mutex.hpp>
#include <boost/fiber/operations.hpp>
#include <boost/fiber/pooled_fixedsize_stack.hpp>
#include <boost/fiber/unbuffered_channel.hpp>
#include <memory>
#include <mutex>
#include <type_traits>
#include <utility>

#include "papers/ladder/rows.hpp"
#include "papers/peers/peers.hpp"
#include "papers/workloads/creation.hpp"
#include "papers/workloads/messages.hpp"
#include "papers/workloads/trees.hpp"
#include "papers/workloads/yields.hpp"

namespace kont::peers {
namespace {

using namespace ladder;
using namespace workloads;
namespace fibers = boost::fibers;
using stacks = fibers::pooled_fixedsize_stack;

constexpr std::size_t small_stack = 16 * 1024;
// Many get small stacks, in blocks of bounded size: a pool that doubles holds twice the memory.
stacks stacks_for(std::uint64_t n) {
  return n < 10'000 ? stacks() : stacks(small_stack, 1024, 1024);
}

/// As workloads/yields.hpp, under the library's own scheduler, round_robin, which is one for the
/// thread: no two of these may be alive at once. In a run the fiber that finds all numbers taken
/// jumps back to the one that called run(): by way of the scheduler all others would go before it.
class fiber_yields : public fixture {
 public:
  explicit fiber_yields(std::uint64_t n) : alive_(n) {
    auto room = stacks_for(n);
    for (std::uint64_t k = 0; k < n; ++k)
      fibers::fiber(std::allocator_arg, room, [this] { live(); }).detach();
    fiber_yields::run(n);
  }
  ~fiber_yields() override {
    shared_ = {.ending = true};
    while (alive_ != 0) boost::this_fiber::yield();
    boost::this_fiber::yield();  // the library's own frees those that ended, and so their pool
  }

  work run(std::uint64_t ops) override {
    shared_ = {.end = ops};
    caller_ = fibers::context::active();
    caller_->suspend();
    return {.ops = ops, .switches = ops, .checksum = shared_.sum};
  }

 private:
  void live() {
    own_line mine;
    for (number v = 0;;) {
      if (shared_.take(v)) {
        mine.touch(v);
        boost::this_fiber::yield();
      } else if (!shared_.ending) {
        caller_->resume(fibers::context::active());
      } else {
        break;
      }
    }
    --alive_;
  }

  count shared_;
  fibers::context* caller_ = nullptr;
  std::uint64_t alive_;
};

template <class Channel> class fiber_messages : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    auto const line = make();
    fibers::fiber sender(std::allocator_arg, stacks_, [&line, ops] {
      for (number i = 0; i < ops; ++i) {
        number v = i;
        opaque(v);
        line->push(v);
      }
    });
    fibers::fiber receiver(std::allocator_arg, stacks_, [&line, &sum, ops] {
      for (number i = 0; i < ops; ++i) {
        number v = line->value_pop();
        opaque(v);
        sum += v;
      }
    });
    sender.join();
    receiver.join();
    return {.ops = ops, .contexts = 2, .messages = ops, .checksum = sum};
  }

 private:
  static std::unique_ptr<Channel> make() {
    if constexpr (std::is_constructible_v<Channel, std::size_t>) {
      return std::make_unique<Channel>(message_buffer);
    } else {
      return std::make_unique<Channel>();
    }
  }
  stacks stacks_;
};

/// As workloads/messages.hpp's selected_messages. The library has no select, and its unbuffered
/// channel nothing that does not wait; so this is what one writes then: a monitor, with a slot for
/// each sender, in which he leaves a value and waits until it has been taken.
class fiber_selected_messages : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    slot a, b;
    auto const sends = [this](slot& to, number begin, number end) {
      return [this, &to, begin, end] { send(to, begin, end); };
    };
    fibers::fiber first(std::allocator_arg, stacks_, sends(a, 0, ops / 2));
    fibers::fiber second(std::allocator_arg, stacks_, sends(b, ops / 2, ops));
    fibers::fiber receiver(std::allocator_arg, stacks_, [&] {
      for (number i = 0; i < ops; ++i) {
        number v = take_from(a, b, i % 2 == 0);
        opaque(v);
        sum += v;
      }
    });
    for (auto* const f : {&first, &second, &receiver}) f->join();
    return {.ops = ops, .contexts = 3, .messages = ops, .checksum = sum};
  }

 private:
  struct slot {
    number value = 0;
    bool full = false;
    fibers::condition_variable taken;
  };
  void send(slot& to, number begin, number end) {
    for (number i = begin; i < end; ++i) {
      number v = i;
      opaque(v);
      std::unique_lock lock(mutex_);
      to.value = v;
      to.full = true;
      filled_.notify_one();
      to.taken.wait(lock, [&to] { return !to.full; });
    }
  }
  number take_from(slot& a, slot& b, bool a_first) {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [&] { return a.full || b.full; });
    slot& from = a.full && (a_first || !b.full) ? a : b;
    from.full = false;
    from.taken.notify_one();
    return from.value;
  }

  fibers::mutex mutex_;
  fibers::condition_variable filled_;
  stacks stacks_;
};

template <class Stacks> class create_fiber : public fixture {
 public:
  work run(std::uint64_t ops) override {
    return lives(ops, [this](number& sum, number v) {
      fibers::fiber(std::allocator_arg, stacks_, [&sum, v] { sum += v; }).join();
    });
  }

 private:
  Stacks stacks_;
};

who theirs(std::string_view variant = "") { return {"context", "boost.fiber", variant}; }

/// The child first, as a crew's fork.
class fiber_skynet : public fixture {
 public:
  work run(std::uint64_t ops) override {
    stacks room(small_stack);
    auto const child = [&](auto&& f) {
      return fibers::fiber(fibers::launch::dispatch, std::allocator_arg, room,
                           std::forward<decltype(f)>(f));
    };
    return {.ops = ops, .checksum = skynet_of_leaves{}(ops, child)};
  }
};

}  // namespace

rows boost_fiber_rows() {
  constexpr auto pooled = "round_robin, pooled stacks";
  constexpr auto small = "round_robin, pooled stacks of 16 KiB";
  rows out{
      noted(row_of<fiber_messages<fibers::unbuffered_channel<number>>>("channel.message", theirs(),
                                                                       2),
            pooled),
      noted(
          row_of<fiber_messages<fibers::buffered_channel<number>>>("channel.buffered", theirs(), 2),
          pooled),
      noted(row_of<fiber_selected_messages>("channel.select", theirs(), 3),
            "it has none: a mutex, condition variables and slots"),
      noted(row_of<create_fiber<stacks>>("create.microthread", theirs("pooled"), 1), pooled),
      noted(row_of<create_fiber<fibers::fixedsize_stack>>("create.microthread", theirs(), 1),
            "its default stacks: 128 KiB from malloc"),
      noted(row_of<fiber_skynet>("tree.skynet", theirs(), 1), "launch::dispatch, pooled stacks"),
  };
  append_weighed<fiber_yields>(out, "memory.microthread", theirs(), small);
  for (auto const n : few)
    out.push_back(noted(row_of<fiber_yields>("microthread.yield", theirs(), n, n), pooled));
  for (auto const n : {many, million})
    out.push_back(noted(row_of<fiber_yields>("microthread.yield", theirs(), n, n), small));
  return out;
}

}  // namespace kont::peers
