// lib/concurrent/hand_over.hpp -- one thread asks another for an item, which gives it when it next
// looks up.
//
//            ask()                answer(), by whom it asked
//   [idle] ---------> [asking] ------------------------------> [given an item, or none]
//     ^                  |                                          |
//     +--- withdraw() ---+---------------- answered() --------------+
//
// What is another's cannot be taken without a fence on its thread, which is the kernel's work: it
// takes as long as a thousand forks. To be given it takes none.
#pragma once
#include <atomic>
#include <utility>

namespace kont {

/// The memory orders of a hand_over; see deque_orders.
struct hand_over_orders {
  /// Who answers does so after the place for the answer has been cleared.
  std::memory_order ask = std::memory_order::release;
  std::memory_order take = std::memory_order::acquire;
  /// What was written to the item comes along, and is seen.
  std::memory_order give = std::memory_order::release;
  std::memory_order read = std::memory_order::acquire;
};

/// The place of one thread, at which others ask it, and at which it waits for what it has asked
/// for. Each side by one thread at a time; one asks at one place at a time. Items are not owned.
/// It must live until all who ask at it have been answered or have withdrawn, and itself too. O(1),
/// wait-free.
template <class T, template <class> class Atom = std::atomic, hand_over_orders O = {}>
class hand_over {
  static constexpr bool sure = noexcept(std::declval<Atom<T*>&>().load(std::memory_order::relaxed));

 public:
  hand_over() = default;
  hand_over(hand_over&&) = delete;

  /// Asks there for an item. False: somebody else does.
  bool ask(hand_over& whom) noexcept(sure) {
    given_.store(nothing_yet(), std::memory_order::relaxed);
    hand_over* nobody = nullptr;
    return whom.who_asks_.compare_exchange_strong(nobody, this, O.ask, std::memory_order::relaxed);
  }
  /// Whether there is an answer; then `item` is it, null for none.
  bool answered(T*& item) noexcept(sure) {
    T* const now = given_.load(O.read);
    if (now == nothing_yet()) return false;
    item = now;
    return true;
  }
  /// Asks there no more. False: too late, it is about to answer.
  bool withdraw(hand_over& whom) noexcept(sure) {
    hand_over* me = this;
    return whom.who_asks_.compare_exchange_strong(me, nullptr, std::memory_order::relaxed,
                                                  std::memory_order::relaxed);
  }
  /// Gives who asks here, if somebody does, what take() returns. Whether somebody did.
  template <class F> bool answer(F take) noexcept(sure) {
    if (who_asks_.load(std::memory_order::relaxed) == nullptr) return false;
    hand_over* const who = who_asks_.exchange(nullptr, O.take);
    if (who == nullptr) return false;  // it has withdrawn
    who->given_.store(take(), O.give);
    return true;
  }

 private:
  T* nothing_yet() noexcept { return reinterpret_cast<T*>(this); }  // no item lies here

  Atom<hand_over*> who_asks_{nullptr};
  Atom<T*> given_{nullptr};
};

}  // namespace kont
