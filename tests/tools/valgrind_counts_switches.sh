#!/bin/sh
# tests/tools/valgrind_counts_switches.sh -- valgrind_counts_switches.sh KONT: `kont ladder
# --counts` finds that a switch and a yield take as many instructions as they should, and no more.
set -u
kont=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

fail() {
  echo "$*"
  failures=$((failures + 1))
}

# Their columns in ladder.csv: rung, strategy, system, variant, n, …; the 13th has the instructions.
count() { # RUNG VARIANT
  awk -F, -v rung="$1" -v variant="$2" \
    '$1 == rung && $2 == "stack" && $4 == variant { print $13 }' "$scratch/ladder.csv"
}

at_most() { # INSTRUCTIONS BOUND
  awk -v count="$1" -v bound="$2" 'BEGIN { exit !(count != "" && count + 0 <= bound) }'
}

# An operation is one switch and what its loop takes: g++ 12 makes 21.5 and 66 instructions of it,
# clang 19 22.5 and 68. With four more in the switch none of them keeps to its bound, and nor does
# the same behind a call: a bound that this one kept would show nothing.
check() { # RUNG BOUND
  inlined=$(count "$1" '') called=$(count "$1" outofline)
  echo "$1: $inlined instructions, $called behind a call, at most $2"
  at_most "$inlined" "$2" || fail "$1: '$inlined' instructions, more than $2, or not counted"
  if [ -z "$called" ] || at_most "$called" "$2"; then
    fail "$1, outofline: '$called' instructions, which the bound $2 should not let pass"
  fi
}

# Stripped, as Valgrind 3.19 gives up at what clang 19 tells of lines; the libraries it was built
# with are looked for from where it is.
mkdir "$scratch/tools"
strip -g -o "$scratch/tools/kont" "$kont"
ln -s "$(realpath "$(dirname "$kont")/../papers")" "$scratch/papers"
"$scratch/tools/kont" ladder --quick --counts --out "$scratch" \
  --only '^(switch|microthread[.]yield)/stack/kont/(outofline)?/[12]$' >"$scratch/said" 2>&1 || {
  cat "$scratch/said"
  fail "kont ladder --counts ends with $?"
}
check switch 24
check microthread.yield 69
[ "$failures" -eq 0 ]
