// lib/trace/export.cpp -- writes traces, reads them back and finds where two of them part.
#include "lib/trace/export.hpp"

#include <algorithm>
#include <array>
#include <iomanip>
#include <istream>
#include <map>
#include <ostream>
#include <sstream>
#include <string_view>
#include <utility>

#include "lib/usage_error.hpp"

namespace kont::trace {
namespace {

constexpr std::array<char const*, kinds> names{"begin", "end",  "finish",  "spawn", "wake",
                                               "wait",  "send", "receive", "mark"};

std::string text(event const& e) {
  return std::to_string(e.time) + ' ' + name(e.what) + ' ' + std::to_string(e.subject) + ' ' +
         std::to_string(e.object);
}

event parse(std::string const& line, std::size_t number) {
  std::istringstream in(line);
  event e;
  std::string word;
  in >> e.time >> word >> e.subject >> e.object;
  auto const found = std::find(names.begin(), names.end(), std::string_view(word));
  e.what = static_cast<kind>(found - names.begin());
  if (!in || found == names.end() || text(e) != line) {
    throw usage_error("line " + std::to_string(number) + ": not an event: \"" + line +
                      "\"; one is TIME KIND SUBJECT OBJECT, as in \"12 wake 1 2\"");
  }
  return e;
}

// Nanoseconds as the microseconds of the format, without the rounding of a double.
std::string microseconds(std::int64_t time) {
  auto const size =
      time < 0 ? 0 - static_cast<std::uint64_t>(time) : static_cast<std::uint64_t>(time);
  std::ostringstream out;
  out << (time < 0 ? "-" : "") << size / 1000 << '.' << std::setw(3) << std::setfill('0')
      << size % 1000;
  return out.str();
}

// As JSON has it between quotes.
std::string escaped(std::string_view text) {
  std::ostringstream out;
  for (char const c : text) {
    if (c == '"' || c == '\\') {
      out << '\\' << c;
    } else if (static_cast<unsigned char>(c) < ' ') {
      out << "\\u" << std::hex << std::setw(4) << std::setfill('0') << int{c};
    } else {
      out << c;
    }
  }
  return out.str();
}

void write_one(std::ostream& out, event const& e, std::string_view label, char phase) {
  out << R"({"name":")" << escaped(label) << R"(","ph":")" << phase << R"(","ts":)"
      << microseconds(e.time) << R"(,"pid":1,"tid":)" << e.subject;
  if (phase == 'i') out << R"(,"s":"t","args":{"object":)" << e.object << '}';
  out << '}';
}

}  // namespace

char const* name(kind k) noexcept {
  auto const i = static_cast<std::size_t>(k);
  return i < kinds ? names[i] : "unknown";
}

void write_text(std::ostream& out, std::span<event const> events) {
  for (auto const& e : events) out << text(e) << '\n';
}

std::vector<event> read_text(std::istream& in) {
  std::vector<event> events;
  for (std::string line; std::getline(in, line);) events.push_back(parse(line, events.size() + 1));
  return events;
}

void write_chrome(std::ostream& out, std::span<event const> events,
                  std::span<std::string const> called, std::span<std::string const> marks) {
  std::map<std::uint32_t, std::size_t> open;  // spans begun and not ended, by subject
  out << R"({"displayTimeUnit":"ns","traceEvents":[)";
  char const* comma = "\n";
  for (std::size_t i = 0; i < called.size(); ++i) {
    out << std::exchange(comma, ",\n") << R"({"name":"thread_name","ph":"M","pid":1,"tid":)" << i
        << R"(,"args":{"name":")" << escaped(called[i]) << R"("}})";
  }
  for (auto const& e : events) {
    if (e.what == kind::end && open[e.subject] == 0) continue;
    out << std::exchange(comma, ",\n");
    if (e.what == kind::begin) {
      ++open[e.subject];
      write_one(out, e, "run", 'B');
    } else if (e.what == kind::end) {
      --open[e.subject];
      write_one(out, e, "run", 'E');
    } else if (e.what == kind::mark && e.object < marks.size()) {
      write_one(out, e, marks[e.object], 'i');
    } else {
      write_one(out, e, name(e.what), 'i');
    }
  }
  out << "\n]}\n";
}

std::optional<difference> first_difference(std::span<event const> expected,
                                           std::span<event const> found) {
  auto const both = std::min(expected.size(), found.size());
  std::size_t i = 0;
  while (i < both && expected[i] == found[i]) ++i;
  if (i == expected.size() && i == found.size()) return {};
  difference d{i, {}, {}};
  if (i < expected.size()) d.expected = expected[i];
  if (i < found.size()) d.found = found[i];
  return d;
}

std::string describe(difference const& d) {
  auto const quoted = [](std::optional<event> const& e) {
    return e ? '"' + text(*e) + '"' : std::string("the end");
  };
  return "event " + std::to_string(d.index) + ": expected " + quoted(d.expected) + ", found " +
         quoted(d.found);
}

}  // namespace kont::trace
