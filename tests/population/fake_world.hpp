// tests/population/fake_world.hpp -- a world in which nobody lives by herself: the test does.
#pragma once
#include <memory>
#include <utility>
#include <vector>

#include "examples/population/town.hpp"

namespace kont::population {

/// The article's FakeWorld: the steps of a life are the test's to take, and who waits is noted.
class fake_world final : public town {
 public:
  explicit fake_world(parameters const& p = {}, std::uint64_t seed = 1) : town(p, seed) {
    on_event = [this](event const& e) { log.push_back(e); };
  }
  person& add(std::uint64_t number) { return *people.emplace_back(founder(number)); }
  /// The first founder for whom that holds.
  template <class F> person& find(F holds, std::uint64_t from = 1) {
    for (;; ++from) {
      auto p = founder(from);
      if (holds(*p)) return *people.emplace_back(std::move(p));
    }
  }
  /// A year of one person, who does not court. False: it was the last.
  bool age_a_year(person& me) {
    begin_year(me);
    return ages(me);
  }
  /// Whether he is called, and is to court now.
  bool is_called(person const& him) const { return !called.empty() && called.back() == &him; }

  std::vector<std::unique_ptr<person>> people, children;
  std::vector<person*> called;
  std::vector<event> log;

 private:
  void settle(std::unique_ptr<person> p) override { children.push_back(std::move(p)); }
  void call(void* place) override { called.push_back(static_cast<person*>(place)); }
  std::uint64_t microthreads() override { return people.size() + children.size(); }
};

/// Grown up, and with enough to court and be courted.
inline person& grown(fake_world& world, sex is, std::uint64_t from = 1) {
  person& p = world.find(
      [&](person const& q) { return q.is == is && q.preference == 10 && q.span > 60; }, from);
  p.age = 20;
  p.riches = 50;
  return p;
}

struct couple_of {
  person *her, *him;
};
/// Two such, married.
inline couple_of couple(fake_world& world) {
  person& her = grown(world, sex::female);
  person& him = grown(world, sex::male);
  her.partner = &him;
  him.partner = &her;
  return {&her, &him};
}

}  // namespace kont::population
