#!/bin/sh
# tests/tools/cores_prints.sh -- cores_prints.sh KONT: both trees, whole, each by all who can.
set -u
said=$("$1" cores --rounds 1 --only '/(baseline|kont)/') || { # (Boost.Fiber's takes ten seconds)
  echo "kont cores: exit code $?"
  exit 1
}
failures=0
for row in 'skynet, a leaf of 1,000,000' 'fib(30), a fork'; do
  printf '%s\n' "$said" | grep -q -F -e "$row" || {
    echo "no table '$row'"
    failures=1
  }
done
number='[0-9]+\.[0-9]'
for row in 'baseline \(calls\)' stack 'stack \(crew of 1\)' 'stack \(crew of 2\)' copy; do
  n=$(printf '%s\n' "$said" | grep -c -E "^  $row +$number +$number+ +$number +$number+\$")
  if [ "$n" -ne 2 ]; then
    echo "the row $row stands in $n tables, not in 2"
    failures=1
  fi
done
verdict="skynet, a leaf: crew of 2 ÷ crew of 1 $number+, at most 0\.625: (holds|falls short)"
printf '%s\n' "$said" | grep -q -x -E "$verdict" || {
  echo "no verdict: $verdict"
  failures=1
}
if [ "$failures" -ne 0 ]; then printf '%s\n' "$said"; fi
exit "$failures"
