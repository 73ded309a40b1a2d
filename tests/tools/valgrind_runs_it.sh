#!/bin/sh
# tests/tools/valgrind_runs_it.sh -- valgrind_runs_it.sh VALGRIND EXPECTED PROGRAM...: each prints
# what it should (EXPECTED/NAME.txt) under memcheck, which finds nothing, and callgrind counts it.
set -u
valgrind=$1
expected=$2
shift 2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

fail() {
  echo "$*"
  cat "$scratch/said"
  failures=$((failures + 1))
}

for built; do
  name=$(basename "$built")
  program=$scratch/$name
  strip -g -o "$program" "$built" # Valgrind 3.19 gives up at what clang 19 tells of lines
  "$valgrind" -q --error-exitcode=9 "$program" >"$scratch/out" 2>"$scratch/said" ||
    fail "$name: memcheck ends it with $?"
  cmp -s "$scratch/out" "$expected/$name.txt" || fail "$name: not what it should print"
  "$valgrind" --tool=callgrind --callgrind-out-file=/dev/null "$program" >"$scratch/out" \
    2>"$scratch/said" || fail "$name: callgrind ends it with $?"
  grep -q 'Collected : [1-9]' "$scratch/said" || fail "$name: not counted"
done
[ "$failures" -eq 0 ]
