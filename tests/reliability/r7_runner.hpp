// tests/reliability/r7_runner.hpp -- a program of r7_model.hpp, run for real in each dialect.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "continuations/strategies/strategies.hpp"
#include "generators/generator.hpp"
#include "generators/generator_closure.hpp"
#include "generators/generator_frame.hpp"
#include "tests/reliability/r7_model.hpp"

namespace kont::test {

/// All that bodies share is here, and so on nobody's stack. Main drives, whatever the dialect.
template <class S> class runner_of {
  using K = typename S::continuation;
  using arrived = arrival<K>;

 public:
  explicit runner_of(program const& p) : program_(p) {}
  std::string run() {
    arrived nobody;
    live(0, nobody);
    return std::move(log_);
  }

 private:
  // Of a computation, and of its generator under its name with a minus. What a move leaves is mute.
  class farewell {
   public:
    farewell(runner_of& m, int name) : m_(&m), name_(name) {}
    farewell(farewell&& f) noexcept : m_(std::exchange(f.m_, nullptr)), name_(f.name_) {}
    farewell(farewell const&) = default;
    ~farewell() {
      if (m_ != nullptr) m_->print("~" + std::to_string(name_));
    }

   private:
    runner_of* m_;
    int name_;
  };

  void print(std::string const& what) { log_ += what + ' '; }
  void print(char sign, int n) { print(sign + std::to_string(n)); }
  static void* word(int name) { return reinterpret_cast<void*>(static_cast<std::intptr_t>(name)); }
  void print(arrived const& a) {
    auto const name = reinterpret_cast<std::intptr_t>(a.word);
    print((a.from ? "from-somebody-" : "from-nobody-") + std::to_string(name));
  }
  action next(int name, int turn) {
    action const a = program_.actions.at(at_++);
    print(std::to_string(name) + "." + std::to_string(turn));
    return a;
  }

  // What an action keeps over its switch: the arguments of a call, or a generator half way.
  class held {
    struct half_way {
      explicit half_way(generator<int, S> g) : all(std::move(g)) {}
      generator<int, S> all;
      typename generator<int, S>::iterator at = all.begin();
    };

   public:
    held(runner_of& m, action a, int name) : what_(a.what), values_(arguments(a)) {
      if (what_ != verb::generate) return;
      half_way_ = std::make_shared<half_way>(m.numbers(a, name));
      m.print(':', *half_way_->at);
    }
    void use(runner_of& m) {
      if (what_ == verb::call) m.print('=', std::apply(total, values_));
      if (!half_way_) return;
      while (++half_way_->at != half_way_->all.end()) m.print(':', *half_way_->at);
    }

   private:
    verb what_;
    decltype(arguments({})) values_;
    std::shared_ptr<half_way> half_way_;  // shared by nobody, but what holds it may be copied
  };

  // From j to i + j.
  generator<int, S> numbers(action a, int name) requires(S::style == dialect::direct) {
    return generator<int, S>([this, a, name](auto& yield) {
      farewell const at_the_end(*this, -name);
      for (int n = 0; n <= a.i; ++n) yield(a.j + n);
    });
  }
  generator<int, S> numbers(action a, int name) requires(S::style == dialect::co) {
    farewell const at_the_end(*this, -name);
    for (int n = 0; n <= a.i; ++n) co_yield a.j + n;
  }
  generator<int, S> numbers(action a, int name) requires(S::style == dialect::cps) {
    return generator<int, S>(counting{farewell(*this, -name), a.j, a.i + a.j});
  }
  struct counting {
    farewell at_the_end;
    int n, last;
    typename S::action operator()(closure_consumer<int, S>& consumer) {
      if (n > last) return finish(consumer);
      int const element = n++;
      return yield(consumer, element, std::move(*this));
    }
  };

  // --- in the dialect direct, and main in all ----------------------------------------------------

  K computation(int name) requires(S::style == dialect::direct) {
    return S::start([this, name](arrived& other) {
      print(other);
      farewell const at_the_end(*this, name);
      live(name, other);
      other.word = word(name);
    });
  }
  // Until it ends; main, until the program does. `turn` is a local: each fork has its own.
  void live(int name, arrived& other) {
    for (int turn = 1; at_ < program_.actions.size(); ++turn) {
      action const a = next(name, turn);
      if (a.what == verb::raise) throw a.i;
      if (a.what == verb::end) return;
      try {
        if (switches(a.what)) {
          act(a, name, place(a, other));
        } else {
          arrange(a, other);
        }
      } catch (int n) { print('!', n); }
    }
  }
  void act(action a, int name, K& place) {
    if (a.what == verb::call)
      return std::apply([&](auto... values) { call(name, place, values...); }, arguments(a));
    held keeps(*this, a, name);
    go(name, place);
    keeps.use(*this);
  }
  template <class... T> [[gnu::noinline]] void call(int name, K& place, T... values) {
    go(name, place);
    print('=', total(values...));
  }
  void go(int name, K& place) {
    arrived came = std::move(place).resume(word(name));
    print(came);
    place = std::move(came.from);
  }

  // Who waits there is switched to, and whoever comes is put there.
  K& place(action a, arrived& other) { return a.what == verb::resume ? slots_[a.i] : other.from; }
  // What is no switch.
  void arrange(action a, arrived& other) {
    K& slot = slots_[a.i];
    if (a.what == verb::start) slot = computation(++names_);
    if (a.what == verb::swap) std::swap(other.from, slot);
    if (a.what == verb::drop) slot = {};
    if constexpr (multi_shot<K>) {
      if (a.what == verb::fork) slots_[a.j] = slot.fork();
    }
  }

  // --- in the dialect co -------------------------------------------------------------------------

  K computation(int name) requires(S::style == dialect::co) {
    return S::start([this, name](arrived other) -> typename S::task {
      print(other);
      farewell const at_the_end(*this, name);
      for (int turn = 1;; ++turn) {
        action const a = next(name, turn);
        if (a.what == verb::raise) throw a.i;
        if (a.what == verb::end) break;
        try {
          if (!switches(a.what)) {
            arrange(a, other);
            continue;
          }
          K& here = place(a, other);
          held keeps(*this, a, name);
          arrived came{std::move(here)};
          co_await transfer(came, word(name));
          print(came);
          here = std::move(came.from);
          keeps.use(*this);
        } catch (int n) { print('!', n); }
      }
      other.word = word(name);
    });
  }

  // --- in the dialect cps ------------------------------------------------------------------------

  K computation(int name) requires(S::style == dialect::cps) { return S::start(life{*this, name}); }

  // Its own rest: what the others have as locals are members here, destroyed from the last on.
  struct life {
    runner_of& m;
    int name;
    int turn = 0;
    action doing{verb::back};
    std::shared_ptr<K> other{};  // while it resumes another; then it is not forked
    std::optional<farewell> at_the_end{};
    std::optional<held> keeps{};

    typename S::action operator()(arrived& came) {
      m.print(came);
      if (!at_the_end) at_the_end.emplace(m, name);
      if (other) m.slots_[doing.i] = std::exchange(came.from, std::move(*other));
      if (keeps) keeps->use(m);
      return goes_on(came);
    }
    typename S::action operator()(arrived& came, std::exception_ptr error) {
      if (other) came.from = std::move(*other);
      keeps.reset();
      try {
        std::rethrow_exception(std::move(error));
      } catch (int n) { m.print('!', n); }
      return goes_on(came);
    }
    typename S::action goes_on(arrived& came) {
      keeps.reset();
      other.reset();
      for (;;) {
        doing = m.next(name, ++turn);
        if (doing.what == verb::raise) throw doing.i;
        if (doing.what == verb::end) return finish(came, word(name));
        if (switches(doing.what)) break;
        m.arrange(doing, came);
      }
      keeps.emplace(m, doing, name);
      if (doing.what == verb::resume) {
        other = std::make_shared<K>(std::exchange(came.from, std::move(m.slots_[doing.i])));
      }
      if constexpr (std::same_as<S, machine>) {
        return transfer(came, word(name));
      } else {
        return transfer(came, word(name), std::move(*this));
      }
    }
  };

  program const& program_;
  std::size_t at_ = 0;
  int names_ = 0;
  std::string log_;
  K slots_[slots];
};

}  // namespace kont::test
