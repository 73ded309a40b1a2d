// tests/reliability/guests.hpp -- objects that count their own destructors, and what is wrong then.
#pragma once
#include <memory>
#include <string>
#include <utility>

namespace kont::test {

/// Counts its own destructor; owns memory, so that a lost one is a leak too.
struct guest {
  explicit guest(int& times) : destroyed(&times), memory(std::make_unique<int>(7)) {}
  guest(guest&& other) noexcept
      : destroyed(std::exchange(other.destroyed, nullptr)), memory(std::move(other.memory)) {}
  guest& operator=(guest&& other) noexcept {
    std::swap(destroyed, other.destroyed);
    std::swap(memory, other.memory);
    return *this;
  }
  ~guest() {
    if (destroyed != nullptr) ++*destroyed;
  }
  int* destroyed;
  std::unique_ptr<int> memory;
};

/// What is wrong with guests that should all have gone, or nothing.
template <class Times> std::string fault(Times const& times) {
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (times[i] != 1) {
      return "destructor " + std::to_string(i) + " ran " + std::to_string(times[i]) + " times";
    }
  }
  return {};
}

}  // namespace kont::test
