// tests/reliability/r7_model.hpp -- the rules of continuations/README.md as an interpreter: makes a
// random program, and says what it prints.
#pragma once
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace kont::test {

/// What the running computation does next. Continuations lie in slots that all can reach.
enum class verb {
  start,   ///< slot i = a computation that has not begun
  resume,  ///< slot i is resumed; whoever comes back is put there
  back,    ///< transfer(other)
  swap,    ///< other.from and slot i change places
  drop,    ///< slot i is emptied
  fork,    ///< slot j = a fork of slot i
  raise,   ///< ends by an exception with the number i
  end      ///< ends; other.from goes on
};
struct action {
  verb what;
  int i = 0, j = 0;
};
inline constexpr int slots = 5;

struct program {
  std::vector<action> actions;
  std::string prints;
};

/// Computations are numbers here, main is 0. What a step prints is what the doer can observe.
class model {
 public:
  model(std::uint64_t seed, bool may_fork) : random_(seed), may_fork_(may_fork) {}

  /// So many random steps, and then as many as it takes to come back to main and drop the rest.
  program run(int steps) {
    while (steps-- > 0) step();
    while (running_ != 0) {  // somebody holds main: go there
      bool const we_do = holds_main(at(running_).other);
      act(we_do ? action{verb::end} : action{verb::resume, slot_that_holds_main()});
    }
    for (int i = 0; i < slots; ++i) act({verb::drop, i});
    return std::move(made_);
  }

 private:
  static constexpr int nobody = -1;
  enum class waits { unbegun, in_resume, in_back };
  struct computation {
    int name;  // forks have the same
    waits where = waits::unbegun;
    int slot = 0;        // of a resume
    int other = nobody;  // whom it holds
    int turns = 0;       // a local
  };

  computation& at(int c) { return all_[static_cast<std::size_t>(c)]; }
  int pick(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
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
    return at(to).slot == emptied || may_drop(slot_[at(to).slot]);
  }

  void step() {
    for (;;) {
      action const a{static_cast<verb>(pick(8)), pick(slots), pick(slots)};
      if (may(a)) return act(a);
    }
  }
  bool may(action a) {
    int const it = slot_[a.i], other = at(running_).other;
    switch (a.what) {
      case verb::start:
        return may_drop(it);
      case verb::resume:
        return it != nobody && may_land(it, a.i);
      case verb::back:
        return other != nobody && may_land(other);
      case verb::swap:
        return it != nobody && other != nobody;
      case verb::drop:
        return may_drop(it);
      case verb::fork:
        return may_fork_ && it != nobody && it != 0 && at(it).where != waits::in_resume &&
               at(it).other == nobody && a.i != a.j && may_drop(slot_[a.j]);
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
    int const other = me.other;
    switch (a.what) {
      case verb::start:
        drop(std::exchange(slot_[a.i], nobody));
        all_.push_back({++names_});
        slot_[a.i] = static_cast<int>(all_.size()) - 1;
        break;
      case verb::resume:
        me.where = waits::in_resume;
        me.slot = a.i;
        switch_to(std::exchange(slot_[a.i], nobody), running_, text(me.name));
        break;
      case verb::back:
        me.where = waits::in_back;
        me.other = nobody;
        switch_to(other, running_, text(me.name));
        break;
      case verb::swap: std::swap(at(running_).other, slot_[a.i]); break;
      case verb::drop: drop(std::exchange(slot_[a.i], nobody)); break;
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
  void end(action a) {
    auto& me = at(running_);
    int const other = std::exchange(me.other, nobody);
    print("~", text(me.name));
    if (a.what == verb::end) return switch_to(other, nobody, text(me.name));
    running_ = other;
    print("!", text(a.i));
    if (at(other).where == waits::in_back) at(other).other = nobody;
  }

  // `to` runs, and learns who came and that `word` did.
  void switch_to(int to, int from, std::string const& word) {
    running_ = to;
    print(from == nobody ? "from-nobody-" : "from-somebody-", word);
    if (at(to).where == waits::in_resume) {
      drop(std::exchange(slot_[at(to).slot], from));
    } else {
      at(to).other = from;
    }
  }

  // Its destructors run, then whom it held is dropped with it.
  void drop(int c) {
    while (c != nobody) {
      if (at(c).where != waits::unbegun) print("~", text(at(c).name));
      c = std::exchange(at(c).other, nobody);
    }
  }

  std::mt19937_64 random_;
  bool may_fork_;
  program made_;
  std::vector<computation> all_{{0}};
  int slot_[slots] = {nobody, nobody, nobody, nobody, nobody};
  int running_ = 0, names_ = 0;
};

}  // namespace kont::test
