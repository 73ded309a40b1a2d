// examples/lessons/03_frames_as_data/exercise.cpp -- a walk of a tree, whose frames are data.
#include <vector>

struct tree {  // a leaf has a number, an inner node two children
  int leaf = 0;
  tree const* left = nullptr;
  tree const* right = nullptr;
};

// A walk of the leaves, from left to right. A copy is a second walk from the same place.
class walk {
 public:
  explicit walk(tree const* root) {
    // TODO
    (void)root;
  }
  // Puts the next leaf into `leaf`; false: there is none. No recursion.
  bool next(int& leaf) {
    // TODO
    (void)leaf;
    return false;
  }

 private:
  std::vector<tree const*> frames_;  // what waits, the innermost last
};

#include "examples/lessons/03_frames_as_data/checks.hpp"
