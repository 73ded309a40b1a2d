// coroutines/microthreads/channel_ends.hpp -- what a channel keeps, and what is done at its ends.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "coroutines/microthreads/bounded_queue.hpp"
#include "coroutines/microthreads/scheduler.hpp"

namespace kont {

/// Thrown by what can no longer be done, for the channel is closed.
struct channel_closed : std::logic_error {
  using std::logic_error::logic_error;
};

/// Who goes on when a sender and a receiver meet; the other becomes ready. `neither`: the one who
/// came second does, without a switch, and so it does inside a switch_trap or block_trap.
/// (Stackless Python's channel.preference, 0, -1 and 1.)
enum class prefers : unsigned char { neither, receiver, sender };

/// What a channel tells its observer of an operation. (Stackless Python's channel callback, which
/// is told of the channel, the tasklet, sending and willblock.)
struct channel_step {
  char const* channel;  ///< its name; null: it has none
  std::uint64_t who;    ///< the id of the microthread; 0: it comes from outside
  bool sends;           ///< or else receives
  bool waits;           ///< it cannot be done at once
};

/// The operations of a channel, and the state they work on: see channel, whose base it is.
template <class T, class World> class channel_ends {
 protected:
  using thread = typename World::thread;
  using place_in_queue = ticket<thread>;

  channel_ends(World& world, std::size_t capacity, char const* name)
      : world_(world), buffer_(capacity), name_(name) {
    // who waits has been taken out of the queue when a value is moved into or out of his frame
    static_assert(std::is_nothrow_move_constructible_v<T>, "channel: moves of T may not throw");
    look_again();
  }
  channel_ends(channel_ends&&) = delete;
  ~channel_ends() = default;

  // --- the operations: `hands` says whether control goes to whom the channel prefers -----------
  // What its base does not hold comes last: two words that lie together are written as one
  // vector, which takes longer.
  struct sender : queued<thread> {
    sender(channel_ends& at, T v)
        : queued<thread>(at.senders_, "send"), value(std::move(v)), c(at) {}
    void enqueue(thread& me) noexcept { queued<thread>::enqueue(me), c.buffer_.forbid_pops(); }
    char const* on() const noexcept final { return c.name_; }
    auto& guard() noexcept { return c.guard_; }
    bool is_ours() const noexcept { return c.world_.runs_here(); }
    T value;
    channel_ends& c;
  };
  struct receiver : queued<thread> {
    receiver(channel_ends& at, char const* does) : queued<thread>(at.receivers_, does), c(at) {}
    receiver(receiver&& r) : queued<thread>(r), c(r.c) {  // (defaulted, g++ 12 fears for it)
      if (r.place) place.emplace(*std::move(r.place));
    }
    void enqueue(thread& me) noexcept { queued<thread>::enqueue(me), c.buffer_.forbid_pushes(); }
    char const* on() const noexcept final { return c.name_; }
    auto& guard() noexcept { return c.guard_; }
    bool is_ours() const noexcept { return c.world_.runs_here(); }
    std::optional<T> place;
    channel_ends& c;
  };

  template <bool hands> struct may_send : sender {
    using sender::sender;
    [[gnu::always_inline]] bool ready() {
      channel_ends& at = this->c;
      auto* const t = at.receivers_.pop();
      if (t == nullptr) return !at.plain_ && at.store(this->value);
      give(*t, this->value, t->who);
      if (!at.plain_) at.has_given();
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
  // What it has not sent goes back to whose it was, also when an exception has called it off. What
  // must be converted is not borrowed but copied, if it can be.
  template <class U, bool hands = true> struct offering final : may_send<hands> {
    static constexpr bool borrows = std::same_as<U, T> && World::style != dialect::cps;
    static constexpr bool copies =
        !borrows && std::convertible_to<std::remove_cvref_t<U> const&, T>;
    static_assert(std::convertible_to<U&&, T>, "try_send: it must convert to what is sent");
    using sent = std::conditional_t<copies, std::remove_cvref_t<U> const&, U&&>;
    offering(channel_ends& on_it, std::remove_reference_t<U>& v)
        : may_send<hands>(on_it, static_cast<T>(static_cast<sent>(v))),
          lender(borrows ? &v : nullptr) {}
    offering(offering&& o) noexcept
        : may_send<hands>(std::move(o)), lender(std::exchange(o.lender, nullptr)) {}
    ~offering() { give_back(); }
    bool result(bool in_time) {
      if (in_time) lender = nullptr;
      give_back();
      return in_time;
    }
    void give_back() {
      if constexpr (borrows) {
        if (auto* const whose = std::exchange(lender, nullptr)) {
          if constexpr (std::is_move_assignable_v<T>) {
            *whose = std::move(this->value);
          } else {
            std::construct_at((std::destroy_at(whose), whose), std::move(this->value));
          }
        }
      }
    }
    std::remove_reference_t<U>* lender;
  };
  struct throwing final : queued<thread> {
    throwing(channel_ends& at, std::exception_ptr e)
        : queued<thread>(at.senders_, throws_verb), thrown(std::move(e)), c(at) {}
    char const* on() const noexcept final { return c.name_; }
    auto& guard() noexcept { return c.guard_; }
    bool is_ours() const noexcept { return c.world_.runs_here(); }
    bool ready() {
      this->c.throw_if_closed();
      this->c.tell(true, this->c.receivers_.empty());
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
    bool call_off(bool) noexcept final {
      this->withdraw();
      if (this->is_orphan()) return true;  // behind it some may have waited though there is room
      if (auto* const more = c.store_what_waits()) c.world_.wake(*more);
      return true;
    }
    void result(bool) const noexcept {}
    std::exception_ptr thrown;
    channel_ends& c;
  };

  enum class at_end { throws, throws_late, nothing };  // throws_late: and there is a deadline
  template <at_end end, bool hands> struct receiving final : receiver {
    explicit receiving(channel_ends& on_it)
        : receiver(on_it, end == at_end::nothing ? next_verb : "receive") {}
    [[gnu::always_inline]] bool ready() {
      channel_ends& at = this->c;
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
  // A receiver who waited has the value.
  [[gnu::always_inline]] void has_given() {
    tell(true, false);
    if (receivers_.empty()) allow_pushes();  // the next are short
  }
  // Nobody waits to receive: leaves the value in the buffer, if that has room.
  [[gnu::always_inline]] bool store(T& value) {
    if (closed_) [[unlikely]]
      throw_if_closed();
    bool const waits = buffer_.full() || !senders_.empty();
    tell(true, waits);
    if (waits) return false;
    buffer_.push(std::move(value));
    allow_pushes();
    return true;
  }
  // Whether that could be done at once; the end counts as such, and leaves `place` empty. (Out of
  // line goes a place of its own: if it were that of the operation, this would have to lie in
  // memory from its beginning, and a message would be a fifth slower.)
  template <at_end end, bool hands> [[gnu::always_inline]] bool take(std::optional<T>& place) {
    bool const waits = buffer_.empty() && senders_.empty() && !closed_;
    tell(false, waits);
    if (waits) return false;
    if (!buffer_.empty()) {
      place.emplace(buffer_.pop());
      if (!senders_.empty()) return let_in(hands);
      allow_pops();
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
  // There is room in the buffer again. Returns whether the receiver goes on.
  [[gnu::noinline]] bool let_in(bool hands) {
    auto* const first = store_what_waits();
    if (senders_.empty()) allow_pops();  // the next are short
    return first == nullptr || let_go_on(*first, hands);
  }
  // A sender need not wait longer.
  bool let_go_on(place_in_queue& t, bool hands) {
    if (hands && prefers_ == prefers::sender) return hands_over(t);
    world_.wake(t);
    return true;
  }
  // The buffer is empty.
  [[gnu::noinline]] void take_and_wake(std::optional<T>& place, bool& done, bool hands) {
    auto* const t = take_next(place);
    done = t != nullptr ? let_go_on(*t, hands) : closed_;
  }
  // Takes the next value if there is one, or throws the next exception; then stores what waited for
  // room. Returns the first sender who need not wait longer; others have been woken.
  place_in_queue* take_next(std::optional<T>& place) {
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
  [[gnu::always_inline]] place_in_queue* store_what_waits() {
    while (lets_in()) {
      auto* const t = senders_.pop();
      if (t == nullptr) break;
      buffer_.push(std::move(static_cast<sender*>(t)->value));
      if (!lets_in()) return t;
      world_.wake(*t);  // before the next: of a select, that takes out its others
    }
    return nullptr;
  }
  [[gnu::always_inline]] bool lets_in() const noexcept {
    return !senders_.empty() && !buffer_.full() && !throws(*senders_.first());
  }
  void look_again() noexcept {
    buffer_.forbid_pushes(), buffer_.forbid_pops();
    plain_ = buffer_.capacity() == 0 && !closed_ && prefers_ == prefers::neither &&
             !somebody_throws_ && !observer_;
  }
  // Whether somebody observes is asked only where it is not plain: of the short ways there are
  // none then.
  [[gnu::always_inline]] void tell(bool sends, bool waits) {
    if (observer_) [[unlikely]]
      observer_({name_, World::running(), sends, waits});
  }
  [[gnu::always_inline]] void allow_pushes() noexcept {
    if (!observer_) buffer_.allow_pushes();
  }
  [[gnu::always_inline]] void allow_pops() noexcept {
    if (!observer_) buffer_.allow_pops();
  }

  static constexpr char const* no_more_sends = "send: the channel is closed";
  static constexpr char const* no_more_values = "receive: the channel is closed, and empty";
  static constexpr char next_verb[] = "next";  // who says so takes the end; others throw it
  static constexpr char throws_verb[] = "send_exception";

  World& world_;
  [[no_unique_address]] mutable typename World::guard guard_;  // of all that follows
  wait_queue<thread> senders_, receivers_;
  // nothing but meetings: no buffer, not closed, nobody preferred, throwing or observing
  bool plain_ = true;
  bool closed_ = false;
  bool somebody_throws_ = false;  // there may be a `throwing` among the senders
  prefers prefers_ = prefers::neither;
  bounded_queue<T> buffer_;
  char const* name_;
  std::function<void(channel_step const&)> observer_;
};

}  // namespace kont
