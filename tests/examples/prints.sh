#!/bin/sh
# tests/examples/prints.sh -- prints.sh PROGRAM EXPECTED: it succeeds, and prints just that.
set -eu
printed=$(mktemp)
trap 'rm -f "$printed"' EXIT
"$1" >"$printed"
diff -u "$2" "$printed"
