#!/bin/sh
# tests/population_window/under_xvfb.sh -- runs PROGRAM... on a display of its own.
#
# Where there is no Xvfb, Qt draws into memory instead, which is said; the tests are the same.
set -eu

unset WAYLAND_DISPLAY
if ! command -v Xvfb >/dev/null; then
  echo 'Xvfb is not installed: Qt draws into memory (QT_QPA_PLATFORM=offscreen)'
  QT_QPA_PLATFORM=offscreen exec "$@"
fi

scratch=$(mktemp -d "${TMPDIR:-/tmp}/kont xvfb.XXXXXX")
Xvfb -displayfd 3 -screen 0 1400x1000x24 -nolisten tcp 3>"$scratch/display" 2>"$scratch/said" &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" || true; rm -rf "$scratch"' EXIT

tries=0
until [ -s "$scratch/display" ]; do # it writes the number of its display as soon as it listens
  tries=$((tries + 1))
  if [ "$tries" -gt 300 ] || ! kill -0 "$server" 2>/dev/null; then
    cat "$scratch/said"
    echo 'Xvfb did not start'
    exit 1
  fi
  sleep 0.1
done
display=$(cat "$scratch/display")
DISPLAY=:$display QT_QPA_PLATFORM=xcb "$@"
