// examples/population/window/together.cpp -- a town in the thread of its window.
#include <QTimer>
#include <exception>
#include <utility>

#include "examples/population/window/driver.hpp"

namespace kont::population {
namespace {

class together final : public driver {
 public:
  explicit together(founding const& f) : town_(f.rules, f.seed, f.people) {
    timer_.setSingleShot(true);
    timer_.callOnTimeout([this] { slice(); });
  }

  void ask(question f) override {
    f(town_);
    timer_.start(0);
  }
  std::optional<news> take() override {
    auto n = town_.tell();
    n.failure = failure_;
    return n;
  }

 private:
  // A timer of 0 ms fires when Qt has nothing else to do; but for it, Qt would sleep.
  void slice() {
    if (!failure_.empty()) return;
    try {
      if (auto const idle = town_.advance(a_slice))
        timer_.start(std::chrono::ceil<std::chrono::milliseconds>(*idle));
    } catch (std::exception const& why) { failure_ = why.what(); }
  }

  watched_town town_;
  QTimer timer_;
  std::string failure_;
};

}  // namespace

std::unique_ptr<driver> drive_together(founding const& f) { return std::make_unique<together>(f); }

}  // namespace kont::population
