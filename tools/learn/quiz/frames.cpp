// tools/learn/quiz/frames.cpp -- lesson 3: a walk whose frames are data, and its copy.
#include "tools/learn/quiz/quizzes.hpp"

namespace kont::learn {
namespace {

struct frames_puzzle {
  enum reading { as_it_is, first_comes_off, copy_sees_all, copy_begins_anew, goes_all_the_way };
  static constexpr char const* means[] = {
      "you take off the frame that was pushed first; the last that was pushed comes off first",
      "you let the copy see what the walk did after it; data that was copied is apart",
      "you let the copy begin at the root; it holds what waited when it was made",
      "you let a step do all that lies below its frame; it does one, and leaves frames"};

  int root, least, left, right;  // n leaves n - left and n - right, if it is `least` or more
  int before, after, of_twin;    // steps

  std::string in_cpp() const {
    return joined(
        "#include <vector>\n\n#include \"examples/lessons/print.hpp\"\n\n"
        "using walk = std::vector<int>;  // its frames: what is still to be done\n\n"
        "void step(walk& w) {\n  int const n = w.back();\n  w.pop_back();\n  print(n);\n  if (n "
        ">= ",
        least, ") {\n    w.push_back(n - ", right, ");\n    w.push_back(n - ", left,
        ");\n  }\n}\n\nint main() {\n  walk w{", root, "};\n", steps(before, 'w'),
        "  walk twin = w;\n", steps(after, 'w'), "  print(\"twin\");\n", steps(of_twin, 't'),
        "}\n");
  }
  trace run(reading r) const;

 private:
  static std::string steps(int n, char whose) {
    return joined("  for (int i = 0; i < ", n, "; ++i) step(", whose == 'w' ? "w" : "twin", ");\n");
  }
  void step(trace& t, std::vector<int>& w, reading r) const;
};

void frames_puzzle::step(trace& t, std::vector<int>& w, reading r) const {
  if (w.empty()) return;  // only by a misreading
  auto const at = r == first_comes_off ? w.begin() : w.end() - 1;
  int const n = *at;
  w.erase(at);
  say(t, n);
  if (n < least) return;
  auto const waits = w.size();
  w.push_back(n - right);
  w.push_back(n - left);
  while (r == goes_all_the_way && w.size() > waits) step(t, w, r);
}

trace frames_puzzle::run(reading r) const {
  trace t;
  std::vector<int> w{root}, twin;
  for (int i = 0; i < before; ++i) step(t, w, r);
  if (r == copy_begins_anew)
    twin = {root};
  else
    twin = w;
  for (int i = 0; i < after; ++i) step(t, w, r);
  say(t, "twin");
  if (r == copy_sees_all) twin = w;
  for (int i = 0; i < of_twin; ++i) step(t, twin, r);
  return t;
}

}  // namespace

question ask_frames(dice& d) {
  for (;;) {
    frames_puzzle p{d.from(5, 8), d.from(3, 5), d.from(1, 3), 0, d.from(2, 3), d.from(2, 3), 3};
    p.right = p.left + d.from(1, 2);
    auto const steps = static_cast<std::size_t>(p.before + p.after + p.of_twin);
    if (p.right <= p.least && p.run({}).size() == steps + 1)
      return ask(p);  // no walk had come to its end
  }
}

}  // namespace kont::learn
