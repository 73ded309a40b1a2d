# tests/tools/gdb_looks.sh -- how the tests of the commands for gdb look at a target, live and in a
# core file. Sourced, with the arguments GDB KONT.PY TARGET; who does so says in `asked` what gdb is
# asked, and in check() what it is to answer, then calls look_live and look_at_core.
# shellcheck shell=bash

gdb=$1 commands=$2 target=$(realpath "$3")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

fail() {
  echo "$1" >&2
  cat "$dir/$when" >&2
  exit 1
}

asked=()
run_gdb() { # ARGUMENTS...: what the commands print
  "$gdb" -q -batch -nx -iex 'set debuginfod enabled off' -ex "source $commands" "$@" \
    "${asked[@]}" -ex 'echo == end\n' 2>&1
}

section() { # NAME: what stands below its heading
  awk -v heading="== $1" '/^== /{on = ($0 == heading); next} on' "$dir/$when"
}

in_order() { # NAME PATTERN...: lines of the section match them, one after the other
  name=$1
  shift
  section "$name" | awk 'BEGIN { for (i = 1; i < ARGC; i++) want[i] = ARGV[i]; n = ARGC; ARGC = 1
    next_one = 1 } next_one < n && $0 ~ want[next_one] { next_one++ }
    END { if (next_one < n) { print "missing: " want[next_one]; exit 1 } }' "$@" ||
    fail "$when: $name"
}

last_is() { # NAME PATTERN
  section "$1" | tail -n 1 | grep -q "$2" || fail "$when: $1 does not end with $2"
}

look_live() {
  when=live
  run_gdb -ex run "$target" >"$dir/live"
  if grep -q 'ptrace: Operation not permitted' "$dir/live"; then
    echo 'a debugger may not attach here: ptrace is not permitted'
    exit 77
  fi
  check
}

# The system's own core file: gdb's gcore leaves out a mebibyte wherever there is a guard.
look_at_core() {
  when=core
  mkdir "$dir/cores"
  (cd "$dir/cores" && ulimit -c unlimited && "$target") >/dev/null 2>&1 || true
  core=$(find "$dir/cores" -type f)
  if [ -z "$core" ]; then
    echo "live process: good; no core file here: $(cat /proc/sys/kernel/core_pattern)"
    exit 77
  fi
  run_gdb "$target" "$core" >"$dir/core"
  check
}
