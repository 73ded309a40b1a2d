#!/bin/sh
# tests/examples/replays.sh -- replays.sh PROGRAM EXPECTED: it finds a failure and prints just that;
# the command that it prints fails in the same way.
set -eu
expected=$(cat "$2")
cd "$(dirname "$1")"
program=./$(basename "$1")
status=0
printed=$("$program") || status=$?
if [ "$printed" != "$expected" ] || [ "$status" -ne 1 ]; then
  printf 'exit code %s, not 1, or it prints something else:\n%s\n' "$status" "$printed"
  exit 1
fi
command=$(printf '%s\n' "$printed" | sed -n 's/^replay it: //p')
status=0
again=$($command) || status=$?
story=$(printf '%s\n' "$printed" | sed '/^  /!d')
if [ "$again" != "$story" ] || [ "$status" -ne 1 ]; then
  printf '%s: exit code %s, not 1, or another story:\n%s\n' "$command" "$status" "$again"
  exit 1
fi
# what cannot be replayed, or read, is said in one line
for wrong in '--replay 3x99' '--replay 1,,2' '--seeds many' '--policy none'; do
  status=0
  # shellcheck disable=SC2086 # two words
  said=$("$program" $wrong 2>&1) || status=$?
  if [ "$status" -ne 2 ] || [ "$(printf '%s\n' "$said" | wc -l)" -ne 1 ] ||
    [ "${said#kont: }" = "$said" ]; then
    printf "%s: exit code %s, not 2, or not one line of kont's: %s\n" "$wrong" "$status" "$said"
    exit 1
  fi
done
