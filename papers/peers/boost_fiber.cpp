// papers/peers/boost_fiber.cpp -- Boost.Fiber: yields, messages, lives and memory.
#include <boost/fiber/context.hpp>
#include <boost/fiber/fiber.hpp>
#include <boost/fiber/operations.hpp>
#include <boost/fiber/pooled_fixedsize_stack.hpp>
#include <boost/fiber/unbuffered_channel.hpp>
#include <memory>

#include "papers/ladder/rows.hpp"
#include "papers/peers/peers.hpp"
#include "papers/workloads/creation.hpp"
#include "papers/workloads/yields.hpp"

namespace kont::peers {
namespace {

using namespace ladder;
using namespace workloads;
namespace fibers = boost::fibers;
using stacks = fibers::pooled_fixedsize_stack;

constexpr std::size_t small_stack = 16 * 1024;
// Many get small stacks, in blocks of bounded size: a pool that doubles holds twice the memory.
stacks stacks_for(std::uint64_t n) { return n < many ? stacks() : stacks(small_stack, 1024, 1024); }

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

class fiber_messages : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    fibers::unbuffered_channel<number> line;
    fibers::fiber sender(std::allocator_arg, stacks_, [&line, ops] {
      for (number i = 0; i < ops; ++i) {
        number v = i;
        opaque(v);
        line.push(v);
      }
    });
    fibers::fiber receiver(std::allocator_arg, stacks_, [&line, &sum, ops] {
      for (number i = 0; i < ops; ++i) {
        number v = line.value_pop();
        opaque(v);
        sum += v;
      }
    });
    sender.join();
    receiver.join();
    return {.ops = ops, .contexts = 2, .messages = ops, .checksum = sum};
  }

 private:
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

}  // namespace

rows boost_fiber_rows() {
  constexpr auto pooled = "round_robin, pooled stacks";
  constexpr auto small = "round_robin, pooled stacks of 16 KiB";
  rows out{
      noted(row_of<fiber_messages>("channel.message", theirs(), 2), pooled),
      noted(row_of<create_fiber<stacks>>("create.microthread", theirs("pooled"), 1), pooled),
      noted(row_of<create_fiber<fibers::fixedsize_stack>>("create.microthread", theirs(), 1),
            "its default stacks: 128 KiB from malloc"),
      noted(weighed_row<fiber_yields>("memory.microthread", theirs(), many), small),
  };
  for (auto const n : few)
    out.push_back(noted(row_of<fiber_yields>("microthread.yield", theirs(), n, n), pooled));
  for (auto const n : {many, million})
    out.push_back(noted(row_of<fiber_yields>("microthread.yield", theirs(), n, n), small));
  return out;
}

}  // namespace kont::peers
