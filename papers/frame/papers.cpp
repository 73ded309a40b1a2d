// papers/frame/papers.cpp -- the commands: measure, write down, compare.
#include "papers/frame/papers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "lab/document.hpp"
#include "lib/measure/safe_file.hpp"
#include "papers/frame/report.hpp"
#include "papers/ladder/terminal.hpp"

namespace kont::papers {
namespace {

using ladder::print;
using std::filesystem::path;

path folder_of(options const& how, std::string const& key) {
  auto const keys = keys_in(how.papers);
  if (std::ranges::find(keys, key) == keys.end())
    throw usage_error(
        fmt::format("no paper has the key \"{}\"; there are: {}", key, fmt::join(keys, ", ")));
  return how.papers / key;
}

reproduction kept(path const& folder) {
  auto const file = newest_result(folder);
  if (file.empty())
    throw usage_error(fmt::format("{} has no results; `kont papers reproduce {}` makes one",
                                  folder.string(), folder.filename().string()));
  return judged(read_paper(folder), read_result(file));
}

/// Pages link to each other: the index has all that was measured into output_dir.
void write_index(options const& how) {
  std::vector<reproduction> all;
  for (auto const& key : keys_in(how.papers)) {
    auto const file = how.output_dir / key / "result.json";
    if (std::filesystem::exists(file))
      all.push_back(judged(read_paper(how.papers / key), read_result(file)));
  }
  measure::replace_file(how.output_dir / "index.html", index_page(all));
}

void write(options const& how, reproduction const& r) {
  auto const into = how.output_dir / r.of.key, folder = how.papers / r.of.key;
  measure::replace_files({{into / "result.json", to_json(r.found)},
                          {into / "table.csv", to_csv(r)},
                          {into / "table.md", to_markdown(r)},
                          {into / "index.html", to_html(r)}});
  if (!how.keep) return;
  measure::replace_file(folder / "results" / file_name(r.found.on), to_json(r.found));
  measure::replace_file(folder / "README.md", to_markdown(kept(folder)));
}

reproduction reproduce_one(options const& how, paper p, measuring const& by) {
  auto effort = how.quick ? quick_effort() : papers::effort{};
  effort.seed = how.seed;
  effort.self = how.self;
  effort.built = how.output_dir / "programs";
  auto const tell = ladder::progress_line();
  auto r = by(p, effort, tell);
  if (tell) tell("");
  return judged(std::move(p), std::move(r));
}

/// What an `all` that was ended had done: a line with how it measures, then a key each.
class diary {
  path file_;
  std::string how_;
  std::set<std::string> done_;

  std::string text() const {
    auto out = how_ + '\n';
    for (auto const& key : done_) out += key + '\n';
    return out;
  }

 public:
  explicit diary(options const& how)
      : file_(how.output_dir / "unfinished.txt"),
        how_(fmt::format("quick {}, seed {}", how.quick, how.seed)) {
    measure::check_replaceable(file_);
    if (how.again || !std::filesystem::exists(file_)) return;
    std::istringstream in(measure::contents_of(file_, "what is unfinished in"));
    std::string line;
    if (std::getline(in, line) && line != how_) return;
    while (std::getline(in, line)) done_.insert(line);
  }
  bool has(std::string const& key) const { return done_.contains(key); }
  void add(std::string const& key) {
    done_.insert(key);
    measure::replace_file(file_, text());
  }
  void close() { std::filesystem::remove(file_); }
};

std::string summary(reproduction const& r) {
  return fmt::format("{:<24} {}\n", r.of.key, tally(r.verdicts));
}

/// The first line in which two texts differ.
std::size_t first_difference(std::string const& a, std::string const& b) {
  auto const [x, y] = std::ranges::mismatch(a, b);
  return 1 + static_cast<std::size_t>(std::count(a.begin(), x, '\n'));
}

}  // namespace

int list(options const& how) {
  std::string out;
  for (auto const& key : keys_in(how.papers)) {
    auto const folder = how.papers / key;
    auto const p = read_paper(folder);
    auto const says =
        newest_result(folder).empty() ? "no results are kept" : tally(kept(folder).verdicts);
    out +=
        fmt::format("{:<24} {}\n{:<24} {} claims: {}\n", key, p.title, "", p.claims.size(), says);
  }
  print(out);
  return 0;
}

int show(options const& how) {
  print(to_text(kept(folder_of(how, how.key)), ladder::terminal_columns()));
  return 0;
}

int pages(options const& how) {
  std::vector<reproduction> all;
  for (auto const& key : keys_in(how.papers)) {
    auto const& r = all.emplace_back(kept(how.papers / key));
    measure::replace_file(how.output_dir / key / "index.html", to_html(r));
  }
  auto const index = how.output_dir / "index.html";
  measure::replace_file(index, index_page(all));
  print(fmt::format("Pages: {}\n", index.string()));
  return 0;
}

int reproduce(options const& how, measuring const& by) {
  auto p = read_paper(folder_of(how, how.key));
  refuse_unmatched(p);
  measure::check_replaceable(how.output_dir / how.key / "result.json");
  auto const r = reproduce_one(how, std::move(p), by);
  print(to_text(r, ladder::terminal_columns()));
  write(how, r);
  write_index(how);
  print(fmt::format("\nReports: {}\n", (how.output_dir / how.key / "index.html").string()));
  return 0;
}

int all(options const& how, measuring const& by) {
  std::vector<paper> some;  // what is written wrongly is said before anything is measured
  for (auto const& key : keys_in(how.papers)) some.push_back(read_paper(how.papers / key));
  for (auto const& p : some) refuse_unmatched(p);
  diary done(how);
  for (auto& p : some) {
    auto const file = how.output_dir / p.key / "result.json";
    if (done.has(p.key) && std::filesystem::exists(file)) {
      print(summary(judged(p, read_result(file))));
      continue;
    }
    auto const r = reproduce_one(how, p, by);
    write(how, r);
    done.add(p.key);
    print(summary(r));
  }
  write_index(how);
  done.close();
  print(fmt::format("\nReports: {}\n", (how.output_dir / "index.html").string()));
  return 0;
}

int check(options const& how) {
  int exit_code = 0;
  for (auto const& key : keys_in(how.papers)) {
    auto const folder = how.papers / key;
    auto const wanted = to_markdown(kept(folder)), file = (folder / "README.md").string();
    if (how.keep) measure::replace_file(file, wanted);
    auto const is =
        std::filesystem::exists(file) ? measure::contents_of(file, "the page") : std::string();
    if (is == wanted) continue;
    print(fmt::format("{}:{}: differs from its data; `kont papers check --write` makes it anew\n",
                      file, first_difference(is, wanted)));
    exit_code = 1;
  }
  return exit_code;
}

}  // namespace kont::papers
