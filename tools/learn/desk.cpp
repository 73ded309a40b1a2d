// tools/learn/desk.cpp -- keeps the student's files, and the progress.
#include "tools/learn/desk.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "lib/measure/safe_file.hpp"
#include "lib/usage_error.hpp"
#include "tools/learn/written.hpp"

namespace kont::learn {
namespace {

namespace fs = std::filesystem;
using json = nlohmann::json;

// FNV-1a: tells a file from its later self.
std::string number_of(std::string const& text) {
  std::uint64_t h = 14695981039346656037u;
  for (char c : text) h = (h ^ static_cast<unsigned char>(c)) * 1099511628211u;
  return std::to_string(h);
}

}  // namespace

char const* in_word(state s) {
  return s == state::done ? "done" : s == state::failing ? "failing" : "pending";
}

desk::desk(fs::path folder) : folder_(std::move(folder)) {
  auto const file = folder_ / "progress.json";
  if (!fs::exists(file)) return;
  try {
    auto const all = json::parse(read(file));
    for (auto const& [name, r] : all.items()) {
      records_[name] = {r.value("checked", ""), r.value("passed", false), r.value("says", ""),
                        r.value("hints", 0)};
    }
  } catch (json::exception const&) {
    throw usage_error(file.string() +
                      " is not what was written there; move it away, and check "
                      "your lessons again");
  }
}

std::string desk::progress() const {
  json all = json::object();
  for (auto const& [name, r] : records_) {
    all[name] = {
        {"checked", r.checked}, {"passed", r.passed}, {"says", r.says}, {"hints", r.hints}};
  }
  return written(all);
}

void desk::save() const { measure::replace_file(folder_ / "progress.json", progress()); }

void desk::lay_out(lesson const& l) const {
  if (!has(l)) measure::replace_file(file(l), l.exercise());
}

fs::path desk::reset(lesson const& l) {
  if (!has(l)) throw usage_error("lesson " + std::to_string(l.number) + " has not been begun");
  fs::path aside;
  for (int n = 1; aside.empty() || fs::exists(aside); ++n)
    aside = folder_ / (l.name + ".old" + std::to_string(n) + ".cpp");
  records_.erase(l.name);
  measure::replace_files({{aside, read(file(l))},  // on a full disk not one of them is changed
                          {file(l), l.exercise()},
                          {folder_ / "progress.json", progress()}});
  return aside;
}

bool desk::checked_as_it_is(lesson const& l, record const& r) const {
  return has(l) && r.checked == number_of(read(file(l)));
}

state desk::state_of(lesson const& l) const {
  auto const at = records_.find(l.name);
  if (at == records_.end() || !checked_as_it_is(l, at->second)) return state::pending;
  return at->second.passed ? state::done : state::failing;
}

std::string desk::last_words(lesson const& l) const {
  auto const at = records_.find(l.name);
  if (at == records_.end() || at->second.checked.empty()) return has(l) ? "begun" : "";
  if (!checked_as_it_is(l, at->second)) return "changed since its last check";
  return at->second.passed ? "" : at->second.says;
}

void desk::note(lesson const& l, verdict const& v) {
  auto& r = records_[l.name];
  r.checked = number_of(read(file(l)));
  r.passed = v.passed;
  r.says = v.first_line();
}

int desk::one_more_hint(lesson const& l, int all) {
  auto& shown = records_[l.name].hints;
  shown = std::min(shown + 1, all);
  return shown;
}

}  // namespace kont::learn
