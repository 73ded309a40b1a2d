// papers/effects/suite.cpp -- each program by each strategy that can have it.
#include "papers/effects/suite.hpp"

#include <algorithm>
#include <concepts>
#include <stdexcept>

#include "papers/workloads/effects_plain.hpp"
#include "papers/workloads/strategies.hpp"

namespace kont::effects {
namespace {

namespace the = workloads::suite;

constexpr std::string_view one_shot = "one-shot: a clause resumes its continuation twice";
constexpr number trees = 10, passes = 1'000;  // so often the suite repeats two of its programs

class list {
 public:
  std::vector<program> all;
  program& named(std::string_view name) {
    auto const found = std::ranges::find(all, name, &program::name);
    if (found == all.end()) throw std::logic_error("no such program: " + std::string(name));
    return *found;
  }
  void add(std::string_view name, std::string_view strategy, std::string_view style,
           number (*run)(number)) {
    named(name).ways.push_back({std::string(strategy), std::string(style), run, ""});
  }
  void cannot(std::string_view name, std::string_view strategy, std::string_view why) {
    named(name).ways.push_back({std::string(strategy), "handlers", nullptr, why});
  }
};

void add_plain(list& to) {
  auto const plain = [&](std::string_view name, number (*run)(number)) {
    to.add(name, "", "plain", run);
  };
  plain("countdown", the::plain::countdown);
  plain("fibonacci_recursive", the::plain::fibonacci_recursive);
  plain("product_early", the::plain::product_early);
  plain("iterator", the::plain::iterator);
  plain("nqueens", the::plain::nqueens);
  plain("generator", the::plain::generator);
  plain("tree_explore", [](number n) { return the::plain::tree_explore(n, trees); });
  plain("triples", the::plain::triples);
  plain("resume_nontail", [](number n) { return the::plain::resume_nontail(n, passes); });
  plain("parsing_dollars", the::plain::parsing_dollars);
  plain("handler_sieve", the::plain::handler_sieve);
  to.add("nqueens", "", "CPS by hand", the::nqueens_cps);
}

template <class S> void add_handlers(list& to, std::string_view s) {
  auto const handlers = [&](std::string_view name, number (*run)(number)) {
    to.add(name, s, "handlers", run);
  };
  handlers("countdown", [](number n) { return the::countdown<S>(n); });
  handlers("product_early", the::product_early<S>);
  handlers("iterator", the::iterator<S>);
  handlers("generator", the::generator_handled<S>);
  handlers("resume_nontail", [](number n) { return the::resume_nontail<S>(n, passes); });
  handlers("parsing_dollars", the::parsing_dollars<S>);
  if constexpr (std::same_as<S, ucontext>) {
    to.cannot("handler_sieve", s, "20 million resumptions, two system calls each: minutes");
  } else {
    handlers("handler_sieve", the::handler_sieve<S>);
  }
  if constexpr (multi_shot<typename S::continuation>) {
    handlers("nqueens", the::nqueens<S>);
    handlers("tree_explore", [](number n) { return the::tree_explore<S>(n, trees); });
    handlers("triples", the::triples<S>);
  } else {
    for (auto const* name : {"nqueens", "tree_explore", "triples"}) to.cannot(name, s, one_shot);
  }
}

/// What is not a matter of handlers that answer as they best can.
template <class S> void add_other_styles(list& to, std::string_view s) {
  to.add("countdown", s, "by search",
         [](number n) { return the::countdown<S, lookup::search>(n); });
  to.add("countdown", s, "resumed", [](number n) { return the::countdown_resumed<S>(n); });
  to.add("iterator", s, "generator", the::iterator_generated<S>);
  to.add("generator", s, "generator", the::generator_generated<S>);
}

}  // namespace

std::vector<program> suite() {
  list out;
  out.all = {
      {"countdown", "a state, got and put until 0", 5, 0, 200'000'000, 0, 2'000'000, {}},
      {"fibonacci_recursive", "calls only", 5, 8, 42, 433'494'437, 32, {}},
      {"product_early", "out of 1,000 frames at once", 5, 0, 100'000, 0, 1'000, {}},
      {"iterator", "a loop emits", 5, 15, 40'000'000, 800'000'020'000'000, 1'000'000, {}},
      {"nqueens", "choices taken back", 5, 10, 12, 14'200, 8, {}},
      {"generator", "a tree emits, resumed from outside", 5, 57, 25, 67'108'837, 17, {}},
      {"tree_explore", "each path, and a state", 5, 946, 16, 1'005, 11, {}},
      {"triples", "choices coin by coin", 10, 779'312, 300, 460'212'934, 50, {}},
      {"resume_nontail", "resumptions nested n deep", 5, 37, 10'000, 860, 300, {}},
      {"parsing_dollars",
       "three effects, one inside another",
       10,
       55,
       20'000,
       200'010'000,
       2'000,
       {}},
      {"handler_sieve", "a handler for each prime", 10, 17, 60'000, 171'848'738, 6'000, {}},
  };
  add_plain(out);
  add_handlers<stack>(out, "stack");
#if KONT_HAVE_BOOST_CONTEXT
  add_handlers<context>(out, "context");
#endif
  add_handlers<ucontext>(out, "ucontext");
  add_handlers<copy>(out, "copy");
  add_other_styles<stack>(out, "stack");
  add_other_styles<copy>(out, "copy");
  out.add("nqueens", "copy", "forks", the::nqueens_forked<copy>);
  out.add("nqueens", "replay", "forks", the::nqueens_forked<replay>);
  return std::move(out.all);
}

std::string key(program const& p, way const& w) {
  return std::string(p.name) + '/' + w.strategy + '/' + w.style;
}

std::vector<absent_strategy> absent() {
  return {
#if !KONT_HAVE_BOOST_CONTEXT
    {"context", "this build has no Boost.Context"},
#endif
        {"thread", "each switch takes microseconds, and each program millions"},
        {"replay", "its log would hold every one of millions of words; it has nqueens by forks"},
        {"frame, closure, machine", "a prompt cuts the stack of a body that does not know of it"},
  };
}

}  // namespace kont::effects
