// tools/player/recording.cpp -- finds out who is who: a computation is known by where it waits.
#include "tools/player/recording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>
#include <utility>

#include "lib/usage_error.hpp"

namespace kont::player {
namespace {

using trace::entry;
using trace::heading;

class reader {
 public:
  explicit reader(std::string_view bytes) : bytes_(bytes) {
    if (bytes.size() < sizeof head_) throw usage_error("not a recording: it is too short");
    std::memcpy(static_cast<void*>(&head_), bytes.data(), sizeof head_);
    if (head_.magic != heading::magic_number) {
      throw usage_error("not a recording: it does not begin with kntrace1");
    }
    found_.full = head_.full != 0;
    found_.computations.push_back({found_.text("main"), 0, 0, 0});
    begins_at_.push_back(head_.stack);
    lines_.push_back({});
  }

  recording all() {
    std::size_t at = sizeof head_;
    while (at + sizeof(entry) <= bytes_.size()) {
      entry e;
      std::memcpy(static_cast<void*>(&e), bytes_.data() + at, sizeof e);
      if (e.what == op::none) {  // the rest of this window is empty
        at = (at / trace::window_size + 1) * trace::window_size;
        continue;
      }
      at += sizeof e;
      auto const size = follows(e);
      if (at + size > bytes_.size()) break;
      if (e.what <= op::gone) {
        std::memcpy(static_cast<void*>(&to_), bytes_.data() + at, sizeof to_);
        add_step(e);
      } else {
        take(e, bytes_.substr(at, size));
      }
      at += (size + sizeof e - 1) / sizeof e * sizeof e;
    }
    return std::move(found_);
  }

 private:
  struct line {
    std::uint32_t running = 0, made_last = 0;
    value told{};  // which the next switch brings
  };

  static std::size_t follows(entry const& e) noexcept {
    switch (e.what) {
      case op::frames:
        return trace::deepest * sizeof(std::uint64_t);
      case op::text:
      case op::spawn:
      case op::wait:
        return e.detail;
      default:
        return e.what <= op::gone ? sizeof(trace::where_to) : 0;
    }
  }

  void take(entry const& e, std::string_view more) {
    switch (e.what) {
      case op::frames:
        return add_site(e, more);
      case op::number:
        return tell(value::kind::number, e.a);
      case op::letter:
        return tell(value::kind::letter, e.a);
      case op::truth:
        return tell(value::kind::truth, e.a);
      case op::text:
        return tell(value::kind::text, found_.text(more));
      case op::spawn:
        return spawn(e, more);
      case op::ready:
        return add_change({e.what, threads_[e.a], e.detail});
      case op::wait:
        return add_change({e.what, threads_[e.a], found_.text(more)});
      case op::take:
        if (e.a != 0) add_change({e.what, threads_[e.a]});
        return;
      case op::give:
        return give(e.a != 0 ? threads_[e.a] : here().running);
      case op::over:
        add_change({e.what, threads_[e.a]});
        threads_.erase(e.a);
        return;
      case op::line:
        return turn_to(e.site);
      case op::line_ends:
        return put({.what = op::gone, .who = here().running, .whom = here().running});
      default:
        return;
    }
  }

  void add_site(entry const& e, std::string_view more) {
    std::array<std::uint64_t, trace::deepest> calls{};
    std::memcpy(calls.data(), more.data(), sizeof calls);
    auto& site = found_.sites.emplace_back();
    for (std::size_t i = 0; i < e.detail && i < calls.size(); ++i) {
      site.push_back(calls[i] - head_.loaded_at);
    }
  }
  void tell(value::kind kind, std::uint64_t n) {
    here().told = {kind, static_cast<std::int64_t>(n)};
  }
  // That it has been made, and is ready, belongs to the step that made it; all else to the next.
  void add_change(change c) {
    if (c.who == 0) return;
    found_.changes.push_back(c);
    bool const is_new = c.what == op::spawn || (c.what == op::ready && c.detail == 0);
    if (!is_new || found_.steps.empty()) return;
    auto& made = found_.steps.back();
    if (made.what == op::start && made.whom == c.who) {
      made.changes_end = static_cast<std::uint32_t>(found_.changes.size());
    }
  }
  void spawn(entry const& e, std::string_view name) {
    auto const made = here().made_last;
    threads_[e.a] = made;
    auto& its = found_.computations[made];
    its.microthread = e.site;
    its.name = name.empty() ? 0 : found_.text(name);
    add_change({op::spawn, made});
  }
  void give(std::uint32_t whom) {
    auto const gift = std::exchange(here().told, {});
    add_change({op::give, whom, 0, gift});
    if (whom != here().running) gifts_[whom] = gift;
  }

  line& here() noexcept { return lines_[line_ - 1]; }
  // Everything that follows happens there. (They are numbered in the order in which they come.)
  void turn_to(std::uint32_t number) {
    if (number == 0 || number > lines_.size() + 1)
      throw usage_error(fmt::format("not a recording: line of control {} is out of turn", number));
    if (number > lines_.size()) {
      auto const root = add(0, {.name = found_.text(fmt::format("thread {}", number))});
      lines_.push_back({.running = root});
    }
    line_ = number;
  }
  std::uint32_t add(std::uint64_t begins_at, computation const& c) {
    auto const id = static_cast<std::uint32_t>(found_.computations.size());
    found_.computations.push_back(c);
    begins_at_.push_back(begins_at);
    return id;
  }
  // Who waits there. Nobody is known to, only if the recording is broken.
  std::uint32_t at(std::uint64_t where) {
    auto const known = waits_at_.find(where);
    return known != waits_at_.end() ? known->second : waits_at_[where] = add(0, {});
  }

  void add_step(entry const& e) {
    if (e.what == op::gone && e.a == 0) return;  // it was empty
    step s{.what = e.what, .who = here().running, .site = e.site};
    s.how = static_cast<ending>(e.detail);
    switch (e.what) {
      case op::start:
        s.whom = here().made_last =
            add(to_.c, {.site = e.site, .begins_with = to_.b - head_.loaded_at});
        waits_at_[e.a] = s.whom;
        break;
      case op::fork: {
        auto const first = at(e.a);
        auto const twin = found_.computations[first];
        s.whom = add(begins_at_[first], {twin.name, e.site, twin.begins_with, 0});
        waits_at_[to_.b] = s.whom;
        break;
      }
      case op::gone:
        s.whom = at(e.a);
        waits_at_.erase(e.a);
        break;
      default:
        go(s, e);
    }
    put(s);
  }
  void put(step s) {
    s.line = line_;
    s.changes_end = static_cast<std::uint32_t>(found_.changes.size());
    found_.steps.push_back(s);
  }
  void go(step& s, entry const& e) {
    s.whom = at(to_.b);
    waits_at_.erase(to_.b);
    if (e.what != op::finish) {
      waits_at_[e.a] = s.who;
      auto const begins_at = begins_at_[s.who];
      if (e.a < begins_at && begins_at - e.a < deepest_stack) {
        s.use = static_cast<std::uint32_t>(begins_at - e.a);
      }
    }
    if (e.what != op::unwind && s.how == ending::returned) s.brings = brought(s, to_.c);
    here().running = s.whom;
  }
  value brought(step const& s, std::uint64_t word) {
    auto const told = std::exchange(here().told, {});
    if (auto const gift = gifts_.find(s.whom); gift != gifts_.end()) {
      value const v = gift->second;
      gifts_.erase(gift);
      return v;
    }
    if (told.is != value::kind::none || word == 0) return told;
    for (auto const who : {s.who, s.whom}) {  // there the word is who left
      if (found_.computations[who].microthread != 0) return {};
    }
    auto const known = addresses_.emplace(word, addresses_.size() + 1).first;
    return {value::kind::address, static_cast<std::int64_t>(known->second)};
  }

  static constexpr std::uint64_t deepest_stack = std::uint64_t{1} << 30;
  std::string_view bytes_;
  heading head_;
  trace::where_to to_;  // of the switch that is read
  recording found_;
  std::vector<line> lines_;
  std::uint32_t line_ = 1;
  std::vector<std::uint64_t> begins_at_;                       // by computation
  std::unordered_map<std::uint64_t, std::uint32_t> waits_at_;  // who, by where
  std::unordered_map<std::uint64_t, std::uint32_t> threads_;   // whose, by the record of it
  std::unordered_map<std::uint32_t, value> gifts_;             // for whom
  std::unordered_map<std::uint64_t, std::size_t> addresses_;
};

}  // namespace

std::uint32_t recording::text(std::string_view t) {
  auto const [known, is_new] =
      known_.try_emplace(std::string(t), static_cast<std::uint32_t>(texts.size()));
  if (is_new) texts.emplace_back(t);
  return known->second;
}

recording read(std::string_view bytes) { return reader(bytes).all(); }

std::string_view reason(std::uint32_t why) noexcept {
  constexpr std::array<std::string_view, 5> words{"created", "yielded", "woken", "timed out",
                                                  "preempted"};
  return why < words.size() ? words[why] : "unknown";
}

std::string_view name(op what) noexcept {
  constexpr std::array<std::string_view, 17> names{
      "none",  "start", "fork",  "transfer", "unwind", "finish", "gone", "number", "letter",
      "truth", "text",  "spawn", "ready",    "take",   "wait",   "give", "over"};
  auto const i = static_cast<std::size_t>(what);
  return i < names.size() ? names[i] : "unknown";
}

}  // namespace kont::player
