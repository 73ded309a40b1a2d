// tools/learn/course.cpp -- reads the lessons.
#include "tools/learn/course.hpp"

#include <algorithm>
#include <cctype>

#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"

namespace kont::learn {

std::string read(std::filesystem::path const& file) {
  return measure::contents_of(file, "the file");
}

std::string lesson::title() const {
  auto const text = read(folder / "README.md");
  auto const line = text.substr(0, text.find('\n'));  // # 1. The rest of the program
  auto const dot = line.find(". ");
  return dot == std::string::npos ? line : line.substr(dot + 2);
}

std::string lesson::text() const {
  auto const all = read(folder / "README.md");
  return all.substr(0, all.find("\n## Hints"));
}

std::vector<std::string> lesson::hints() const {
  std::vector<std::string> found;
  auto const all = read(folder / "README.md");
  std::istringstream lines(all.substr(std::min(all.find("\n## Hints"), all.size())));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("- ")) {
      found.push_back(line.substr(2));
    } else if (line.starts_with("  ") && !found.empty()) {
      found.back() += line.substr(1);
    }
  }
  return found;
}

std::filesystem::path lesson::program() const {
  if (auto const own = folder / "lesson.cpp"; std::filesystem::exists(own)) return own;
  auto const all = read(folder / "README.md");  // **Program:** [`name`](../../name.cpp)
  auto const from = all.find("](", all.find("**Program:**"));
  auto const to = all.find(')', from);
  if (to == std::string::npos) throw usage_error(name + " names no program");
  return (folder / all.substr(from + 2, to - from - 2)).lexically_normal();
}

std::vector<lesson> course(std::filesystem::path const& folder) {
  std::vector<lesson> all;
  std::error_code none;
  for (auto const& entry : std::filesystem::directory_iterator(folder, none)) {
    auto const name = entry.path().filename().string();
    if (!entry.is_directory() || name.size() < 3 || name[2] != '_') continue;
    if (!std::isdigit(name[0]) || !std::isdigit(name[1])) continue;
    all.push_back({std::stoi(name), name, entry.path()});
  }
  if (all.empty()) throw usage_error("no lessons in " + folder.string());
  std::ranges::sort(all, {}, &lesson::number);
  return all;
}

lesson const& find(std::vector<lesson> const& all, int number) {
  auto const at = std::ranges::find(all, number, &lesson::number);
  if (at != all.end()) return *at;
  throw usage_error("there is no lesson " + std::to_string(number) + "; they are " +
                    std::to_string(all.front().number) + " to " +
                    std::to_string(all.back().number));
}

}  // namespace kont::learn
