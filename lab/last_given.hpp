// lab/last_given.hpp -- the jobs that a policy gave last: what is said when it has broken a rule.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>

#include "lab/job.hpp"

namespace kont::lab {

/// What a policy has done that none may: it gives nobody, now and for ever; one that is not ready;
/// nobody for now, though somebody is ready; or a quantum in which nobody could run.
enum class offence : std::uint8_t { loses, doubles, idles, stops };

/// `what()` has the policy's last decisions.
struct policy_broken : std::logic_error {
  policy_broken(offence o, std::string const& text) : std::logic_error(text), by(o) {}
  offence by;
};

/// Counts the decisions, and keeps the last of them. add O(1). The jobs are for their names.
class last_given {
 public:
  last_given() = default;
  explicit last_given(std::span<job const> jobs) : jobs_(jobs) {}
  void add(std::uint32_t number) noexcept { last_[count_++ % last_.size()] = number; }
  std::uint64_t count() const noexcept { return count_; }
  /// What is thrown for each rule, at that time.
  policy_broken nobody(ticks now, std::size_t ready, offence by) const {
    return broken(by, now, "take() gives nobody, though " + std::to_string(ready) + " are ready");
  }
  policy_broken never_put(ticks now) const {
    return broken(offence::doubles, now, "take() gives what was never put");
  }
  policy_broken not_ready(ticks now, std::uint32_t number) const {
    return broken(offence::doubles, now,
                  "take() gives job " + jobs_[number].name + ", which is not ready");
  }
  policy_broken no_quantum(ticks now, ticks quantum) const {
    return broken(offence::stops, now,
                  "quantum() is " + std::to_string(quantum) + ": it is at least 1");
  }

 private:
  policy_broken broken(offence by, ticks now, std::string const& rule) const {
    auto text = "at " + std::to_string(now) + ", " + rule + "; the jobs it gave last:";
    auto const kept = std::min<std::uint64_t>(count_, last_.size());
    for (auto i = count_ - kept; i < count_; ++i) text += ' ' + jobs_[last_[i % last_.size()]].name;
    return {by, text};
  }

  std::span<job const> jobs_;
  std::uint64_t count_ = 0;
  std::array<std::uint32_t, 8> last_{};
};

}  // namespace kont::lab
