// coroutines/microthreads/io/alarm.hpp -- a handler runs, or a moment comes: by epoll or io_uring.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>

namespace kont::io {

#if !defined(BOOST_ASIO_HAS_IO_URING_AS_DEFAULT)

/// Lets an io_context run until a moment. (By epoll: the moment is an argument of its wait.)
class alarm {
 public:
  explicit alarm(boost::asio::io_context& in) : context_(in) {}
  void run_one_until(std::chrono::steady_clock::time_point t) { context_.run_one_until(t); }
  void off() noexcept {}

 private:
  boost::asio::io_context& context_;
};

#else

/// By io_uring: a timer, which stays while the moment is the same, since run_one() returns after a
/// handler of Asio's own, too, which hands the ring what is to be done. (Asio's run_one_until(),
/// 1.81, leaves the address of a local in the ring when it ends; where that comes back to another
/// call, which has its locals elsewhere, it is taken for an operation.)
class alarm {
 public:
  explicit alarm(boost::asio::io_context& in) : context_(in), timer_(in) {}
  /// Returns at `t`, or when a handler has run, Asio's own among them.
  void run_one_until(std::chrono::steady_clock::time_point t) {
    if (t <= std::chrono::steady_clock::now()) {  // it may have been heard already
      context_.poll_one();
      return;
    }
    if (t != timer_.expiry() || !is_on_) {
      timer_.expires_at(t);
      timer_.async_wait([](auto const&) {});
      is_on_ = true;
    }
    context_.run_one();
  }
  /// Without this, the io_context has work until the moment has come.
  void off() {
    if (!is_on_) return;
    timer_.cancel();
    is_on_ = false;
  }

 private:
  boost::asio::io_context& context_;
  boost::asio::steady_timer timer_;
  bool is_on_ = false;
};

#endif

}  // namespace kont::io
