// papers/frame/paper.hpp -- a published table as data: where it stands, what stands for what, and
// what it claims.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lab/job.hpp"
#include "papers/frame/sheet.hpp"
#include "papers/languages/program.hpp"

namespace kont::papers {

/// What a claim says. It never says how many nanoseconds something takes.
enum class kind {
  order,      ///< `of` is less than `to`
  ratio,      ///< `of` ÷ `to` is within [low, high]
  slope,      ///< `of` is linear in n: r² is at least `low`
  flat,       ///< `of` is the same for all n, but for `high` (0.15: 15 %)
  crossover,  ///< `of` is less than `to` at first and more at last; they cross within [low, high]
  exact       ///< `of` is `answer`
};

struct claim {
  kind is{};
  std::string says;        ///< in words, of the paper
  std::string of{}, to{};  ///< ECMAScript, searched in the keys of what was measured
  double low = 0, high = 0;
  std::string answer{};
  std::string because{};         ///< what explains a verdict that is no `holds`; "": nothing yet
  std::string not_applicable{};  ///< why it cannot be judged anywhere; "": it can
};

/// Cells of published.csv: those of the lines that have `where`.
struct cells {
  std::string x, y;  ///< names of columns; x "": one cell
  std::map<std::string, std::string> where;
  /// Whether they have one in this line.
  bool include(std::map<std::string, std::string> const& line) const;
};

/// One line of a plot, and what stands for it here.
struct series {
  std::string name{}, theirs{};
  std::string ours{};  ///< a selector, as in claims; "": nothing of ours does
  cells published{};   ///< y "": nothing was published
};

/// One cell of a table of scheduling policies: a run in the lab, in virtual time.
struct simulated {
  std::string key{}, policy{}, says{};  ///< says: "waiting", "turnaround", "response", "chart"
  lab::workload work{};
};

struct paper {
  std::string key, title, citation, doi, machine;
  int year = 0;
  std::vector<std::string> about;
  std::vector<std::string> rows;  ///< selectors of rows of the ladder, and of those of papers
  std::vector<std::string> full;  ///< selectors of those that a quick run leaves out
  std::vector<languages::program> programs;  ///< do the work of rows; lines are operations then
  bool effects = false;                      ///< runs the effect-handler suite
  bool queens = false;                       ///< runs the queens by every route
  std::vector<simulated> lab;
  std::string n, published_unit, measured_unit;  ///< for the eyes
  bool logarithmic = false;                      ///< of plots along n
  std::vector<series> all;                       ///< the first is what the others are divided by
  std::vector<claim> claims;
  sheet published;
};

/// Reads folder/paper.json and folder/published.csv. Throws usage_error: one line with the file,
/// the place in it and the rule.
paper read_paper(std::filesystem::path const& folder);

/// The keys of the papers in a folder, in the order of their names. Throws usage_error.
std::vector<std::string> keys_in(std::filesystem::path const& papers);

std::string_view name_of(kind k);

}  // namespace kont::papers
