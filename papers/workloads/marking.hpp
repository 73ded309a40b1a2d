// papers/workloads/marking.hpp -- continuation marks: put on and taken off, found from further
// inside, and taken along by a capture.
//
// (After mark, get and capture-mark of the programs of Flatt & Dybvig: Compiler and runtime support
// for continuation marks, PLDI 2020.)
#pragma once
#include <cstdint>
#include <utility>

#include "continuations/control/marks.hpp"
#include "continuations/control/prompt.hpp"
#include "papers/workloads/performing.hpp"
#include "papers/workloads/serial.hpp"

namespace kont::workloads {

/// body() under so many marks with that key, the innermost of which is 1.
template <class S, class F>
number under_marks(mark_key<number, S> key, std::uint64_t marks, F const& body) {
  if (marks == 0) return body();
  return with_mark(key, marks, [=] { return under_marks(key, marks - 1, body); });
}

/// Each run is in a segment: main has none, and there each mark would first make one.
template <class S> class marking_somewhere : public performing_somewhere<S> {
 protected:
  static constexpr stacks::request roomy{.size = 256 * 1024};  // for the frames of many marks
  template <class F> number in_a_prompt(prompt<number, S> p, F const& body) {
    return this->elsewhere([=] { return push_prompt(p, body, roomy); });
  }
  template <class F> number in_a_prompt(F const& body) {
    return in_a_prompt(prompt<number, S>("around all"), body);
  }
};

/// One operation is a call inside a mark.
template <class S> class marking : public marking_somewhere<S> {
 public:
  work run(std::uint64_t ops) override {
    number const sum = this->in_a_prompt([ops, key = key_] {
      number all = 0;
      for (number i = 0; i < ops; ++i) {
        number v = i;
        opaque(v);
        all = with_mark(key, v, [=] { return add(all, v); });
      }
      return all;
    });
    return {.ops = ops, .checksum = sum};
  }

 private:
  mark_key<number, S> const key_;
};

/// What lies between a mark and who looks for it.
enum class between { marks, segments };

/// body(), beyond so many of them.
template <class S, between What, class F> number beyond(std::uint64_t n, F const& body) {
  if constexpr (What == between::marks) {
    mark_key<number, S> const other;
    return under_marks(other, n, body);
  } else {
    return under_idle<S>(n, body);
  }
}

/// One operation looks for the outermost mark, which is 0, beyond n others, or n segments.
template <class S, between What = between::marks> class finding : public marking_somewhere<S> {
 public:
  explicit finding(std::uint64_t n) : between_(n) {}

  work run(std::uint64_t ops) override {
    auto const look = [ops, key = key_] {
      number sum = 0;
      for (number i = 0; i < ops; ++i) {
        number v = i;
        opaque(v);
        sum += v + *first_mark(key);
      }
      return sum;
    };
    number const sum = this->in_a_prompt([look, key = key_, n = between_] {
      return with_mark(key, 0, [=] { return beyond<S, What>(n, look); });
    });
    return {.ops = ops, .checksum = sum};
  }

 private:
  mark_key<number, S> const key_;
  std::uint64_t between_;
};

/// One operation captures all up to a prompt, and resumes it, with so many marks in between.
template <class S> class capturing_marks : public marking_somewhere<S> {
 public:
  explicit capturing_marks(std::uint64_t n) : marks_(n) {}

  work run(std::uint64_t ops) override {
    prompt<number, S> const p("up to here");
    auto const leave = [p, ops] {
      number sum = 0;
      for (number i = 0; i < ops; ++i) {
        number v = i;
        opaque(v);
        sum += capture<number>(p, [v](auto k) { return std::move(k).last(v); });
      }
      return sum;
    };
    number const sum = this->in_a_prompt(
        p, [leave, key = key_, n = marks_] { return under_marks(key, n, leave); });
    return {.ops = ops, .switches = 2 * ops, .checksum = sum};
  }

 private:
  mark_key<number, S> const key_;
  std::uint64_t marks_;
};

}  // namespace kont::workloads
