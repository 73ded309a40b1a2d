// tools/learn/course.hpp -- the lessons, as their folders in examples/lessons say.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace kont::learn {

/// The whole text of a file. Throws usage_error.
std::string read(std::filesystem::path const& file);

/// A folder NN_name. All that it says is read anew, when it is asked.
struct lesson {
  int number = 0;
  std::string name;  ///< with its number, as the folder: 01_the_rest
  std::filesystem::path folder;

  std::string title() const;
  std::string text() const;                ///< the README up to its hints
  std::vector<std::string> hints() const;  ///< in the order in which they are given
  std::filesystem::path program() const;   ///< lesson.cpp, or the example that the text names
  std::string exercise() const { return read(folder / "exercise.cpp"); }
};

/// All lessons, in their order. Throws usage_error where there are none.
std::vector<lesson> course(std::filesystem::path const& folder);

/// The one with that number. Throws usage_error: which there are.
lesson const& find(std::vector<lesson> const& all, int number);

}  // namespace kont::learn
