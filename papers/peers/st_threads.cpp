// papers/peers/st_threads.cpp -- State Threads: the additions of CPC's benchmarks.
#include <st.h>

#include <stdexcept>

#include "papers/kerneis_2010/rows.hpp"

namespace kont::papers {
namespace {

class st_threads {
  struct thread {
    st_thread_t id;
    void join() { st_thread_join(id, nullptr); }
  };
  template <class F> static thread begin(F const& f, int joinable) {
    auto const run = [](void* about) -> void* {
      F const body = *static_cast<F*>(about);
      delete static_cast<F*>(about);
      body();
      return nullptr;
    };
    auto* const about = new F(f);
    if (auto const id = st_thread_create(run, about, joinable, 0); id != nullptr) return {id};
    delete about;
    throw std::runtime_error("st_thread_create failed");
  }

 public:
  st_threads() {
    if (st_init() != 0) throw std::runtime_error("st_init failed");
  }
  template <class F> void inside(F f) { f(); }
  template <class F> thread spawn(F f) { return begin(f, 1); }
  template <class F> void go(F f) { begin(f, 0); }
  void yield() { st_usleep(0); }  // it has no other

  class monitor {  // nobody is interrupted between two waits, so that it needs no lock
    st_cond_t changed_[2]{st_cond_new(), st_cond_new()};

   public:
    explicit monitor(st_threads&) {}
    ~monitor() {
      for (auto* const c : changed_) st_cond_destroy(c);
    }
    monitor(monitor const&) = delete;
    void lock() {}
    void unlock() {}
    void wait(int which) { st_cond_wait(changed_[which]); }
    void notify(int which) { st_cond_signal(changed_[which]); }
  };
};

}  // namespace

ladder::rows st_threads_rows() {
  ladder::rows out;
  add_additions<st_threads>(out, {"stack", "st"});
  return out;
}

}  // namespace kont::papers
