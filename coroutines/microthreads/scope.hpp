// coroutines/microthreads/scope.hpp -- structured concurrency: children do not outlive the block
// that started them.
//
//   {
//     kont::scope s(world);
//     s.spawn([&] { fetch(a); });
//     s.spawn([&] { fetch(b); });     // throws: the other is killed,
//     s.join();                       // and this throws it
//   }                                 // here nobody is left, however the block is left
#pragma once
#include <algorithm>
#include <cstddef>
#include <exception>
#include <memory>
#include <utility>
#include <vector>

#include "coroutines/microthreads/scheduler.hpp"
#include "lib/concurrent/spin_lock.hpp"

namespace kont {

/// A set of microthreads that end together: the first that fails cancels the others, and so does
/// leaving the scope without join(). Cancelled ones are killed (see microthread_handle::kill) and
/// waited for. Only within one microthread, which also destroys it; scopes nest. Where a world is
/// destroyed, children go before what is in the frames around their scope.
/// In the dialect direct: a body in another one is a coroutine or a chain of rests, which no other
/// body can be put around, and a destructor there cannot wait.
/// (Nurseries: Smith, Notes on structured concurrency, 2018; libdill's bundles.)
template <class World = scheduler<>> class scope {
  static_assert(World::style == dialect::direct, "a scope needs bodies in the dialect direct");
  using handle = typename World::handle;
  using section = kont::section<typename World::guard>;

 public:
  explicit scope(World& world) : world_(world), state_(std::make_shared<state>()) {}
  scope(scope&&) = delete;
  /// Cancels and waits for who is left. What is raised in us meanwhile, or else what the first that
  /// failed let out and no join() has thrown, comes out when all have ended, unless another
  /// exception leaves the scope already.
  ~scope() noexcept(false) {
    if (!World::running()) {
      state_->abandon();
      return;
    }
    bool const unwinds = std::uncaught_exceptions() > in_flight_;
    std::exception_ptr raised;
    try {
      state_->cancel();
    } catch (...) {
      raised = std::current_exception();  // who could not be killed goes on to its end
    }
    while (handle* const child = state_->somebody()) {
      try {
        child->join();
      } catch (switch_trapped const&) { broken(no_trap); } catch (block_trapped const&) {
        broken(no_trap);
      } catch (...) {
        raised = std::current_exception();
        if (!World::running()) break;  // the world is being destroyed
      }
    }
    if (!World::running()) state_->abandon();
    if (!raised) raised = std::exchange(state_->failure, nullptr);
    if (raised && !unwinds) std::rethrow_exception(raised);
  }

  /// Starts a child, as scheduler::spawn(what..., body). In a scope that has been cancelled it is
  /// killed before it begins.
  template <class Body> void spawn(Body body) {
    adopt([&](auto wrapped) { return world_.spawn(std::move(wrapped)); }, std::move(body));
  }
  template <class What, class Body> void spawn(What const& what, Body body) {
    adopt([&](auto wrapped) { return world_.spawn(what, std::move(wrapped)); }, std::move(body));
  }
  /// Waits until all children have ended; throws what the first that failed let out. May be called
  /// again, after more of them.
  void join() {
    while (handle* const child = state_->somebody()) child->join();
    if (state_->failure) std::rethrow_exception(std::exchange(state_->failure, nullptr));
  }
  /// Kills all children; join() waits for their ends. Returns at once. Throws as kill does, when
  /// it has killed whom it could.
  void cancel() { state_->cancel(); }
  /// How many children have not ended. O(n).
  std::size_t size() const noexcept {
    section const alone(state_->guard);
    return static_cast<std::size_t>(
        std::ranges::count_if(state_->children, [](handle const& h) { return !h.finished(); }));
  }

 private:
  // Away from the frame of who joins, which may be elsewhere while the children run (see reach).
  struct state {
    [[no_unique_address]] typename World::guard guard;  // of all that follows
    std::vector<handle> children;                       // who made them alone changes it
    std::size_t sweep_at = 16;
    std::exception_ptr failure;  // (read when all have ended)
    bool cancelled = false;

    // One that has not ended; null: all have.
    handle* somebody() noexcept {
      section const alone(guard);
      while (!children.empty() && children.back().finished()) children.pop_back();
      return children.empty() ? nullptr : &children.back();
    }
    void fail(std::exception_ptr thrown) {
      {
        section const alone(guard);
        if (!failure) failure = std::move(thrown);
      }
      cancel();
    }
    void cancel() {
      auto const quietly = std::make_exception_ptr(exited{});  // one for all, for it needs memory
      std::exception_ptr failed;
      {
        section const alone(guard);
        cancelled = true;
        for (handle& h : children) {
          try {
            if (h.id() != World::running()) h.raise(quietly);
          } catch (...) { failed = std::current_exception(); }
        }
      }
      if (failed) std::rethrow_exception(failed);
    }
    // Nobody runs here, so nobody can be waited for.
    void abandon() noexcept {
      for (handle& h : children)
        if (!h.drop()) h.kill();
    }
    // For one more, who is then kept, whatever fails.
    void make_room() {
      section const alone(guard);
      if (children.size() >= sweep_at) {
        std::erase_if(children, [](handle const& old) { return old.finished(); });
        sweep_at = std::max<std::size_t>(16, 2 * children.size());
      }
      if (children.size() == children.capacity()) children.reserve(sweep_at);
    }
    void keep(handle h) {
      section const alone(guard);
      children.push_back(std::move(h));
      if (cancelled) children.back().kill();
    }
  };
  template <class Spawn, class Body> void adopt(Spawn spawn, Body body) {
    state_->make_room();
    state_->keep(spawn([s = state_, body = std::move(body)]() mutable {
      try {
        body();
      } catch (exited const&) { throw; } catch (unwinding const&) {
        throw;
      } catch (...) { s->fail(std::current_exception()); }
    }));
  }

  static constexpr char const* no_trap = "scope: who waits for its children may not be in a trap";

  World& world_;
  std::shared_ptr<state> state_;
  int const in_flight_ = std::uncaught_exceptions();  // further out, while a destructor runs
};

}  // namespace kont
