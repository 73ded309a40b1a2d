// papers/stackless/rows_sax.cpp -- the callbacks of Expat, as they are and turned into iterators.
#include "papers/ladder/absent_row.hpp"
#include "papers/stackless/rows.hpp"
#if KONT_HAVE_EXPAT
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "papers/workloads/strategies.hpp"
#include "papers/workloads/worlds.hpp"
#include "papers/workloads/xml_elements.hpp"
#endif

namespace kont::papers {

using namespace ladder;

namespace {

constexpr auto element = "sax.element";

}  // namespace

#if KONT_HAVE_EXPAT
using namespace workloads;

namespace {

/// From thread to thread as by Python's Queue(1000): who finds it full or empty waits.
class bounded_line {
 public:
  void put(number v) {
    std::unique_lock lock(mutex_);
    not_full_.wait(lock, [this] { return all_.size() < 1'000; });
    all_.push_back(v);
    not_empty_.notify_one();
  }
  number take() {
    std::unique_lock lock(mutex_);
    not_empty_.wait(lock, [this] { return !all_.empty(); });
    auto const v = all_.front();
    all_.pop_front();
    not_full_.notify_one();
    return v;
  }

 private:
  std::mutex mutex_;
  std::condition_variable not_full_, not_empty_;
  std::deque<number> all_;
};
/// As by a deque with a lock: it is never full, and who finds it empty looks again.
class locked_line {
 public:
  void put(number v) {
    std::lock_guard const lock(mutex_);
    all_.push_back(v);
  }
  number take() {
    for (;; std::this_thread::yield()) {
      std::lock_guard const lock(mutex_);
      if (all_.empty()) continue;
      auto const v = all_.front();
      all_.pop_front();
      return v;
    }
  }

 private:
  std::mutex mutex_;
  std::deque<number> all_;
};

/// The parser is in a thread of its own.
template <class Line> class taken_elements : public fixture {
 public:
  work run(std::uint64_t ops) override {
    number sum = 0;
    Line line;
    std::thread parser([&] { push_elements(ops, [&line](number v) { line.put(v); }); });
    for (number i = 0; i < ops; ++i) {
      number v = line.take();
      opaque(v);
      sum += v;
    }
    parser.join();
    return {.ops = ops, .messages = ops, .checksum = sum};
  }
};
template <class Line> row by_thread(std::string_view variant) {
  who const w{"", "std.thread", variant};
  auto r = row_of<taken_elements<Line>>(element, w, 1);
  r.max_ops = 0;
  return by_wall_clock(std::move(r), xml_elements);
}

template <class S> void add(rows& out, std::string_view strategy) {
  out.push_back(row_of<pulled_elements<inverted<S>>>(element, ours(strategy), 1));
}
template <class S> void add_with_channel(rows& out, std::string_view strategy) {
  add<S>(out, strategy);
  auto const w = ours(strategy, "channel");
  out.push_back(row_of<received_elements<world<S>>>(element, w, 1));
}

}  // namespace

rows sax_rows() {
  rows out;
  out.push_back(row_of<pushed_elements>(element, baseline("callbacks"), 1));
  add_with_channel<stack>(out, "stack");
#if KONT_HAVE_BOOST_CONTEXT
  add<context>(out, "context");
#endif
  add_with_channel<copy>(out, "copy");
  add<thread>(out, "thread");
  out.push_back(row_of<pulled_elements<stopped>>(element, ours("frame", "stopped"), 1));
  out.push_back(row_of<pulled_elements<kept>>(element, ours("frame", "kept"), 1));
  for (auto const strategy : {"frame", "closure", "machine"})
    out.push_back(absent_row(element, ours(strategy), 1,
                             "cannot: what is suspended is one function, and Expat, which has "
                             "called it back, would have to wait too"));
  out.push_back(by_thread<bounded_line>("queue"));
  out.push_back(by_thread<locked_line>("deque"));
  return out;
}
#else
rows sax_rows() {
  return {absent_row(element, baseline("callbacks"), 1, "not installed: Expat, the parser")};
}
#endif

}  // namespace kont::papers
