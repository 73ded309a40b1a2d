// lab/replay.cpp -- reads the events of a run, and makes its turns a policy.
#include "lab/replay.hpp"

#include <charconv>
#include <fstream>
#include <map>
#include <optional>

#include "lab/simulation.hpp"
#include "lib/usage_error.hpp"

namespace kont::lab {
namespace {

/// The lines of one file, and what is wrong with one.
class reader {
 public:
  explicit reader(std::string const& file) : file_(file), in_(file) {
    if (!in_) throw usage_error("cannot read " + file);
  }
  bool next(std::string& line) {
    ++line_;
    return static_cast<bool>(std::getline(in_, line));
  }
  [[noreturn]] void wrong(std::string const& rule) const {
    throw usage_error(file_ + ':' + std::to_string(line_) + ": " + rule);
  }

 private:
  std::string file_;
  std::ifstream in_;
  std::size_t line_ = 0;
};

struct row {
  ticks at = 0;
  std::string job{}, what{};
};
row row_in(reader const& from, std::string const& line) {
  auto const first = line.find(','), second = line.find(',', first + 1);
  row r;
  auto const* const end = line.data() + std::min(first, line.size());
  auto const [read, error] = std::from_chars(line.data(), end, r.at);
  if (second == line.npos || error != std::errc() || read != end || r.at < 0)
    from.wrong("a line is TICK,JOB,WHAT, as lab run --events writes it");
  r.job = line.substr(first + 1, second - first - 1);
  auto const third = line.find(',', second + 1);
  r.what = line.substr(second + 1, third == line.npos ? third : third - second - 1);
  return r;
}

/// Adds up the turns, event by event.
class turns_so_far {
 public:
  explicit turns_so_far(reader const& from) : from_(from) {}
  void add(row const& r) {
    if (r.at < now_) from_.wrong("time goes back");
    now_ = r.at;
    auto const number = static_cast<std::uint32_t>(numbers_.size() + 1);
    if (r.what == "comes" && !numbers_.try_emplace(r.job, number).second)
      from_.wrong("job " + r.job + " comes twice");
    if (!numbers_.contains(r.job)) from_.wrong("job " + r.job + " has not come");
    if (r.what == "runs") {
      turns_.who.push_back(numbers_[r.job]);
      turns_.lengths.push_back(for_ever);
      since_ = now_;
      runs_ = r.job;
    } else if (r.job == runs_ && ends_a_turn(r.what)) {
      turns_.lengths.back() = std::max<ticks>(now_ - since_, 1);
      runs_.reset();
    }
  }
  recorded_turns made() { return std::move(turns_); }

 private:
  static bool ends_a_turn(std::string const& what) {
    return what == "stops" || what == "yields" || what == "pauses" || what == "blocks" ||
           what == "waits" || what == "ends";
  }

  reader const& from_;
  recorded_turns turns_;
  std::map<std::string, std::uint32_t> numbers_;  // in the order in which they come
  std::optional<std::string> runs_;
  ticks now_ = 0, since_ = 0;
};

std::uint64_t simulated(workload const& work, values const& v, history* log,
                        std::uint64_t decisions) {
  replayed policy(turns_in(v.file));
  auto const write = [log](event const& e) {
    if (log != nullptr) log->push_back(e);
  };
  try {
    auto const made = simulation(work.jobs, policy, write).run(work.until, decisions);
    policy.check();
    return made;
  } catch (policy_broken const&) {
    policy.check();  // says it better, unless the log had come to its end
    throw;
  }
}
recorded really(workload const& work, values const& v, pace p) {
  replayed policy(turns_in(v.file));
  ordering_by who(policy, work.jobs);
  return on_microthreads(work, who, p);
}
double no_yields(values const&, yield_load const&) {
  throw usage_error("replay takes the turns of a run, and there is none of yields");
}

contender const replay{
    "replay", "whom a recorded run took, for as long", "", {}, {simulated, really, no_yields}};

}  // namespace

recorded_turns turns_in(std::string const& file) {
  reader from(file);
  std::string line;
  if (!from.next(line) || !line.starts_with("at,job,what"))
    from.wrong("the first line is at,job,what, as lab run --events writes it");
  turns_so_far all(from);
  while (from.next(line)) all.add(row_in(from, line));
  return all.made();
}

chosen replay_of(std::string file) {
  (void)turns_in(file);  // what is wrong with it is said before anything is run
  chosen c{&replay, {}};
  c.with.file = std::move(file);
  return c;
}

}  // namespace kont::lab
