// papers/workloads/switching.hpp -- the raw switch: two computations that pass a number to and fro.
#pragma once
#include "continuations/continuation.hpp"
#include "continuations/strategies/machine.hpp"
#include "papers/ladder/row.hpp"
#include "papers/workloads/opaque.hpp"

namespace kont::workloads {

using ladder::fixture;
using ladder::work;

/// Adds the number in `word`, and says what to bring back: the next.
[[gnu::always_inline]] inline void* add_to(std::uint64_t& sum, void* word) {
  auto v = number_in(word);
  opaque(v);
  sum += v;
  return word_of(v + 1);
}

/// A computation that adds up whatever it is brought. The first word says where the sum is: so it
/// holds nothing but that, however it is kept.
template <strategy<dialect::direct> S> typename S::continuation start_adder() {
  return S::start([](auto& other) {
    auto& sum = *static_cast<std::uint64_t*>(other.word);
    while (true) {
      transfer(other, other.word);
      other.word = add_to(sum, other.word);
    }
  });
}
template <strategy<dialect::co> S> typename S::continuation start_adder() {
  return S::start([](typename S::arrived other) -> typename S::task {
    auto& sum = *static_cast<std::uint64_t*>(other.word);
    while (true) {
      co_await transfer(other, other.word);
      other.word = add_to(sum, other.word);
    }
  });
}
template <strategy<dialect::cps> S>
typename S::action suspend_adder(typename S::arrived& other, std::uint64_t& sum) {
  return transfer(other, other.word, [&sum](typename S::arrived& back) {
    back.word = add_to(sum, back.word);
    return suspend_adder<S>(back, sum);
  });
}
template <strategy<dialect::cps> S> typename S::continuation start_adder() {
  return S::start([](typename S::arrived& other) {
    return suspend_adder<S>(other, *static_cast<std::uint64_t*>(other.word));
  });
}
/// As a state machine: it has begun when it knows where the sum is.
struct adding_machine {
  std::uint64_t* sum = nullptr;
  machine::action operator()(machine::arrived& other) {
    if (sum == nullptr) {
      sum = static_cast<std::uint64_t*>(other.word);
    } else {
      other.word = add_to(*sum, other.word);
    }
    return transfer(other, other.word);
  }
};
template <strategy<dialect::cps> S>
requires std::same_as<S, machine>
typename S::continuation start_adder() { return S::start(adding_machine{}); }

/// An adder that has begun, and waits for its first number.
template <class S> typename S::continuation begin_adder(std::uint64_t& sum) {
  return start_adder<S>().resume(&sum).from;
}

/// One operation is one switch; both sides add what they get. `Inexact`: one side has set a status
/// bit of the floating-point unit that the other has not.
template <class S, bool Inexact = false> class switching : public fixture {
 public:
  switching() {
    if (Inexact) clear_fp_status();
    other_ = begin_adder<S>(theirs_);
  }

  work run(std::uint64_t ops) override {
    if (Inexact) be_inexact();
    theirs_ = 0;
    std::uint64_t ours = 0;
    auto other = std::move(other_);
    for (std::uint64_t i = 0; i < ops; i += 2) {
      auto a = std::move(other).resume(word_of(i));
      other = std::move(a.from);
      add_to(ours, a.word);
    }
    other_ = std::move(other);
    if (ops % 2 != 0) ours -= ops;  // control had to come back: one switch more than asked for
    return {.ops = ops, .switches = ops, .checksum = ours + theirs_};
  }

 private:
  std::uint64_t theirs_ = 0;
  typename S::continuation other_;
};

/// One operation is a switch there and one back, with a number: what an effect cannot be below.
template <class S> class round_trip : public fixture {
 public:
  work run(std::uint64_t ops) override {
    theirs_ = 0;
    auto other = std::move(other_);
    for (std::uint64_t i = 0; i < ops; ++i) {
      auto a = std::move(other).resume(word_of(i));
      other = std::move(a.from);
      auto back = number_in(a.word);
      opaque(back);
    }
    other_ = std::move(other);
    return {.ops = ops, .switches = 2 * ops, .checksum = theirs_};
  }

 private:
  std::uint64_t theirs_ = 0;
  typename S::continuation other_ = begin_adder<S>(theirs_);
};

}  // namespace kont::workloads
