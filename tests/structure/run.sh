#!/bin/sh
# tests/structure/run.sh -- run.sh CHECK TREE: no violations; and seeded faults are found.
#
# A CHECK defines violations(), which prints what is wrong with the tree it stands in, and $faults:
# functions that each break the tree. Every fault must be found in a copy of the tree, so that no
# check can pass because it looks at nothing.
set -u

check=$1
tree=$2
name=$(basename "$check" .sh)
# shellcheck source=/dev/null
. "$check"

cd "$tree" || exit 2
found=$(violations)
if [ -n "$found" ]; then
  printf '%s\n' "$found"
  exit 1
fi

scratch=$(mktemp -d "${TMPDIR:-/tmp}/kont structure.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
# shellcheck disable=SC2154 # $faults is the check's
for fault in $faults; do
  copy="$scratch/$fault"
  mkdir "$copy"
  tar --exclude='./build*' --exclude=./.git -cf - . | tar -C "$copy" -xf -
  found=$(cd "$copy" && "$fault" && violations)
  if [ -z "$found" ]; then
    echo "$name: the seeded fault '$fault' was not found"
    exit 1
  fi
  echo "$name: seeded fault '$fault' was found: $(printf '%s\n' "$found" | grep -m 1 .)"
  rm -rf "$copy"
done
