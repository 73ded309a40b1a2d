// papers/frame/paper.cpp -- paper.json, each member checked: a fault is one line, with its place.
#include "papers/frame/paper.hpp"

#include <algorithm>
#include <array>
#include <regex>

#include "lab/place.hpp"
#include "lab/read_plan.hpp"
#include "lib/measure/safe_file.hpp"
#include "papers/frame/result.hpp"
#include "papers/ladder/rungs.hpp"

namespace kont::papers {
namespace {

using lab::place;

constexpr std::array names{
    std::pair{kind::order, "order"},         std::pair{kind::ratio, "ratio"},
    std::pair{kind::slope, "slope"},         std::pair{kind::flat, "flat"},
    std::pair{kind::crossover, "crossover"}, std::pair{kind::exact, "exact"}};

std::string selector(place const& p) {
  auto const text = p.said();
  try {
    std::regex const compiles(text, std::regex::ECMAScript);
  } catch (std::regex_error const&) { p.fail("a regular expression (ECMAScript) is wanted"); }
  return text;
}

void said_if_any(place const& p, std::string_view name, std::string& into) {
  if (p.has(name)) into = p[name].said();
}
void said_if_any(place const& p, std::string_view name, bool& into) {
  if (!p.has(name)) return;
  auto const at = p[name];
  if (!at.value.is_boolean()) at.fail("true or false is wanted");
  into = at.value.get<bool>();
}

kind kind_of(place const& p) {
  auto const text = p.said();
  for (auto const& [k, name] : names)
    if (text == name) return k;
  p.fail("a claim is order, ratio, slope, flat, crossover or exact");
}

/// Two numbers, the lower first.
void bounds(place const& p, claim& c) {
  std::vector<double> both;
  p.each([&](place const& q) { both.push_back(q.number(0, 1e12)); });
  if (both.size() != 2 || both[0] >= both[1]) p.fail("two numbers are wanted, the lower first");
  c.low = both[0], c.high = both[1];
}

/// The members of each kind, besides those that all have.
void read_kind(place const& p, claim& c) {
  auto const only = [&](std::initializer_list<std::string_view> members) {
    std::vector<std::string_view> known{"kind", "says", "because", "not_applicable"};
    known.insert(known.end(), members.begin(), members.end());
    for (auto const& [name, value] : p.value.items())
      if (std::ranges::find(known, name) == known.end())
        p.fail(fmt::format("'{}' is not known of {}; known are {}", place::printable(name),
                           name_of(c.is), fmt::join(known, ", ")),
               value);
  };
  switch (c.is) {
    case kind::order:
      only({"less", "more"});
      c.of = selector(p.need("less")), c.to = selector(p.need("more"));
      return;
    case kind::ratio:
      only({"of", "to", "within"});
      c.of = selector(p.need("of")), c.to = selector(p.need("to"));
      return bounds(p.need("within"), c);
    case kind::slope:
      only({"of", "r2"});
      c.of = selector(p.need("of")), c.low = p.need("r2").number(0.5, 1), c.high = 1;
      return;
    case kind::flat:
      only({"of", "percent"});
      c.of = selector(p.need("of")), c.high = p.need("percent").number(1, 100) / 100;
      return;
    case kind::crossover:
      only({"of", "to", "between"});
      c.of = selector(p.need("of")), c.to = selector(p.need("to"));
      return bounds(p.need("between"), c);
    case kind::exact:
      only({"of", "answer"});
      c.of = selector(p.need("of")), c.answer = p.need("answer").said();
  }
}

claim read_claim(place const& p) {
  if (!p.value.is_object()) p.fail("an object is wanted");
  claim c{.is = kind_of(p.need("kind")), .says = p.need("says").said()};
  said_if_any(p, "because", c.because);
  said_if_any(p, "not_applicable", c.not_applicable);
  read_kind(p, c);
  return c;
}

cells read_cells(place const& p, sheet const& published) {
  p.is_object({"x", "y", "where"});
  cells out;
  auto const column = [&](place const& q) {
    auto const name = q.said();
    if (!published.has(name))
      q.fail(fmt::format("published.csv has no column '{}'; it has {}", place::printable(name),
                         fmt::join(published.columns, ", ")));
    return name;
  };
  out.y = column(p.need("y"));
  if (p.has("x")) out.x = column(p["x"]);
  if (p.has("where"))
    for (auto const& [name, value] : p["where"].value.items()) {
      auto const at = p["where"][name];
      if (!published.has(name)) at.fail("published.csv has no such column");
      out.where[name] = at.said();
    }
  std::string number, text;  // one of each, if there is one
  for (auto const& line : published.lines)
    if (out.include(line)) (number_of(line.at(out.y)) ? number : text) = line.at(out.y);
  if (number.empty() && text.empty()) p.fail("no line of published.csv has these cells");
  if (!number.empty() && !text.empty())
    p.fail(fmt::format("'{}' of published.csv is no number, as '{}' and others here are",
                       place::printable(text), number));
  return out;
}

series read_series(place const& p, sheet const& published) {
  p.is_object({"name", "theirs", "ours", "published"});
  series s{.name = p.need("name").said(), .theirs = p.need("theirs").said()};
  if (p.has("ours")) s.ours = selector(p["ours"]);
  if (p.has("published")) s.published = read_cells(p["published"], published);
  if (s.ours.empty() && s.published.y.empty()) p.fail("one of ours and published is wanted");
  return s;
}

simulated read_simulated(place const& p) {
  p.is_object({"key", "policy", "says", "workload"});
  simulated s{.key = p.need("key").said(),
              .policy = p.need("policy").said(),
              .says = p.need("says").said()};
  constexpr std::array known{"waiting", "turnaround", "response", "chart"};
  if (std::ranges::find(known, s.says) == known.end())
    p["says"].fail(fmt::format("one of {} is wanted", fmt::join(known, ", ")));
  s.work = lab::make(lab::plan_in(p.need("workload")), 1);
  return s;
}

std::string known_rung(place const& p) {
  auto const id = p.said();
  if (!ladder::is_rung(id)) p.fail("a rung of papers/ladder/rungs.cpp is wanted");
  return id;
}

languages::program read_program(place const& p) {
  p.is_object({"system", "variant", "build", "run", "rungs"});
  languages::program out{.system = p.need("system").said()};
  said_if_any(p, "variant", out.variant);
  auto const here = std::filesystem::absolute(p.in.file).parent_path() / "programs";
  auto const read = [&](place const& words, std::vector<std::string>& into) {
    words.each([&](place const& q) { into.push_back(q.said()); });
    languages::replace(into, "{here}", here.string());
  };
  if (p.has("build")) read(p["build"], out.build);
  read(p.need("run"), out.run);
  if (p.has("rungs")) p["rungs"].each([&](place const& q) { out.rungs.push_back(known_rung(q)); });
  return out;
}

void read_sources(place const& all, paper& p) {
  if (all.has("programs"))
    all["programs"].each([&](place const& q) { p.programs.push_back(read_program(q)); });
  if (all.has("rows")) all["rows"].each([&](place const& q) { p.rows.push_back(selector(q)); });
  if (all.has("full")) all["full"].each([&](place const& q) { p.full.push_back(selector(q)); });
  if (all.has("lab")) all["lab"].each([&](place const& q) { p.lab.push_back(read_simulated(q)); });
  said_if_any(all, "effects", p.effects);
  said_if_any(all, "queens", p.queens);
  if (p.rows.empty() && p.programs.empty() && p.lab.empty() && !p.effects && !p.queens)
    all.fail("one of rows, programs, lab, effects, queens is wanted");
}

void read_all(place const& all, paper& p) {
  all.is_object({"title", "citation", "doi", "year", "machine", "about", "rows", "full", "programs",
                 "lab", "effects", "queens", "n", "units", "logarithmic", "series", "claims"});
  p.title = all.need("title").said();
  p.citation = all.need("citation").said();
  p.machine = all.need("machine").said();
  p.year = static_cast<int>(all.need("year").whole(1950, 2100));
  said_if_any(all, "doi", p.doi);
  said_if_any(all, "n", p.n);
  all.need("about").each([&](place const& q) { p.about.push_back(q.said()); });
  read_sources(all, p);
  if (all.has("units")) {
    all["units"].is_object({"published", "measured"});
    p.published_unit = all["units"].need("published").said();
    p.measured_unit = all["units"].need("measured").said();
  }
  said_if_any(all, "logarithmic", p.logarithmic);
  all.need("series").each([&](place const& q) {
    auto one = read_series(q, p.published);
    if (std::ranges::find(p.all, one.name, &series::name) != p.all.end())
      q["name"].fail(fmt::format("two series are called '{}'", place::printable(one.name)));
    p.all.push_back(std::move(one));
  });
  all.need("claims").each([&](place const& q) { p.claims.push_back(read_claim(q)); });
}

}  // namespace

bool cells::include(std::map<std::string, std::string> const& line) const {
  return !line.at(y).empty() && std::ranges::all_of(where, [&](auto const& one) {
    return line.at(one.first) == one.second;
  });
}

std::string_view name_of(kind k) {
  for (auto const& [each, name] : names)
    if (each == k) return name;
  return "";
}

paper read_paper(std::filesystem::path const& folder) {
  auto const file = (folder / "paper.json").string();
  auto const parsed = lab::parse_json(measure::contents_of(file, "the paper"), file);
  paper p;
  p.key = folder.filename().string();
  p.published = read_sheet(folder / "published.csv");
  read_all({parsed.root, parsed}, p);
  return p;
}

std::vector<std::string> keys_in(std::filesystem::path const& papers) {
  std::error_code failed;
  std::vector<std::string> keys;
  for (auto const& each : std::filesystem::directory_iterator(papers, failed))
    if (std::filesystem::exists(each.path() / "paper.json"))
      keys.push_back(each.path().filename().string());
  if (keys.empty())
    throw usage_error(fmt::format("{}: no folder here has a paper.json", papers.string()));
  std::ranges::sort(keys);
  return keys;
}

}  // namespace kont::papers
