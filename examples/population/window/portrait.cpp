// examples/population/window/portrait.cpp -- what a town can say of one of its people.
#include <fmt/format.h>

#include <string_view>

#include "examples/population/window/watched_town.hpp"

namespace kont::population {
namespace {

std::string_view yes_or_no(bool b) { return b ? "yes" : "no"; }

std::string state_of(person const& p) {
  auto text = fmt::format(
      "{}, {} years old, with a span of {}\n"
      "riches {}, strength {}, eats {} a year\n"
      "{} of at most {} children\n",
      p.is == sex::male ? "a man" : "a woman", p.age, p.span, p.riches, p.strength, p.need,
      p.children, p.most_children + 1);
  text += fmt::format("of age at {}; in the partner queue: {}", p.ripe_age, yes_or_no(p.queued));
  return text;
}

}  // namespace

void watched_town::look_for(sought who) {
  std::uint64_t found = 0;
  if (book_.find(who.bits) != nullptr) {
    found = who.bits;
  } else if (who.known < 64) {
    book_.for_each([&](std::uint64_t id, family_entry const& e) {  // the living first
      if (who.is(id) && (found == 0 || e.alive != nullptr)) found = id;
    });
  }
  whom_ = portrait_of(found);
}

relative watched_town::known(std::uint64_t id) const {
  auto const* const e = book_.find(id);
  if (e == nullptr) return {.id = id};
  return {.id = id, .known = true, .is = e->is, .born = e->born, .died = e->died};
}

portrait watched_town::portrait_of(std::uint64_t id) {
  portrait p;
  auto const* const e = book_.find(id);
  if (e == nullptr) return p;
  p.self = known(id);
  p.mother = known(e->mother);
  p.father = known(e->father);
  p.partner = known(e->partner);
  for (auto const child : e->children) p.children.push_back(known(child));
  // when the town is stopped, people leave without a word
  bool const here = e->alive != nullptr && !stopped();
  if (here) p.name = name(*e->alive);
  if (here) p.state = state_of(*e->alive);
  p.microthread = here ? microthread_of(*e) : "has ended";
  return p;
}

std::string watched_town::microthread_of(family_entry const& e) {
  std::string text;
  world_.for_each([&](World::thread const& t) {
    if (t.id != e.microthread) return;
    if (t.waits == nullptr) {
      text = "ready: runs as soon as the policy takes it";
      return;
    }
    auto const s = stuck_in_its_wait(t);
    text = fmt::format("waits in {}{}{}", s.waits_for, s.on.empty() ? "" : " for ", s.on);
    if (t.waits->nap != 0) text += ", till the year is over";
  });
  return fmt::format("{} {}", e.microthread, text);
}

}  // namespace kont::population
