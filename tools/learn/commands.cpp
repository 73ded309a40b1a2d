// tools/learn/commands.cpp -- what a student asks for.
#include "tools/learn/commands.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

#include "lib/usage_error.hpp"

namespace kont::learn {
namespace {

namespace fs = std::filesystem;

lesson const* first_to_do(std::vector<lesson> const& all, desk const& mine) {
  for (auto const& l : all)
    if (mine.state_of(l) != state::done) return &l;
  return nullptr;
}

// As it is typed most easily.
std::string shown(fs::path const& file) {
  auto const near = fs::proximate(file);
  return near.string().starts_with("..") ? file.string() : near.string();
}

// After what was asked for has been said: if it cannot be written down, it is not lost.
void save(desk const& mine) {
  std::fflush(stdout);
  mine.save();
}

void must_have(lesson const& l, desk const& mine) {
  if (mine.has(l)) return;
  auto const n = std::to_string(l.number);
  throw usage_error("lesson " + n + " has not been begun; ./kont learn next " + n + " begins it");
}

}  // namespace

int show(std::vector<lesson> const& all, desk const& mine) {
  for (auto const& l : all) {
    auto const words = mine.last_words(l);
    std::printf("%2d  %-7s  %s%s%s\n", l.number, in_word(mine.state_of(l)), l.title().c_str(),
                words.empty() ? "" : " -- ", words.c_str());
  }
  auto const* const l = first_to_do(all, mine);
  if (l == nullptr) {
    std::puts("\nAll is done. Now write a policy of your own: ./kont lab");
  } else if (mine.has(*l)) {
    std::printf("\nGo on in %s, then: ./kont learn check %d\n", shown(mine.file(*l)).c_str(),
                l->number);
  } else {
    std::puts("\nGo on with: ./kont learn next");
  }
  return 0;
}

int next(std::vector<lesson> const& all, desk const& mine, std::optional<int> number) {
  auto const* const l = number ? &find(all, *number) : first_to_do(all, mine);
  if (l == nullptr) return show(all, mine);
  mine.lay_out(*l);
  std::printf("%s\n", l->text().c_str());
  auto const file = shown(mine.file(*l));
  std::printf(
      "Edit   %s\nThen   ./kont learn check %d     (stuck? ./kont learn hint %d)\n"
      "Links  are those of %s\n",
      file.c_str(), l->number, l->number, shown(l->folder / "README.md").c_str());
  return 0;
}

int run_lesson(lesson const& l, std::vector<std::string> const& arguments) {
  auto const ran = run_program(l.program(), arguments);
  std::printf("%s", ran.says.c_str());
  return ran.passed ? 0 : 1;
}

int check(lesson const& l, desk& mine) {
  must_have(l, mine);
  auto const v = judge(l, mine.file(l));
  mine.note(l, v);
  std::printf("lesson %d: %s%s\n", l.number, v.passed ? "passed, " : "", v.says.c_str());
  if (v.passed) std::printf("Go on with: ./kont learn quiz %d, then ./kont learn next\n", l.number);
  save(mine);
  return v.passed ? 0 : 1;
}

int hint(lesson const& l, desk& mine) {
  auto const all = l.hints();
  int const n = mine.one_more_hint(l, static_cast<int>(all.size()));
  for (int i = 0; i < n; ++i)
    std::printf("%d. %s\n", i + 1, all[static_cast<std::size_t>(i)].c_str());
  if (n == static_cast<int>(all.size()))
    std::printf("These are all. A solution is in %s\n", shown(l.folder / "solution.cpp").c_str());
  save(mine);
  return 0;
}

int reset(lesson const& l, desk& mine) {
  auto const aside = mine.reset(l);
  std::printf("lesson %d begins anew; what you wrote is in %s\n", l.number, shown(aside).c_str());
  return 0;
}

int watch(lesson const& l, desk& mine) {
  must_have(l, mine);
  std::printf("watching %s: it is checked whenever you save it (Ctrl-C ends this)\n",
              shown(mine.file(l)).c_str());
  fs::file_time_type checked{};
  for (;;) {
    std::error_code gone;  // editors rename: for a moment there may be no file
    auto const saved = fs::last_write_time(mine.file(l), gone);
    if (!gone && saved != checked) {
      checked = saved;
      if (check(l, mine) == 0) return 0;
      if (std::fflush(stdout) != 0) return 1;  // nobody hears it any more
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  }
}

}  // namespace kont::learn
