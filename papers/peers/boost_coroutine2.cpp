// papers/peers/boost_coroutine2.cpp -- Boost.Coroutine2: generators, and a ring by a loop.
#include <boost/context/pooled_fixedsize_stack.hpp>
#include <boost/coroutine2/coroutine.hpp>
#include <deque>
#include <type_traits>

#include "papers/ladder/rows.hpp"
#include "papers/peers/peers.hpp"
#include "papers/workloads/creation.hpp"
#include "papers/workloads/crowd.hpp"
#include "papers/workloads/ring.hpp"
#include "papers/workloads/sequence.hpp"
#include "papers/workloads/several.hpp"

namespace kont::peers {
namespace {

using namespace ladder;
using namespace workloads;
using coroutine2 = boost::coroutines2::coroutine<number>;

/// The library's stacks of 128 KiB, from malloc or pooled.
template <bool Pooled> auto& stacks() {
  static std::conditional_t<Pooled, boost::context::pooled_fixedsize_stack,
                            boost::context::fixedsize_stack>
      all;
  return all;
}

/// See sequences in workloads/sequence.hpp.
template <bool Pooled = false> struct pulled {
  using type = coroutine2::pull_type;
  using sink = coroutine2::push_type;

  [[gnu::noinline]] static type count_to(number end) {
    return type(stacks<Pooled>(), [end](sink& yield) {
      for (number i = 0; i < end; ++i) {
        number v = i;
        opaque(v);
        yield(v);
      }
    });
  }
  [[gnu::noinline]] static type just(number one) {
    return type(stacks<Pooled>(), [one](sink& yield) { yield(one); });
  }
  [[gnu::noinline]] static type from(number& next) {
    return type(stacks<Pooled>(), [&next](sink& yield) {
      while (true) yield(next++);
    });
  }
  [[gnu::noinline]] static type tree() {
    return type(stacks<Pooled>(), [](sink& yield) { walk(0, tree_depth, yield); });
  }
};

/// As workloads/ring.hpp. The library has no transfer: a loop delivers letters.
class lettered_ring : public fixture {
  struct letter;
  using coro = boost::coroutines2::coroutine<letter>;
  struct letter {
    typename coro::pull_type* to = nullptr;
    number value = 0;
  };

 public:
  explicit lettered_ring(std::uint64_t n) {
    for (std::uint64_t k = 0; k < n; ++k) {
      members_.emplace_back(stacks<true>(), [this, k, n](typename coro::push_type& send) {
        send({});  // a pull_type begins when it is made
        auto* const next = &members_[(k + 1) % n];
        while (true) {
          number const v = mail_;
          send(tally_.add(v) ? letter{next, v + 1} : letter{});
        }
      });
    }
    lettered_ring::run(n);
  }

  work run(std::uint64_t ops) override {
    tally_ = {0, ops};
    mail_ = 0;
    for (auto* at = &members_.front(); at != nullptr;) {
      (*at)();
      auto const sent = at->get();
      mail_ = sent.value;
      at = sent.to;
    }
    return {.ops = ops, .switches = ops, .checksum = tally_.sum};
  }

 private:
  tally tally_;
  number mail_ = 0;
  std::deque<typename coro::pull_type> members_;
};

template <bool Pooled> class create_push : public fixture {
 public:
  work run(std::uint64_t ops) override {
    return lives(ops, [](number& sum, number v) {
      coroutine2::push_type other(stacks<Pooled>(),
                                  [&sum](coroutine2::pull_type& source) { sum += source.get(); });
      other(v);
    });
  }
};

who theirs(std::string_view variant = "") { return {"context", "boost.coroutine2", variant}; }

}  // namespace

rows boost_coroutine2_rows() {
  rows out{
      row_of<several<elements<pulled<>>>>("generator.element", theirs(), 1),
      row_of<tree_walk<&pulled<>::tree>>("generator.tree", theirs(), 1),
      row_of<create_generator<pulled<>>>("create.generator", theirs(), 1),
      row_of<create_generator<pulled<true>>>("create.generator", theirs("pooled"), 1),
      row_of<create_push<false>>("create.coroutine", theirs(), 1),
      row_of<create_push<true>>("create.coroutine", theirs("pooled"), 1),
  };
  append_weighed<suspended_generators<pulled<>>>(out, "memory.generator", theirs());
  for (auto const n : few)
    out.push_back(noted(row_of<lettered_ring>("coroutine.transfer", theirs("reverse"), n, n),
                        "a loop delivers: two switches a transfer"));
  return out;
}

}  // namespace kont::peers
