// papers/peers/boost_context.cpp -- Boost.Context: the switch, a ring, lives and memory.
#include <boost/context/continuation.hpp>
#include <boost/context/detail/fcontext.hpp>
#include <boost/context/fiber.hpp>
#include <boost/context/fixedsize_stack.hpp>
#include <boost/context/pooled_fixedsize_stack.hpp>
#include <vector>

#include "papers/ladder/rows.hpp"
#include "papers/peers/peers.hpp"
#include "papers/workloads/creation.hpp"
#include "papers/workloads/ring.hpp"

namespace kont::peers {
namespace {

using namespace ladder;
using namespace workloads;
namespace context = boost::context;

/// The two faces of the library: both are a pointer to the suspended stack.
struct by_callcc {
  using type = context::continuation;
  template <class Allocator, class F> static type begin(Allocator stacks, F f) {
    return context::callcc(std::allocator_arg, stacks, std::move(f));
  }
};
struct by_fiber {
  using type = context::fiber;
  template <class Allocator, class F> static type begin(Allocator stacks, F f) {
    return context::fiber(std::allocator_arg, stacks, std::move(f)).resume();
  }
};

/// Adds up what is in `mail`, and puts the next number there. (Boost carries no word.)
template <class Face> auto adder(number& mail, number& sum) {
  return [&](typename Face::type&& other) -> typename Face::type {
    while (true) {
      number v = mail;
      opaque(v);
      sum += v;
      mail = v + 1;
      other = std::move(other).resume();
    }
  };
}

/// As workloads/switching.hpp.
template <class Face, bool Inexact = false> class switching : public fixture {
 public:
  switching() {
    if (Inexact) clear_fp_status();
    other_ = Face::begin(context::fixedsize_stack(), adder<Face>(mail_, theirs_));
  }

  work run(std::uint64_t ops) override {
    if (Inexact) be_inexact();
    theirs_ = 0;
    number ours = 0;
    auto other = std::move(other_);
    for (number i = 0; i < ops; i += 2) {
      mail_ = i;
      other = std::move(other).resume();
      number v = mail_;
      opaque(v);
      ours += v;
    }
    other_ = std::move(other);
    if (ops % 2 != 0) ours -= ops;
    return {.ops = ops, .switches = ops, .checksum = ours + theirs_};
  }

 private:
  number mail_ = 0, theirs_ = 0;
  typename Face::type other_;
};

/// What lies below both faces: a switch that carries a word, owns no stack and unwinds nothing.
class raw_switching : public fixture {
 public:
  raw_switching() {
    stack_ = allocator_.allocate();
    other_ = context::detail::make_fcontext(stack_.sp, stack_.size, &body);
    other_ = context::detail::jump_fcontext(other_, this).fctx;
  }
  ~raw_switching() override { allocator_.deallocate(stack_); }

  work run(std::uint64_t ops) override {
    theirs_ = 0;
    number ours = 0;
    for (number i = 0; i < ops; i += 2) {
      auto const came = context::detail::jump_fcontext(other_, word_of(i));
      other_ = came.fctx;
      auto v = number_in(came.data);
      opaque(v);
      ours += v;
    }
    if (ops % 2 != 0) ours -= ops;
    return {.ops = ops, .switches = ops, .checksum = ours + theirs_};
  }

 private:
  static void body(context::detail::transfer_t came) {
    auto& self = *static_cast<raw_switching*>(came.data);
    came = context::detail::jump_fcontext(came.fctx, nullptr);
    while (true) {
      auto v = number_in(came.data);
      opaque(v);
      self.theirs_ += v;
      came = context::detail::jump_fcontext(came.fctx, word_of(v + 1));
    }
  }

  context::fixedsize_stack allocator_;
  context::stack_context stack_;
  context::detail::fcontext_t other_ = nullptr;
  number theirs_ = 0;
};

/// As workloads/ring.hpp, with what the library leaves to its user: to file who left.
class fiber_ring : public fixture {
 public:
  explicit fiber_ring(std::uint64_t n) : members_(n) {
    context::pooled_fixedsize_stack stacks;
    for (std::uint64_t k = 0; k < n; ++k) {
      members_[k] = context::fiber(std::allocator_arg, stacks, [this, k](context::fiber&& from) {
        *left_ = std::move(from);
        go_round(members_[k], members_[(k + 1) % members_.size()]);
        return context::fiber();
      });
    }
    fiber_ring::run(n);
  }

  work run(std::uint64_t ops) override {
    tally_ = {0, ops};
    transfer(home_, members_.front(), 0);
    return {.ops = ops, .switches = ops, .checksum = tally_.sum};
  }

 private:
  void transfer(context::fiber& me, context::fiber& to, number v) {
    mail_ = v;
    left_ = &me;
    auto from = std::move(to).resume();
    *left_ = std::move(from);
  }
  void go_round(context::fiber& me, context::fiber& next) {
    while (true) {
      number const v = mail_;
      if (tally_.add(v)) {
        transfer(me, next, v + 1);
      } else {
        transfer(me, home_, 0);
      }
    }
  }

  tally tally_;
  number mail_ = 0;
  context::fiber* left_ = nullptr;
  context::fiber home_;
  std::vector<context::fiber> members_;
};

template <class Face, class Stacks> class create : public fixture {
 public:
  work run(std::uint64_t ops) override {
    return lives(ops, [this](number& sum, number v) {
      Face::begin(stacks_, [&sum, v](typename Face::type&& other) {
        sum += v;
        return std::move(other);
      });
    });
  }

 private:
  Stacks stacks_;
};

template <class Stacks> class suspended : public fixture {
 public:
  explicit suspended(std::uint64_t n) {
    Stacks stacks;
    all_.reserve(n);
    for (std::uint64_t k = 0; k < n; ++k)
      all_.push_back(by_fiber::begin(stacks, adder<by_fiber>(mail_, sum_)));
  }

  work run(std::uint64_t ops) override {
    sum_ = 0;
    for (std::uint64_t i = 0; i < ops; ++i) {
      mail_ = i;
      auto& k = all_[i % all_.size()];
      k = std::move(k).resume();
    }
    return {.ops = ops, .checksum = sum_};
  }

 private:
  number mail_ = 0, sum_ = 0;
  std::vector<context::fiber> all_;
};

who theirs(std::string_view variant = "") { return {"context", "boost.context", variant}; }

}  // namespace

rows boost_context_rows() {
  using context::fixedsize_stack, context::pooled_fixedsize_stack;
  rows out{
      noted(row_of<switching<by_fiber>>("switch", theirs(), 1), "boost::context::fiber"),
      row_of<switching<by_callcc>>("switch", theirs("callcc"), 1),
      noted(row_of<raw_switching>("switch", theirs("fcontext"), 1),
            "jump_fcontext alone: owns no stack, unwinds nothing"),
      row_of<switching<by_fiber, true>>("switch", theirs("inexact"), 1),
      noted(row_of<create<by_callcc, pooled_fixedsize_stack>>("create.continuation",
                                                              theirs("pooled"), 1),
            "callcc"),
      noted(row_of<create<by_fiber, pooled_fixedsize_stack>>("create.continuation",
                                                             theirs("fiber,pooled"), 1),
            "boost::context::fiber"),
      noted(row_of<create<by_callcc, fixedsize_stack>>("create.continuation", theirs(), 1),
            "callcc, its default stacks: 128 KiB from malloc"),
  };
  append_weighed<suspended<fixedsize_stack>>(out, "memory.continuation", theirs());
  append_weighed<suspended<pooled_fixedsize_stack>>(out, "memory.continuation", theirs("pooled"));
  for (auto const n : few)
    out.push_back(noted(row_of<fiber_ring>("coroutine.transfer", theirs(), n, n),
                        "boost::context::fiber, pooled stacks"));
  return out;
}

}  // namespace kont::peers
