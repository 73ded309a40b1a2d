// coroutines/microthreads/channel.hpp -- channels: microthreads meet, or leave values in a buffer.
//
// What an operation does, by the state of the channel (each cell is a test):
//
//                   a receiver waits   no room, or     room in the    closed, with   closed and
//                                      a sender waits  buffer         values left    empty
//   send            gives it the value waits           stores it      throws         throws
//   try_send        gives it the value false           stores it      throws         throws
//   receive         waits              takes one *     takes one, or  takes one      throws
//   next                 "                  "          waits if there      "         nullopt
//   try_receive     nullopt            takes one *     is none        takes one      throws
//   send_exception  throws it there    waits           waits          throws         throws
//   close           receive throws,    the senders     no more sends  nothing        nothing
//                   next: nullopt      are thrown at
//   balance         < 0                > 0             >= 0           > 0            0
//   * from the buffer first; then the sender who has waited longest stores his
// What is thrown is channel_closed. try_receive gives nullopt where receive waits; the forms with a
// deadline wait till then, and give nullopt or false after it.
#pragma once
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "coroutines/microthreads/bounded_queue.hpp"
#include "coroutines/microthreads/scheduler.hpp"
#include "coroutines/microthreads/values_of.hpp"

namespace kont {

/// Thrown by what can no longer be done, for the channel is closed.
struct channel_closed : std::logic_error {
  using std::logic_error::logic_error;
};

/// Who goes on when a sender and a receiver meet; the other becomes ready. `neither`: the one who
/// came second does, without a switch, and so it does inside a switch_trap or block_trap.
/// (Stackless Python's channel.preference, 0, -1 and 1.)
enum class prefers : unsigned char { neither, receiver, sender };

/// Hands values from senders to receivers, first come first served. Unbuffered, it is a meeting:
/// the value goes straight from one's frame into the other's. With a buffer, senders wait only
/// while that is full. Its world's microthreads only; must outlive who waits on it. On a crew,
/// values are moved under a lock (their moves may not wait), and it prefers nobody and sends no
/// exceptions.
/// (Hoare, CSP 1978; Stackless Python's channels; Go's.)
template <class T, class World = scheduler<>> class channel {
  using thread = typename World::thread;
  using section = kont::section<typename World::guard>;
  using place_in_queue = ticket<thread>;
  template <class... Rest> static constexpr bool waits_itself = !is_to_select<Rest...>;
  // Whether it may use the buffer without being an operation, while nobody waits at either end.
  template <class... Rest>
  static constexpr bool is_short =
      World::style == dialect::direct && !World::shared && sizeof...(Rest) == 0;

 public:
  using value_type = T;

  /// `name` shows in lists of who waits; it is not copied. Throws std::bad_alloc.
  explicit channel(World& world, std::size_t capacity = 0, char const* name = nullptr)
      : world_(world), buffer_(capacity), name_(name) {
    look_again();
  }
  channel(channel&&) = delete;

  // In the dialect co, await what these return; in the dialect cps, pass the rest, as rest() and
  // rest(value), and return it. Each O(1); at most one switch.
  /// Returns when a receiver or the buffer has the value. Throws channel_closed.
  template <class... Rest> [[gnu::always_inline]] auto send(T value, Rest... rest) {
    if constexpr (is_short<Rest...>) {
      if (buffer_.may_push()) return buffer_.push(std::move(value));
    }
    return World::await(sending<waits_itself<Rest...>>(*this, std::move(value)), World::never,
                        std::move(rest)...);
  }
  /// The same, till then at most. Returns whether it has been sent; if not, and `value` is an
  /// rvalue, it is still the caller's (in the dialect cps, it is gone).
  template <class U, class... Rest> auto try_send_until(U&& value, instant t, Rest... rest) {
    return World::await(offering<U, waits_itself<Rest...>>(*this, value), t, std::move(rest)...);
  }
  template <class U, class... Rest>
  auto try_send_for(U&& value, timeline::duration d, Rest... rest) {
    return try_send_until(std::forward<U>(value), World::moment(d), std::move(rest)...);
  }
  /// Returns the next value, when there is one. Throws channel_closed when there will be none, and
  /// what send_exception() sent.
  template <class... Rest> [[gnu::always_inline]] auto receive(Rest... rest) {
    if constexpr (is_short<Rest...>) {
      if (buffer_.may_pop()) return buffer_.pop();
    }
    return World::await(receiving<at_end::throws, waits_itself<Rest...>>(*this), World::never,
                        std::move(rest)...);
  }
  /// The same, but when there will be none it returns nullopt.
  template <class... Rest> [[gnu::always_inline]] auto next(Rest... rest) {
    if constexpr (is_short<Rest...>) {
      if (buffer_.may_pop()) return std::optional<T>(buffer_.pop());
    }
    return World::await(receiving<at_end::nothing, waits_itself<Rest...>>(*this), World::never,
                        std::move(rest)...);
  }
  /// As receive(), till then at most; nullopt when that was too early.
  template <class... Rest> auto try_receive_until(instant t, Rest... rest) {
    return World::await(receiving<at_end::throws_late, waits_itself<Rest...>>(*this), t,
                        std::move(rest)...);
  }
  template <class... Rest> auto try_receive_for(timeline::duration d, Rest... rest) {
    return try_receive_until(World::moment(d), std::move(rest)...);
  }
  /// Returns when it has been thrown out of somebody's receive: it is not buffered, but waits for
  /// its turn. (In the dialect cps, whose rests do not take exceptions, the receiver ends with it.)
  template <class... Rest>
  auto send_exception(std::exception_ptr thrown, Rest... rest) requires(!World::shared) {
    return World::await(throwing(*this, std::move(thrown)), World::never, std::move(rest)...);
  }

  // These do not wait, whatever the dialect, nor switch, whomever the channel prefers; they may be
  // called from outside, too. O(1).
  /// What can be done at once. An rvalue that was not sent is still the caller's.
  template <class U> bool try_send(U&& value) {
    section const alone(guard_);
    offering<U, false> op(*this, value);
    return op.result(op.ready());
  }
  std::optional<T> try_receive() {
    section const alone(guard_);
    receiving<at_end::throws_late, false> op(*this);
    return op.result(op.ready());
  }
  /// No more sends: senders who wait get channel_closed, receivers who wait the end; what is in the
  /// buffer can still be received. O(who waits). Throws std::bad_alloc.
  void close() {
    section const alone(guard_);
    if (std::exchange(closed_, true)) return;
    look_again();
    if (!senders_.empty()) {
      auto const thrown = std::make_exception_ptr(channel_closed(no_more_sends));
      while (auto* const t = senders_.pop()) world_.throw_into(*t, thrown);
    }
    if (receivers_.empty()) return;
    auto const thrown = std::make_exception_ptr(channel_closed(no_more_values));
    while (auto* const t = receivers_.pop()) {
      if (static_cast<queued<thread>*>(t)->verb == next_verb) {
        world_.wake(*t);
      } else {
        world_.throw_into(*t, thrown);
      }
    }
  }
  bool closed() const noexcept {
    section const alone(guard_);
    return closed_;
  }
  void prefer(prefers whom) noexcept requires(!World::shared) {
    prefers_ = whom;
    look_again();
  }
  /// How many senders wait and values are buffered; below zero: how many receivers wait. O(n).
  std::ptrdiff_t balance() const noexcept {
    return static_cast<std::ptrdiff_t>(buffer_.size()) + senders_.size() - receivers_.size();
  }

  /// All values until the end, for `for (T& value : channel)`. (Dialect direct.)
  values_of<channel> begin() requires(World::style == dialect::direct) {
    return values_of<channel>(*this);
  }
  std::default_sentinel_t end() const noexcept { return {}; }

 private:
  // --- the operations: `hands` says whether control goes to whom the channel prefers -----------
  // What its base does not hold comes last: two words that lie together are written as one
  // vector, which takes longer.
  struct sender : queued<thread> {
    sender(channel& at, T v) : queued<thread>(at.senders_, "send"), value(std::move(v)), c(at) {}
    void enqueue(thread& me) noexcept { queued<thread>::enqueue(me), c.buffer_.forbid_pops(); }
    char const* on() const noexcept final { return c.name_; }
    auto& guard() noexcept { return c.guard_; }
    T value;
    channel& c;
  };
  struct receiver : queued<thread> {
    receiver(channel& at, char const* does) : queued<thread>(at.receivers_, does), c(at) {}
    receiver(receiver&& r) : queued<thread>(r), c(r.c) {  // (defaulted, g++ 12 fears for it)
      if (r.place) place.emplace(*std::move(r.place));
    }
    void enqueue(thread& me) noexcept { queued<thread>::enqueue(me), c.buffer_.forbid_pushes(); }
    char const* on() const noexcept final { return c.name_; }
    auto& guard() noexcept { return c.guard_; }
    std::optional<T> place;
    channel& c;
  };

  template <bool hands> struct may_send : sender {
    using sender::sender;
    [[gnu::always_inline]] bool ready() {
      channel& at = this->c;
      auto* const t = at.receivers_.pop();
      if (t == nullptr) return !at.plain_ && at.store(this->value);
      give(*t, this->value, t->who);
      if (!at.plain_ && at.receivers_.empty()) at.buffer_.allow_pushes();  // the next are short
      if (hands && at.prefers_ == prefers::receiver) [[unlikely]]
        return at.hands_over(*t);
      at.world_.wake(*t);
      return true;
    }
  };
  template <bool hands> struct sending final : may_send<hands> {
    using may_send<hands>::may_send;
    void result(bool) const noexcept {}
  };
  template <class U, bool hands = true> struct offering final : may_send<hands> {
    offering(channel& on_it, std::remove_reference_t<U>& v)
        : may_send<hands>(on_it, static_cast<U&&>(v)), lender(&v) {}
    bool result(bool in_time) {
      constexpr bool moved = !std::is_reference_v<U> && !std::is_const_v<U>;
      if constexpr (moved && World::style != dialect::cps) {
        if (!in_time) *lender = std::move(this->value);
      }
      return in_time;
    }
    std::remove_reference_t<U>* lender;
  };
  struct throwing final : queued<thread> {
    throwing(channel& at, std::exception_ptr e)
        : queued<thread>(at.senders_, throws_verb), thrown(std::move(e)), c(at) {}
    char const* on() const noexcept final { return c.name_; }
    bool ready() {
      this->c.throw_if_closed();
      auto* const t = this->c.receivers_.pop();
      if (t == nullptr) return false;
      this->c.world_.throw_into(*t, thrown);
      return true;
    }
    void enqueue(thread& me) noexcept {
      queued<thread>::enqueue(me);
      this->c.somebody_throws_ = true;
      this->c.look_again();
    }
    void result(bool) const noexcept {}
    std::exception_ptr thrown;
    channel& c;
  };

  enum class at_end { throws, throws_late, nothing };  // throws_late: and there is a deadline
  template <at_end end, bool hands> struct receiving final : receiver {
    explicit receiving(channel& on_it)
        : receiver(on_it, end == at_end::nothing ? next_verb : "receive") {}
    [[gnu::always_inline]] bool ready() {
      channel& at = this->c;
      if (!at.plain_) return at.template take<end, hands>(this->place);
      auto* const t = at.senders_.pop();
      if (t == nullptr) return false;
      give(*this, static_cast<sender*>(t)->value, nullptr);
      at.world_.wake(*t);
      return true;
    }
    auto result([[maybe_unused]] bool in_time) {
      if constexpr (end == at_end::throws_late) {
        if (!in_time) return std::optional<T>();
      }
      if constexpr (!hands && end != at_end::nothing) {  // (else g++ 12 fears for it in a select)
        if (!this->place) say_it_is_the_end();
      }
      if constexpr (end == at_end::throws) {
        return *std::move(this->place);
      } else {
        return std::move(this->place);
      }
    }
  };

  // An empty place need not be destroyed.
  [[gnu::always_inline]] static void give(place_in_queue& to, T& value, thread const* who) {
    if constexpr (trace::on) trace_gift(who, value);
    std::construct_at(&static_cast<receiver&>(to).place, std::in_place, std::move(value));
  }

  // --- what is not as plain as a meeting --------------------------------------------------------

  static bool throws(place_in_queue const& t) noexcept {
    return static_cast<queued<thread> const&>(t).verb == throws_verb;
  }
  [[gnu::cold, gnu::noinline]] void throw_if_closed() const {
    if (closed_) throw channel_closed(no_more_sends);
  }
  [[gnu::cold, gnu::noinline, noreturn]] static void say_it_is_the_end() {
    throw channel_closed(no_more_values);
  }
  // What has been done counts as waited for: that is when the other runs, before all the ready.
  // Returns whether it is over: so it is where a trap forbids to switch.
  [[gnu::noinline]] bool hands_over(place_in_queue& t) noexcept {
    if constexpr (World::shared) {
      return false;
    } else {
      return !world_.hands_over(t);
    }
  }
  // Nobody waits to receive: leaves the value in the buffer, if that has room.
  [[gnu::always_inline]] bool store(T& value) {
    if (closed_) [[unlikely]]
      throw_if_closed();
    if (buffer_.full() || !senders_.empty()) return false;
    buffer_.push(std::move(value));
    buffer_.allow_pushes();
    return true;
  }
  // Whether that could be done at once; the end counts as such, and leaves `place` empty. (Out of
  // line goes a place of its own: if it were that of the operation, this would have to lie in
  // memory from its beginning, and a message would be a fifth slower.)
  template <at_end end, bool hands> [[gnu::always_inline]] bool take(std::optional<T>& place) {
    if (!buffer_.empty() && senders_.empty()) {
      place.emplace(buffer_.pop());
      buffer_.allow_pops();
      return true;
    }
    bool done = false;
    std::optional<T> taken;
    take_and_wake(taken, done, hands);
    if (taken) {
      place.emplace(*std::move(taken));
    } else if (end != at_end::nothing && done) {
      say_it_is_the_end();
    }
    return done;
  }
  [[gnu::noinline]] void take_and_wake(std::optional<T>& place, bool& done, bool hands) {
    auto* const who_goes_on = take_next(place);
    done = place.has_value() || closed_;
    if (senders_.empty()) buffer_.allow_pops();  // likewise
    if (who_goes_on == nullptr) return;
    if (hands && prefers_ == prefers::sender) {
      done = hands_over(*who_goes_on);
    } else {
      world_.wake(*who_goes_on);
    }
  }
  // Takes the next value if there is one, or throws the next exception; then stores what waited for
  // room. Returns the first sender who need not wait longer; others have been woken.
  place_in_queue* take_next(std::optional<T>& place) {
    if (!buffer_.empty()) {
      place.emplace(buffer_.pop());
      return store_what_waits();
    }
    auto* const t = senders_.pop();
    if (t == nullptr) return nullptr;
    if (throws(*t)) {
      std::exception_ptr const thrown = static_cast<throwing*>(t)->thrown;
      world_.wake(*t);
      if (auto* const more = store_what_waits()) world_.wake(*more);
      somebody_throws_ = !senders_.empty();
      look_again();
      std::rethrow_exception(thrown);
    }
    place.emplace(std::move(static_cast<sender*>(t)->value));
    if (auto* const more = store_what_waits()) world_.wake(*more);
    return t;
  }
  place_in_queue* store_what_waits() {
    place_in_queue* first = nullptr;
    while (!buffer_.full() && !senders_.empty() && !throws(*senders_.first())) {
      auto* const t = senders_.pop();
      if (t == nullptr) break;
      buffer_.push(std::move(static_cast<sender*>(t)->value));
      if (first != nullptr) {
        world_.wake(*t);
      } else {
        first = t;
      }
    }
    return first;
  }
  void look_again() noexcept {
    buffer_.forbid_pushes(), buffer_.forbid_pops();
    plain_ =
        buffer_.capacity() == 0 && !closed_ && prefers_ == prefers::neither && !somebody_throws_;
  }

  static constexpr char const* no_more_sends = "send: the channel is closed";
  static constexpr char const* no_more_values = "receive: the channel is closed, and empty";
  static constexpr char next_verb[] = "next";  // who says so takes the end; others throw it
  static constexpr char throws_verb[] = "send_exception";

  World& world_;
  [[no_unique_address]] mutable typename World::guard guard_;  // of all that follows
  wait_queue<thread> senders_, receivers_;
  bool plain_ = true;  // nothing but meetings: no buffer, not closed, nobody preferred or throwing
  bool closed_ = false;
  bool somebody_throws_ = false;  // there may be a `throwing` among the senders
  prefers prefers_ = prefers::neither;
  bounded_queue<T> buffer_;
  char const* name_;
};

}  // namespace kont
