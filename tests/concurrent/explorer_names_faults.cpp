// tests/concurrent/explorer_names_faults.cpp -- races, deadlocks, endless runs, exceptions and
// broken claims are told apart, and each can be had again from its list of choices.
#include <memory>
#include <stdexcept>

#include "tests/concurrent/explored.hpp"

BOOST_AUTO_TEST_SUITE(explorer_names_faults)

namespace {

using namespace kont::explore;
using enum std::memory_order;

struct two_writers {
  static constexpr std::size_t threads = 2;
  plain<int> n;
  void thread(std::size_t i) { n = static_cast<int>(i); }
};

struct writes_what_is_read {
  static constexpr std::size_t threads = 2;
  plain<int> n;
  void thread(std::size_t i) {
    if (i == 1) {
      n = 1;
    } else {
      require(n == n, "it is itself");
    }
  }
};

struct waits_for_ever {
  static constexpr std::size_t threads = 2;
  bell rung;
  void thread(std::size_t) { rung.wait(); }
};

struct never_ends {
  static constexpr std::size_t threads = 2;
  atom<int> n{0};
  void thread(std::size_t i) {
    while (i == 1 && n.load(relaxed) == 0) continue;
  }
};

struct throws {
  static constexpr std::size_t threads = 2;
  atom<int> n{0};
  void thread(std::size_t) {
    if (n.fetch_add(1, relaxed) == 1) throw std::runtime_error("the second");
  }
};

struct is_never_the_same {
  static constexpr std::size_t threads = 2;
  static inline std::size_t runs = 0;
  atom<int> n{0};
  void thread(std::size_t) {
    for (std::size_t i = runs++ % 3; i > 0; --i) n.fetch_add(1, relaxed);
  }
};

struct destroys_what_is_used {
  static constexpr std::size_t threads = 2;
  std::unique_ptr<atom<int>> n = std::make_unique<atom<int>>(0);
  atom<bool> done{false};
  void thread(std::size_t i) {
    if (i == 1) {
      n->store(1, relaxed);
      done.store(true, relaxed);  // release would be right
    } else if (done.load(acquire)) {
      n.reset();
    }
  }
};

struct uses_what_is_being_made {
  static constexpr std::size_t threads = 2;
  std::unique_ptr<atom<int>> made;
  atom<atom<int>*> n{nullptr};
  void thread(std::size_t i) {
    if (i == 1) {
      made = std::make_unique<atom<int>>(7);
      n.store(made.get(), relaxed);  // release would be right
    } else if (auto* const p = n.load(acquire); p != nullptr) {
      require(p->load(relaxed) == 7, "it has been made");
    }
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(races) {
  is_found<two_writers>("data race: written by two threads");
  is_found<writes_what_is_read>("data race");
}
BOOST_AUTO_TEST_CASE(deadlocks) {
  is_found<waits_for_ever>("deadlock; thread 1 waits for a bell; thread 2 waits for a bell");
}
BOOST_AUTO_TEST_CASE(endless_runs) { is_found<never_ends>("step limit"); }
BOOST_AUTO_TEST_CASE(exceptions) { is_found<throws>("an exception: the second"); }
BOOST_AUTO_TEST_CASE(programs_that_cannot_be_explored) {
  BOOST_CHECK_THROW(exhaustively<is_never_the_same>(3), std::logic_error);
}
BOOST_AUTO_TEST_CASE(lives_of_atoms) {
  is_found<destroys_what_is_used>("data race: an atomic is destroyed while used");
  is_found<uses_what_is_being_made>("data race: an atomic is used by who has not seen it made");
}
BOOST_AUTO_TEST_CASE(stories) {
  auto const found = exhaustively<uses_what_is_being_made>(2);
  auto const story = story_of<uses_what_is_being_made>(found.choices);
  BOOST_TEST(story.find("\nthread 1 stores 7 in atom 2, relaxed") != std::string::npos, story);
  BOOST_TEST(story.ends_with('\n' + found.fault));
}
BOOST_AUTO_TEST_CASE(one_seed_is_one_sequence_of_runs) {
  auto const first = at_random<two_writers>(100, 5);
  BOOST_TEST(at_random<two_writers>(100, 5).choices == first.choices);
  BOOST_TEST(at_random<two_writers>(100, 5).runs == first.runs);
}

BOOST_AUTO_TEST_SUITE_END()
