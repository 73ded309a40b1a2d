// tests/conformance/every_strategy.hpp -- runs one behaviour on every strategy, or says why not.
//
// A file holds one behaviour, a struct with
//   template <class S> static void check()                         asserts it on strategy S
//   template <class S> static constexpr std::string_view cannot()  optional: why S cannot
// and registers it:  every_strategy<behaviour> const behaviour_here;
// The test suite is named for the file, each case for its strategy (--list_content shows them).
#pragma once
#include <boost/test/unit_test.hpp>
#include <concepts>
#include <cstdint>
#include <iostream>
#include <source_location>
#include <string>
#include <string_view>

#include "continuations/strategies/strategies.hpp"

namespace kont::conformance {

using bare = basic_stack<{.exceptions = false}>;
using fp = basic_stack<{.fp_control = true}>;
using outofline = basic_stack<{.inlined = false}>;
using unguarded = basic_stack<{.shape = {.guard = stacks::guarding::none}}>;
using uncoloured = basic_stack<{.shape = {.coloured = false}}>;

/// The options of the strategy `stack` that have to behave alike. The library that stands on
/// microthreads sees no more of them than a call and the room it has: there it is two.
#if KONT_SPLIT_STACK || defined(KONT_TESTED_STRATEGIES)
using variants = type_list<>;
#elif defined(KONT_FAR_ABOVE_SWITCHES)
using variants = type_list<outofline, packed_stack>;
#else
using variants = type_list<bare, fp, outofline, unguarded, uncoloured, packed_stack>;
#endif

/// The strategies. A few do for who asks whether a test fails at all: tests/mutants.
#if defined(KONT_TESTED_STRATEGIES)
using tested_strategies = type_list<KONT_TESTED_STRATEGIES>;
#else
using tested_strategies = all_strategies;
#endif

template <class S> inline constexpr std::string_view label = describe<S>.name;
template <> inline constexpr std::string_view label<bare> = "stack-bare";
template <> inline constexpr std::string_view label<fp> = "stack-fp";
template <> inline constexpr std::string_view label<outofline> = "stack-outofline";
template <> inline constexpr std::string_view label<unguarded> = "stack-unguarded";
template <> inline constexpr std::string_view label<uncoloured> = "stack-uncoloured";
template <> inline constexpr std::string_view label<packed_stack> = "stack-packed";

/// The base of a behaviour whose bodies are written in all three dialects, side by side. Without it
/// they are in the dialect direct, and other strategies cannot.
struct in_every_dialect {};

/// Why continuations of S cannot be forked here; empty: they can.
template <class S> constexpr std::string_view cannot_fork() {
  if (!multi_shot<typename S::continuation>) return "it is one-shot";
#if defined(KONT_ASAN) && defined(__clang__)
  if (S::style == dialect::direct) return "this sanitizer keeps its locals off its stack";
#endif
  return {};
}

/// Registers a behaviour: a suite named for the file, with a case for every strategy.
template <class Behaviour> class every_strategy {
 public:
  explicit every_strategy(std::source_location where = std::source_location::current())
      : file_(where.file_name()), line_(where.line()) {
    auto const slash = file_.rfind('/') + 1;
    suite_ = new boost::unit_test::test_suite(file_.substr(slash, file_.rfind('.') - slash), file_,
                                              line_);
    boost::unit_test::framework::current_auto_test_suite().add(suite_);
    for_each_strategy([this]<class S>() { this->template add<S>(); }, tested_strategies{});
    for_each_strategy([this]<class S>() { this->template add<S>(); }, variants{});
  }

 private:
  template <class S> static constexpr std::string_view reason() {
    std::string_view why;
#if defined(KONT_ASAN) || defined(KONT_TSAN)
    if (label<S>.starts_with("stack-")) return "its options are tried without a sanitizer";
#endif
    if constexpr (requires { Behaviour::template cannot<S>(); }) {
      why = Behaviour::template cannot<S>();
    }
    if (!why.empty()) return why;
    bool const direct = S::style == dialect::direct;
    bool const speaks = direct || std::derived_from<Behaviour, in_every_dialect>;
    return speaks ? "" : "its bodies are in the dialect direct";
  }
  template <class S> void add() {
    if constexpr (reason<S>().empty()) {
      suite_->add(make(label<S>, "", [] { Behaviour::template check<S>(); }));
    } else {
      std::string const why = "cannot: " + std::string(reason<S>());
      suite_->add(make(label<S>, why, [why] {
        std::cout << label<S> << ' ' << why << std::endl;
        BOOST_TEST(true);
      }));
    }
  }
  boost::unit_test::test_case* make(std::string_view name, std::string const& about,
                                    boost::function<void()> const& run) {
    auto* const made = new boost::unit_test::test_case(std::string(name), file_, line_, run);
    made->p_description.value = about;
    return made;
  }

  std::string file_;
  std::size_t line_;
  boost::unit_test::test_suite* suite_;
};

/// Numbers as words, and back.
inline void* word(std::intptr_t n) { return reinterpret_cast<void*>(n); }
inline std::intptr_t number(void const* w) { return reinterpret_cast<std::intptr_t>(w); }

/// Writes its letter when it is destroyed (and not when it is a shell left by a move).
class farewell {
 public:
  farewell(std::string& log, char letter) : log_(&log), letter_(letter) {}
  farewell(farewell&& f) noexcept : log_(std::exchange(f.log_, nullptr)), letter_(f.letter_) {}
  ~farewell() {
    if (log_ != nullptr) *log_ += letter_;
  }

 private:
  std::string* log_;
  char letter_;
};

}  // namespace kont::conformance
