// tests/reliability/r10_trial.hpp -- runs a scenario of r10 in children, as often as it calls.
#pragma once
#include <sys/mman.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <cstddef>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "lib/stacks/stack.hpp"
#include "tests/forked.hpp"
#include "tests/reliability/r10_calls_that_fail.hpp"
#include "tests/reliability/r10_scenario.hpp"

namespace kont::failing {

using kont::test::ended, kont::test::forked;

#if defined(KONT_ASAN) || !defined(__OPTIMIZE__)
inline constexpr unsigned seeds = 1;  // warm: each makes the calls in another order
inline constexpr long step = 5;       // cold: from one call that fails to the next; each is a fork
#else
inline constexpr unsigned seeds = 3;
inline constexpr long step = 1;
#endif
inline constexpr unsigned seconds = 20;   // for one run and the next, of microseconds: it hangs
inline constexpr unsigned too_often = 4;  // faults of one scenario: more tell nothing new

/// How far a child has come, which its parent sees.
struct progress {
  unsigned seed = 0;
  bool for_ever = false;
  long k = 0, injections = 0;
  char fault[200] = {};

  /// The next one, for who goes on after a crash.
  void next_seed() noexcept { ++seed, for_ever = false, k = 1; }
  void next_way() noexcept { for_ever ? next_seed() : void((for_ever = true, k = 1)); }
};

// What a run has thrown: null, or what is wrong with that.
inline char const* thrown_by(scenario const& s, unsigned seed) {
  auto const asked = [](call c) { return the_plan.any(c); };
  try {
    s.run(seed);
    return nullptr;
  } catch (wrong const& w) { return w.what; } catch (stacks::exhausted const&) {
    bool const stack = asked(call::mmap) || asked(call::mprotect) || asked(call::madvise);
    return stack || asked(call::thread) ? nullptr : "stacks::exhausted, and none was refused";
  } catch (std::bad_alloc const&) {
    return asked(call::allocation) ? nullptr : "std::bad_alloc, and no allocation was refused";
  } catch (std::system_error const&) {
    return asked(call::eventfd) || asked(call::thread) ? nullptr : "std::system_error for nothing";
  } catch (...) { return "an exception that is documented nowhere"; }
}
// What a run has come to: null, or what is wrong.
inline char const* outcome(scenario const& s, unsigned seed) {
  found_wrong = nullptr;
  auto const* const thrown = thrown_by(s, seed);
  return found_wrong != nullptr ? found_wrong.load() : thrown;
}

// A run in which calls fail, and one in which none does. Whether there was a k-th call.
inline bool inject(scenario const& s, progress& at, char const*& fault) {
  ::alarm(seconds);
  the_plan.arm(at.k, at.for_ever);
  fault = outcome(s, at.seed);
  the_plan.disarm();
  bool failed = false;
  for (auto const& n : the_plan.failed) failed = failed || n != 0;
  if (!failed) return false;
  ++at.injections;
  the_plan.arm(0, false);
  auto const* const afterwards = outcome(s, at.seed);
  the_plan.disarm();
  if (fault == nullptr && afterwards != nullptr) fault = afterwards;
  return true;
}

// Whether each time is more in use than before. (Once may be a pool that has grown.)
inline bool leaks(scenario const& s, progress& at, use& before) {
  char const* fault = nullptr;
  for (int times = 0; times < 4; ++times) {
    auto const after = use::now(s.threads);
    if (!after.exceeds(before)) return false;
    before = after;
    if (times < 3) inject(s, at, fault);
  }
  return true;
}

// The end of a child that has found something.
[[noreturn]] inline void end_by(progress& at, char const* fault) {
  std::snprintf(at.fault, sizeof at.fault, "%s", fault);
  ::_exit(1);
}

// In a child, whose pools are filled: goes on from where `at` is.
inline void warm(scenario const& s, progress& at) {
  for (int i = 0; i < 2; ++i) s.run(at.seed);
  for (auto before = use::now(s.threads); at.seed < seeds;) {
    char const* fault = nullptr;
    if (!inject(s, at, fault)) {
      at.next_way();
      continue;
    }
    if (fault == nullptr && leaks(s, at, before)) fault = "something leaks";
    if (fault != nullptr) end_by(at, fault);
    ++at.k;
  }
}

// In a child that has no pools yet; where threads share them, and other threads ask, they are not.
inline void cold(scenario const& s, progress& at, bool& more) {
  char const* fault = nullptr;
  more = inject(s, at, fault);
  if (fault != nullptr) end_by(at, fault);
}

/// What was found by all injections.
struct findings {
  long injections = 0;
  std::vector<std::string> faults;
};

class trial {
 public:
  explicit trial(scenario const& which) : s_(which) {
    shared_ = static_cast<shared*>(
        ::mmap(nullptr, sizeof(shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    if (shared_ == MAP_FAILED) throw std::bad_alloc();
    new (shared_) shared;
  }
  trial(trial&&) = delete;
  ~trial() { ::munmap(shared_, sizeof(shared)); }

  findings of_warm() {
    auto& at = shared_->at;
    for (at.k = 1; at.seed < seeds && found_.faults.size() < too_often; ++at.k) {
      auto const child = forked([&]() noexcept { warm(s_, at); }, seconds);
      if (child.code == 0) break;
      if (!is_its_word(child)) tell("warm", child);
    }
    return result();
  }
  findings of_cold() {
    auto& at = shared_->at;
    for (at.k = 1; at.seed == 0 && found_.faults.size() < too_often;) {
      shared_->more = true;
      auto const child = forked([&]() noexcept { cold(s_, at, shared_->more); }, seconds);
      if (child.code != 0 && !is_its_word(child)) tell("cold", child);
      shared_->more ? void(at.k += step) : at.next_way();
    }
    return result();
  }

 private:
  struct shared {
    progress at;
    bool more = true;
  };
  bool is_its_word(ended const& child) {
    bool const is = s_.last_line != nullptr && child.signal == SIGABRT &&
                    child.said.find(s_.last_line) != child.said.npos;
    if (is) ++shared_->at.injections;
    return is;
  }
  void tell(char const* how, ended const& child) {
    auto& at = shared_->at;
    std::string text = std::string(s_.name) + ", " + how + ", seed " + std::to_string(at.seed) +
                       ", call " + std::to_string(at.k) +
                       (at.for_ever ? " and all after it: " : ": ");
    if (at.fault[0] != 0) {
      text += at.fault;
    } else {
      text += child.signal == SIGALRM ? "it hangs" : "signal " + std::to_string(child.signal);
      if (!child.said.empty()) text += ", " + child.said;
    }
    at.fault[0] = 0;
    found_.faults.push_back(text);
  }
  findings result() {
    found_.injections = shared_->at.injections;
    return std::move(found_);
  }
  scenario const& s_;
  shared* shared_;
  findings found_;
};

/// All of these, both ways. What is found is an error of the test, and so are fewer injections.
inline void must_hold(scenarios const& all, long at_least) {
  long injections = 0;
  auto const add = [&](findings const& f) {
    injections += f.injections;
    for (auto const& fault : f.faults) BOOST_ERROR(fault);
  };
  for (auto const& s : all) {
    add(trial(s).of_warm());
    auto const so_far = injections;
    add(trial(s).of_cold());
    BOOST_TEST_MESSAGE(s.name << ": " << injections << " injections, of which "
                              << injections - so_far << " in the last way");
  }
  if (seeds > 1) BOOST_TEST(injections >= at_least);
}

}  // namespace kont::failing
