// tests/conformance/microthread_uthread.cpp -- the functions and threads of uthread's API, on every
// strategy: `stack` as it is meant, `thread` as its compatibility mode.
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "coroutines/microthreads/uthread.hpp"
#include "tests/conformance/broken_rule.hpp"
#include "tests/conformance/every_strategy.hpp"
#include "tests/conformance/layers.hpp"

namespace kont::conformance {
namespace {

using namespace std::chrono_literals;

struct microthread_uthread : direct_bodies {
  // Ends who is left: the scheduler of this OS thread goes on to the next test.
  template <class U> static void all_end() {
    U::exit_all(true);
    BOOST_TEST(U::run().empty());
    BOOST_TEST(U::all_threads().empty());
  }

  template <class U> static void run_in_turn() {
    std::string log;
    BOOST_TEST(!U::microthreads_running());
    BOOST_TEST((U::current_thread() == nullptr));
    for (char name : {'a', 'b'}) {
      U::new_thread(
          [&log](char me, int turns) {
            for (int i = 0; i < turns; ++i) {
              log += me;
              U::switch_context();
            }
          },
          name, 3);
    }
    auto const c = U::new_thread([&] {
      BOOST_TEST(U::microthreads_running());
      U::new_thread([&log] { log += 'd'; });
      BOOST_TEST(U::run().empty());  // returns at once: the new one joins who runs
      log += 'c';
    });
    BOOST_TEST(log == "");
    BOOST_TEST(U::run().empty());
    BOOST_TEST(log == "abcabdab");
  }

  template <class U> static void are_listed() {
    using list = std::vector<typename U::thread_ptr>;
    typename U::template Queue<int> q;
    auto const sleeper = U::new_thread([] { U::wait(1h); });
    auto const getter = U::new_thread([&] { q.get(); });
    auto const looker = U::new_thread([&] {
      auto const me = U::current_thread();
      auto const last = U::all_threads().back();
      BOOST_TEST((U::all_threads() == list{sleeper, getter, me, last}));
      BOOST_TEST((U::blocked_threads() == list{sleeper, getter}));
      BOOST_TEST((U::active_threads() == list{me, last}));
    });
    U::new_thread([] {});
    BOOST_TEST(U::active_threads().size() == 4u);
    auto const left = U::run();
    BOOST_TEST(left.size() == 1u);
    BOOST_TEST(left[0].id == getter->id());
    BOOST_TEST((U::all_threads() == list{getter}));
    BOOST_TEST(!looker->is_active());
    all_end<U>();
  }

  template <class U> static void wait_for_the_time() {
    std::string log;
    auto const start = U::get_scheduler().clock().now();
    U::new_thread([&] {
      U::wait(2s);
      log += 'b';
      U::wait_until(start + 4s);
      log += 'd';
    });
    U::new_thread([&] {
      U::wait(1s);
      log += 'a';
      U::current_thread()->wait(2s);
      log += 'c';
      U::current_thread()->wait_until(start + 5s);
      log += 'e';
    });
    BOOST_TEST(U::run().empty());
    BOOST_TEST(log == "abcde");
    BOOST_TEST((U::get_scheduler().clock().now() - start == 5s));
  }

  template <class U> static void exit_and_resist() {
    std::string log;
    auto const waits = [&log](char name) {
      U::wait(1h);
      log += name;
    };
    U::new_thread(waits, 'a');
    auto const r = U::new_resistant(waits, 'r');
    BOOST_TEST(r->is_resistant());
    U::new_thread([&] {
      log += 'x';
      U::exit_others();
      log += 'y';
      U::exit();
    });
    BOOST_TEST(U::run().empty());
    BOOST_TEST(log == "xyr");

    log.clear();
    U::new_resistant(waits, 'r');
    U::new_resistant([&] {
      U::switch_context();
      U::exit_all();  // neither: they resist
      log += 'z';
      U::exit_all(true);
    });
    BOOST_TEST(U::run().empty());
    BOOST_TEST(log == "z");
  }

  template <class U> static void run_beside_the_program() {
    std::string log;
    for (char name : {'a', 'b'}) {
      U::new_thread([&, name] {
        for (int i = 0; i < 3; ++i) {
          log += name;
          U::switch_context();
        }
      });
    }
    int calls = 1;
    for (; U::run_and_continue(); ++calls) log += '-';
    BOOST_TEST(log == "ab-ab-ab-");
    BOOST_TEST(calls == 4);
  }

  // Who sleeps has no turn that another one would get.
  template <class U> static void run_beside_sleepers() {
    int turns = 0;
    U::get_scheduler().spawn([&turns] {  // (no thread object)
      while (++turns < 5) U::switch_context();
    });
    U::new_thread([&turns] {
      while (++turns < 5) U::switch_context();
    });
    for (int i = 0; i < 9; ++i) U::new_thread([] { U::wait(10s); });
    BOOST_TEST(U::run_and_continue());  // the sleepers begin, too
    BOOST_TEST(turns == 2);
    BOOST_TEST(U::run_and_continue());
    BOOST_TEST(turns == 4);
    BOOST_TEST(U::run().empty());
  }

  template <class U> static void are_not_stopped_in_what_is_atomic() {
    std::string log;
    U::get_scheduler().its_pulse().set_quantum(1);
    U::new_thread([&] {
      auto const twice = [&] {
        for (int i = 0; i < 2; ++i) {
          log += 'a';
          U::checkpoint();
        }
        return 7;
      };
      BOOST_TEST(U::atomic(twice) == 7);
      U::checkpoint();
      U::start_critical();
      twice();
      U::end_critical();
      twice();
    });
    U::new_thread([&] {
      for (int i = 0; i < 3; ++i) {
        log += 'b';
        U::checkpoint();
      }
    });
    BOOST_TEST(U::run().empty());
    BOOST_TEST(log == "aabaaabab");
    U::get_scheduler().its_pulse().set_quantum(pulse::unlimited);
  }

  template <class U> static void draw_numbers() {
    for (int i = 0; i < 100; ++i) BOOST_TEST(U::random(6) < 6u);
    auto const first = U::unique_id();
    BOOST_TEST(U::unique_id() != first);
  }

  // --- the class Thread -------------------------------------------------------------------------

  template <class U> static void are_objects() {
    std::string log;
    auto const t = std::make_shared<typename U::Thread>("Tom", [&] {
      log += 'a';
      U::block();
      log += 'b';
      U::current_thread()->block();
      log += 'c';
    });
    BOOST_TEST((!t->is_active() && !t->is_blocked()));
    t->start();
    BOOST_TEST((t->is_active() && !t->is_blocked()));
    auto const left = U::run();
    BOOST_REQUIRE(left.size() == 1u);
    BOOST_TEST(left[0].name == "Tom");
    BOOST_TEST(left[0].on == "its unblock()");
    BOOST_TEST((!t->is_active() && t->is_blocked()));
    t->unblock();
    U::run();
    U::new_thread([&] {
      t->unblock();
      t->join();
      log += 'd';
    });
    BOOST_TEST(U::run().empty());
    BOOST_TEST(log == "abcd");
    BOOST_TEST((!t->is_active() && !t->is_blocked()));
    std::make_shared<typename U::Thread>("never started", [] {});
  }

  template <class U> struct careful : U::Thread {
    careful(std::string& log, std::function<void()> body)
        : U::Thread("careful", std::move(body)), log_(log) {}
    ~careful() override { log_ += '~'; }
    void handle_exception(std::exception_ptr e) override {
      U::switch_context();
      log_ += U::get_exception_string(e);
    }
    std::string& log_;
  };

  template <class U> static void handle_their_exceptions() {
    std::string log;
    std::make_shared<careful<U>>(log, [] { throw std::runtime_error("oh"); })->start();
    U::new_thread([&] { log += "others live; "; });
    BOOST_TEST(U::run().empty());
    BOOST_TEST(log == "others live; oh~");  // and it went with its microthread

    std::ostringstream printed;
    auto* const before = std::cerr.rdbuf(printed.rdbuf());
    U::new_thread([] { throw 5; });
    U::run();
    std::cerr.rdbuf(before);
    BOOST_TEST(printed.str() == "uthread: an exception in a microthread: not a std::exception\n");
  }

  template <class U> static void are_sent_exceptions() {
    std::string log;
    typename U::Semaphore none(0);
    auto const waits = [&](char name) {
      auto t = std::make_shared<careful<U>>(log, [&, name] {
        log += name;
        try {
          none.acquire();
        } catch (std::string const& word) { log += word; }
        none.acquire();
      });
      t->start();
      return t;
    };
    auto const a = waits('a'), b = waits('b'), c = waits('c');
    a->set_resistant();
    U::new_thread([&] {
      BOOST_TEST(a->post_exception(std::string("1")));
      BOOST_TEST(b->post_exception(std::runtime_error("2")));
      c->exit();
      U::switch_context();
      U::switch_context();
      BOOST_TEST(!b->post_exception(3));  // it has ended
      U::exit_others();
    });
    auto const left = U::run();
    BOOST_TEST(left.size() == 1u);
    BOOST_TEST(left[0].id == a->id());
    BOOST_TEST(log == "abc12");
    all_end<U>();
  }

  template <class U> static void stop_only_themselves() {
    check_breaks("block, wait: a thread stops only itself", [] {
      auto const t = U::new_thread([] {});
      U::new_thread([&] { t->wait(1s); });
      U::run();
    });
    check_breaks("start: a thread is started once", [] { U::new_thread([] {})->start(); });
    check_breaks("block: only a microthread can wait", [] { U::block(); });
  }

  // --- other OS threads -------------------------------------------------------------------------

  template <class U> static void answer_other_threads() {
    std::string log;
    auto& here = U::get_scheduler();
    typename U::ExternalBlockable door;
    typename U::template ExternalQueue<int> letters;
    U::new_thread([&] {
      door.wait();
      log += "opened ";
      for (int sum = 0; sum < 10;) {
        sum += letters.get();
        if (sum == 10) log += "got all";
      }
    });
    bool has_its_own = false;
    std::thread other([&] {
      has_its_own = &U::get_scheduler() != &here;
      U::external(here, [&log] { log += "called "; });
      door.external_notify();
      for (int n = 1; n <= 4; ++n) letters.external_put(n);
    });
    BOOST_TEST(U::run().empty());  // waits for it
    other.join();
    BOOST_TEST(has_its_own);
    BOOST_TEST(log == "called opened got all");

    std::thread([&] { U::external(here, [&log] { log += '!'; }); }).join();
    U::new_thread([] { U::switch_context(); });
    while (U::run_and_continue()) continue;
    BOOST_TEST(log.back() == '!');
    std::thread([&] { U::external(here, [] {}); }).join();  // nobody runs it
  }

  template <class S> static void check() {
    using U = basic_uthread<S>;
    run_in_turn<U>();
    are_listed<U>();
    wait_for_the_time<U>();
    exit_and_resist<U>();
    run_beside_the_program<U>();
    run_beside_sleepers<U>();
    are_not_stopped_in_what_is_atomic<U>();
    draw_numbers<U>();
    are_objects<U>();
    handle_their_exceptions<U>();
    are_sent_exceptions<U>();
    stop_only_themselves<U>();
    answer_other_threads<U>();
    answer_other_threads<basic_uthread<S, fifo, real_clock>>();
    all_end<U>();
  }
};
every_strategy<microthread_uthread> const microthread_uthread_here;

}  // namespace
}  // namespace kont::conformance
