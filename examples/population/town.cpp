// examples/population/town.cpp -- the rules of a life, and the year of the world.
//
// What the article leaves open, and is ours: the land gives `resources` for each founder, and
// the bounty is that divided by how many live: 1 where everybody can live of her work. Work
// brings bounty x strength x a harvest of 3d4 / 7.5; her need is eaten from her riches; who
// has none left loses one of strength for the year of want. So the poor cannot court, the weak
// starve, and a population settles at what the land carries (Malthus 1798).
#include "examples/population/town.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "examples/population/dice.hpp"
#include "lib/rule.hpp"

namespace kont::population {
namespace {

constexpr double most_bounty = 4'000;  // permille: more than that nobody can bring in

}  // namespace

town::town(parameters const& p, std::uint64_t seed, unsigned hands)
    : p_(p), seed_(seed), notes_(hands) {
  check(p);
}
town::~town() = default;

// --- birth --------------------------------------------------------------------------------------

std::unique_ptr<person> town::born(std::uint64_t id) const {
  auto p = std::make_unique<person>();
  dice throws(id, 0, throw_for::birth);
  p->id = id;
  p->span = static_cast<std::int16_t>(throws.between(1, p_.lifespan - 1));
  p->preference = static_cast<std::uint8_t>(throws.between(1, 10));
  p->riches = throws.between(1, 100);
  p->strength = static_cast<std::int8_t>(throws.three_d4());
  p->need = static_cast<std::uint8_t>(throws.three_d4());
  p->most_children = static_cast<std::uint8_t>(throws.between(1, p->strength - 1));
  p->ripe_age = static_cast<std::uint8_t>(throws.between(14, 19));
  p->is = throws.between(0, 1) == 0 ? sex::male : sex::female;
  return p;
}

std::unique_ptr<person> town::founder(std::uint64_t number) {
  auto p = born(dice(seed_, 0, throw_for::identity, number).long_word());
  auto const oldest = std::min<int>(p_.founders_oldest, p->span - 1);
  p->age = static_cast<std::int16_t>(dice(p->id, 0, throw_for::lot).between(0, oldest));
  return p;
}

void town::found(std::uint64_t founders) {
  past_.founders = founders;
  bounty_permille_ = static_cast<std::int32_t>(std::lround(1'000 * p_.resources));
  for (std::uint64_t n = 1; n <= founders; ++n) {
    auto p = founder(n);
    note(event_kind::founded, *p);
    settle(std::move(p));
  }
}

void town::bear(person& mother) {
  auto const& father = *mother.partner;
  auto child = born(dice(mother.id, mother.children, throw_for::identity).long_word());
  ++mother.children;
  child->mother = mother.id;
  child->father = father.id;
  ++notes_[hand()].row.born;
  note(event_kind::born, *child, mother.id);
  settle(std::move(child));
}

// --- a year of a life ---------------------------------------------------------------------------

void town::begin_year(person& me) {
  ++notes_[hand()].person_years;
  settle_partner(me);
  feed(me);
  debut(me);
  bool const fertile = me.is == sex::female && me.age < p_.child_bearing_age &&
                       me.children <= me.most_children;  // one more than most, as printed
  if (me.partner != nullptr && fertile &&
      (p_.fertility >= 1 || dice(me.id, year_, throw_for::fertility).with_chance(p_.fertility)))
    bear(me);
}

// The partner lived last year, or is forgotten. Who dies at this turn of the year counts as
// living: whether he had his turn before or after hers must make no difference.
void town::settle_partner(person& me) const noexcept {
  if (me.partner == nullptr) return;
  if (me.partner->died_before(year_)) {
    std::exchange(me.partner, nullptr)->partner = nullptr;
  } else {
    rule(me.partner->partner == &me, "a partnership is of two, and of the same two");
  }
}

void town::feed(person& me) const {
  auto const harvest = dice(me.id, year_, throw_for::harvest).three_d4();
  me.riches += bounty_permille_ * me.strength * harvest / 7'500 - me.need;
  if (me.riches >= 0) return;
  me.riches = 0;
  --me.strength;
}

void town::debut(person& me) {
  if (me.debuted || me.age < me.ripe_age) return;
  me.debuted = true;
  if (me.is == sex::male && !p_.both_debut) return;
  me.queued = true;  // or soon: her record is kept
  note(event_kind::came_of_age, me);
  notes_[hand()].debutantes.push_back({lot(me), &me});
}

bool town::ages(person& me) {
  ++me.age;
  bool const starved = me.strength <= 0;
  if (!stopped_ && !starved && me.age <= me.span) return true;
  auto& mine = notes_[hand()];
  if (stopped_) {
    auto const decade = std::min<std::size_t>(static_cast<std::size_t>(me.age) / pyramid_step, 99);
    ++mine.pyramid[decade][static_cast<std::size_t>(me.is)];
    return false;
  }
  ++(starved ? mine.row.died_of_want : mine.row.died_of_age);
  note(starved ? event_kind::starved : event_kind::died, me);
  me.died.store(year_, std::memory_order_relaxed);
  return false;
}

void town::bury(std::unique_ptr<person> p) {
  if (!p->alive()) notes_[hand()].dead.push_back(std::move(p));
}

// --- the year of the world ----------------------------------------------------------------------

void town::count_year() {
  free_the_dead();
  collect_notes();
  auto& row = past_.years.emplace_back();
  for (auto& n : notes_) {
    row.born += n.row.born;
    row.died_of_age += n.row.died_of_age;
    row.died_of_want += n.row.died_of_want;
    row.marriages += n.row.marriages;
    n.row = {};
  }
  auto const before = past_.years.size() > 1 ? past_.years.rbegin()[1].living : past_.founders;
  row.year = year_;
  row.living = before + row.born - row.died();
  row.queued = queue_.size();
  row.bounty_permille = bounty_permille_;
  row.microthreads = microthreads();
  auto const land = 1'000 * p_.resources * static_cast<double>(past_.founders);
  auto const share = land / static_cast<double>(std::max<std::uint64_t>(row.living, 1));
  bounty_permille_ = static_cast<std::int32_t>(std::lround(std::clamp(share, -1e6, most_bounty)));
  ++year_;
  if (on_year) on_year(row);
}

// Last year's dead are known to nobody any more, unless they are still in the queue.
void town::free_the_dead() {
  std::erase_if(dead_, [&](std::unique_ptr<person> const& p) {
    if (p->queued || !p->died_before(year_)) return false;
    if (p->partner != nullptr) p->partner->partner = nullptr;  // both died
    return true;
  });
}

void town::collect_notes() {
  for (auto& n : notes_) {
    std::ranges::move(n.dead, std::back_inserter(dead_));
    n.dead.clear();
  }
}

history town::so_far() const {
  history h = past_;
  for (auto const& n : notes_) {
    h.digest += n.digest;
    h.person_years += n.person_years;
    for (std::size_t d = 0; d < h.pyramid.size(); ++d)
      for (std::size_t s = 0; s < 2; ++s) h.pyramid[d][s] += n.pyramid[d][s];
  }
  return h;
}

void town::note(event_kind what, person const& who, std::uint64_t whom) {
  event const e{what, year_, who.id, whom};
  notes_[hand()].digest += e.digest();
  if (on_event) on_event(e);
}

std::string name(person const& p) {
  if (p.mother == 0) return fmt::format("#{:x}", p.id);
  return fmt::format("{:x}.{:x}({:x})", p.mother, p.father, p.id);
}

}  // namespace kont::population
