// tests/conformance/microthread_uthread_waits.cpp -- what the threads of uthread's API wait for:
// each class of its list, on every strategy.
#include <algorithm>
#include <concepts>
#include <string>
#include <vector>

#include "coroutines/microthreads/uthread.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_uthread_waits : library_bodies {
  template <class U> static auto now() { return U::get_scheduler().clock().now(); }

  template <class U> static void for_a_lock() {
    std::string log;
    typename U::Lock lock;
    typename U::RLock again;
    for (char name : {'a', 'b', 'c'}) {
      U::new_thread([&, name] {
        if (name == 'c' && !lock.acquire(1s)) {
          log += "late ";
          return;
        }
        if (name != 'c') lock.acquire();
        again.acquire();
        again.acquire();
        again.release();
        log += name;
        U::wait(2s);
        log += name;
        again.release();
        lock.release();
      });
    }
    BOOST_TEST(U::run().empty());
    BOOST_TEST(log == "alate abb");
  }

  template <class U> static void for_a_condition() {
    std::string log;
    typename U::Lock lock;
    typename U::Condition changed(lock), alone;
    for (char name : {'a', 'b', 'c', 'd'}) {
      U::new_thread([&, name] {
        changed.acquire();
        changed.wait();
        log += name;
        changed.release();
      });
    }
    U::new_thread([&] {
      alone.acquire();
      BOOST_TEST(!alone.wait(1s));
      alone.release();
      lock.acquire();
      changed.notify(2);
      log += '2';
      lock.release();
      U::wait(1s);
      log += '-';
      changed.notify_all();
    });
    BOOST_TEST(U::run().empty());
    BOOST_TEST(log == "2ab-cd");
  }

  template <class U> static void for_a_notice() {
    std::string log;
    typename U::Blockable b;
    typename U::ExternalBlockable door;
    for (char name : {'a', 'b', 'c'}) {
      U::new_thread([&, name] {
        b.wait();
        log += name;
      });
    }
    U::new_thread([&] {
      BOOST_TEST(!b.wait(1s));
      BOOST_TEST(!door.wait(1s));
      b.notify();
      U::wait(1s);
      log += '-';
      b.notify_all();
      b.notify();  // nobody waits: it is not kept
    });
    BOOST_TEST(U::run().empty());
    BOOST_TEST(log == "a-bc");
  }

  template <class U> static void for_a_permit() {
    typename U::Semaphore two(2), one;
    int inside = 0, most = 0;
    for (int i = 0; i < 6; ++i) {
      U::new_thread([&] {
        two.acquire();
        most = std::max(most, ++inside);
        U::wait(1s);
        --inside;
        two.release();
      });
    }
    auto const start = now<U>();
    BOOST_TEST(U::run().empty());
    BOOST_TEST(most == 2);
    BOOST_TEST((now<U>() - start == 3s));
    BOOST_TEST(one.permits() == 1u);
  }

  template <class U> static void for_a_value() {
    std::string log;
    typename U::template Queue<char> q;
    U::new_thread([&] {
      for (int i = 0; i < 4; ++i) log += q.get();
      BOOST_TEST(!q.get_for(1s));
    });
    U::new_thread([&] {
      q.put('b');
      q.put('c');
      q.unget('a');
      U::wait(1s);
      q.put('d');
    });
    BOOST_TEST(U::run().empty());
    BOOST_TEST(log == "bacd");  // b was handed over at once; a was put before c
  }

  template <class U> static void for_a_snail() {
    typename U::template SnailQueue<int> post, fast(10ms), random(1s, true);
    std::vector<int> got;
    auto const start = now<U>();
    U::new_thread([&] {
      post.put(1);
      fast.put(2);
      BOOST_TEST(fast.get() == 2);
      BOOST_TEST((now<U>() - start == 10ms));
      BOOST_TEST(post.get() == 1);
      BOOST_TEST((now<U>() - start == 100ms));
      for (int n = 0; n < 20; ++n) random.put(n);
      for (int n = 0; n < 20; ++n) got.push_back(random.get());
      BOOST_TEST((now<U>() - start <= 1100ms));
      post.put(3);
      post.close();  // lost
      BOOST_TEST(!post.get_for(1s));
    });
    BOOST_TEST(U::run().empty());
    BOOST_TEST(!std::ranges::is_sorted(got));
    std::ranges::sort(got);
    for (int n = 0; n < 20; ++n) BOOST_TEST(got[static_cast<std::size_t>(n)] == n);
  }

  template <class U> static void for_a_snail_alone() {
    typename U::template SnailQueue<int> post;
    U::new_thread([&] {
      post.put(1);
      U::exit_others();
      auto const got = post.get_for(1s);
      BOOST_TEST((got == 1));
    });
    BOOST_TEST(U::run().empty());
  }

  template <class U> static void for_all_to_come() {
    std::string log;
    typename U::Synchronizer meeting(3);
    for (int n = 1; n <= 3; ++n) {
      U::new_thread([&, n] {
        for (int round = 0; round < 2; ++round) {
          U::wait(n * 1s);
          log += std::to_string(round);
          meeting.sync();
        }
      });
    }
    BOOST_TEST(U::run().empty());
    BOOST_TEST(log == "000111");
  }

  // The time counts from start, whatever was done meanwhile.
  template <class U> static void for_a_timer() {
    typename U::ActiveTimer busy(1s);
    auto const start = now<U>();
    U::new_thread([&] {
      typename U::Timer year(1s);
      for (int n = 1; n <= 3; ++n) {
        year.start();
        U::wait(300ms);
        year.wait();
        BOOST_TEST((now<U>() - start == n * 1s));
      }
      busy.wait();  // over
      busy.start();
      busy.wait();
      BOOST_TEST((now<U>() - start == 4s));
    });
    BOOST_TEST(U::run().empty());
  }
  template <class S> static void for_a_busy_timer() {
    using U = basic_uthread<S, fifo, real_clock>;
    bool over = false;
    int turns = 0;
    U::new_thread([&] {
      typename U::ActiveTimer t(1ms);
      t.wait();
      BOOST_TEST(t.is_over());
      over = true;
    });
    U::new_thread([&] {
      while (!over) {
        ++turns;
        U::switch_context();
      }
    });
    BOOST_TEST(U::run().empty());
    BOOST_TEST(turns > 0);
  }

  template <class S> static void check() {
    using U = basic_uthread<S>;
    for_a_lock<U>();
    for_a_condition<U>();
    for_a_notice<U>();
    for_a_permit<U>();
    for_a_value<U>();
    for_a_snail<U>();
    for_a_snail_alone<U>();
    for_all_to_come<U>();
    for_a_timer<U>();
    for_a_busy_timer<S>();
  }
};
every_strategy<microthread_uthread_waits> const microthread_uthread_waits_here;

}  // namespace
}  // namespace kont::conformance
