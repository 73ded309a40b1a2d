#!/bin/sh
# tests/player/off_costs_nothing.sh -- off_costs_nothing.sh ROOT COMPILER...: a program that is not
# traced has the very instructions it would have if no hook were written in the headers.
set -eu
cd "$1"
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

instructions() { # TREE NAME FLAGS...: of the two programs, as text
  tree=$1
  name=$2
  shift 2
  for program in switches stackless; do
    "$@" -std=c++20 -O2 -I"$tree" -c "$tree/tests/player/$program.cpp" -o "$scratch/$name.o"
    objdump -dr --no-show-raw-insn "$scratch/$name.o" | sed 1,3d
  done >"$scratch/$name"
}

# the same headers, without every statement that is there only where something is traced
bare=$scratch/bare
mkdir "$bare"
cp -R --parents lib continuations generators coroutines tests/player "$bare"
find "$bare" -name '*.hpp' -exec sed -i -E \
  -e '/^ *if constexpr \(trace(d|::on)\) .*;$/d' -e 's/traced_if_asked<P, thread>/P/' {} +
if grep -rE '^ *if constexpr \(trace' "$bare"; then
  echo 'a hook is not a statement in one line, so that this test does not find its end'
  exit 1
fi

instructions "$bare" without "$@"
instructions . off "$@"
instructions . on "$@" -DKONT_TRACE=1
if ! cmp -s "$scratch/without" "$scratch/off"; then
  diff "$scratch/without" "$scratch/off" | head -n 20
  echo 'not traced, and yet other instructions than without the hooks'
  exit 1
fi
if cmp -s "$scratch/off" "$scratch/on" || ! grep -q 'trace.*record' "$scratch/on"; then
  echo 'traced, and yet nothing is recorded: this test would find nothing'
  exit 1
fi
echo "$(grep -c '^ ' "$scratch/off") instructions, the same without the hooks"
