// coroutines/microthreads/io/operation.hpp -- an asynchronous operation of Asio that a microthread
// waits for.
//
// Its buffers lie in the frame of who waits, and the kernel or a library may write to them until
// the operation is over. So a kill or a deadline only asks it to end (an Asio cancellation slot),
// and the microthread goes on waiting; the others run. When it is over, it is answered, and throws:
//
//   waits → [kill: cancel] → lingers → [handler runs: wake] → throws; only now the frame unwinds
//
// What has succeeded all the same is not lost: it is returned, and the next wait throws. If the
// whole scheduler is destroyed nobody can wait, so the handlers run in the destructor till then.
#pragma once
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
#include <optional>
#include <tuple>
#include <utility>

#include "coroutines/microthreads/awaiting.hpp"
#include "coroutines/microthreads/io/in_frame.hpp"
#include "coroutines/microthreads/io/reactor.hpp"
#include "coroutines/microthreads/preemption.hpp"
#include "coroutines/microthreads/running_here.hpp"
#include "coroutines/microthreads/waiting.hpp"

namespace kont::io {

using error_code = boost::system::error_code;

/// Puts the error there; null: throws it, if it is one.
inline void give(error_code* to, error_code e) {
  if (to != nullptr) {
    *to = e;
  } else if (e) {
    throw boost::system::system_error(e);
  }
}

/// What `start(handler)` begins and handler(Results...) ends. It stays where it is from when it is
/// started, in ready(), until it is over. Not thread-safe, but for the handler: Asio calls that in
/// the world's io_context, wherever the operation ran.
template <class World, class Start, class... Results> class operation final : public waiting {
  using thread = typename World::thread;
  static constexpr std::size_t room_size = 384;  // of most operations of sockets

 public:
  /// The error goes to `*error`; null: it is thrown.
  operation(Start start, error_code* error)
      : waiting("io"), start_(std::move(start)), error_(error) {}
  operation(operation&& not_started)
      : waiting(not_started), start_(std::move(not_started.start_)), error_(not_started.error_) {}
  ~operation() {
    if (world_ == nullptr || over_) return;
    who_ = nullptr;
    cancel();
    world_->clock().run_until(over_);
  }

  bool ready() {
    World& here = World::here("io: only a microthread can wait");
    if (running_here<World>::trapped()) throw switch_trapped{};  // before anything is done
    if (World::current("io").block_trap) throw block_trapped{};
    start_(handler{this, here.clock().context().get_executor()});
    world_ = &here;
    if (!over_) here.clock().begin();
    return over_;
  }
  void enqueue(thread& me) noexcept { who_ = &me; }
  void withdraw() noexcept final {}
  bool lingers() noexcept final {
    cancel();
    return true;
  }
  auto result(bool in_time) { return std::apply(report{*this, in_time}, *std::move(answer_)); }

 private:
  struct handler {
    using executor_type = asio::io_context::executor_type;
    using allocator_type = room_allocator<void*, room_size>;
    using cancellation_slot_type = canceller::slot;
    executor_type get_executor() const noexcept { return executor; }
    allocator_type get_allocator() const noexcept { return allocator_type(op->room_); }
    cancellation_slot_type get_cancellation_slot() const noexcept {
      return cancellation_slot_type(op->canceller_);
    }
    void operator()(Results... results) { op->complete(std::move(results)...); }
    operation* op;
    executor_type executor;
  };
  void complete(Results... results) {
    answer_.emplace(std::move(results)...);
    over_ = true;
    if (world_ == nullptr) return;  // at once, in ready()
    world_->clock().end();
    if (who_ != nullptr) world_->wake(*who_);
  }
  void cancel() noexcept { canceller_.cancel(asio::cancellation_type::terminal); }

  // What the handler was called with, as a plain call returns it.
  struct report {
    operation& op;
    bool in_time;

    template <class... Rest> auto operator()(error_code e, Rest... rest) {
      if (e == asio::error::operation_aborted) {
        awaiting<World>::throw_pending();
        if (!in_time) e = asio::error::timed_out;
      }
      give(op.error_, e);
      return values(std::move(rest)...);
    }
    template <class... Rest> auto operator()(std::exception_ptr e, Rest... rest) {
      if (e != nullptr) std::rethrow_exception(e);
      return values(std::move(rest)...);
    }
    template <class... Values> auto operator()(Values... all) { return values(std::move(all)...); }

    static void values() {}
    template <class T> static T values(T one) { return one; }
    template <class... Ts>
    requires(sizeof...(Ts) > 1) static std::tuple<Ts...> values(Ts... all) {
      return {std::move(all)...};
    }
  };

  Start start_;
  error_code* error_;
  World* world_ = nullptr;  // null: not started
  thread* who_ = nullptr;   // null: does not wait yet, or can no more
  bool over_ = false;
  std::optional<std::tuple<Results...>> answer_;
  canceller canceller_;
  room<room_size> room_;
};

}  // namespace kont::io
