// papers/peers/pth.cpp -- GNU Pth: the additions of CPC's benchmarks.
#include <pth.h>

#include <stdexcept>

#include "papers/kerneis_2010/rows.hpp"

namespace kont::papers {
namespace {

class pth {
  struct thread {
    pth_t id;
    void join() { pth_join(id, nullptr); }
  };
  template <class F> static thread begin(F const& f, pth_attr_t how) {
    auto const run = [](void* about) -> void* {
      F const body = *static_cast<F*>(about);
      delete static_cast<F*>(about);
      body();
      return nullptr;
    };
    auto* const about = new F(f);
    if (auto const id = pth_spawn(how, run, about); id != nullptr) return {id};
    delete about;
    throw std::runtime_error("pth_spawn failed");
  }
  /// Attributes of a thread that nobody joins.
  static pth_attr_t detached() {
    static pth_attr_t const how = [] {
      auto const a = pth_attr_new();
      pth_attr_set(a, PTH_ATTR_JOINABLE, 0);
      return a;
    }();
    return how;
  }

 public:
  pth() { pth_init(); }  // once is enough; later ones do nothing
  template <class F> void inside(F f) { f(); }
  template <class F> thread spawn(F f) { return begin(f, nullptr); }
  template <class F> void go(F f) { begin(f, detached()); }
  void yield() { pth_yield(nullptr); }

  class monitor {
    pth_mutex_t mutex_ = PTH_MUTEX_INIT;
    pth_cond_t changed_[2] = {PTH_COND_INIT, PTH_COND_INIT};

   public:
    explicit monitor(pth&) {}
    void lock() { pth_mutex_acquire(&mutex_, 0, nullptr); }
    void unlock() { pth_mutex_release(&mutex_); }
    void wait(int which) { pth_cond_await(&changed_[which], &mutex_, nullptr); }
    void notify(int which) { pth_cond_notify(&changed_[which], 0); }
  };
};

}  // namespace

ladder::rows pth_rows() {
  ladder::rows out;
  add_additions<pth>(out, {"stack", "pth"});
  return out;
}

}  // namespace kont::papers
