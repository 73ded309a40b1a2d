#!/bin/sh
# tests/player/steps.sh -- steps.sh KONT PROGRAM EXPECTED: its steps as text are those expected. The
# lines of the source are left out: compilers tell different ones of what spreads over several.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
"$1" trace --text "$scratch/text" --chrome "$scratch/json" "$2" >/dev/null
cut -d ' ' -f 1-5,7- "$scratch/text" | diff -u "$3" -
grep -q '"traceEvents"' "$scratch/json"
