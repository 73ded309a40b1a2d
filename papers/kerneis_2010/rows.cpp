// papers/kerneis_2010/rows.cpp -- additions by microthreads, on stacks and in CPS; by OS threads.
#include "papers/kerneis_2010/rows.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "papers/frame/tables.hpp"
#include "papers/workloads/additions_in_cps.hpp"
#include "papers/workloads/strategies.hpp"
#include "papers/workloads/worlds.hpp"

namespace kont::papers {
namespace {

using namespace ladder;
using namespace workloads;

struct os_threads {
  template <class F> void inside(F f) { f(); }
  template <class F> std::thread spawn(F f) { return std::thread(f); }
  template <class F> void go(F f) { std::thread(f).detach(); }
  void yield() { std::this_thread::yield(); }

  class monitor {
    std::mutex mutex_;
    std::condition_variable changed_[2];

   public:
    explicit monitor(os_threads&) {}
    void lock() { mutex_.lock(); }
    void unlock() { mutex_.unlock(); }
    void wait(int which) {
      std::unique_lock held(mutex_, std::adopt_lock);
      changed_[which].wait(held);
      held.release();
    }
    void notify(int which) { changed_[which].notify_one(); }
  };
};

}  // namespace

rows kerneis_rows() {
  rows out;
  add_additions<microthreads<world<stack>>>(out, ours("stack"));
  add_additions<os_threads>(out, {"thread", "std.thread"});
  using in_cps = world<closure>;
  auto const w = ours("closure");
  out.push_back(row_of<additions_by_yields_cps<in_cps>>("additions.yield", w, 1));
  out.push_back(row_of<additions_by_spawns_cps<in_cps, false>>("additions.spawn", w, 1));
  out.push_back(row_of<additions_by_spawns_cps<in_cps, true>>("additions.join", w, 1));
  out.push_back(row_of<additions_by_conditions_cps<in_cps>>("additions.condition", w, 1));
#if KONT_HAVE_ST
  for (auto& r : st_threads_rows()) out.push_back(std::move(r));
#else
  add_not_installed(out, {"stack", "st"});
#endif
#if KONT_HAVE_PTH
  for (auto& r : pth_rows()) out.push_back(std::move(r));
#else
  add_not_installed(out, {"stack", "pth"});
#endif
  return out;
}

}  // namespace kont::papers
