// lab/exhaust.cpp -- every schedule up to a number of preemptions, depth first.
#include <stdexcept>

#include "lab/explore.hpp"

namespace kont::lab {
namespace {

/// A place where somebody was taken.
struct choice {
  std::size_t options, taken;
  bool costs;           // all but the first option preempt
  std::uint32_t spent;  // preemptions before it
  std::uint32_t spent_with() const noexcept { return spent + (costs && taken > 0 ? 1 : 0); }
};
using path = std::vector<choice>;

/// Takes the options that the path says, and the first where it says nothing, which it writes down.
class along final : public by_number {
 public:
  explicit along(path& p) : path_(p) {}
  std::uint32_t take() override {
    if (nobody()) return 0;
    if (at_ == path_.size())
      path_.push_back({options(), 0, goes_on(), at_ == 0 ? 0 : path_[at_ - 1].spent_with()});
    auto const& here = path_[at_];
    if (here.options != options() || here.costs != goes_on()) return 0;  // another course
    ++at_;
    return taken(option(here.taken));
  }
  bool went_along() const noexcept { return at_ == path_.size(); }

 private:
  path& path_;
  std::size_t at_ = 0;
};

/// Makes it the next path within the bound; false: that was the last. Notes whether there are paths
/// beyond the bound.
bool go_on(path& p, std::uint32_t bound, bool& beyond) {
  for (; !p.empty(); p.pop_back()) {
    auto& last = p.back();
    if (last.taken + 1 == last.options) continue;
    if (last.spent + (last.costs ? 1 : 0) <= bound) {
      ++last.taken;
      return true;
    }
    beyond = true;
  }
  return false;
}

}  // namespace

exploration explore(program const& run, exhaustive how) {
  exploration seen;
  for (std::uint32_t bound = 0; bound <= how.preemptions; ++bound) {
    path p;
    bool beyond = false;
    do {
      if (seen.schedules == how.schedules) return seen;
      along whose(p);
      auto c = detail::run_once(run, whose);
      if (!whose.went_along())
        throw std::logic_error(
            "explore: with the same choices the program takes another course; "
            "it may depend on nothing but their order");
      if (!p.empty() && p.back().spent_with() != bound) continue;  // it was seen with less
      ++seen.schedules;
      seen.cut += c.cut;
      if (c.end.what.empty()) continue;
      c.end.seed = seen.schedules;
      seen.found = std::move(c.end);
      return seen;
    } while (go_on(p, bound, beyond));
    if (!beyond) {
      seen.whole = true;
      return seen;
    }
  }
  return seen;
}

}  // namespace kont::lab
