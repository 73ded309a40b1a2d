// lib/concurrent/inbox.hpp -- a list to which any thread adds, and of which one takes all.
#pragma once
#include <atomic>
#include <utility>

namespace kont {

/// The memory orders of an inbox; see deque_orders.
struct inbox_orders {
  std::memory_order put = std::memory_order::release;   ///< what was written to a node comes along
  std::memory_order take = std::memory_order::acquire;  ///< and is seen
  bool by_exchange = true;  ///< the list is taken by exchange, not by a load and a store
};

/// An intrusive list of nodes, linked through their member `next` (assignable from a Node*), for
/// wake-ups from other threads. Many producers, one consumer. Nodes are not owned; one must be in
/// no other inbox, and belongs to the consumer when it comes out.
///
/// Lock-free; put may repeat while others put, take_all is O(nodes). put does not look into the
/// node that it finds, so it does no harm if that has gone and come back meanwhile (no ABA).
/// Treiber, IBM RJ 5118, 1986; ours only ever takes all, and turns them round.
template <class Node, template <class> class Atom = std::atomic, inbox_orders O = {}> class inbox {
  static constexpr bool sure =
      noexcept(std::declval<Atom<Node*>&>().load(std::memory_order::relaxed));

 public:
  inbox() = default;
  inbox(inbox&&) = delete;

  /// Adds a node. Returns whether it was empty: who finds it so rings the consumer's bell, and
  /// the others need not. Any thread; async-signal-safe.
  bool put(Node& node) noexcept(sure) {
    Node* first = newest_.load(std::memory_order::relaxed);
    do {
      node.next = first;
    } while (!newest_.compare_exchange_weak(first, &node, O.put, std::memory_order::relaxed));
    return first == nullptr;
  }
  /// Takes all, linked through `next` in the order in which they came; null: it is empty. A
  /// consumer that sleeps takes after it has heard its bell, not only before.
  Node* take_all() noexcept(sure) {
    Node* newest = newest_.load(std::memory_order::relaxed);
    if (newest == nullptr) return nullptr;  // an exchange would take the line from who also looks
    if constexpr (O.by_exchange) {
      newest = newest_.exchange(nullptr, O.take);
    } else {
      newest = newest_.load(O.take);
      newest_.store(nullptr, std::memory_order::relaxed);
    }
    Node* oldest = nullptr;
    while (newest != nullptr) {
      Node* const older = newest->next;
      newest->next = oldest;
      oldest = std::exchange(newest, older);
    }
    return oldest;
  }

 private:
  Atom<Node*> newest_{nullptr};
};

}  // namespace kont
