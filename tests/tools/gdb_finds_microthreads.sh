#!/bin/bash
# tests/tools/gdb_finds_microthreads.sh -- gdb sees who waits, where, and who resumed whom: in a
# live process and in its core file.
# usage: gdb_finds_microthreads.sh GDB KONT.PY TARGET
set -eu
# shellcheck source=tests/tools/gdb_looks.sh
. "$(dirname "$0")/gdb_looks.sh"

asked=(-ex 'echo == ls\n' -ex 'kont ls' -ex 'echo == bt\n' -ex 'kont bt'
  -ex 'echo == reader\n' -ex 'kont bt 1' -ex 'echo == sleeper\n' -ex 'kont bt 2'
  -ex 'echo == frame\n' -ex 'kont frame 1' -ex 'kont frame'
  -ex 'echo == wrong\n' -ex 'kont bt 3' -ex 'kont bt 99' -ex 'kont bt no_such_name'
  -ex 'kont bt 1+1')

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

look_live
look_at_core
