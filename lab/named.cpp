// lab/named.cpp -- the classics of locks and messages, each a few jobs with steps.
#include "lab/named.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

constexpr step run(ticks length) { return {doing::run, length}; }
constexpr step lock(std::uint16_t on) { return {doing::lock, 0, on}; }
constexpr step unlock(std::uint16_t on) { return {doing::unlock, 0, on}; }
constexpr step send(std::uint16_t on) { return {doing::send, 0, on}; }
constexpr step receive(std::uint16_t on) { return {doing::receive, 0, on}; }

void add(plan& p, std::string name, std::vector<step> steps, ticks rounds, job its = {}) {
  its.name = std::move(name);
  its.length = service_of(steps) * rounds;
  its.steps = std::move(steps);
  its.rounds = rounds;
  p.jobs.push_back(std::move(its));
}
std::vector<step> with_pause(std::vector<step> steps, ticks length) {
  if (length > 0) steps.push_back({doing::pause, length});
  return steps;
}
job that_lasts(ticks length, std::string name) {
  return {.name = std::move(name), .length = length};
}

constexpr ticks most = 1'000'000;
constexpr setting count(std::string_view name, ticks standard, ticks limit, std::string_view says) {
  return {name, standard, 1, limit, says};
}
constexpr setting time(std::string_view name, ticks standard, std::string_view says) {
  return {name, standard, 1, most, says};
}
constexpr setting maybe(std::string_view name, ticks standard, std::string_view says) {
  return {name, standard, 0, most, says};
}

void add_convoy(plan& p, values const& v) {
  auto const m = number_of("mutex", p.locks);
  for (ticks i = 0; i < v[0]; ++i)
    add(p, fmt::format("short{}", i), {run(v[2]), lock(m), run(v[3]), unlock(m)}, v[1]);
  for (ticks i = 0; i < v[4]; ++i)
    p.jobs.push_back(that_lasts(v[0] * v[1] * (v[2] + v[3]), fmt::format("hog{}", i)));
}

void add_mutex(plan& p, values const& v) {
  auto const m = number_of("mutex", p.locks);
  for (ticks i = 0; i < v[0]; ++i)
    add(p, fmt::format("j{}", i), with_pause({lock(m), run(v[2]), unlock(m), run(v[3])}, v[4]),
        v[1]);
}

// The weather task has the lock of the bus, the bus task wants it, and what has nothing to do with
// either runs in between.
void add_inversion(plan& p, values const& v) {
  auto const bus = number_of("bus", p.locks);
  auto const [rounds, period, inside, medium, deadline] = std::array{v[0], v[1], v[2], v[3], v[4]};
  for (ticks i = 0; i < rounds; ++i) {
    auto const at = i * period;
    add(p, "weather", {lock(bus), run(inside), unlock(bus)}, 1, {.arrives = at, .priority = 30});
    add(p, "bus", {lock(bus), run(1), unlock(bus)}, 1,
        {.arrives = at + 1,
         .priority = 10,
         .deadline = at + 1 + deadline,
         .period = period,
         .allowance = deadline});
    auto other = that_lasts(medium, "radio");
    other.arrives = at + 2;
    other.priority = 20;
    p.jobs.push_back(std::move(other));
  }
}

void add_philosophers(plan& p, values const& v) {
  auto const [seats, rounds, think, between, eat] = std::array{v[0], v[1], v[2], v[3], v[4]};
  std::vector<std::uint16_t> forks;
  for (ticks i = 0; i < seats; ++i) forks.push_back(number_of(fmt::format("fork{}", i), p.locks));
  for (std::size_t i = 0; i < forks.size(); ++i) {
    auto one = forks[i], other = forks[(i + 1) % forks.size()];
    if (v[5] != 0 && i + 1 == forks.size()) std::swap(one, other);
    std::vector<step> steps = with_pause({}, think);
    for (auto s : {lock(one), run(between), lock(other), run(eat), unlock(other), unlock(one)})
      steps.push_back(s);
    add(p, fmt::format("p{}", i), std::move(steps), rounds);
  }
}

void add_hackbench(plan& p, values const& v) {
  auto const [groups, senders, receivers, messages, cost] =
      std::array{v[0], v[1], v[2], v[3], v[4]};
  for (ticks g = 0; g < groups; ++g) {
    std::vector<step> to_all;
    for (ticks r = 0; r < receivers; ++r) {
      auto const box = number_of(fmt::format("g{}.pipe{}", g, r), p.boxes);
      to_all.insert(to_all.end(), {run(cost), send(box)});
      add(p, fmt::format("g{}.receiver{}", g, r), {receive(box), run(cost)}, senders * messages);
    }
    for (ticks s = 0; s < senders; ++s) add(p, fmt::format("g{}.sender{}", g, s), to_all, messages);
  }
}

void add_schbench(plan& p, values const& v) {
  auto const [messengers, workers, rounds, work, sleep] = std::array{v[0], v[1], v[2], v[3], v[4]};
  for (ticks m = 0; m < messengers; ++m) {
    auto const back = number_of(fmt::format("m{}.back", m), p.boxes);
    std::vector<step> wakes_all, hears_all;
    for (ticks w = 0; w < workers; ++w) {
      auto const box = number_of(fmt::format("m{}.wake{}", m, w), p.boxes);
      wakes_all.insert(wakes_all.end(), {run(1), send(box)});
      hears_all.push_back(receive(back));
      std::vector<step> request{receive(box)};
      if (sleep > 0) request.push_back({doing::pause, sleep + w % (sleep + 1)});
      request.insert(request.end(), {run(work), send(back)});
      add(p, fmt::format("m{}.worker{}", m, w), std::move(request), rounds);
    }
    wakes_all.insert(wakes_all.end(), hears_all.begin(), hears_all.end());
    add(p, fmt::format("m{}.messenger", m), std::move(wakes_all), rounds);
  }
  for (ticks h = 0; h < v[5]; ++h)
    p.jobs.push_back(that_lasts(messengers * workers * rounds * work, fmt::format("hog{}", h)));
}

std::vector<named_workload> of_locks() {
  return {
      {"convoy",
       "many short jobs with one lock, and hogs; who is stopped inside makes all others queue",
       "Blasgen, Gray, Mitoma & Price 1979",
       {count("jobs", 6, 1'000, "the short ones"),
        count("rounds", 20, 10'000, "of each"),
        time("outside", 3, "ticks of service before the lock"),
        time("inside", 1, "ticks of service with it"),
        {"hogs", 1, 0, 100, "that have no lock"}},
       add_convoy},
      {"inversion",
       "the bus waits for the weather's lock, and the radio runs in between: Mars Pathfinder",
       "Jones 1997; Sha, Rajkumar & Lehoczky 1990",
       {count("rounds", 5, 10'000, "how often"), time("period", 200, "ticks from one to the next"),
        time("inside", 10, "ticks for which the weather has the lock"),
        time("medium", 100, "ticks of the radio"), time("deadline", 50, "of the bus")},
       add_inversion},
      {"mutex",
       "one hot lock that all want",
       "",
       {count("jobs", 8, 1'000, "that want it"), count("rounds", 20, 10'000, "of each"),
        time("inside", 2, "ticks of service with the lock"),
        time("outside", 3, "ticks of service without it"), maybe("pause", 0, "ticks after each")},
       add_mutex},
      {"philosophers",
       "each takes the fork at the left, then the one at the right: they may all starve",
       "Dijkstra 1971",
       {{"seats", 5, 2, 1'000, "philosophers, and forks"},
        count("rounds", 10, 10'000, "of each"),
        maybe("think", 3, "ticks of pause before the forks"),
        time("between", 2, "ticks from one fork to the other"),
        time("eat", 2, "ticks with both"),
        {"ordered", 0, 0, 1, "1: the last takes the right one first, so that nobody starves"}},
       add_philosophers},
  };
}

std::vector<named_workload> of_messages() {
  return {
      {"hackbench",
       "in each group every sender sends to every receiver",
       "rt-tests",
       {count("groups", 1, 100, "that have nothing in common"),
        count("senders", 5, 100, "in a group"), count("receivers", 5, 100, "in a group"),
        count("messages", 20, 1'000, "from each to each"), time("cost", 1, "ticks at either end")},
       add_hackbench},
      {"schbench",
       "a messenger wakes workers, who do a request each and answer: see the wake-up latency",
       "Mason 2016",
       {count("messengers", 1, 100, "each with its workers"),
        count("workers", 8, 100, "of each"),
        count("rounds", 50, 10'000, "of requests"),
        time("work", 5, "ticks of a request"),
        maybe("sleep", 20, "ticks before it, and up to twice as many"),
        {"hogs", 0, 0, 100, "that only run, as long as all requests"}},
       add_schbench},
  };
}

}  // namespace

std::span<named_workload const> named_workloads() {
  static std::vector<named_workload> const all = [] {
    auto list = of_locks();
    for (auto& one : of_messages()) list.push_back(std::move(one));
    std::ranges::sort(list, {}, &named_workload::name);
    return list;
  }();
  return all;
}

named_workload const* find_workload(std::string_view name) {
  auto const all = named_workloads();
  auto const found = std::ranges::find(all, name, &named_workload::name);
  return found == all.end() ? nullptr : &*found;
}

std::optional<plan> named_plan(std::string_view text) {
  auto const colon = text.find(':');
  auto const* const its = find_workload(text.substr(0, colon));
  if (its == nullptr) return std::nullopt;
  plan p;
  auto const settings = colon == text.npos ? std::string_view() : text.substr(colon + 1);
  p.file = std::string(text);
  its->add(p, {colon == text.npos ? standard(its->settings)
                                  : settings_in(its->name, its->settings, settings)});
  return p;
}

plan plan_of(std::string const& workload) {
  if (auto named = named_plan(workload)) return *std::move(named);
  if (std::error_code unseen; !std::filesystem::exists(workload, unseen))
    throw usage_error(
        fmt::format("cannot read the workload {}: there is no such file; workloads "
                    "with names are {}",
                    workload, names_in(named_workloads())));
  return read_plan(workload);
}

}  // namespace kont::lab
