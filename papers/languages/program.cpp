// papers/languages/program.cpp -- built once, and asked by each row in a process of its own.
#include "papers/languages/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <stdexcept>

#include "lib/measure/child.hpp"
#include "lib/measure/cpu_clock.hpp"
#include "papers/ladder/contender.hpp"
#include "papers/workloads/known_answers.hpp"

namespace kont::languages {
namespace {

using std::chrono::seconds;

constexpr seconds to_build{300}, to_answer{60};
constexpr std::int64_t warm_ns = 100'000'000;  // compilers that watch a program run need some time
constexpr std::string_view none = "none: ";    // begins an answer that says why there is none
constexpr std::uint64_t first_ops = 64, most_ops = 1 << 30;

constexpr std::array usual{"microthread.yield", "channel.message", "generator.element",
                           "create.microthread"};

/// How many are alive.
std::uint64_t alive_in(std::string_view rung) {
  return rung == "microthread.yield" ? 1'000
         : rung == "factorial.call"  ? workloads::largest_factorial
         : rung == "channel.message" ? 2
                                     : 1;
}

/// "" when it has been built, or why it was not.
std::string build(program const& p) {
  if (p.build.empty()) return "";
  auto const ended = measure::run_child(p.build, "", to_build);
  if (!ended) return "not installed: " + p.build.front();
  if (ended->status == 0) return "";
  auto const said = ended->err.substr(0, ended->err.find('\n'));
  return said.empty() ? fmt::format("its build ended with status {}", ended->status) : said;
}

/// One rung of a program that has been started.
class conversation : public ladder::self_timed {
  std::string rung_;
  measure::dialogue with_;
  std::int64_t took_ns_ = 0;

 public:
  conversation(std::string rung, std::vector<std::string> const& command)
      : rung_(std::move(rung)), with_(command) {
    auto const end = measure::wall_ns() + warm_ns;
    for (auto ops = first_ops; measure::wall_ns() < end; ops = std::min(2 * ops, most_ops))
      conversation::run(ops);
  }

  ladder::work run(std::uint64_t ops) override {
    auto const said = with_.ask(fmt::format("{} {}", rung_, ops), to_answer);
    ladder::work did{.ops = ops};
    auto const *const begin = said.data(), *const end = begin + said.size();
    auto const sum = std::from_chars(begin, end, did.checksum);
    if (sum.ec != std::errc{} || sum.ptr == end || *sum.ptr != ' ' ||
        std::from_chars(sum.ptr + 1, end, took_ns_).ptr != end)
      throw std::runtime_error(said.substr(said.starts_with(none) ? none.size() : 0));
    return did;
  }
  std::int64_t took_ns() const override { return std::max<std::int64_t>(took_ns_, 1); }
};

}  // namespace

void replace(std::vector<std::string>& words, std::string_view name, std::string_view value) {
  for (auto& word : words)
    for (auto at = word.find(name); at != word.npos; at = word.find(name, at + value.size()))
      word.replace(at, name.size(), value);
}

ladder::rows rows_of(program p, std::filesystem::path const& out) {
  auto const folder = std::filesystem::absolute(out);
  std::filesystem::create_directories(folder);
  replace(p.build, "{out}", folder.string());
  replace(p.run, "{out}", folder.string());
  auto const why = build(p);
  ladder::rows all;
  if (p.rungs.empty()) p.rungs.assign(usual.begin(), usual.end());
  for (auto const& rung : p.rungs) {
    auto make = [rung, why, run = p.run]() -> std::unique_ptr<ladder::fixture> {
      if (!why.empty()) throw std::runtime_error(why);
      return std::make_unique<conversation>(rung, run);
    };
    all.push_back({.rung = rung,
                   .strategy = "",
                   .system = p.system,
                   .variant = p.variant,
                   .n = alive_in(rung),
                   .make = std::move(make),
                   .note = ""});
  }
  return all;
}

}  // namespace kont::languages
