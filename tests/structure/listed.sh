# tests/structure/listed.sh -- Meson knows every source and every test, and every public header
# compiles alone.
#
# Meson has no wildcards: a file nobody lists is compiled by nobody. (Lessons are listed by their
# folders: lessons.sh.) The build itself compiles each
# listed header alone (tests/structure/meson.build); here only seeded ones are.
# shellcheck shell=sh disable=SC2016,SC2034 # awk has dollars; run.sh reads $faults

alone=''

names() { # what is in quotes in a meson.build: with its folder, and marked by a quote
  find lib lab continuations generators coroutines papers examples tools tests -name meson.build \
    -exec awk -F "'" '
      { sub(/#.*/, ""); folder = FILENAME; sub(/[^\/]*$/, "", folder) }
      { for (i = 2; i <= NF; i += 2) print FS folder $i }' {} +
}

sources() {
  find lib continuations generators coroutines -name '*.hpp'
  find lib lab papers examples tools tests \( -path examples/lessons -o -path lab/own \) -prune \
    -o -name '*.cpp' -print # Meson finds lab/own's, and lessons by their folders
}

unknown_cases() { # Meson runs the suite, or the one test, that is named for a file, and no more
  (cd tests && find concurrent conformance control lab papers population population_window unit \
    -name '*.cpp') | sed 's,^,tests/,' | xargs awk '
      FNR == 1 { suite = ""; stem = FILENAME; gsub(/^.*\/|\.cpp$/, "", stem) }
      /^BOOST_AUTO_TEST_SUITE\(/ { suite = $0; gsub(/^.*\(|\).*$/, "", suite) }
      /^BOOST_AUTO_TEST_SUITE_END/ { suite = "" }
      /^BOOST_.*TEST_CASE/ && suite != stem && !index($0, "(" stem ")") {
        print FILENAME ":" FNR ": a test outside the suite " stem " is run by nobody"
      }'
}

violations() {
  unknown_cases
  { # named with its ending or (examples) without
    names
    sources
  } | awk '
    /^\047/ { named[substr($0, 2)]; next }
    { stem = $0; sub(/\.[^.\/]*$/, "", stem) }
    !($0 in named) && !(stem in named) { print $0 ": no meson.build lists it" }'
  for header in $alone; do
    ${CXX:-c++} -std=c++20 -I . -fsyntax-only -x c++ "$header" 2>/dev/null ||
      echo "$header: does not compile alone"
  done
}

faults='unlisted_header unlisted_test unlisted_example unknown_case needs_another'

unlisted_header() { echo >lib/seeded.hpp; }
unlisted_test() { echo >tests/unit/seeded.cpp; }
unknown_case() { echo 'BOOST_AUTO_TEST_CASE(seeded) {}' >>tests/unit/trace_export.cpp; }
unlisted_example() { echo >examples/seeded.cpp; }
needs_another() { # violations() reads alone
  sed '/#include </d' continuations/continuation.hpp >lib/rule.hpp && alone=lib/rule.hpp
}
