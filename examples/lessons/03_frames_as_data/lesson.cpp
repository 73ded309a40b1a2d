// examples/lessons/03_frames_as_data/lesson.cpp -- one sum, three times: recursive, on a
// trampoline, and as a machine whose frames are data.
#include <cstdio>
#include <functional>
#include <vector>

// Recursive: 1 + 2 + ... + n, with a frame of the C++ stack for each number.
long sum(int n) { return n == 0 ? 0 : n + sum(n - 1); }

// On a trampoline: a step returns the next step; null: it is over.
struct step {
  std::function<step()> next;
};
using rest = std::function<step(long)>;

step sum(int n, rest k) {
  if (n == 0) return k(0);
  return {[n, k] {  // what would be a call is returned
    return sum(n - 1, [n, k](long s) { return step{[n, k, s] { return k(n + s); }}; });
  }};
}
long bounce(int n) {
  long answer = 0;
  step now = sum(n, [&](long s) { return answer = s, step{}; });
  while (now.next) now = std::function(now.next)();  // the stack is never deeper than here
  return answer;
}

// As a machine. The closures above were of one kind only, "add n, then go on": so a frame is an n.
struct machine {
  int n;
  long value = 0;
  std::vector<int> frames{};
  bool going_down = true;

  bool step() {
    if (going_down && n > 0) return frames.push_back(n--), true;
    going_down = false;
    if (frames.empty()) return false;
    return value += frames.back(), frames.pop_back(), true;
  }
};

int main() {
  std::printf("%ld %ld\n", sum(100), bounce(100));
  std::printf("%ld\n", bounce(1'000));

  machine m{4};
  auto const show = [](machine const& at) {
    std::printf("n = %d, value = %ld, frames:", at.n, at.value);
    for (int f : at.frames) std::printf(" add %d", f);
    std::puts(at.frames.empty() ? " none" : "");
  };
  for (int i = 0; i < 6; ++i) show(m), m.step();
  machine twin = m;  // a copy of all that waits
  while (m.step()) {}
  while (twin.step()) {}
  std::printf("%ld, and its twin %ld\n", m.value, twin.value);
}
