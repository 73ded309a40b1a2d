// tools/player/text.cpp -- a recorded run as lines of text, and as the events of a trace.
#include "tools/player/text.hpp"

#include <fmt/format.h>

#include <iterator>
#include <sstream>

#include "lib/trace/export.hpp"

namespace kont::player {

names::names(recording const& run) : run_(run), count_(run.texts.size()) {
  for (auto const& c : run.computations) ++count_[c.name];
}
std::string names::of(std::uint32_t who) const {
  auto const name = run_.computations[who].name;
  if (name == 0) return fmt::format("#{}", who);
  return count_[name] == 1 ? run_.texts[name] : fmt::format("{} #{}", run_.texts[name], who);
}

std::string spell(recording const& run, value v) {
  switch (v.is) {
    case value::kind::none:
      return "";
    case value::kind::number:
      return std::to_string(v.n);
    case value::kind::truth:
      return v.n != 0 ? "true" : "false";
    case value::kind::text:
      return '"' + run.texts[static_cast<std::size_t>(v.n)] + '"';
    case value::kind::address:
      return fmt::format("&{}", v.n);
    case value::kind::letter:
      break;
  }
  auto const c = static_cast<unsigned char>(v.n);
  return c >= ' ' && c < 0x7f ? fmt::format("'{}'", static_cast<char>(c))
                              : fmt::format("'\\{}'", c);
}

namespace {

std::string or_dash(std::string s) { return s.empty() ? "-" : s; }

std::string one_word(std::string s) {
  for (char& c : s) {
    if (c == ' ') c = '_';
  }
  return s;
}

std::string spell(recording const& run, change const& c) {
  switch (c.what) {
    case op::ready:
      return fmt::format("({})", reason(c.detail));
    case op::wait:
      return fmt::format("({})", run.texts[c.detail]);
    case op::give:
      return fmt::format("({})", or_dash(spell(run, c.gift)));
    default:
      return "";
  }
}

}  // namespace

std::string as_text(recording const& run, lines const& where) {
  names const called(run);
  std::string out;
  for (std::size_t i = 0; i < run.steps.size(); ++i) {
    auto const& s = run.steps[i];
    fmt::format_to(std::back_inserter(out), "{} {} {} {} {}", i + 1, name(s.what),
                   one_word(called.of(s.who)), one_word(called.of(s.whom)),
                   or_dash(spell(run, s.brings)));
    auto const at = where.of_sites[s.site];
    out += at.number == 0 ? " -" : fmt::format(" {}:{}", where.files[at.file].name, at.number);
    for (auto c = run.changes_begin(i); c < s.changes_end; ++c) {
      auto const& change = run.changes[c];
      fmt::format_to(std::back_inserter(out), " {}:{}{}", name(change.what),
                     one_word(called.of(change.who)), one_word(spell(run, change)));
    }
    out += '\n';
  }
  return out;
}

std::string as_chrome(recording const& run) {
  std::vector<trace::event> events;
  std::int64_t now = 0;
  auto const add = [&](trace::kind what, std::uint32_t subject, std::uint32_t object) {
    events.push_back({now, what, subject, object});
  };
  std::uint32_t lines = 0;  // that have begun
  for (std::size_t i = 0; i < run.steps.size(); ++i) {
    auto const& s = run.steps[i];
    if (s.line > lines) {
      add(trace::kind::begin, s.who, 0);
      lines = s.line;
    }
    now += 1000;
    for (auto c = run.changes_begin(i); c < s.changes_end; ++c) {
      auto const& change = run.changes[c];
      if (change.what == op::ready) add(trace::kind::wake, s.who, change.who);
      if (change.what == op::wait) add(trace::kind::wait, change.who, 0);
      if (change.what == op::give) add(trace::kind::send, s.who, change.who);
    }
    if (s.what == op::start || s.what == op::fork) {
      add(trace::kind::spawn, s.who, s.whom);
    } else if (s.what != op::gone || s.who == s.whom) {
      add(trace::kind::end, s.who, 0);
      if (s.what == op::finish) add(trace::kind::finish, s.who, 0);
      if (s.who != s.whom) add(trace::kind::begin, s.whom, 0);
    }
  }
  std::vector<std::string> called;
  names const by(run);
  for (std::uint32_t i = 0; i < run.computations.size(); ++i) called.push_back(by.of(i));
  std::ostringstream out;
  trace::write_chrome(out, events, called);
  return out.str();
}

}  // namespace kont::player
