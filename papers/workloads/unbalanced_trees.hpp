// papers/workloads/unbalanced_trees.hpp -- trees that nobody knows before they are walked: each
// node is a hash of its parent's, which says how many children it has.
//
// (Olivier, Huan, Liu, Prins, Dinan, Sadayappan & Tseng: UTS, an unbalanced tree search benchmark,
// LCPC 2006; the trees T1 and T3.)
#pragma once
#include <nettle/sha1.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "papers/workloads/evaluations.hpp"
#include "papers/workloads/program_sizes.hpp"
#include "papers/workloads/trees.hpp"

namespace kont::workloads {

class uts_node {
  std::array<std::uint8_t, SHA1_DIGEST_SIZE> state_;

  static auto in_bytes(std::uint32_t x) {  // the highest first, as in the hash
    return std::array{static_cast<std::uint8_t>(x >> 24), static_cast<std::uint8_t>(x >> 16),
                      static_cast<std::uint8_t>(x >> 8), static_cast<std::uint8_t>(x)};
  }
  /// The hash of some bytes and of a number.
  template <class Bytes>
  uts_node(Bytes const& bytes, std::uint32_t last, std::uint32_t depth) : height(depth) {
    auto const tail = in_bytes(last);
    sha1_ctx hash;
    sha1_init(&hash);
    sha1_update(&hash, bytes.size(), bytes.data());
    sha1_update(&hash, tail.size(), tail.data());
    sha1_digest(&hash, state_.size(), state_.data());
  }

 public:
  std::uint32_t height = 0;

  explicit uts_node(std::uint32_t seed) : uts_node(std::array<std::uint8_t, 16>{}, seed, 0) {}
  uts_node child(std::uint32_t i) const { return {state_, i, height + 1}; }
  /// From 0 to 1, and less than that.
  double random() const {
    std::uint32_t last = 0;
    for (auto const byte : std::span(state_).last<4>()) last = last << 8 | byte;
    return (last & 0x7fffffffu) / 2147483648.0;
  }
};

/// Geometric: four children on the average, down to a depth.
struct tree_t1 {
  static constexpr auto& sizes = t1_sizes;
  static constexpr std::uint64_t sampled = 257'042;  ///< a run of threads: eight deep
  static constexpr std::uint32_t seed = 19, most = 100;
  static std::uint32_t children(uts_node const& at) {
    static double const scale = std::log(1 - 1 / (1 + 4.0));
    return std::min(static_cast<std::uint32_t>(std::log(1 - at.random()) / scale), most);
  }
};

/// Binomial: the root has 2000 children, and one node in eight of the others has eight. So it is
/// deep, and nobody knows where: more than half of it is beneath one child of the root.
struct tree_t3 {
  static constexpr auto& sizes = t3_sizes;
  static constexpr std::uint64_t sampled = 160'625;  ///< 64 deep
  static constexpr std::uint32_t seed = 42;
  static std::uint32_t children(uts_node const& at) {
    if (at.height == 0) return 2'000;
    return at.random() < 0.124875 ? 8 : 0;
  }
};

/// What a node forks, to be joined together: so many of one kind at most. (A peer has its own:
/// found by its `child`.)
template <class Join> class forks {
 public:
  explicit forks(std::size_t many) : room_(many), joins_(std::allocator<Join>().allocate(many)) {}
  forks(forks&&) = delete;
  ~forks() {
    while (count_ != 0) std::destroy_at(joins_ + --count_);
    std::allocator<Join>().deallocate(joins_, room_);
  }
  /// One more, where it stays: a lazy task cannot be moved.
  template <class Child, class F> void add(Child const& child, F&& f) {
    ::new (joins_ + count_) Join(child(std::forward<F>(f)));
    ++count_;
  }
  void join() {
    for (std::size_t k = 0; k < count_; ++k) joins_[last_first<Join> ? count_ - 1 - k : k].join();
  }

 private:
  std::size_t room_, count_ = 0;
  Join* joins_;
};
template <class F, class Child> auto forks_of(Child const&, std::size_t many) {
  return forks<decltype(std::declval<Child const&>()(std::declval<F>()))>(many);
}

/// The nodes from there on, down to a depth. All children but the last are forked.
template <class Tree, class Child>
number count_nodes(uts_node const& at, std::uint64_t depth, Child const& child) {
  auto const many = at.height < depth ? Tree::children(at) : 0;
  number sum = 1;
  if constexpr (std::is_same_v<decltype(child([] {})), called>) {
    for (std::uint32_t i = 0; i < many; ++i) sum += count_nodes<Tree>(at.child(i), depth, child);
    return sum;
  } else {
    if (many == 0) return sum;
    struct branch {
      uts_node at;
      number nodes = 0;
    };
    std::vector<branch> branches;
    branches.reserve(many);
    auto const walk = [&child, depth](branch& b) {
      return [&b, &child, depth] { b.nodes = count_nodes<Tree>(b.at, depth, child); };
    };
    auto forked = forks_of<decltype(walk(branches[0]))>(child, many - 1);
    for (std::uint32_t i = 0; i + 1 < many; ++i)
      forked.add(child, walk(branches.emplace_back(at.child(i))));
    walk(branches.emplace_back(at.child(many - 1)))();
    forked.join();
    for (auto const& b : branches) sum += b.nodes;
    return sum;
  }
}

/// One operation is a node; so many of them in the largest trees that there are.
template <class Tree> struct nodes_of {
  template <class Child> number operator()(number nodes, Child const& child) const {
    return evaluate(Tree::sizes, nodes, [&](program_size const& s) {
      return count_nodes<Tree>(uts_node(Tree::seed), s.argument, child);
    });
  }
};

}  // namespace kont::workloads
