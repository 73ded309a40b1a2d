#!/bin/bash
# tests/tools/gdb_finds_a_crew.sh -- gdb sees the microthreads of a crew, whose workers go on: in a
# live process, in its core file, and not if it forgets that workers have records.
# usage: gdb_finds_a_crew.sh GDB KONT.PY TARGET
set -eu
# shellcheck source=tests/tools/gdb_looks.sh
. "$(dirname "$0")/gdb_looks.sh"

asked=(-ex 'echo == ls\n' -ex 'kont ls' -ex 'echo == bt\n' -ex 'kont bt'
  -ex 'echo == all\n' -ex 'thread apply all -q kont bt'
  -ex 'echo == reader\n' -ex 'kont bt 1' -ex 'echo == locker\n' -ex 'kont bt 2'
  -ex 'echo == joiner\n' -ex 'kont bt 1026' -ex 'echo == idler\n' -ex 'kont bt 1027'
  -ex 'echo == frame\n' -ex 'kont frame 1' -ex 'kont frame'
  -ex 'echo == wrong\n' -ex 'kont bt 3' -ex 'kont bt 4')

check() {
  in_order ls '^ +1  reader +receive, pinned to worker 1$' \
    '^ +2  locker +lock, pinned to worker 1$' '^ +4  looker +running on worker 1$' \
    '^ +6  spinner +running on worker 0$' '^ +1025  sleeper +sleep$' '^ +1026  joiner +join$' \
    '^ +1027  idler +ready on worker 0$' "^.2 of the crew's 2 workers are not known "
  [ "$(section ls | wc -l)" -eq 9 ] || fail "$when: ls"
  in_order bt 'raise' 'operator.* at .*gdb_crew_target' 'kont::stackful::enter' \
    '^--- resumed by$' 'kont::crew_worker::work'
  last_is bt 'clone'
  in_order all 'spin' 'kont::stackful::enter' '^--- resumed by$' 'kont::crew_worker::work' \
    'kont::crew::run' '  *main at '
  [ "$(section all | grep -c ' spin at ')" -eq 1 ] || fail "$when: spin() comes twice"
  in_order reader 'channel.*receive' 'wait_for' 'operator.* at .*gdb_crew_target'
  in_order locker 'mutex.*lock' 'operator.* at .*gdb_crew_target'
  in_order joiner 'microthread_handle.*join' 'operator.* at .*gdb_crew_target'
  in_order idler 'crew.*yield' 'operator.* at .*gdb_crew_target'
  for who in reader locker joiner idler; do last_is "$who" 'kont::stackful::enter'; done
  in_order frame 'kont::crew' '^#0 '
  in_order wrong '^no microthread has the id 3: kont ls$' \
    '^microthread 4 runs: thread apply all kont bt$'
}

look_live
cp -r "$(dirname "$commands")" "$dir/seeded"
sed -i 's/ + \[w\["home"\] for w in hosts(world)\]//' "$dir/seeded/kont_memory.py"
if (commands=$dir/seeded/kont.py && look_live) >"$dir/seeded/says" 2>&1; then
  fail 'who forgets the records of the workers passes'
fi
grep -q '^missing: .*1025  sleeper' "$dir/seeded/says" || fail "$(cat "$dir/seeded/says")"
look_at_core
