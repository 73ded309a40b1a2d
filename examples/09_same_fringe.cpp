// examples/09_same_fringe.cpp -- two trees, walked in step: a generator yields all of another.
#include <iostream>
#include <memory>

#include "generators/generator.hpp"

struct tree {
  int leaf = 0;
  std::shared_ptr<tree> left, right;
};
using tree_ptr = std::shared_ptr<tree>;
tree_ptr leaf(int n) { return std::make_shared<tree>(tree{n, nullptr, nullptr}); }
tree_ptr join(tree_ptr a, tree_ptr b) { return std::make_shared<tree>(tree{0, a, b}); }

// The leaves from left to right. However deep the tree, a leaf goes straight to the consumer.
kont::generator<int> fringe(tree_ptr t) {
  return kont::generator<int>([t](auto& yield) {
    if (!t->left) return yield(+t->leaf);
    yield(kont::elements_of(fringe(t->left)));
    yield(kont::elements_of(fringe(t->right)));
  });
}

// Stops at the first difference: what comes after it is never looked at.
bool same_fringe(tree_ptr a, tree_ptr b) {
  auto x = fringe(a), y = fringe(b);
  auto i = x.begin(), j = y.begin();
  while (i != x.end() && j != y.end() && *i == *j) ++i, ++j;
  return i == x.end() && j == y.end();
}

int main() {
  auto const one = join(join(leaf(1), leaf(2)), join(leaf(3), leaf(4)));
  auto const two = join(leaf(1), join(leaf(2), join(leaf(3), leaf(4))));
  auto const three = join(leaf(1), join(leaf(2), join(leaf(5), leaf(4))));
  for (int n : fringe(one)) std::cout << n << ' ';
  std::cout << '\n' << std::boolalpha;
  std::cout << "one and two: " << same_fringe(one, two) << '\n';
  std::cout << "one and three: " << same_fringe(one, three) << '\n';
}
