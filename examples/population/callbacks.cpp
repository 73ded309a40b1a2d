// examples/population/callbacks.cpp -- the loop of who calls back.
#include "examples/population/callbacks.hpp"

#include "examples/population/engines.hpp"
#include "lib/measure/resident.hpp"
#include "lib/usage_error.hpp"

namespace kont::population {

history callbacks::run(std::uint64_t founders, int years) {
  using namespace std::chrono_literals;
  auto const before = measure::resident_bytes();
  found(founders);
  drain();
  auto const grown = measure::resident_since(before);
  for (int y = 0; y < years; ++y) {
    at(instant(std::chrono::seconds(y) + 500ms), midsummer, nullptr);
    at(instant(std::chrono::seconds(y) + 750ms), late_autumn, nullptr);
  }
  at(
      instant(std::chrono::seconds(years) - 1ns), [](callbacks& t, person*) { t.stop(); }, nullptr);
  while (!later_.empty()) {
    std::pop_heap(later_.begin(), later_.end());
    auto const next = later_.back();
    later_.pop_back();
    now_is_ = next.when;
    next.what(*this, next.who);
    drain();
  }
  auto h = so_far();
  h.bytes = grown / founders;
  h.waiting_for_ever = alive_;
  return h;
}

void callbacks::drain() {
  while (!now_.empty()) {
    auto const next = now_.front();
    now_.pop_front();
    next.what(*this, next.who);
  }
}

history run_by_callbacks(request const& r) {
  if (r.rules.year_ms != 0 || r.workers != 1)
    throw usage_error("callbacks: not with year_ms or --workers");
  callbacks town(r.rules, r.seed);
  town.on_year = r.on_year;
  return town.run(r.people, r.years);
}

}  // namespace kont::population
