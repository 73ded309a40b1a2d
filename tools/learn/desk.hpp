// tools/learn/desk.hpp -- what is the student's: the files, and how far they are.
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "tools/learn/course.hpp"
#include "tools/learn/judge.hpp"

namespace kont::learn {

enum class state { pending, failing, done };
char const* in_word(state s);

/// A folder outside of git, with a file for each lesson that was begun, and progress.json. What a
/// student wrote is never overwritten, nor deleted.
class desk {
 public:
  /// Throws usage_error when progress.json is there and cannot be read.
  explicit desk(std::filesystem::path folder);

  std::filesystem::path file(lesson const& l) const { return folder_ / (l.name + ".cpp"); }
  bool has(lesson const& l) const { return std::filesystem::exists(file(l)); }
  /// Copies the exercise, unless there is a file already.
  void lay_out(lesson const& l) const;
  /// Begins anew. Returns where the old file is now.
  std::filesystem::path reset(lesson const& l);

  /// What the last check said, if the file is still the one that was checked.
  state state_of(lesson const& l) const;
  std::string last_words(lesson const& l) const;  ///< of a check that failed, or a remark
  void note(lesson const& l, verdict const& v);
  /// How many hints are to be shown: one more than the last time, at most `all`.
  int one_more_hint(lesson const& l, int all);
  /// Writes down what was noted, and how many hints were shown. Throws measure::file_error.
  void save() const;

 private:
  struct record {
    std::string checked;  // what the checked file was, in a number
    bool passed = false;
    std::string says;
    int hints = 0;
  };
  std::string progress() const;
  bool checked_as_it_is(lesson const& l, record const& r) const;
  std::filesystem::path folder_;
  std::map<std::string, record> records_;
};

}  // namespace kont::learn
