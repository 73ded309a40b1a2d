#!/bin/sh
# tests/lessons/is_judged.sh -- is_judged.sh PROGRAM solution|exercise: it passes its checks, or
# fails them and says in words what differs.
set -u
status=0
said=$("$1") || status=$?
last=$(printf '%s\n' "$said" | tail -n 1)
case $2/$status/$last in
solution/0/all\ [1-9]*\ checks\ hold) exit 0 ;;
exercise/1/*)
  if printf '%s\n' "$said" | grep -q '^not yet: .* ' &&
    printf '%s\n' "$said" | grep -q '^  wanted: '; then exit 0; fi
  ;;
esac
printf 'the %s ended with exit code %s:\n%s\n' "$2" "$status" "$said"
exit 1
