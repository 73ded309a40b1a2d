// tests/concurrent/explorer_litmus.cpp -- the explorer shows what each memory order allows, and
// nothing that C++20 forbids. (Litmus tests by their names in Alglave, Maranget & Tautschnig 2014.)
#include "tests/concurrent/explored.hpp"

BOOST_AUTO_TEST_SUITE(explorer_litmus)

namespace {

using namespace kont::explore;
using enum std::memory_order;
using order = std::memory_order;

// Store buffering: each writes its own and reads the other's.
template <order Write, order Read, bool Fences = false> struct store_buffering {
  static constexpr std::size_t threads = 2;
  atom<int> x{0}, y{0};
  int saw[3] = {};

  void thread(std::size_t i) {
    auto& mine = i == 1 ? x : y;
    auto& other = i == 1 ? y : x;
    mine.store(1, Write);
    if constexpr (Fences) fence(seq_cst);
    saw[i] = other.load(Read);
  }
  void after() { require(saw[1] == 1 || saw[2] == 1, "one sees the other"); }
};

// The same with one side's fence weaker, or with one side's operations seq_cst and no fence.
template <order Fence, order Plain> struct lopsided_store_buffering {
  static constexpr std::size_t threads = 2;
  atom<int> x{0}, y{0};
  int saw[3] = {};

  void thread(std::size_t i) {
    if (i == 1) {
      x.store(1, Plain);
      fence(Fence);
      saw[1] = y.load(Plain);
    } else {
      y.store(1, seq_cst);
      saw[2] = x.load(seq_cst);
    }
  }
  void after() { require(saw[1] == 1 || saw[2] == 1, "one sees the other"); }
};

// What a fence has seen reaches who acquires from behind it: 1 sees 3 come to its fence first, and
// passes that on to 2. On 3's side it is a fence or the operations that are seq_cst.
template <order Fence, order Access> struct fence_seen_by_another {
  static constexpr std::size_t threads = 3;
  atom<int> x{0}, y{0}, z{0};
  int y_in_2 = 0, x_in_2 = 1, z_in_3 = 1;

  void thread(std::size_t i) {
    if (i == 1) {
      z.store(1, relaxed);
      fence(seq_cst);
      y.store(1, release);
    } else if (i == 2) {
      y_in_2 = y.load(acquire);
      x_in_2 = x.load(relaxed);
    } else {
      x.store(1, Access);
      fence(Fence);
      z_in_3 = z.load(Access);
    }
  }
  void after() { require(!(y_in_2 == 1 && x_in_2 == 0 && z_in_3 == 0), "2 sees what 3 did"); }
};

// Message passing: data, then a flag.
template <order Write, order Read> struct message_passing {
  static constexpr std::size_t threads = 2;
  plain<int> data{0};
  atom<int> flag{0};

  void thread(std::size_t i) {
    if (i == 1) {
      data = 7;
      flag.store(1, Write);
    } else if (flag.load(Read) == 1) {
      require(data == 7, "the message has come");
    }
  }
};

// The same by fences and relaxed operations; the data is atomic, so that it is no race.
template <order Write, order Read> struct message_passing_by_fences {
  static constexpr std::size_t threads = 2;
  atom<int> data{0}, flag{0};

  void thread(std::size_t i) {
    if (i == 1) {
      data.store(7, relaxed);
      fence(Write);
      flag.store(1, relaxed);
    } else if (flag.load(relaxed) == 1) {
      fence(Read);
      require(data.load(relaxed) == 7, "the message has come");
    }
  }
};

// Coherence: who has read the new does not read the old.
struct loads_of_one {
  static constexpr std::size_t threads = 2;
  atom<int> x{0};

  void thread(std::size_t i) {
    if (i == 1) {
      x.store(1, relaxed);
      x.store(2, relaxed);
    } else {
      int const first = x.load(relaxed);
      int const second = x.load(relaxed);
      require(first <= second, "loads of one location go forwards");
    }
  }
};

// Independent reads of independent writes: do two readers agree on the order of two writes?
template <order Read, order Write> struct independent_reads {
  static constexpr std::size_t threads = 3;
  atom<int> x{0}, y{0};
  int first[3] = {}, second[3] = {};

  void thread(std::size_t i) {
    if (i == 3) return x.store(1, Write);
    if (i == 2) y.store(1, Write);  // it reads its own write: as good as a fourth thread
    first[i] = (i == 1 ? x : y).load(Read);
    second[i] = (i == 1 ? y : x).load(Read);
  }
  void after() {
    require(!(first[1] == 1 && second[1] == 0 && first[2] == 1 && second[2] == 0),
            "the readers agree");
  }
};

// A lost update.
template <bool Atomic> struct counting {
  static constexpr std::size_t threads = 3;
  atom<int> n{0};

  void thread(std::size_t) {
    if constexpr (Atomic) {
      n.fetch_add(1, relaxed);
    } else {
      n.store(n.load(relaxed) + 1, relaxed);
    }
  }
  void after() { require(n.load(relaxed) == 3, "each has been counted"); }
};

}  // namespace

BOOST_AUTO_TEST_CASE(store_buffering_needs_seq_cst) {
  is_found<store_buffering<relaxed, relaxed>>("one sees the other");
  is_found<store_buffering<release, acquire>>("one sees the other");
  is_found<store_buffering<seq_cst, relaxed>>("one sees the other");
  is_right<store_buffering<seq_cst, seq_cst>>();
  is_right<store_buffering<relaxed, relaxed, true>>();
}

BOOST_AUTO_TEST_CASE(one_seq_cst_fence_does_for_its_side) {
  is_right<lopsided_store_buffering<seq_cst, relaxed>>();
  is_found<lopsided_store_buffering<acq_rel, relaxed>>("one sees the other");
  is_right<lopsided_store_buffering<acq_rel, seq_cst>>();
}

BOOST_AUTO_TEST_CASE(what_a_seq_cst_fence_has_seen_is_passed_on) {
  is_right<fence_seen_by_another<seq_cst, relaxed>>(5);
  is_right<fence_seen_by_another<relaxed, seq_cst>>(5);
  is_found<fence_seen_by_another<acq_rel, relaxed>>("2 sees what 3 did");
}

BOOST_AUTO_TEST_CASE(messages_need_release_and_acquire) {
  is_right<message_passing<release, acquire>>();
  is_right<message_passing<seq_cst, seq_cst>>();
  is_found<message_passing<relaxed, acquire>>("data race: read while another thread writes");
  is_found<message_passing<release, relaxed>>("data race: read while another thread writes");
}

BOOST_AUTO_TEST_CASE(fences_release_and_acquire) {
  is_right<message_passing_by_fences<release, acquire>>();
  is_right<message_passing_by_fences<acq_rel, acq_rel>>();
  is_found<message_passing_by_fences<acquire, acquire>>("the message has come");
  is_found<message_passing_by_fences<release, release>>("the message has come");
}

BOOST_AUTO_TEST_CASE(loads_of_one_location_go_forwards) { is_right<loads_of_one>(); }

BOOST_AUTO_TEST_CASE(readers_agree_when_seq_cst) {
  is_found<independent_reads<acquire, release>>("the readers agree");
  is_right<independent_reads<seq_cst, seq_cst>>();
}

BOOST_AUTO_TEST_CASE(updates_are_lost_between_load_and_store) {
  is_found<counting<false>>("each has been counted");
  is_right<counting<true>>();
}

BOOST_AUTO_TEST_SUITE_END()
