// examples/lessons/03_frames_as_data/checks.hpp -- a walk is data: deep, lazy, and copied.
#pragma once
#include <deque>

#include "examples/lessons/check.hpp"

namespace {

std::deque<tree> forest;
tree const* leaf(int n) { return &forest.emplace_back(tree{n}); }
tree const* join(tree const* a, tree const* b) { return &forest.emplace_back(tree{0, a, b}); }

std::vector<int> all_of(walk w) {
  std::vector<int> leaves;
  for (int n = 0; leaves.size() < 10 && w.next(n);) leaves.push_back(n);
  return leaves;
}

}  // namespace

int main() {
  using lesson::check;
  using numbers = std::vector<int>;
  check("the walk of a leaf is that leaf", all_of(walk(leaf(7))), numbers{7});
  auto const* const four = join(join(leaf(1), leaf(2)), join(leaf(3), leaf(4)));
  check("leaves come from left to right", all_of(walk(four)), numbers{1, 2, 3, 4},
        {{"4 3 2 1", "what is pushed last comes off first: push right before left"},
         {"1", "after a leaf, what waits in the frames is not gone on with"}});

  walk w(four);
  int n = 0;
  w.next(n);
  walk const twin = w;  // here the continuation is copied
  w.next(n), w.next(n);
  check("the third leaf is 3", n, 3);
  check("a copy goes on from where it was copied", all_of(twin), numbers{2, 3, 4},
        {{"4", "the two walks share their frames: let each walk own a vector"},
         {"1 2 3 4", "the copy begins again: the frames are not part of the walk"}});

  tree const* deep = leaf(0);
  for (int i = 0; i < 1'000'000; ++i) deep = join(deep, leaf(1));
  long sum = 0;
  for (walk d(deep); d.next(n);) sum += n;
  check("a tree 1,000,000 deep is no deeper for the C++ stack", sum, 1'000'000L);
  return lesson::done();
}
