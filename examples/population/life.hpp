// examples/population/life.hpp -- a life, as a program: once for each dialect.
#pragma once
#include <memory>
#include <utility>

#include "continuations/continuation.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "examples/population/town.hpp"

namespace kont::population {

/// A person, from birth to death. (Dialect direct.)
template <class World> void live(town& world, std::unique_ptr<person> me) {
  do {
    auto const year_is_over = World::moment(world.a_year());
    world.begin_year(*me);
    if (world.seeks(*me)) {
      while (world.must_wait(*me, &World::current(town::courting))) World::block("courtship");
      world.court(*me);
    }
    World::sleep_until(year_is_over);
  } while (world.ages(*me));
  world.bury(std::move(me));
}

/// The same, each wait awaited. (Dialect co.)
template <class World>
typename World::template body_of<> live_in_frame(town& world, std::unique_ptr<person> me) {
  do {
    auto const year_is_over = World::moment(world.a_year());
    world.begin_year(*me);
    if (world.seeks(*me)) {
      while (world.must_wait(*me, &World::current(town::courting)))
        co_await World::block("courtship");
      world.court(*me);
    }
    co_await World::sleep_until(year_is_over);
  } while (world.ages(*me));
  world.bury(std::move(me));
}

/// The same, each wait handed the rest of the life. (Dialect cps.)
template <class World> struct life_of_closures {
  using step = typename World::strategy_type::action;
  town& world;
  std::unique_ptr<person> me;
  instant year_is_over{};

  static step begin(std::unique_ptr<life_of_closures> life) {
    life->year_is_over = World::moment(life->world.a_year());
    life->world.begin_year(*life->me);
    return life->world.seeks(*life->me) ? court(std::move(life)) : sleep(std::move(life));
  }
  static step court(std::unique_ptr<life_of_closures> life) {
    if (life->world.must_wait(*life->me, &World::current(town::courting)))
      return World::block("courtship",
                          [life = std::move(life)]() mutable { return court(std::move(life)); });
    life->world.court(*life->me);
    return sleep(std::move(life));
  }
  static step sleep(std::unique_ptr<life_of_closures> life) {
    auto const until = life->year_is_over;
    return World::sleep_until(until, [life = std::move(life)]() mutable {
      if (life->world.ages(*life->me)) return begin(std::move(life));
      life->world.bury(std::move(life->me));
      return World::done();
    });
  }
};

/// What a microthread of a World does to live `me`'s life.
template <class World> auto life(town& world, std::unique_ptr<person> me) {
  if constexpr (World::style == dialect::direct) {
    return [&world, me = std::move(me)]() mutable { live<World>(world, std::move(me)); };
  } else if constexpr (World::style == dialect::co) {
    return [&world, me = std::move(me)]() mutable {
      return live_in_frame<World>(world, std::move(me));
    };
  } else {
    using in_closures = life_of_closures<World>;
    auto whole = std::make_unique<in_closures>(in_closures{world, std::move(me)});
    return [whole = std::move(whole)]() mutable { return in_closures::begin(std::move(whole)); };
  }
}

}  // namespace kont::population
