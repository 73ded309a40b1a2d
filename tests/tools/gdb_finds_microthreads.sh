#!/bin/bash
# tests/tools/gdb_finds_microthreads.sh -- gdb sees who waits, where, and who resumed whom: in a
# live process and in its core file.
# usage: gdb_finds_microthreads.sh GDB KONT.PY TARGET
set -eu

gdb=$1 commands=$2 target=$(realpath "$3")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

fail() {
  echo "$1" >&2
  cat "$dir/$when" >&2
  exit 1
}

look() { # ARGUMENTS...: what the commands print
  "$gdb" -q -batch -nx -iex 'set debuginfod enabled off' -ex "source $commands" "$@" \
    -ex 'echo == ls\n' -ex 'kont ls' -ex 'echo == bt\n' -ex 'kont bt' \
    -ex 'echo == reader\n' -ex 'kont bt 1' -ex 'echo == sleeper\n' -ex 'kont bt 2' \
    -ex 'echo == frame\n' -ex 'kont frame 1' -ex 'kont frame' \
    -ex 'echo == wrong\n' -ex 'kont bt 3' -ex 'kont bt 99' -ex 'kont bt no_such_name' \
    -ex 'kont bt 1+1' -ex 'echo == end\n' 2>&1
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

check() {
  in_order ls '^ +1  reader +receive$' '^ +2  sleeper +sleep$' '^ +3  looker +running$' \
    '^ +4  yielder +ready$'
  [ "$(section ls | wc -l)" -eq 5 ] || fail "$when: ls"
  in_order bt 'raise' 'kont::generator::direct_body' 'kont::stackful::enter' '^--- resumed by$' \
    'operator.* at .*gdb_target' 'kont::bodies::direct_body' 'kont::stackful::enter' \
    '^--- resumed by$' 'kont::scheduler::run' '  *main at '
  last_is bt '  *main at '
  in_order reader 'channel.*receive' 'wait_for' 'operator.* at .*gdb_target' 'kont::stackful::enter'
  last_is reader 'kont::stackful::enter'
  in_order sleeper 'sleep_for' 'kont::stackful::enter'
  last_is sleeper 'kont::stackful::enter'
  in_order frame 'kont::scheduler' '^#0 '
  in_order wrong '^microthread 3 runs: kont bt$' '^no microthread has the id 99: kont ls$' \
    '^No symbol "no_such_name"' '^not a microthread, generator, coroutine or continuation: int$'
}

when=live
look -ex run "$target" >"$dir/live"
if grep -q 'ptrace: Operation not permitted' "$dir/live"; then
  echo 'a debugger may not attach here: ptrace is not permitted'
  exit 77
fi
check

# The system's own core file: gdb's gcore leaves out a mebibyte wherever there is a guard.
when=core
mkdir "$dir/cores"
(cd "$dir/cores" && ulimit -c unlimited && "$target") >/dev/null 2>&1 || true
core=$(find "$dir/cores" -type f)
if [ -z "$core" ]; then
  echo "live process: good; no core file here: $(cat /proc/sys/kernel/core_pattern)"
  exit 77
fi
look "$target" "$core" >"$dir/core"
check
