// coroutines/microthreads/values_of.hpp -- goes through what comes out of a channel, until its end.
#pragma once
#include <cstddef>
#include <iterator>
#include <optional>

namespace kont {

/// An input iterator over what `from.next()` returns, until that is empty. O(1) and one next() a
/// step, which may wait and throw. (Dialect direct.)
template <class Source> class values_of {
 public:
  using iterator_concept = std::input_iterator_tag;
  using value_type = typename Source::value_type;
  using difference_type = std::ptrdiff_t;
  explicit values_of(Source& from) : from_(&from), value_(from.next()) {}
  value_type& operator*() const noexcept { return *value_; }
  values_of& operator++() {
    value_ = from_->next();
    return *this;
  }
  void operator++(int) { ++*this; }
  bool operator==(std::default_sentinel_t) const noexcept { return !value_; }

 private:
  Source* from_;
  mutable std::optional<value_type> value_;
};

}  // namespace kont
