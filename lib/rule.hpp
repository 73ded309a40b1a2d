// lib/rule.hpp -- what happens when a rule of the library is broken: one line, then abort.
#pragma once

namespace kont {

/// Writes `kont: RULE` as one line to standard error and aborts. Async-signal-safe.
[[noreturn]] void broken(char const* rule) noexcept;

/// Aborts with the rule unless it `holds`. One fused test and branch, in every build.
[[gnu::always_inline]] inline void rule(bool holds, char const* text) noexcept {
  if (!holds) [[unlikely]]
    broken(text);
}

}  // namespace kont
