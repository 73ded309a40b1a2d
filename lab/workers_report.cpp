// lab/workers_report.cpp -- the turns of several workers, put into rows, lines and boxes.
#include "lab/workers_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "lab/chart.hpp"
#include "lab/drawing.hpp"
#include "lab/events.hpp"
#include "lab/page.hpp"

namespace kont::lab {
namespace {

constexpr std::string_view letters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

char letter_of(std::size_t job) { return letters[job % letters.size()]; }

std::string legend(workload const& work, double width) {
  auto text = width_in_words(width);
  constexpr std::size_t most = 8;
  for (std::size_t i = 0; i < std::min(most, work.jobs.size()); ++i)
    text += fmt::format("{}{} is {}", i == 0 ? "" : ", ", letter_of(i), work.jobs[i].name);
  return text + (work.jobs.size() > most ? ", and so on; blank: idle\n" : "; blank: idle\n");
}

/// The turns of one worker in the columns: how long it served each of those jobs there.
class cells {
 public:
  cells(std::size_t columns, double width) : all_(columns), width_(width) {}
  void add(worker_turn const& t) {
    each_column(all_.size(), width_, t.from, t.from + t.length, [&](std::size_t i, double served) {
      auto& in = all_[i];
      in.busy += served;
      if (t.job != in.now) in.now = t.job, in.so_far = 0;
      in.so_far += served;
      if (in.so_far > in.most) in.most = in.so_far, in.whose = t.job;
    });
  }
  std::string drawn() const {
    std::string text;
    for (auto const& c : all_) text += c.busy < width_ / 2 ? ' ' : letter_of(c.whose);
    return text;
  }

 private:
  struct cell {
    double busy = 0, so_far = 0;
    std::uint32_t now = 0;
    double most = 0;
    std::uint32_t whose = 0;
  };
  std::vector<cell> all_;
  double width_;
};

/// The boxes of one worker, a colour after the other, and the names that fit into them.
struct svg_row {
  std::vector<boxes> served;
  std::string names{};
};

std::string svg_of(workload const& work, workers_run const& run) {
  if (run.its.length == 0) return {};
  auto const top = [](std::size_t w) { return 12 + 24 * static_cast<double>(w); };
  axis const x{80, 800, 8, top(run.workers), static_cast<double>(run.its.length)};
  std::vector<svg_row> rows(run.workers);
  for (std::size_t w = 0; w < rows.size(); ++w)
    for (std::size_t c = 0; c < different_colours; ++c)
      rows[w].served.emplace_back(x, top(w), 19, fmt::format("fill='{}'", colour(c)));
  for (auto const& t : run.its.turns) {
    auto& row = rows[t.worker];
    row.served[t.job % different_colours].add(t.from, t.from + t.length);
    auto const& name = work.jobs[t.job].name;
    auto const from = x.at(static_cast<double>(t.from));
    auto const to = x.at(static_cast<double>(t.from + t.length));
    if (to - from > 8 + 7 * static_cast<double>(name.size()))
      row.names += words((from + to) / 2, top(t.worker) + 14, name, "middle");
  }
  auto out = x.marks(), names = std::string();
  for (std::size_t w = 0; w < rows.size(); ++w) {
    out += words(72, top(w) + 14, fmt::format("worker {}", w + 1), "end");
    for (auto& b : rows[w].served) out += b.finished();
    names += rows[w].names;
  }
  return picture(900, x.bottom + 40, out + names);
}

}  // namespace

std::vector<double> busy_parts(workers_run const& run) {
  std::vector<double> had(run.workers);
  for (auto const& t : run.its.turns) had[t.worker] += static_cast<double>(t.length);
  for (auto& h : had) h /= std::max<double>(1, static_cast<double>(run.its.length));
  return had;
}

std::string table_of(std::vector<workers_run> const& runs) {
  auto text = fmt::format("{:<28} {:>6} {:>8} {:>8} {:>8} {:>8} {:>8}\n", "", "ended", "length",
                          "turns", "steals", "busy %", "to %");
  for (auto const& run : runs) {
    auto const busy = busy_parts(run);
    auto const [least, most] = std::ranges::minmax(busy);
    text +=
        fmt::format("{:<28} {:>6} {:>8} {:>8} {:>8} {:>8.1f} {:>8.1f}\n", run.policy, run.its.ended,
                    run.its.length, run.its.turns.size(), run.its.steals, 100 * least, 100 * most);
  }
  return text;
}

std::string chart_of(workload const& work, workers_run const& run, std::size_t columns) {
  if (run.its.length == 0) return {};
  columns = std::min(columns, static_cast<std::size_t>(run.its.length));
  auto const width = static_cast<double>(run.its.length) / static_cast<double>(columns);
  std::vector<cells> rows(run.workers, cells(columns, width));
  for (auto const& t : run.its.turns) rows[t.worker].add(t);
  std::string text;
  auto const digits = std::to_string(run.workers).size();
  for (unsigned w = 0; w < run.workers; ++w)
    text += fmt::format("worker {:<{}} |{}|\n", w + 1, digits, rows[w].drawn());
  return text + legend(work, width);
}

std::string csv_of(workload const& work, std::vector<workers_run> const& runs) {
  std::string text = "policy,worker,job,from,length\n";
  for (auto const& run : runs)
    for (auto const& t : run.its.turns)
      text += fmt::format("{},{},{},{},{}\n", csv_field(run.policy), t.worker + 1,
                          csv_field(work.jobs[t.job].name), t.from, t.length);
  return text;
}

std::string json_of(std::vector<workers_run> const& runs, std::string_view workload_name) {
  auto list = nlohmann::ordered_json::array();
  for (auto const& run : runs)
    list.push_back({{"policy", run.policy},
                    {"workers", run.workers},
                    {"ended", run.its.ended},
                    {"length", run.its.length},
                    {"turns", run.its.turns.size()},
                    {"steals", run.its.steals},
                    {"busy", busy_parts(run)}});
  return nlohmann::ordered_json{
             {"schema", "kont-lab-workers-1"}, {"workload", workload_name}, {"policies", list}}
             .dump(1) +
         '\n';
}

std::string page(std::string_view says, workload const& work,
                 std::vector<workers_run> const& runs) {
  std::vector<captioned> pictures;
  for (auto const& run : runs)
    pictures.push_back({svg_of(work, run), run.policy + ": whom each worker served"});
  return page(says, pictures, table_of(runs));
}

}  // namespace kont::lab
