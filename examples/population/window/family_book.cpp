// examples/population/window/family_book.cpp -- the book is written from what the town says.
#include "examples/population/window/family_book.hpp"

namespace kont::population {
namespace {

constexpr std::int32_t oldest_founder = 1'000;  // as parameters allow

}  // namespace

void family_book::enter(person const& p, std::int32_t year, std::uint64_t microthread) {
  family_entry e{.mother = p.mother, .father = p.father, .alive = &p, .microthread = microthread};
  e.born = year - p.age;
  e.is = p.is;
  count(e, +1);
  for (auto const parent : {p.mother, p.father})
    if (auto const found = entries_.find(parent); found != entries_.end())
      found->second.children.push_back(p.id);
  entries_.insert_or_assign(p.id, std::move(e));
}

void family_book::marry(std::uint64_t a, std::uint64_t b) {
  if (auto const found = entries_.find(a); found != entries_.end()) found->second.partner = b;
  if (auto const found = entries_.find(b); found != entries_.end()) found->second.partner = a;
}

void family_book::bury(std::uint64_t id, std::int32_t year) {
  auto const found = entries_.find(id);
  if (found == entries_.end()) return;
  found->second.alive = nullptr;
  found->second.died = year;
  count(found->second, -1);
  graves_.push_back(id);
  if (graves_.size() <= most_dead) return;
  entries_.erase(graves_.front());
  graves_.pop_front();
}

family_entry const* family_book::find(std::uint64_t id) const {
  auto const found = entries_.find(id);
  return found == entries_.end() ? nullptr : &found->second;
}

ages family_book::by_age(std::int32_t year) const {
  ages bars;
  for (std::size_t i = 0; i < cohorts_.size(); ++i) {
    auto const age = year - (static_cast<std::int32_t>(i) - oldest_founder);
    auto const& [men, women] = cohorts_[i];
    if (age < 0 || men + women == 0) continue;
    auto const bar = static_cast<std::size_t>(age) / years_a_bar;
    if (bar >= bars.size()) bars.resize(bar + 1);
    bars[bar][0] += men;
    bars[bar][1] += women;
  }
  return bars;
}

std::array<std::uint64_t, 2>& family_book::cohort(std::int32_t born) {
  auto const i = static_cast<std::size_t>(born + oldest_founder);
  if (i >= cohorts_.size()) cohorts_.resize(i + 1);
  return cohorts_[i];
}

void family_book::count(family_entry const& of, int change) {
  cohort(of.born)[static_cast<std::size_t>(of.is)] += static_cast<std::uint64_t>(change);
}

}  // namespace kont::population
