#!/bin/sh
# tests/lessons/learn_marks.sh -- learn_marks.sh LEARN LESSONS: a class is marked, as JSON.
set -eu
learn=$1
lessons=$2
class=$(mktemp -d)
trap 'rm -rf "$class"' EXIT
mkdir "$class/ann" "$class/bob" "$class/notes" "$class/zoe"
cp "$lessons/01_the_rest/solution.cpp" "$class/ann/01_the_rest.cpp"
cp "$lessons/02_cps_by_hand/exercise.cpp" "$class/ann/02_cps_by_hand.cpp"
sed 's/n > 0/n > 1/' "$lessons/01_the_rest/solution.cpp" >"$class/bob/01_the_rest.cpp"
cat >"$class/zoe/01_the_rest.cpp" <<'END'
#include <cstdio>
int main() {
  for (;;) std::puts("3");
}
#if 0
#include "examples/lessons/01_the_rest/checks.hpp"
#endif
END
# shellcheck disable=SC3045 # all the shells that are sh somewhere know it
marks=$(ulimit -v 8000000 && "$learn" mark "$class" --json | tr -d ' \n')
for part in '"name":"ann","passed":1' '"name":"bob","passed":0' \
  '"lesson":1,"name":"01_the_rest","says":"all' '"state":"untouched"' '"state":"missing"' \
  '"says":"notyet:onenumberisleft' '"name":"zoe","passed":0' 'printedmorethan16MiB'; do
  case $marks in
  *"$part"*) ;;
  *) printf 'no %s in %s\n' "$part" "$marks" && exit 1 ;;
  esac
done
KONT_MY=$class/ann "$learn" mark | grep -q "^ann: 1 of " # without a folder: one's own
