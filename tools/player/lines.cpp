// tools/player/lines.cpp -- asks addr2line, and passes over what is kont's own.
#include "tools/player/lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <regex>
#include <sstream>
#include <unordered_map>

#include "lib/measure/child.hpp"
#include "lib/usage_error.hpp"

namespace kont::player {
namespace {

namespace fs = std::filesystem;

/// A call, maybe one that is inlined in the next.
struct call {
  std::string function, file;
  std::uint32_t number = 0;
};
using answers = std::unordered_map<std::uint64_t, std::vector<call>>;  // innermost first

std::vector<std::uint64_t> addresses_of(recording const& run) {
  std::vector<std::uint64_t> all;
  for (auto const& site : run.sites) {
    for (auto const a : site) all.push_back(a - 1);  // a return address is behind its call
  }
  for (auto const& c : run.computations) {
    if (c.begins_with != 0) all.push_back(c.begins_with);
  }
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

// What addr2line says: the address, and then for each call a line with the function, and one with
// FILE:NUMBER, maybe with a remark.
answers parse(std::string const& said) {
  answers found;
  std::vector<call>* here = nullptr;
  std::istringstream in(said);
  for (std::string text, place; std::getline(in, text);) {
    if (text.starts_with("0x")) {
      here = &found[std::stoull(text, nullptr, 16)];
    } else if (here != nullptr && std::getline(in, place)) {
      auto const colon = place.rfind(':');
      std::uint32_t number = 0;
      if (colon != std::string::npos) {
        for (char const* c = place.c_str() + colon + 1; *c >= '0' && *c <= '9'; ++c) {
          number = number * 10 + static_cast<std::uint32_t>(*c - '0');
        }
      }
      here->push_back({text, place.substr(0, colon), number});
    }
  }
  return found;
}

answers ask(fs::path const& program, recording const& run) {
  std::string questions;
  for (auto const a : addresses_of(run)) questions += fmt::format("{:#x}\n", a);
  auto const said = measure::run_child({"addr2line", "-aCfi", "-e", program.string()}, questions,
                                       std::chrono::seconds(120));
  if (!said || said->status != 0) {
    throw usage_error("addr2line cannot read " + program.string() +
                      ": it is of binutils, and finds the lines of the source");
  }
  return parse(said->out);
}

class finder {
 public:
  finder(answers calls, fs::path const& root, recording& run)
      : calls_(std::move(calls)), root_(fs::weakly_canonical(root)), run_(run) {}

  lines all() {
    for (auto const& site : run_.sites) found_.of_sites.push_back(of(site));
    std::map<std::pair<std::uint64_t, std::uint32_t>, std::uint32_t> names;  // found once for each
    for (auto& c : run_.computations) {
      if (c.name != 0) continue;
      auto const [known, is_new] = names.try_emplace({c.begins_with, c.site}, 0);
      if (is_new) known->second = run_.text(name_of(c));
      c.name = known->second;
    }
    return std::move(found_);
  }

 private:
  // The name of the file, if it is the user's. (Relative to the repository where it was compiled
  // with -ffile-prefix-map; unknown is ??.)
  std::optional<std::string> users(std::string const& file) const {
    if (file.empty() || file[0] == '?' || file.starts_with("/usr/")) return {};
    auto const path = (root_ / file).lexically_normal();
    auto const seen = path.lexically_relative(root_).string();
    if (seen.starts_with("..")) return path.filename().string();
    for (auto const* room : {"lib/", "continuations/", "generators/", "coroutines/"}) {
      if (seen.starts_with(room)) return {};
    }
    return seen;
  }
  line of(std::vector<std::uint64_t> const& site) {
    for (auto const address : site) {
      for (auto const& c : calls_[address - 1]) {
        if (auto const name = users(c.file); name && c.number != 0) {
          return {file(*name, c.file), c.number};
        }
      }
    }
    return {};
  }
  std::uint32_t file(std::string const& name, std::string const& path) {
    auto const same = [&](source const& s) { return s.name == name; };
    auto const known = std::ranges::find_if(found_.files, same);
    if (known == found_.files.end()) {
      std::ifstream in(root_ / path);
      std::string text((std::istreambuf_iterator<char>(in)), {});
      found_.files.push_back({name, std::move(text)});
      return static_cast<std::uint32_t>(found_.files.size() - 1);
    }
    return static_cast<std::uint32_t>(known - found_.files.begin());
  }

  // After its function, if that is one of the user's; after the member that is initialised with its
  // body; else after what its line of the source makes: the last name before the first brace or
  // parenthesis, or before a `=`.
  std::string name_of(computation const& c) {
    static std::regex const function(R"(^(?:\w+::)*(\w+)\()");
    static std::regex const member(R"(::(\w+)::\{lambda)");
    static std::regex const variable(R"((\w+)\s*(?:=[^=]|\(|\{))");
    std::smatch found;
    if (c.begins_with != 0) {
      auto const& calls = calls_[c.begins_with];
      for (auto const* named : {&function, &member}) {
        if (calls.empty() || (named == &function && !users(calls.back().file))) continue;
        if (std::regex_search(calls.back().function, found, *named)) return found[1];
      }
    }
    auto const at = found_.of_sites[c.site];
    if (at.number == 0) return {};
    std::istringstream text(found_.files[at.file].text);
    std::vector<std::string> above;
    for (std::string s; above.size() < at.number && std::getline(text, s);) above.push_back(s);
    auto const line = begin_of_statement(above);
    if (!std::regex_search(line, found, variable)) return {};
    static std::regex const no_name("for|if|while|switch|return|.*_back|make_.*|spawn|start");
    return std::regex_match(found[1].str(), no_name) ? std::string() : found[1].str();
  }
  // Compilers may tell the line where it ends: then more is closed there than opened.
  static std::string begin_of_statement(std::vector<std::string> const& above) {
    std::ptrdiff_t open = 0;
    for (auto line = above.rbegin(); line != above.rend(); ++line) {
      open += std::ranges::count_if(*line, [](char c) { return c == '(' || c == '{'; });
      open -= std::ranges::count_if(*line, [](char c) { return c == ')' || c == '}'; });
      if (open >= 0) return *line;
    }
    return {};
  }

  answers calls_;
  fs::path root_;
  recording& run_;
  lines found_;
};

}  // namespace

lines find_lines(fs::path const& program, fs::path const& root, recording& run) {
  return finder(ask(program, run), root, run).all();
}

}  // namespace kont::player
