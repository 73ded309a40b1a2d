#!/bin/sh
# tests/player/crew.sh -- crew.sh KONT PROGRAM: what two workers do is recorded in an order that can
# have been: nobody runs on both, or goes on before it has waited, and all come to their end.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for run in 1 2 3 4 5 6 7 8 9 10; do
  "$1" trace --text "$scratch/text" "$2" crew 2
  awk -v run=$run '
    function no(why) { print "run " run ", step " $0 ": " why; wrong = 1 }
    function runs(who) { return who in on || !(who in seen) }  # a thread runs from the beginning
    $2 ~ /^(transfer|unwind|finish)$/ {
      if (!runs($3)) no($3 " does not run")
      if ($4 in on) no($4 " runs already")
      delete on[$3]
      on[$4] = seen[$3] = seen[$4] = 1
    }
    $2 == "start" { seen[$4] = 1; started++ }
    $2 == "finish" { ended++ }
    $2 == "gone" { delete on[$3]; threads++ }
    END {
      if (started != 6 || ended != 6) no(started " begun and " ended " ended, not 6")
      if (threads != 1 || !("thread_2" in seen)) no("the second thread has no part in it")
      exit wrong
    }' "$scratch/text"
done
