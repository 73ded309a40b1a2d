// examples/population/window/news.cpp -- news that nobody has taken yet, and what came after them.
#include "examples/population/window/news.hpp"

#include <utility>

namespace kont::population {

void append(news& all, news&& latest) {
  all.years.insert(all.years.end(), latest.years.begin(), latest.years.end());
  all.events.insert(all.events.end(), latest.events.begin(), latest.events.end());
  if (auto const n = all.events.size(); n > most_events)
    all.events.erase(all.events.begin(), all.events.end() - std::ptrdiff_t{most_events});
  if (latest.whom) all.whom = std::move(latest.whom);
  all.failure = std::move(latest.failure);
  if (!all.failure.empty()) return;  // and there are no figures any more
  all.now = latest.now;
  all.by_age = std::move(latest.by_age);
}

}  // namespace kont::population
