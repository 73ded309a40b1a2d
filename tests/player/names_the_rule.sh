#!/bin/sh
# tests/player/names_the_rule.sh -- names_the_rule.sh KONT PROGRAM: what is not recorded is said,
# and by which rule.
set -u
kont=$1
program=$2
failures=0

says() { # CODE WORDS ARGUMENTS...
  code=$1
  words=$2
  shift 2
  status=0
  said=$("$kont" trace --text /dev/null "$program" "$@" 2>&1) || status=$?
  if [ "$status" -ne "$code" ] || [ "$(printf '%s\n' "$said" | wc -l)" -ne 1 ] ||
    ! printf '%s\n' "$said" | grep -q -F -e "$words"; then
    printf 'trace %s: exit code %s, or not one line with "%s": %s\n' "$*" "$status" "$words" "$said"
    failures=$((failures + 1))
  fi
}

says 2 'recorded nothing: a recording is of one thread, and others had'
says 0 'a recording is of one thread, and others had' too
[ "$failures" -eq 0 ]
