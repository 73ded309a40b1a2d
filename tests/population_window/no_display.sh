#!/bin/sh
# tests/population_window/no_display.sh -- no_display.sh KONT: without a display, one clear line.
set -u

kont=$1
failed=0

refuses() { # WHAT REGEX SAID CODE
  if [ "$4" -ne 2 ]; then
    echo "$1: exit code $4, not 2: $3"
    failed=1
  elif [ "$(printf '%s\n' "$3" | wc -l)" -ne 1 ] || ! printf '%s\n' "$3" | grep -q -e "$2"; then
    echo "$1: not one line about '$2': $3"
    failed=1
  fi
}

unset DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORM
said=$("$kont" population --gui --people 10 2>&1)
refuses 'no display' '--gui.*DISPLAY' "$said" $?
said=$(DISPLAY=:65000 "$kont" population --gui --people 10 2>&1)
refuses 'a display that is not there' '--gui.*DISPLAY' "$said" $?
said=$("$kont" population --gui --strategy stack 2>&1)
refuses 'another strategy' 'live on frame' "$said" $?
said=$("$kont" population --gui --people 0 2>&1)
refuses 'nobody' '--people is from 1' "$said" $?
exit "$failed"
