#!/bin/sh
# tests/tools/installed_library.sh -- installed_library.sh MESON BUILD CXX CMAKE: what is installed
# is found by pkg-config and by CMake, and a program built with what they say runs.
set -eu
meson=$1
build=$2
cxx=$3
cmake=$4 # or nothing: then that is not asked
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
must_say_6() { # PROGRAM
  said=$("$1")
  [ "$said" = 6 ] || { echo "$1 says $said, not 6"; exit 1; }
}
must_say_6 "$scratch/program"

[ -n "$cmake" ] || exit 0
cat >"$scratch/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.18)
project(user CXX)
find_package(kont ${ASKED} CONFIG REQUIRED)
add_executable(program program.cpp)
target_link_libraries(program kont::kont)
END
by_cmake() { # BUILD-DIRECTORY VERSION
  "$cmake" -S "$scratch" -B "$scratch/$1" "-DCMAKE_CXX_COMPILER=$cxx" "-DASKED=$2" \
    "-DCMAKE_PREFIX_PATH=$scratch/root$prefix" && "$cmake" --build "$scratch/$1"
}
by_cmake this 0.1 >"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
must_say_6 "$scratch/this/program"
if by_cmake later 0.2 >/dev/null 2>&1; then
  echo 'what is found would do for a later version, too'
  exit 1
fi
