// tools/learn/mark.cpp -- marks what a class has handed in: a table, or JSON.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <nlohmann/json.hpp>
#include <system_error>

#include "lib/usage_error.hpp"
#include "tools/learn/commands.hpp"
#include "tools/learn/written.hpp"

namespace kont::learn {
namespace {

namespace fs = std::filesystem;
using json = nlohmann::json;

bool has_some(std::vector<lesson> const& all, fs::path const& folder) {
  return std::ranges::any_of(all,
                             [&](auto const& l) { return fs::exists(folder / (l.name + ".cpp")); });
}

std::vector<fs::path> students(std::vector<lesson> const& all, fs::path const& folder) {
  if (!fs::is_directory(folder)) throw usage_error(folder.string() + " is not a folder");
  std::vector<fs::path> found;
  if (has_some(all, folder)) return {folder};
  for (auto const& entry : fs::directory_iterator(folder))
    if (entry.is_directory() && has_some(all, entry.path())) found.push_back(entry.path());
  if (found.empty())
    throw usage_error(folder.string() + " holds no file of a lesson, such as " + all.front().name +
                      ".cpp, nor a folder with one");
  std::ranges::sort(found);
  return found;
}

bool is_untouched(lesson const& l, fs::path const& file) {
  auto const exercise = l.exercise();
  try {
    return read(file) == exercise;
  } catch (usage_error const&) { return false; }  // the compiler will say why
}

// What goes wrong with one file is said of that one: the marks of the others are not lost.
verdict judged(lesson const& of, fs::path const& file) {
  try {
    return judge(of, file);
  } catch (usage_error const&) {
    throw;  // without a compiler there are no marks
  } catch (std::exception const& error) {
    return {false, std::string("it cannot be judged: ") + error.what()};
  }
}

json mark_one(lesson const& l, fs::path const& file) {
  json result{{"lesson", l.number}, {"name", l.name}, {"state", "missing"}, {"says", ""}};
  std::error_code unseen;
  if (!fs::is_regular_file(file, unseen)) return result;
  if (is_untouched(l, file)) {
    result["state"] = "untouched";
    return result;
  }
  auto const v = judged(l, file);
  result["state"] = v.passed ? "passed" : "failed";
  result["says"] = v.says;
  return result;
}

}  // namespace

int mark(std::vector<lesson> const& all, fs::path const& folder, bool as_json) {
  json marks{{"lessons", all.size()}, {"students", json::array()}};
  for (auto const& who : students(all, folder)) {
    json one{{"name", fs::canonical(who).filename().string()}, {"passed", 0}};
    for (auto const& l : all) {
      one["results"].push_back(mark_one(l, who / (l.name + ".cpp")));
      if (one["results"].back()["state"] == "passed") one["passed"] = one["passed"].get<int>() + 1;
    }
    marks["students"].push_back(std::move(one));
  }
  if (as_json) {
    std::printf("%s", written(marks).c_str());
    return 0;
  }
  for (auto const& s : marks["students"]) {
    std::printf("%s: %d of %zu\n", s["name"].get<std::string>().c_str(), s["passed"].get<int>(),
                all.size());
    for (auto const& r : s["results"]) {
      auto const says = r["says"].get<std::string>();
      if (r["state"] != "missing")
        std::printf("  %2d  %-9s  %s\n", r["lesson"].get<int>(),
                    r["state"].get<std::string>().c_str(), says.substr(0, says.find('\n')).c_str());
    }
  }
  return 0;
}

}  // namespace kont::learn
