// tests/reliability/r7_model.hpp -- the rules of continuations/README.md as an interpreter: makes a
// program, random or from another's actions, says what it prints, and shrinks one that goes wrong.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace kont::test {

/// What the running computation does next. Continuations lie in slots that all can reach.
enum class verb {
  start,     ///< slot i = a computation that has not begun
  resume,    ///< slot i is resumed; whoever comes back is put there
  back,      ///< transfer(other)
  call,      ///< the same in a function, which has many arguments and then adds them up
  generate,  ///< the same between the first element of a generator and its rest, from j to i + j
  swap,      ///< other.from and slot i change places
  drop,      ///< slot i is emptied
  fork,      ///< slot j = a fork of slot i
  raise,     ///< ends by an exception with the number i
  end        ///< ends; other.from goes on
};
inline constexpr char const* verbs[] = {"start", "resume", "back", "call",  "generate",
                                        "swap",  "drop",   "fork", "raise", "end"};
struct action {
  verb what;
  int i = 0, j = 0;
};
inline bool switches(verb v) { return v >= verb::resume && v <= verb::generate; }
inline constexpr int slots = 5;

/// What a call is given: more integers and more doubles than there are registers for.
inline auto arguments(action a) {
  return [&]<int... N>(std::integer_sequence<int, N...>) {
    return std::tuple((a.i + N)..., (0.5 * (a.j + N))...);
  }
  (std::make_integer_sequence<int, 10>());
}
/// No two change places unseen: each has its weight.
inline constexpr auto total = [](auto... values) {
  double sum = 0;
  int weight = 0;
  ((sum += ++weight * values), ...);
  return static_cast<int>(2 * sum);
};

struct program {
  std::vector<action> actions;
  std::string prints;
};
inline std::string spelled(program const& p) {
  std::string all;
  for (auto const& a : p.actions) {
    all += verbs[static_cast<std::size_t>(a.what)];
    all += ' ' + std::to_string(a.i) + ' ' + std::to_string(a.j) + "; ";
  }
  return all;
}

/// Computations are numbers here, main is 0. What a step prints is what the doer can observe.
class model {
 public:
  /// So many random steps.
  static program random(std::uint64_t seed, int steps, bool may_fork) {
    model m(may_fork);
    std::mt19937_64 draw(seed);
    auto const pick = [&](int n) { return static_cast<int>(draw() % static_cast<unsigned>(n)); };
    while (steps > 0) {
      action const a{static_cast<verb>(pick(std::size(verbs))), pick(slots), pick(slots)};
      steps -= m.tries(a);
    }
    return m.finished();
  }
  /// Those of the actions that may be done when it is their turn.
  static program from(std::vector<action> const& actions, bool may_fork) {
    model m(may_fork);
    for (auto const& a : actions) m.tries(a);
    return m.finished();
  }

 private:
  explicit model(bool may_fork) : may_fork_(may_fork) {}
  bool tries(action a) {
    bool const did = may(a);
    if (did) act(a);
    return did;
  }
  // As many steps as it takes to come back to main and drop the rest.
  program finished() {
    while (running_ != 0) {  // somebody holds main: go there
      bool const we_do = holds_main(at(running_).other);
      act(we_do ? action{verb::end} : action{verb::resume, slot_that_holds_main()});
    }
    for (int i = 0; i < slots; ++i)
      if (slot_[i] != nobody) act({verb::drop, i});
    return std::move(made_);
  }

  static constexpr int nobody = -1;
  enum class waits { unbegun, in_resume, in_back };
  struct computation {
    int name;  // forks have the same
    waits where = waits::unbegun;
    action doing{verb::back};  // whose switch it waits in
    int other = nobody;        // whom it holds
    int turns = 0;             // a local
    bool generates() const { return where == waits::in_back && doing.what == verb::generate; }
  };

  computation& at(int c) { return all_[static_cast<std::size_t>(c)]; }
  int slot_that_holds_main() {
    int i = 0;
    while (!holds_main(slot_[i])) ++i;
    return i;
  }
  template <class... T> void print(T const&... parts) {
    ((made_.prints += parts), ...);
    made_.prints += ' ';
  }
  static std::string text(int n) { return std::to_string(n); }

  // Whether c, or whom it holds, and so on, is main: who is never dropped.
  bool holds_main(int c) {
    for (; c != nobody; c = at(c).other)
      if (c == 0) return true;
    return false;
  }
  bool may_drop(int c) { return !holds_main(c); }
  // Whether `to` may go on: back from a resume, it drops what has come into that slot meanwhile.
  bool may_land(int to, int emptied = nobody) {
    if (at(to).where != waits::in_resume) return true;
    int const lands_in = at(to).doing.i;
    return lands_in == emptied || may_drop(slot_[lands_in]);
  }

  bool may(action a) {
    int const it = slot_[a.i], other = at(running_).other;
    switch (a.what) {
      case verb::start:
        return may_drop(it);
      case verb::resume:
        return it != nobody && may_land(it, a.i);
      case verb::back:
      case verb::call:
      case verb::generate:
        return other != nobody && may_land(other);
      case verb::swap:
        return it != nobody || other != nobody;
      case verb::drop:
        return it != nobody && may_drop(it);
      case verb::fork:
        return may_fork_ && it != nobody && it != 0 && at(it).where != waits::in_resume &&
               !at(it).generates() && at(it).other == nobody && a.i != a.j && may_drop(slot_[a.j]);
      case verb::raise:
        return ends() && at(other).where != waits::unbegun;
      case verb::end:
        return ends() && may_land(other);
    }
    return false;
  }
  bool ends() { return running_ != 0 && at(running_).other != nobody; }

  void act(action a) {
    made_.actions.push_back(a);
    auto& me = at(running_);
    ++me.turns;
    print(text(me.name), ".", text(me.turns));
    switch (a.what) {
      case verb::start:
        drop(std::exchange(slot_[a.i], nobody));
        all_.push_back({++names_});
        slot_[a.i] = static_cast<int>(all_.size()) - 1;
        break;
      case verb::resume:
      case verb::back:
      case verb::call:
      case verb::generate:
        leave(a);
        break;
      case verb::swap:
        std::swap(at(running_).other, slot_[a.i]);
        break;
      case verb::drop:
        drop(std::exchange(slot_[a.i], nobody));
        break;
      case verb::fork:
        drop(std::exchange(slot_[a.j], nobody));
        all_.push_back(computation(at(slot_[a.i])));
        slot_[a.j] = static_cast<int>(all_.size()) - 1;
        break;
      case verb::raise:
      case verb::end:
        end(a);
    }
  }
  void leave(action a) {
    auto& me = at(running_);
    bool const resumes = a.what == verb::resume;
    if (a.what == verb::generate) print(":", text(a.j));
    me.where = resumes ? waits::in_resume : waits::in_back;
    me.doing = a;
    switch_to(std::exchange(resumes ? slot_[a.i] : me.other, nobody), running_, text(me.name));
  }
  void end(action a) {
    auto& me = at(running_);
    int const other = std::exchange(me.other, nobody);
    print("~", text(me.name));
    if (a.what == verb::end) return switch_to(other, nobody, text(me.name));
    running_ = other;
    leave_generator(at(other));
    print("!", text(a.i));
  }

  // `to` runs, and learns who came and that `word` did.
  void switch_to(int to, int from, std::string const& word) {
    running_ = to;
    print(from == nobody ? "from-nobody-" : "from-somebody-", word);
    if (at(to).where == waits::in_resume) {
      drop(std::exchange(slot_[at(to).doing.i], from));
    } else {
      at(to).other = from;
      if (at(to).where == waits::in_back) goes_on(at(to));
    }
  }
  void goes_on(computation const& c) {
    if (c.doing.what == verb::call) print("=", text(std::apply(total, arguments(c.doing))));
    if (!c.generates()) return;
    for (int n = 1; n <= c.doing.i; ++n) print(":", text(c.doing.j + n));
    leave_generator(c);
  }
  void leave_generator(computation const& c) {
    if (c.generates()) print("~", text(-c.name));
  }

  // Its destructors run, then whom it held is dropped with it.
  void drop(int c) {
    while (c != nobody) {
      leave_generator(at(c));
      if (at(c).where != waits::unbegun) print("~", text(at(c).name));
      c = std::exchange(at(c).other, nobody);
    }
  }

  bool may_fork_;
  program made_;
  std::vector<computation> all_{{0}};
  int slot_[slots] = {nobody, nobody, nobody, nobody, nobody};
  int running_ = 0, names_ = 0;
};

/// The program without what need not be there to go wrong: larger pieces are tried first, and in
/// the end no single action can go.
template <class F> program shrunk(program p, F goes_wrong, bool may_fork) {
  for (std::size_t n = p.actions.size(); n > 0;) {
    std::size_t const before = p.actions.size();
    for (std::size_t i = 0; i < p.actions.size();) {
      auto fewer = p.actions;
      auto const at = fewer.begin() + static_cast<std::ptrdiff_t>(i);
      fewer.erase(at, at + std::min(fewer.end() - at, static_cast<std::ptrdiff_t>(n)));
      auto smaller = model::from(fewer, may_fork);
      if (smaller.actions.size() < p.actions.size() && goes_wrong(smaller)) {
        p = std::move(smaller);
      } else {
        i += n;
      }
    }
    if (p.actions.size() == before) n /= 2;
  }
  return p;
}

}  // namespace kont::test
