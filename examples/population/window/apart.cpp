// examples/population/window/apart.cpp -- a town in an OS thread of its own.
//
// The two threads share two things under one mutex: what the town is asked, and its news. The
// window never waits for the town; the town waits for the window when it has nothing to do. It is
// made and destroyed in its thread, for that is where its microthreads unwind.
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include "examples/population/window/driver.hpp"

namespace kont::population {
namespace {

class apart final : public driver {
 public:
  explicit apart(founding const& f)
      : thread_([this, f](std::stop_token const& closing) { live(f, closing); }) {}

  void ask(question f) override {
    std::lock_guard const alone(mutex_);
    asked_.push_back(std::move(f));
    something_asked_.notify_one();
  }
  std::optional<news> take() override {
    std::lock_guard const alone(mutex_);
    return std::exchange(news_, std::nullopt);
  }

 private:
  void live(founding const& f, std::stop_token const& closing) {
    try {
      watched_town town(f.rules, f.seed, f.people);
      while (!closing.stop_requested()) {
        auto const idle = town.advance(a_slice);
        hand_over(town.tell());
        for (auto const& asked : wait_for_questions(closing, idle)) asked(town);
      }
    } catch (std::exception const& why) {
      news given_up;
      given_up.failure = why.what();
      hand_over(std::move(given_up));
    }
  }
  void hand_over(news&& latest) {
    std::lock_guard const alone(mutex_);
    if (!news_) news_.emplace();
    append(*news_, std::move(latest));
  }
  std::deque<question> wait_for_questions(std::stop_token const& closing,
                                          std::optional<watched_town::real::duration> idle) {
    std::unique_lock alone(mutex_);
    auto const is_asked = [this] { return !asked_.empty(); };
    if (idle) {
      something_asked_.wait_for(alone, closing, *idle, is_asked);
    } else {
      something_asked_.wait(alone, closing, is_asked);
    }
    return std::exchange(asked_, {});
  }

  std::mutex mutex_;  // of the next two
  std::deque<question> asked_;
  std::optional<news> news_;
  std::condition_variable_any something_asked_;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace

std::unique_ptr<driver> drive_apart(founding const& f) { return std::make_unique<apart>(f); }

}  // namespace kont::population
