#!/bin/sh
# tests/tools/bad_input.sh -- bad_input.sh KONT [population]: bad input is one line and exit code 2.
set -u
kont=$(readlink -f -- "$1")
with=${2:-}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

fail() {
  echo "kont $*"
  failures=$((failures + 1))
}

refuses() { # HINT ARGUMENTS...: one line, in which the hint is, on standard error only; exit code 2
  hint=$1
  shift
  status=0
  "$kont" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null || status=$?
  if [ "$status" -ne 2 ]; then fail "$*: exit code $status, not 2"; fi
  if [ -s "$scratch/out" ]; then fail "$*: bad input, and yet it printed"; fi
  if [ "$(wc -l <"$scratch/err")" -ne 1 ]; then fail "$*: not one line: $(cat "$scratch/err")"; fi
  grep -q -F -e "$hint" "$scratch/err" || fail "$*: says not '$hint': $(cat "$scratch/err")"
}

helps() { # ARGUMENTS...: help with examples, exit code 0
  "$kont" "$@" >"$scratch/out" 2>&1 </dev/null || fail "$*: exit code $?"
  grep -q -i -e 'example' "$scratch/out" || fail "$*: shows no example"
}

quick='ladder --quick --only ^call/'
refuses 'ladder, effects, lab, '
refuses "'nonsense'; allowed are: ladder, effects, lab, " nonsense
refuses '--only' ladder --nonsense
refuses 'is no program' trace nonsense
refuses 'recorded nothing' trace /bin/true
refuses 'there is no folder' trace --text "$scratch/new/x" /bin/true
refuses 'PROGRAM' trace
refuses 'frame, copy' sleepers --n 1 --strategy nonsense
refuses 'from 1 to' sleepers --n 0
refuses "--n: a number is wanted, not '1ms'" sleepers --n 1ms
refuses '--json: an empty value' effects --json= --quick
refuses '--only: an empty value' ladder --only= --list
refuses '--html' trace --html
refuses '--rounds is from 1 to 1000' cores --rounds 0
refuses 'no row of trees; their keys are tree.' cores --only 'nothing is called so'
refuses '--rounds is from 1 to 1000' cores --rounds 99999999999
refuses 'regular expression' cores --only '('
refuses '--only' ladder stray
refuses 'seed' ladder --seed many
refuses 'seed' ladder --seed -1
refuses 'a seed is a number from 0 to' ladder --seed 18446744073709551616
refuses 'a seed is a number from 0 to' sleepers --seed -1
refuses '--text and --chrome are both' trace --text "$scratch/a" --chrome "$scratch/./a" /bin/true
refuses '--only: an empty value' ladder --only ''
refuses '--strategy: an empty value' ladder --strategy ''
refuses '--json: an empty value' ladder --json ''
refuses 'regular expression' ladder --only '('
refuses 'matches no row' ladder --only 'nothing is called so'
refuses 'stack' ladder --strategy nonsense
# shellcheck disable=SC2086 # to be split
{
  refuses "$scratch/out/x.json" $quick --out "$scratch/reports" --json "$scratch/out/x.json"
  refuses 'there is no folder' $quick --out "$scratch/reports" --json "$scratch/new/x.json"
  refuses '/dev/null' $quick --out /dev/null/reports
  refuses 'a report and --json are both' $quick --out "$scratch" --json "$scratch/./ladder.csv"
}
refuses '--only' effects --nonsense
refuses '--only' effects stray
refuses 'regular expression' effects --only '('
refuses 'there is no folder' effects --quick --only '^iterator//' --json "$scratch/new/x.json"
refuses 'a report and --json are both' effects --quick --out "$scratch" --json "$scratch/effects.md"
refuses 'matches nothing' effects --only 'nothing is called so'
refuses '/dev/null' effects --quick --only '^iterator//' --out /dev/null/reports
refuses 'list, show, pages, reproduce, all, check' papers
refuses 'there are: ' papers reproduce nonsense
refuses 'no folder here has a paper.json' papers list --papers "$scratch"
mkdir "$scratch/papers" "$scratch/papers/none"
printf '# nowhere\na\n1\n' >"$scratch/papers/none/published.csv"
cat >"$scratch/papers/none/paper.json" <<'END'
{"title": "None", "citation": "None", "year": 2000, "machine": "none", "about": ["None."],
 "rows": ["zzz"], "series": [{"name": "none", "theirs": "none", "ours": "zzz"}],
 "claims": [{"kind": "exact", "says": "none", "of": "zzz", "answer": "1"}]}
END
for asks in 'reproduce none' all; do
  # shellcheck disable=SC2086 # to be split
  refuses "none/paper.json: /rows/0: 'zzz' matches no row" papers $asks --quick \
    --papers "$scratch/papers" --out "$scratch/reports"
done
refuses '/dev/null' papers reproduce ostep_scheduling --out /dev/null/reports
refuses 'stray' strategies stray
if [ "$with" = population ]; then
  refuses '--people' population --nonsense
  refuses 'from 1 to' population --people 0
  refuses 'from 1 to' population --years -1
  refuses '--years is from 1 to' population --years 99999999999
  refuses 'closure, copy' population --strategy nonsense
  refuses 'stack with lifo' population --policy nonsense
  refuses 'strategy stack' population --workers 2
  for year in -1s 1 1.5s 0s s 61s 60001ms 99999999999s; do
    refuses '1s or 20ms' population --year "$year"
  done
  refuses '/dev/null' population --csv /dev/null/x.csv
  refuses 'there is no folder' population --csv "$scratch/new/x.csv"
  refuses 'my.json: No such file' population --parameters "$scratch/my.json"
  refuses 'cannot read the parameters /tmp: Is a dir' population --parameters /tmp
  refuses 'a seed is a number from 0 to' population --seed -1
  refuses '--csv is of one run' population --compare --csv "$scratch/x.csv"
  refuses 'it goes with --gui' population --apart
  "$kont" population --defaults >"$scratch/my.json"
  refuses '--parameters and --csv are both' population --people 10 --years 1 \
    --parameters "$scratch/my.json" --csv "$scratch/./my.json"
  "$kont" population --defaults | sed '/lifespan/s/[0-9]\+/-1/' >"$scratch/my.json"
  refuses 'my.json: lifespan is -1; it must' population --parameters "$scratch/my.json"
  helps population --help
fi
refuses 'list, run, compare' lab
refuses "no command is called 'lab nonsense'; allowed are: list, run, compare" lab nonsense
refuses '--workload' lab run --policy fifo
refuses '--workload' lab run --policy fifo --nonsense
printf '{"jobs": [{"length": 5, "count": 3}],\n"until": }' >"$scratch/bad.json"
printf '{"jobs": [{"length": 5, "count": 3}]}' >"$scratch/good.json"
refuses "$scratch/bad.json: line 2: " lab compare --workload "$scratch/bad.json"
refuses 'cannot read' lab run --policy fifo --workload "$scratch/none.json"
refuses "cannot read the workload $scratch: Is a dir" lab run --policy fifo --workload "$scratch"
cd "$scratch" || exit 1
refuses '--csv and --json are both' lab run --policy fifo --workload good.json --csv x --json ./x
cd - >/dev/null || exit 1
: >"$scratch/empty.json"
refuses 'empty.json: line 1: ' lab run --policy fifo --workload "$scratch/empty.json"
refuses 'they are ' lab run --policy nonsense --workload "$scratch/good.json"
refuses 'boost is given twice' lab run --policy mlfq:boost=1,boost=2 --workload "$scratch/good.json"
refuses 'replay:FILE is wanted' lab run --policy replay: --workload "$scratch/good.json"
"$kont" lab run --policy fifo --workload "$scratch/good.json" --events "$scratch/r.csv" >/dev/null
refuses 'replay takes the turns of one run' lab check "replay:$scratch/r.csv"
refuses 'r.csv has jobs with steps' lab workers --workload "$scratch/r.csv"
refuses '/dev/zero: it is larger than' lab run --policy fifo --workload /dev/zero
printf '{"draw": {"tasks": 3, "utilization": 0, "periods": [5]}}' >"$scratch/idle.json"
refuses '0.6 at least, for each of 3 tasks costs a tick of 5' \
  lab run --policy edf --workload "$scratch/idle.json"
refuses 'FIRST..LAST' lab compare --seeds 5..1 --workload "$scratch/good.json"
refuses 'simulated, real or both' lab compare --engine warp --workload "$scratch/good.json"
refuses '--tick is a number of microseconds' lab compare --tick 0 --workload "$scratch/good.json"
refuses 'convoy, hackbench, ' lab run --policy fifo --workload hackbenc
refuses "cannot write $scratch/new/x.html: there is no folder $scratch/new" \
  lab compare --workload "$scratch/good.json" --html "$scratch/new/x.html"
if [ -e "$scratch/new" ]; then fail 'a folder that was mistyped was made'; fi
refuses 'each has a file of its own' lab run --policy fifo --workload "$scratch/good.json" \
  --html "$scratch/x" --events "$scratch/../$(basename "$scratch")/x"
refuses 'each has a file of its own' lab run --policy fifo --workload "$scratch/good.json" \
  --events "$scratch/good.json"
refuses '/dev/null/x' lab compare --csv /dev/null/x --workload "$scratch/good.json"
refuses 'from 1000' lab bench --jobs 1
refuses 'they are ' lab check nonsense
refuses 'from 1 to 1000000' lab check fifo --workloads 0
refuses '/dev/null/x' lab check fifo --json /dev/null/x
refuses '--seed is a number' lab quiz --seed many
refuses "--kind is one of fifo, sjf, srtf, round_robin, priority, mlfq, stride, lottery, not 'x'" \
  lab quiz --kind x
refuses '--jobs is a number from 1 to 26' lab quiz --jobs 27
refuses '--jobs is a number from 1 to 26' lab quiz --jobs 0
helps --help
helps ladder --help
helps effects --help
helps lab --help
helps lab run --help
helps cores --help
helps sleepers --help
helps papers --help
helps strategies --help
helps trace --help

for command in 'ladder --list' strategies 'lab list'; do
  status=0
  # shellcheck disable=SC2086 # to be split
  "$kont" $command >/dev/full 2>"$scratch/err" || status=$?
  if [ "$status" -ne 2 ]; then fail "$command >/dev/full: exit code $status, not 2"; fi
  grep -q 'cannot write .*standard output' "$scratch/err" || fail "$command: $(cat "$scratch/err")"
done

[ "$failures" -eq 0 ]
