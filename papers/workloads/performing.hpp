// papers/workloads/performing.hpp -- effects: an operation is performed over and over, and answered
// by each kind of clause; and handlers are put up for nothing.
#pragma once
#include <utility>

#include "continuations/control/effects.hpp"
#include "continuations/control/named.hpp"
#include "papers/workloads/creation.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

/// Asks for a number, and brings one.
struct asking {
  static constexpr char const* name = "asking";
  struct about : operation<asking, number(number)> {};
  using operations = operation_list<about>;
};
/// Stands between those who ask and those who answer: nobody performs it.
struct idling {
  static constexpr char const* name = "idling";
  struct once : operation<idling, void()> {};
  using operations = operation_list<once>;
};

/// body() under so many handlers of an effect that nobody performs.
template <class S, class F> number under_idle(std::uint64_t handlers, F const& body) {
  if (handlers == 0) return body();
  return handle<S>(handler(answers<idling::once>([] {})),
                   [=] { return under_idle<S>(handlers - 1, body); });
}

/// Each run is in the next of five places: under none to four idle handlers, whose segments and
/// stacks then are not its own. What is stored and what is loaded may lie alike in their low 12
/// bits (see several): of 140 starts of a program one handler took four times as long as the rest.
template <class S> class performing_somewhere : public fixture {
 protected:
  template <class F> number elsewhere(F const& body) {
    turn_ = (turn_ + 1) % 5;
    return under_idle<S>(turn_, body);
  }

 private:
  std::uint64_t turn_ = 0;
};

/// Asks about 0 … ops - 1, and adds up the answers; of the handler of that name, if one is given.
template <class S, lookup By = lookup::evidence, class... Name>
number ask_often(std::uint64_t ops, Name... by) {
  number sum = 0;
  for (number i = 0; i < ops; ++i) {
    number v = i;
    opaque(v);
    if constexpr (sizeof...(Name) == 0)
      sum += perform<asking::about, S, By>(v);
    else
      sum += perform<asking::about>(by..., v);
  }
  return sum;
}

/// One operation is captured by a clause, which then resumes it: there and back.
template <class S> class performing : public performing_somewhere<S> {
 public:
  work run(std::uint64_t ops) override {
    auto const clause = [](auto k, number v) { return std::move(k).last(v); };
    number const sum = this->elsewhere([=] {
      return handle<S>(handler(resumes<asking::about>(clause)),
                       [ops] { return ask_often<S>(ops); });
    });
    return {.ops = ops, .switches = 2 * ops, .checksum = sum};
  }
};

/// The same, but the clause hands the resumption out of its handler, and another resumes it there.
template <class S> class performing_escaping : public fixture {
  struct asked {
    number about = 0;
    sub_continuation<number, asked, S> rest;
  };

 public:
  work run(std::uint64_t ops) override {
    auto const clause = [](auto k, number v) { return asked{v, std::move(k)}; };
    auto next = handle<S>(handler(resumes<asking::about>(clause)), [ops] {
      return asked{ask_often<S>(ops), {}};
    });
    while (next.rest) next = std::move(next.rest)(next.about);
    return {.ops = ops, .switches = 2 * ops, .checksum = next.about};
  }
};

/// One operation is answered in place, under `handlers`: the outermost answers, and the others, of
/// another effect, stand between. By `search` they are passed one by one.
template <class S, lookup By = lookup::evidence> class answering : public performing_somewhere<S> {
 public:
  explicit answering(std::uint64_t handlers) : between_(handlers - 1) {}

  work run(std::uint64_t ops) override {
    auto const clause = [](number v) { return v; };
    number const sum = this->elsewhere([=, n = between_] {
      return handle<S>(handler(answers<asking::about>(clause)), [n, ops] {
        return under_idle<S>(n, [ops] { return ask_often<S, By>(ops); });
      });
    });
    return {.ops = ops, .checksum = sum};
  }

 private:
  std::uint64_t between_;
};

/// The same, asked by the name of the handler.
template <class S> class answering_by_name : public performing_somewhere<S> {
 public:
  explicit answering_by_name(std::uint64_t handlers) : between_(handlers - 1) {}

  work run(std::uint64_t ops) override {
    auto const clause = [](number v) { return v; };
    auto const body = [n = between_, ops](auto name) {
      return under_idle<S>(n, [ops, name] { return ask_often<S>(ops, name); });
    };
    number const sum = this->elsewhere(
        [=] { return handle_named<S>(handler(answers<asking::about>(clause)), body); });
    return {.ops = ops, .checksum = sum};
  }

 private:
  std::uint64_t between_;
};

/// A handler put up and taken down again, of which nobody asked anything.
template <class S> class handling : public performing_somewhere<S> {
 public:
  work run(std::uint64_t ops) override {
    auto const life = [](number& sum, number v) {
      sum += handle<S>(handler(answers<asking::about>([](number about) { return about; })),
                       [v] { return v; });
    };
    number const sum = this->elsewhere([=] { return lives(ops, life).checksum; });
    return {.ops = ops, .contexts = ops, .checksum = sum};
  }
};

}  // namespace kont::workloads
