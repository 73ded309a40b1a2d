# tests/structure/listed.sh -- Meson knows every source, and every public header compiles alone.
#
# Meson has no wildcards: a file nobody lists is compiled by nobody. (Lessons are listed by their
# folders: lessons.sh.) The build itself compiles each
# listed header alone (tests/structure/meson.build); here only seeded ones are.
# shellcheck shell=sh disable=SC2016,SC2034 # awk has dollars; run.sh reads $faults

alone=''

lists() { # FILE: the meson.build files that may name it: in its folder and above
  folder=$(dirname "$1")
  while [ "$folder" != . ]; do
    if [ -f "$folder/meson.build" ]; then echo "$folder"; fi
    folder=$(dirname "$folder")
  done
}

is_listed() { # FILE: named from the folder of the list, with its ending or (examples) without
  lists "$1" | while read -r folder; do
    name=${1#"$folder"/}
    grep -q -F -e "'$name'" -e "'${name%.*}'" "$folder/meson.build" && echo yes
  done | grep -q yes
}

violations() {
  {
    find lib continuations generators coroutines -name '*.hpp'
    find lib lab papers examples tools tests \( -path examples/lessons -o -path lab/own \) -prune \
      -o -name '*.cpp' -print  # Meson finds lab/own's, and lessons by their folders
  } | while read -r file; do
    is_listed "$file" || echo "$file: no meson.build lists it"
  done
  for header in $alone; do
    ${CXX:-c++} -std=c++20 -I . -fsyntax-only -x c++ "$header" 2>/dev/null ||
      echo "$header: does not compile alone"
  done
}

faults='unlisted_header unlisted_test unlisted_example needs_another'

unlisted_header() { echo >lib/seeded.hpp; }
unlisted_test() { echo >tests/unit/seeded.cpp; }
unlisted_example() { echo >examples/seeded.cpp; }
needs_another() { # violations() reads alone
  sed '/#include </d' continuations/continuation.hpp >lib/rule.hpp && alone=lib/rule.hpp
}
