#!/bin/sh
# tests/lessons/learn_ends.sh -- learn_ends.sh LEARN: when it is ended in the middle of a check, the
# student's program ends too, and no folder is left.
set -u
learn=$1
KONT_MY=$(mktemp -d)
TMPDIR=$KONT_MY/tmp
export KONT_MY TMPDIR
trap 'rm -rf "$KONT_MY"' EXIT
mkdir "$TMPDIR"
failures=0
cat >"$KONT_MY/01_the_rest.cpp" <<'END'
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>
int main() {
  std::ofstream(std::string(std::getenv("KONT_MY")) + "/pid") << getpid() << std::endl;
  for (;;) pause();
}
#if 0
#include "examples/lessons/01_the_rest/checks.hpp"
#endif
END

eventually() { # COMMAND...: within twenty seconds it succeeds
  tries=0
  until "$@"; do
    tries=$((tries + 1))
    [ "$tries" -lt 200 ] || return 1
    sleep 0.1
  done
}
compiles() { [ -n "$(ls "$TMPDIR")" ]; }
is_clean() { [ -z "$(ls -A "$TMPDIR")" ]; }
runs() { [ -s "$KONT_MY/pid" ]; }
is_dead() { # or a zombie, which has no command line
  ! grep -q . "/proc/$(cat "$KONT_MY/pid")/cmdline" 2>/dev/null
}
fails() {
  echo "$*"
  failures=$((failures + 1))
}

ended_by() { # SIGNAL WHILE: while that holds
  "$learn" check 1 >/dev/null 2>&1 &
  eventually "$2" || fails "SIG$1: never comes so far as that it $2"
  kill -s "$1" $!
  wait $!
  eventually is_clean || fails "SIG$1 while it $2: $(find "$TMPDIR") is left"
}

for signal in TERM KILL; do
  ended_by $signal compiles
  ended_by $signal runs
  if ! eventually is_dead; then
    fails "SIG$signal: the student's program goes on"
    kill "$(cat "$KONT_MY/pid")"
  fi
  rm "$KONT_MY/pid"
done
[ "$failures" -eq 0 ]
