// tests/explorer/choices.hpp -- where a run's choices come from: dice, a walk through all, a list.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace kont::explore {

/// What is chosen. To choose other than 0 is a deviation from the plainest run, in which nobody is
/// interrupted and every load reads the newest store; except where somebody else must go on.
enum class about { interruption, memory, who_goes_on };

/// All that is not fixed in a run is asked for here. Notes what was chosen, so that any run can be
/// had again.
class choices {
 public:
  virtual ~choices() = default;

  /// One of 0 … n-1; 0 is the plainest.
  std::size_t among(std::size_t n, about what) {
    if (n <= 1) return 0;
    constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuvwxyz";
    auto const chosen = pick(std::min(n, digits.size()), what);
    taken_.push_back(digits[chosen]);
    return chosen;
  }
  /// What was chosen since begin(), for `replayed`: a digit a choice, without the zeros at the end.
  std::string taken() const { return taken_.substr(0, taken_.find_last_not_of('0') + 1); }
  void begin() { taken_.clear(); }

 private:
  virtual std::size_t pick(std::size_t n, about what) = 0;
  std::string taken_;
};

/// By dice. Some runs are restless and some calm, and their memory is strong or weak, for some
/// faults hide from the one and some from the other: that is drawn too, for each run. One seed, one
/// sequence of runs.
class random_choices : public choices {
 public:
  explicit random_choices(std::uint64_t seed) : next_(seed) {}
  void begin_run() {
    begin();
    calm_ = std::size_t{2} << below(4);  // one interruption in 2, 4, 8 or 16 steps
    strong_ = std::size_t{2} << below(4);
  }

 private:
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next_() % n); }
  std::size_t pick(std::size_t n, about what) override {
    if (what == about::who_goes_on) return below(n);
    return below(what == about::memory ? strong_ : calm_) == 0 ? 1 + below(n - 1) : 0;
  }
  std::mt19937_64 next_;
  std::size_t calm_ = 2, strong_ = 2;
};

/// All runs with at most `bound` deviations, one after the other: depth first through the tree of
/// choices. (Bounding: Musuvathi & Qadeer, PLDI 2007; Emmi, Qadeer & Rakamarić, POPL 2011.)
class all_choices : public choices {
 public:
  explicit all_choices(std::size_t bound) : bound_(bound) {}

  /// Goes on to the next run; false: there is none. Throws std::logic_error if a run did not go
  /// the way its choices went before.
  bool next_run() {
    if (at_ < path_.size()) throw differs();
    begin();
    at_ = 0;
    while (!path_.empty()) {
      auto& last = path_.back();
      spent_ -= last.costs();
      if (last.taken + 1 < last.among && (last.free || spent_ < bound_)) {
        ++last.taken;
        spent_ += last.costs();
        return true;
      }
      path_.pop_back();
    }
    return false;
  }

 private:
  struct fork {
    std::size_t taken, among;
    bool free;
    std::size_t costs() const { return !free && taken != 0 ? 1 : 0; }
  };
  static std::logic_error differs() {
    return std::logic_error("the same choices led elsewhere: the program must not have other ones");
  }
  std::size_t pick(std::size_t n, about what) override {
    if (at_ == path_.size()) path_.push_back({0, n, what == about::who_goes_on});
    if (path_[at_].among != n) throw differs();
    return path_[at_++].taken;
  }
  std::vector<fork> path_;
  std::size_t at_ = 0;
  std::size_t bound_;
  std::size_t spent_ = 0;
};

/// Those of a list, and 0 after its end.
class replayed : public choices {
 public:
  explicit replayed(std::string_view list) : list_(list) {}

 private:
  std::size_t pick(std::size_t n, about) override {
    if (at_ == list_.size()) return 0;
    char const c = list_[at_++];
    auto const chosen = static_cast<std::size_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    return chosen < n ? chosen : 0;
  }
  std::string list_;
  std::size_t at_ = 0;
};

}  // namespace kont::explore
