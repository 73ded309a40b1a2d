// examples/population/window/person_view.hpp -- one person: her state, her microthread, her family.
#pragma once
#include <QWidget>
#include <cstdint>
#include <functional>

#include "examples/population/window/names.hpp"
#include "examples/population/window/news.hpp"

class QLabel;
class QLineEdit;

namespace kont::population {

class family_tree;

/// A field for a name, and under it who that is. (Object names: person_name, person_title,
/// person_state, person_microthread.)
class person_view : public QWidget {
 public:
  /// `on_choice` is called with whoever is asked for.
  explicit person_view(std::function<void(sought)> on_choice);
  void show_person(portrait const& p);
  /// 0: nobody is shown.
  std::uint64_t shown() const noexcept { return shown_; }
  family_tree& tree() noexcept { return *tree_; }

 private:
  void ask_for_the_typed();

  std::function<void(sought)> on_choice_;
  QLineEdit* name_;
  QLabel *title_, *state_, *microthread_;
  family_tree* tree_;
  std::uint64_t shown_ = 0;
};

}  // namespace kont::population
