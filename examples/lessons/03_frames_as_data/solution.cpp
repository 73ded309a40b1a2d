// examples/lessons/03_frames_as_data/solution.cpp -- a walk of a tree, whose frames are data.
#include <vector>

struct tree {
  int leaf = 0;
  tree const* left = nullptr;
  tree const* right = nullptr;
};

class walk {
 public:
  explicit walk(tree const* root) : frames_{root} {}
  bool next(int& leaf) {
    while (!frames_.empty()) {
      tree const* const at = frames_.back();
      frames_.pop_back();
      if (at->left == nullptr) return leaf = at->leaf, true;
      frames_.push_back(at->right);
      frames_.push_back(at->left);
    }
    return false;
  }

 private:
  std::vector<tree const*> frames_;
};

#include "examples/lessons/03_frames_as_data/checks.hpp"
