// papers/ladder/claims.cpp -- what the table has to show, and the judge of one run.
#include "papers/ladder/claims.hpp"

#include <fmt/format.h>

#include <array>
#include <regex>
#include <string>

#include "papers/ladder/lines.hpp"
#include "papers/ladder/report.hpp"

namespace kont::ladder {
namespace {

constexpr std::array all{
    claim{"stack ÷ boost.context", "switch", "^switch/stack/kont//", "^switch/.*/boost.context//",
          0.40},
    claim{"stack (bare) ÷ boost.context", "switch", "^switch/stack/kont/bare/",
          "^switch/.*/boost.context//", 0.30},
    // (Behind a call a generator took 5.3 times as long, a transfer 3.7 times, a yield 4 times: it
    // is the mispredicted return that hurts. A raw switch has less beside it than any of them.)
    claim{"stack ÷ stack outofline", "switch", "^switch/stack/kont//",
          "^switch/stack/kont/outofline/", 0.27},
    claim{"stack ÷ boost.context", "switch, inexact", "^switch/stack/kont/inexact/",
          "^switch/.*/boost.context/inexact/", 0.05},
    claim{"stack ÷ frame", "element", "^generator.element/stack/kont//",
          "^generator.element/frame/kont//", 1.2},
    claim{"stack ÷ boost.coroutine2", "element", "^generator.element/stack/kont//",
          "^generator.element/.*/boost.coroutine2//", 0.25},
    claim{"frame ÷ hand-written C++20", "element", "^generator.element/frame/kont//",
          "^generator.element/frame/baseline/", 1.1},
    claim{"stack ÷ boost.coroutine2", "tree", "^generator.tree/stack/kont//",
          "^generator.tree/.*/boost.coroutine2//", 0.35},
    claim{"hand-off ÷ boost.fiber", "yield 2", "^microthread.yield/stack/kont//2$",
          "^microthread.yield/.*/boost.fiber//2$", 0.12},
    claim{"hand-off ÷ boost.fiber", "yield 10", "^microthread.yield/stack/kont//10$",
          "^microthread.yield/.*/boost.fiber//10$", 0.12},
    claim{"hand-off ÷ boost.fiber", "yield 1000", "^microthread.yield/stack/kont//1000$",
          "^microthread.yield/.*/boost.fiber//1000$", 0.20},
    claim{"hand-off ÷ boost.fiber", "yield 100k", "^microthread.yield/stack/kont//100000$",
          "^microthread.yield/.*/boost.fiber//100000$", 0.20},
    claim{"hand-off ÷ boost.fiber", "yield 1M", "^microthread.yield/stack/kont//1000000$",
          "^microthread.yield/.*/boost.fiber//1000000$", 0.10},
    claim{"stack ÷ boost.context pooled", "create", "^create.continuation/stack/kont//",
          "^create.continuation/.*/boost.context/pool", 0.20},
    claim{"spawn, join ÷ boost.fiber pooled", "", "^create.microthread/stack/kont//",
          "^create.microthread/.*/boost.fiber/pool", 0.06},
    claim{"stack ÷ boost.fiber", "message", "^channel.message/stack/kont//",
          "^channel.message/.*/boost.fiber//", 0.08},
    claim{"stack ÷ boost.fiber", "buffered message", "^channel.buffered/stack/kont//",
          "^channel.buffered/.*/boost.fiber//", 0.08},
    claim{"stack ÷ boost.fiber", "select", "^channel.select/stack/kont//",
          "^channel.select/.*/boost.fiber//", 0.15},
    // (Skynet beside Boost.Fiber is a claim about 1,000,000 leaves: see `kont cores`. Here a run of
    // Boost.Fiber's has as many as take a millisecond; those of crews have a million.)
    claim{"crew of 2 ÷ crew of 1", "skynet, a leaf", "^tree.skynet/stack/kont/crew of 2/",
          "^tree.skynet/stack/kont/crew of 1/", 1 / 1.6},
    claim{"crew of 2 ÷ onetbb", "fork, join", "^tree.fork/stack/kont/crew of 2/",
          "^tree.fork/.*/onetbb/2 threads/", 0.3},
    claim{"crew of 2 ÷ onetbb", "lazy task, join", "^tree.fork/stack/kont/lazy, crew of 2/",
          "^tree.fork/.*/onetbb/2 threads/", 0.3},
    claim{"perform, resumed ÷ round trip", "stack", "^control.perform/stack/kont//",
          "^control.perform/stack/baseline/round trip/", 3},
    claim{"perform, in place ÷ resumed", "named", "^control.answer/stack/kont/named/1$",
          "^control.perform/stack/kont//", 0.20},
    claim{"perform, in place ÷ resumed", "evidence", "^control.answer/stack/kont//1$",
          "^control.perform/stack/kont//", 0.20},
    claim{"perform under 100 handlers ÷ 1", "evidence", "^control.answer/stack/kont//100$",
          "^control.answer/stack/kont//1$", 2},
    claim{"handle ÷ create a continuation", "stack", "^control.handle/stack/kont//",
          "^control.handle/stack/baseline/create/", 2},
    claim{"copy: 1 − r² of the line", "depth", "^control.depth/copy/kont//", "", 0.02,
          quantity::misfit},
    claim{"stack: spread", "depth", "^control.depth/stack/kont//", "", 0.15, quantity::spread},
    claim{"first mark beyond 100 ÷ beyond 1", "stack", "^control.mark.get/stack/kont//100$",
          "^control.mark.get/stack/kont//1$", 2},
    claim{"capture with 100 marks ÷ none", "stack", "^control.mark.capture/stack/kont//100$",
          "^control.mark.capture/stack/kont//0$", 1.3},
    claim{"stack: bytes each", "1M suspended", "^memory.continuation/stack/kont//1000000$", "",
          4.6 * 1024},
    claim{"stack: mappings", "1M suspended", "^memory.continuation/stack/kont//1000000$", "", 50,
          quantity::mappings},
    claim{"frame: bytes each", "1M suspended", "^memory.continuation/frame/kont//1000000$", "",
          200},
    claim{"closure: bytes each", "1M suspended", "^memory.continuation/closure/kont//1000000$", "",
          200},
    claim{"copy: bytes each", "1M microthreads", "^memory.microthread/copy/kont//1000000$", "",
          400},
    claim{"copy: bytes each", "10M microthreads", "^memory.microthread/copy/kont//10000000$", "",
          450},  // 4.5 GB in all
};

std::vector<measured const*> all_selected(std::string_view selector,
                                          std::vector<measured> const& from) {
  std::regex const pattern(selector.begin(), selector.end());
  std::vector<measured const*> out;
  for (auto const& m : from)
    if (m.refused.empty() && std::regex_search(key(m.what), pattern)) out.push_back(&m);
  return out;
}
measured const* selected(std::string_view selector, std::vector<measured> const& from) {
  auto const found = all_selected(selector, from);
  return found.empty() ? nullptr : found.front();
}

measure::estimate exactly(double x) { return {x, {x, x}}; }

std::optional<measure::estimate> value_of(claim const& c, std::vector<measured> const& from,
                                          std::uint64_t seed) {
  if (c.of == quantity::misfit || c.of == quantity::spread) {
    auto const fitted = line_through(all_selected(c.numerator, from));
    if (!fitted) return std::nullopt;
    return exactly(c.of == quantity::misfit ? 1 - fitted->r2 : fitted->spread);
  }
  auto const* top = selected(c.numerator, from);
  if (!top) return std::nullopt;
  if (c.denominator.empty()) {
    if (!top->bytes_each) return std::nullopt;
    return exactly(c.of == quantity::mappings ? static_cast<double>(top->mappings)
                                              : *top->bytes_each);
  }
  auto const* bottom = selected(c.denominator, from);
  if (!bottom || top->samples.empty() || bottom->samples.empty()) return std::nullopt;
  return measure::ratio_of_medians(top->samples, bottom->samples, seed);
}

}  // namespace

std::span<claim const> claims() { return all; }

std::string_view in_words(verdict const& v) {
  return !v.value ? "not measured" : v.holds() ? "holds" : "falls short";
}

std::string line_of(verdict const& v) {
  return fmt::format("{}: {} {:.3f}, at most {:.3f}: {}\n", v.what.where, v.what.text,
                     v.value ? v.value->value : 0, v.what.bound, in_words(v));
}
verdict exactly(claim what, double value) { return {what, exactly(value)}; }

std::vector<verdict> judge(std::span<claim const> wanted, std::vector<measured> const& from,
                           std::uint64_t seed) {
  std::vector<verdict> out;
  for (auto const& c : wanted) out.push_back({c, value_of(c, from, seed)});
  return out;
}

}  // namespace kont::ladder
