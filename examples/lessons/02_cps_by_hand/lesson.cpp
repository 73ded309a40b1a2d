// examples/lessons/02_cps_by_hand/lesson.cpp -- the rest of the program as an argument: a product
// that leaves at once when it meets a zero.
#include <cstdio>
#include <functional>
#include <span>

using rest = std::function<void(int)>;

int multiplied = 0;
int times(int a, int b) { return ++multiplied, a * b; }

// Direct: each call waits, in a frame, for the one below it.
int product(std::span<int const> xs) {
  if (xs.empty()) return 1;
  return times(xs.front(), product(xs.subspan(1)));
}

// CPS: what waits is in k. Nothing comes back.
void product(std::span<int const> xs, rest k) {
  if (xs.empty()) return k(1);
  product(xs.subspan(1), [x = xs.front(), k](int p) { k(times(x, p)); });
}

// Two rests: `k` as before, and `out`, the rest of the whole product, to go to with a zero.
void product(std::span<int const> xs, rest k, rest out) {
  if (xs.empty()) return k(1);
  if (xs.front() == 0) return out(0);  // k, and all that waits in it, is not called
  product(
      xs.subspan(1), [x = xs.front(), k](int p) { k(times(x, p)); }, out);
}

int main() {
  auto const report = [](int p) {
    std::printf("%d, after %d multiplications\n", p, multiplied);
    multiplied = 0;
  };
  int const all[] = {2, 3, 4, 5}, some[] = {2, 3, 4, 0, 5};

  report(product(all));
  product(all, report);
  product(all, report, report);
  report(product(some));
  product(some, report);
  product(some, report, report);
}
