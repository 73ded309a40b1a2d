#!/bin/sh
# tests/tools/installed_library.sh -- installed_library.sh MESON BUILD CXX: what is installed is
# found by pkg-config, and a program compiled with what that says runs.
set -eu
meson=$1
build=$2
cxx=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$meson" install -C "$build" --no-rebuild --tags devel --destdir "$scratch/root" >"$scratch/log" ||
  { cat "$scratch/log"; exit 1; }
found=$(find "$scratch/root" -name kont.pc)
prefix=$(sed -n 's/^prefix=//p' "$found")
about() { # OPTIONS...: what pkg-config says, of where it is now
  PKG_CONFIG_PATH=$(dirname "$found") pkg-config "--define-variable=prefix=$scratch/root$prefix" \
    "$@" kont
}

cat >"$scratch/program.cpp" <<'END'
#include <cstdio>
#include "continuations/strategies/context.hpp"
#include "generators/generator.hpp"
template <class S> int sum() {
  int all = 0;
  for (int i : kont::generator<int, S>([](auto& yield) { yield(1), yield(2); })) all += i;
  return all;
}
int main() { std::printf("%d\n", sum<kont::stack>() + sum<kont::context>()); }
END
# shellcheck disable=SC2046 # to be split
"$cxx" -std=c++20 "$scratch/program.cpp" $(about --cflags --libs) -o "$scratch/program"
said=$("$scratch/program")
[ "$said" = 6 ] || { echo "it says $said, not 6"; exit 1; }
