// lab/events.cpp -- lines into events, and events into the steps that they came of.
#include "lab/events.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <utility>

#include "lab/account.hpp"
#include "lib/trace/export.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

constexpr std::string_view head = "at,number,job,what,on,properties";

constexpr bool is_of_a_box(happening h) noexcept {
  return h == happening::waits || h == happening::sends || h == happening::receives;
}
constexpr bool is_of_a_lock(happening h) noexcept {
  return h == happening::blocks || h == happening::locks || h == happening::unlocks;
}

constexpr std::pair<std::string_view, ticks job::*> properties[] = {
    {"length", &job::length}, {"weight", &job::weight},       {"deadline", &job::deadline},
    {"period", &job::period}, {"allowance", &job::allowance},
};

std::string properties_of(job const& j) {
  static job const standard{.length = 0};
  std::string out;
  for (auto const& [name, member] : properties)
    if (j.*member != standard.*member) out += fmt::format(" {}={}", name, j.*member);
  if (j.priority != 0) out += fmt::format(" priority={}", j.priority);
  return out.empty() ? out : out.substr(1);
}

}  // namespace

std::string csv_field(std::string const& name) {
  if (name.find_first_of("\",") == name.npos) return name;
  std::string out = "\"";
  for (char const c : name) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

std::string csv_of(workload const& work, history const& log) {
  auto text = std::string(head) + '\n';
  for (auto const& e : log) {
    auto const& j = work.jobs[e.job];
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{}\n", e.at, e.job, csv_field(j.name),
                   names_of_happenings[static_cast<std::size_t>(e.what)],
                   is_of_a_box(e.what)    ? csv_field(work.boxes[e.on])
                   : is_of_a_lock(e.what) ? csv_field(work.locks[e.on])
                                          : "",
                   e.what == happening::comes ? properties_of(j) : "");
  }
  return text;
}

std::string chrome_of(workload const& work, history const& log) {
  std::vector<std::string> names, acts;
  for (auto const& j : work.jobs) names.push_back(j.name);
  constexpr auto first = static_cast<std::size_t>(happening::locks);
  auto const things = std::max(work.locks.size(), work.boxes.size());
  for (auto what = first; is_an_act(static_cast<happening>(what)); ++what) {
    auto const& on = is_of_a_box(static_cast<happening>(what)) ? work.boxes : work.locks;
    for (std::size_t i = 0; i < things; ++i)
      acts.push_back(i < on.size() ? fmt::format("{} {}", names_of_happenings[what], on[i]) : "");
  }
  std::vector<trace::event> events;
  for (auto const& e : log) {
    using enum happening;
    auto const what = is_an_act(e.what)                    ? trace::kind::mark
                      : e.what == runs                     ? trace::kind::begin
                      : e.what == comes || e.what == wakes ? trace::kind::wake
                                                           : trace::kind::end;
    auto const act = (static_cast<std::size_t>(e.what) - first) * things + e.on;
    events.push_back({e.at * 1'000, what, e.job, is_an_act(e.what) ? act : e.job});  // nanoseconds
  }
  std::ostringstream out;
  trace::write_chrome(out, events, names, acts);
  return out.str();
}

bool is_event_log(std::string_view text) { return text.starts_with("at,"); }

namespace {

/// The events of a file, with jobs as they are told of when they come.
struct reader {
  std::string const& file;
  std::size_t line = 1;
  workload work{};
  history log{};
  std::map<ticks, std::uint32_t> places{};  // by their numbers

  [[noreturn]] void fail(std::string const& rule) const {
    throw usage_error(fmt::format("{}: line {}: {}", file, line, rule));
  }
  ticks number(std::string_view text, std::string_view what, ticks least, ticks most) const {
    ticks value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < least || value > most)
      fail(fmt::format("{} is a whole number from {} to {}", what, least, most));
    return value;
  }

  std::array<std::string, 6> fields(std::string_view text) const {
    std::array<std::string, 6> all;
    std::size_t at = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
      auto const c = static_cast<unsigned char>(text[i]);
      if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
        all[at] += text[i++];
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        if (++at == all.size()) fail("a line has 6 fields");
      } else {
        all[at] += c < ' ' || c == 0x7F ? '?' : text[i];
      }
    }
    if (at + 1 != all.size() || quoted) fail("a line has 6 fields");
    return all;
  }

  void read_properties(job& j, std::string_view text) const {
    while (!text.empty()) {
      auto const one = text.substr(0, text.find(' '));
      text.remove_prefix(std::min(one.size() + 1, text.size()));
      auto const name = one.substr(0, one.find('='));
      auto const value = one.substr(std::min(name.size() + 1, one.size()));
      auto const its = std::ranges::find(properties, name, [](auto const& p) { return p.first; });
      if (name == "priority")
        j.priority = static_cast<std::int32_t>(number(value, name, -1'000'000, 1'000'000));
      else if (its == std::end(properties))
        fail("a property is length, weight, priority, deadline, period or allowance");
      else
        j.*its->second = number(value, name, 1, name == "weight" ? most_weight : most_ticks);
    }
  }

  std::uint16_t on(happening what, std::string const& name) {
    auto& names = is_of_a_box(what) ? work.boxes : work.locks;
    if (!is_of_a_box(what) && !is_of_a_lock(what)) return 0;
    if (name.empty() || name.size() > 40)
      fail("a lock or a box has a name of at most 40 characters");
    if (names.size() == most_names) fail("there are 60000 locks, or boxes, already");
    return number_of(name, names);
  }

  void add(std::string_view text) {
    auto const [at, its_number, name, said, thing, told] = fields(text);
    auto const place = number(its_number, "number", 0, static_cast<ticks>(most_jobs) - 1);
    auto const what = std::ranges::find(names_of_happenings, said);
    if (what == std::end(names_of_happenings)) fail("this is nothing that happens to a job");
    event e{number(at, "at", 0, most_ticks), 0,
            static_cast<happening>(what - std::begin(names_of_happenings))};
    e.on = on(e.what, thing);
    auto const known = places.find(place);
    if ((known == places.end()) != (e.what == happening::comes))
      fail("a job comes before anything else, and once");
    e.job = known == places.end() ? static_cast<std::uint32_t>(work.jobs.size()) : known->second;
    if (known == places.end()) {
      if (name.empty() || name.size() > 40) fail("a job has a name of at most 40 characters");
      places[place] = e.job;
      work.jobs.push_back({.name = name, .arrives = e.at});
      read_properties(work.jobs.back(), told);
    }
    log.push_back(e);
  }

  /// Who came later may have a smaller number: places go by numbers.
  void sort() {
    std::vector<std::uint32_t> to(work.jobs.size());
    std::vector<job> sorted;
    for (auto const& [unused, from] : places) {
      to[from] = static_cast<std::uint32_t>(sorted.size());
      sorted.push_back(std::move(work.jobs[from]));
    }
    work.jobs = std::move(sorted);
    for (auto& e : log) e.job = to[e.job];
  }
};

/// The steps of one job, found event by event.
struct rebuilt {
  std::vector<step> steps{};
  std::set<std::uint16_t> held{};
  ticks since = 0, burst = 0;
  bool runs = false;
  happening last{};

  void done(step s) {
    if (burst > 0) steps.push_back({doing::run, std::exchange(burst, 0)});
    steps.push_back(s);
  }
  void see(event const& e) {
    if (runs) burst += e.at - since;
    if (e.what == happening::wakes && last == happening::pauses)
      steps.push_back({doing::pause, e.at - since});
    if (e.what == happening::yields) done({doing::pause, 0});
    if (e.what == happening::blocks || (e.what == happening::locks && runs))
      done({doing::lock, 0, e.on});
    if (e.what == happening::waits || (e.what == happening::receives && runs))
      done({doing::receive, 0, e.on});
    if (e.what == happening::unlocks) done({doing::unlock, 0, e.on});
    if (e.what == happening::sends) done({doing::send, 0, e.on});
    if (e.what == happening::blocks) held.insert(e.on);
    if (e.what == happening::locks) held.insert(e.on);
    if (e.what == happening::unlocks) held.erase(e.on);
    if (is_an_act(e.what)) {
      if (runs) since = e.at;
      return;
    }
    since = e.at;
    runs = e.what == happening::runs;
    last = e.what;
    if (e.what == happening::pauses && burst > 0)
      steps.push_back({doing::run, std::exchange(burst, 0)});
  }
  /// The rest, of one of that length.
  void finish(ticks length, ticks end) {
    if (last == happening::pauses) steps.push_back({doing::pause, end - since + 1});
    auto const left = last == happening::ends ? 0 : length - service_of(steps) - burst;
    burst += std::max(left, ticks{last != happening::ends});
    if (burst > 0 || service_of(steps) == 0)
      steps.push_back({doing::run, std::max(burst, ticks{1})});
    for (auto const on : held) steps.push_back({doing::unlock, 0, on});
  }
};

}  // namespace

recorded_run read_run(std::string_view text, std::string const& file) {
  reader all{file};
  for (bool first = true; !text.empty(); ++all.line) {
    auto const line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (std::exchange(first, false)) {
      if (line != head) all.fail(fmt::format("the first line is '{}'", head));
    } else {
      all.add(line);
    }
  }
  if (all.log.empty()) all.fail("an event is wanted");
  all.sort();
  if (auto const fault = impossible_in(all.work, all.log)) {
    all.line = fault->first + 2;
    all.fail(fault->second);
  }
  return {std::move(all.work), std::move(all.log)};
}

plan read_events(std::string_view text, std::string const& file) {
  auto [work, log] = read_run(text, file);
  auto const end = log.back().at;
  plan p;
  p.file = file;
  std::vector<rebuilt> its(work.jobs.size());
  for (auto const& e : log) its[e.job].see(e);
  for (std::size_t i = 0; i < its.size(); ++i) {
    auto& j = work.jobs[i];
    if (its[i].last != happening::ends) p.until = std::max(end, ticks{1});
    its[i].finish(j.length, end);
    j.steps = std::move(its[i].steps);
    j.length = service_of(j.steps);
  }
  p.jobs = std::move(work.jobs);
  p.locks = std::move(work.locks);
  p.boxes = std::move(work.boxes);
  return p;
}

}  // namespace kont::lab
