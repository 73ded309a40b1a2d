// lab/place.cpp -- files of JSON, read whole: what is no JSON is said with its line.
#include "lab/place.hpp"

#include <fstream>
#include <set>
#include <sstream>
#include <vector>

namespace kont::lab {
namespace {

/// Where the parser is: the errors that it does not place are placed by this.
class trail {
 public:
  void see(json::parse_event_t what, json const& read) {
    using happens = json::parse_event_t;
    if (what == happens::object_start || what == happens::array_start)
      inside_.emplace_back(what == happens::array_start);
    if (what == happens::key) {
      auto& here = inside_.back();
      here.name = read.get<std::string>();
      if (!here.names.insert(here.name).second && twice_.empty()) twice_ = pointer();
    }
    bool const ends = what == happens::object_end || what == happens::array_end;
    if (ends) inside_.pop_back();
    if ((ends || what == happens::value) && !inside_.empty()) ++inside_.back().index;
  }
  std::string pointer() const {
    std::string at;
    for (auto const& i : inside_)
      at += '/' + (i.is_list ? std::to_string(i.index) : place::printable(i.name));
    return at.empty() ? "/" : at;
  }
  /// The first member that its object had already; empty: there is none.
  std::string const& twice() const noexcept { return twice_; }

 private:
  struct container {
    explicit container(bool list) : is_list(list) {}
    bool is_list;
    std::size_t index = 0;
    std::string name{};
    std::set<std::string> names{};
  };
  std::vector<container> inside_;
  std::string twice_;
};

}  // namespace

std::string text_of(std::filesystem::path const& file, std::string_view what) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf()))
    throw usage_error(fmt::format("cannot read {} {}", what, file.string()));
  return std::move(text).str();
}

// JSON proper, in which no object names a member twice: the last would win, unnoticed.
json parse_json(std::string_view text, std::string const& file) {
  trail at;
  auto const look = [&](int, json::parse_event_t what, json& value) {
    at.see(what, value);
    return true;
  };
  try {
    auto parsed = json::parse(text, look);
    if (at.twice().empty()) return parsed;
    throw usage_error(fmt::format("{}: {}: it is given twice", file, at.twice()));
  } catch (json::parse_error const& e) {
    auto const before = text.substr(0, std::min(e.byte, text.size()));
    auto const line = 1 + std::ranges::count(before, '\n');
    throw usage_error(fmt::format("{}: line {}: not JSON here", file, line));
  } catch (json::exception const&) {
    throw usage_error(fmt::format("{}: {}: a number is out of range", file, at.pointer()));
  }
}

}  // namespace kont::lab
