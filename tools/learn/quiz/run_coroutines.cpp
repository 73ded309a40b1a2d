// tools/learn/quiz/run_coroutines.cpp -- runs a puzzle on a coroutine, by the
// rules or with one changed.
#include <memory>

#include "coroutines/coroutine.hpp"
#include "tools/learn/quiz/coroutines.hpp"

namespace kont::learn {
namespace {

using coroutine = asymmetric_coroutine<int>;
using reading = coroutine_puzzle::reading;

class runner {
 public:
  runner(coroutine_puzzle const& p, reading r) : puzzle_(p), reading_(r) {}

  trace main() {
    auto co = begin();
    if (reading_ == reading::runs_at_start) co->resume(0);
    for (int word : puzzle_.words) {
      if (reading_ == reading::begins_anew) co = forget(std::move(co));
      if (!*co) break;  // by a misreading it has ended before
      last_word_ = std::exchange(word_, word);
      int const value = co->resume(word);
      print(puzzle_.values ? std::to_string(value) : "m");
    }
    if (reading_ == reading::not_unwound) silent_ = true;
    co.reset();
    return std::move(said_);
  }

 private:
  std::unique_ptr<coroutine> begin() {
    return std::make_unique<coroutine>([this](auto& self, int word) {
      got_ = word;
      perform(self, puzzle_.body, 0);
      return 0;
    });
  }
  // A new one; the old one says no more.
  std::unique_ptr<coroutine> forget(std::unique_ptr<coroutine> old) {
    silent_ = true;
    old.reset();
    silent_ = false;
    return begin();
  }
  void print(std::string word) {
    if (!silent_) said_.push_back(std::move(word));
  }

  struct guard {
    runner& world;
    char letter;
    ~guard() { world.print(std::string("~") + letter); }
  };

  // The statements from the i-th on; a guard is around those behind it.
  void perform(auto& self, std::vector<statement> const& all, int counter, std::size_t i = 0) {
    for (; i < all.size(); ++i) {
      auto const& s = all[i];
      std::string const letter(1, s.letter);
      switch (s.what) {
        case statement::say:
          print(letter + (counter != 0 ? std::to_string(counter) : ""));
          break;
        case statement::yield:
          yield(self, s.value * (counter != 0 ? counter : 1));
          break;
        case statement::say_got:
          print(letter + std::to_string(got_));
          break;
        case statement::loop:
          for (int n = 1; n <= s.value; ++n) {
            perform(self, s.body, n);
            if (reading_ == reading::counter_per_resume) n = 0;
          }
          break;
        case statement::guard: {
          guard const g{*this, s.letter};
          return perform(self, all, counter, i + 1);
        }
      }
    }
  }
  void yield(auto& self, int value) {
    if (reading_ == reading::runs_through) return;
    got_ = self.yield(value);
    if (reading_ == reading::own_argument) got_ = value;
    if (reading_ == reading::one_word_late) got_ = last_word_;
  }

  coroutine_puzzle const& puzzle_;
  reading const reading_;
  int got_ = 0, word_ = 0, last_word_ = 0;
  bool silent_ = false;
  trace said_;
};

}  // namespace

trace coroutine_puzzle::run(reading r) const { return runner(*this, r).main(); }

}  // namespace kont::learn
