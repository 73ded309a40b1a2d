// examples/population/window/log_model.hpp -- the last events, and which of them are shown.
#pragma once
#include <QAbstractTableModel>
#include <QColor>
#include <boost/circular_buffer.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "examples/population/chronicle.hpp"
#include "examples/population/window/names.hpp"

namespace kont::population {

/// What a person would call an event: death is death.
struct topic {
  char const* name;  ///< "Births"
  char const* verb;  ///< "born"
  char const* with;  ///< what stands before the other's name: "to"; "": there is none
  QColor colour;
  std::vector<event_kind> kinds;
  bool shown_at_first = true;
};
std::span<topic const> topics();

using happening = event;  // (QObject has a member of that name)

/// A table of them, the newest first: year, event, who, and with whom.
class log_model final : public QAbstractTableModel {
 public:
  /// It holds so many, whatever is shown.
  static constexpr std::size_t most = 20'000;

  log_model();

  void add(std::span<happening const> latest);
  /// Shows a topic, or leaves it out.
  void want(std::size_t topic, bool yes);
  /// Shows only what this person has to do with; nothing: everybody.
  void want_only(std::optional<sought> person);
  happening const& at(int row) const { return shown_[static_cast<std::size_t>(row)]; }
  std::size_t held() const noexcept { return all_.size(); }

  int rowCount(QModelIndex const& parent = {}) const override;
  int columnCount(QModelIndex const& parent = {}) const override;
  QVariant data(QModelIndex const& at, int role) const override;
  QVariant headerData(int section, Qt::Orientation along, int role) const override;

 private:
  void choose();

  boost::circular_buffer<happening> all_;
  std::vector<happening> shown_;
  std::vector<bool> wanted_;
  std::optional<sought> person_;
};

}  // namespace kont::population
