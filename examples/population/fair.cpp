// examples/population/fair.cpp -- the partner queue, and how suitors court.
//
// As in the article a suitor takes who is first, and proposes; the proposee decides; who refuses
// goes back to the tail. To be out of the queue meanwhile is what makes a courtship exclusive.
// Ours: suitors have their turns by lot, each passes the turn on, and everybody who comes of age
// this year is there before the first.
//
// The five mistakes of the article, and what is done about each (parameters bring them back):
//   suitors_wait      a suitor at an empty queue waited for ever    he goes home for this year
//   both_debut        men queued too, though the text says girls    women only
//   dead_stay_queued  nobody took the dead out                      they leave when the fair opens
//   alone_waits       who found only himself waited for ever        he goes home
//   year_ms           years were seconds of the machine's time      virtual time
#include <algorithm>
#include <utility>

#include "examples/population/dice.hpp"
#include "examples/population/town.hpp"
#include "lib/rule.hpp"

namespace kont::population {

bool town::seeks(person const& me) const noexcept {
  return me.is == sex::male && me.partner == nullptr && me.age > p_.suitor_age &&
         me.riches > p_.suitor_riches;
}

void town::open_fair() {
  suitors_.clear();
  std::vector<debutante> debutantes;
  for (auto& n : notes_) {
    suitors_.insert(suitors_.end(), n.suitors.begin(), n.suitors.end());
    debutantes.insert(debutantes.end(), n.debutantes.begin(), n.debutantes.end());
    n.suitors.clear();
    n.debutantes.clear();
  }
  std::ranges::sort(suitors_, {}, &suitor::lot);
  std::ranges::sort(debutantes, {}, &debutante::lot);
  auto const leaves = [&](person* p) { return !p_.dead_stay_queued && !(p->queued = p->alive()); };
  std::erase_if(queue_, leaves);
  for (auto const& d : debutantes)
    if (!leaves(d.who)) put(*d.who);
  turn_ = 0;
  if (!suitors_.empty()) call(suitors_.front().place);
}

bool town::must_wait(person& me, void* place) {
  switch (me.stage) {
    case courtship::at_home:
      me.stage = courtship::at_the_fair;
      notes_[hand()].suitors.push_back({lot(me), &me, place});
      return true;
    case courtship::at_the_fair:  // it is his turn
      me.candidate = take(me);
      if (me.candidate != nullptr || !waits_for_somebody(me, place)) return false;
      pass_turn();
      return true;
    case courtship::in_the_queue:
      return false;  // somebody was handed to him
  }
  return false;
}

void town::court(person& me) {
  bool const has_turn = std::exchange(me.stage, courtship::at_home) == courtship::at_the_fair;
  if (auto* const candidate = std::exchange(me.candidate, nullptr)) propose(me, *candidate);
  if (has_turn) pass_turn();
}

void town::pass_turn() {
  if (++turn_ < suitors_.size()) call(suitors_[turn_].place);
}

// --- the queue ----------------------------------------------------------------------------------

void town::put(person& p) {
  if (empty_handed_.empty()) {
    p.queued = true;
    queue_.push_back(&p);
    return;
  }
  p.queued = false;
  auto const first = empty_handed_.front();
  empty_handed_.pop_front();
  first.who->candidate = &p;
  call(first.place);
}

// Null: nobody is there but himself.
person* town::take(person const& who) {
  for (std::size_t tries = 0; tries < 2 && !queue_.empty(); ++tries) {
    person* const first = queue_.front();
    queue_.pop_front();
    if (first != &who) {
      first->queued = false;
      return first;
    }
    queue_.push_back(first);
  }
  return nullptr;
}

bool town::waits_for_somebody(person& me, void* place) {
  if (!(queue_.empty() ? p_.suitors_wait : p_.alone_waits)) return false;
  me.stage = courtship::in_the_queue;
  empty_handed_.push_back({0, &me, place});
  return true;
}

// --- proposals ----------------------------------------------------------------------------------

void town::propose(person& him, person& her) {
  rule(her.alive() || p_.dead_stay_queued, "the dead are not courted");
  note(event_kind::proposed, him, her.id);
  if (him.partner == nullptr && likes(her, him)) {
    marry(him, her);
    return;
  }
  note(event_kind::refused, her, him.id);
  put(her);
}

// Ours: who is free, inclined, no sister of his, and sees that he can feed her for a year.
bool town::likes(person const& her, person const& him) const {
  if (!her.alive() || her.partner != nullptr || him.riches < her.need) return false;
  if (her.mother != 0 && her.mother == him.mother) return false;
  auto const inclination = dice(her.id, year_, throw_for::liking, him.id).between(1, 10);
  return (inclination <= her.preference) == (her.is != him.is);
}

void town::marry(person& a, person& b) {
  rule(a.partner == nullptr && b.partner == nullptr, "nobody is in two partnerships");
  a.partner = &b;
  b.partner = &a;
  ++notes_[hand()].row.marriages;
  note(event_kind::married, b, a.id);
}

// By year, so that nobody is always the first.
std::uint64_t town::lot(person const& p) const noexcept {
  return dice(p.id, year_, throw_for::lot).long_word();
}

}  // namespace kont::population
