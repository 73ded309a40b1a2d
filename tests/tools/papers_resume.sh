#!/bin/sh
# tests/tools/papers_resume.sh -- papers_resume.sh KONT PAPERS: `papers all`, interrupted, goes on.
set -u
kont=$1
papers=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

fail() {
  echo "$*"
  failures=$((failures + 1))
}

all() { # FLAGS...: its exit code
  "$kont" papers all --papers "$scratch/papers" --out "$scratch/out" "$@" >"$scratch/said" 2>&1
}

# The first table is exact and short. The second one's program, asked for the first time, sends
# SIGINT to who asks.
mkdir -p "$scratch/papers/slow/programs"
cp -R "$papers/silberschatz_scheduling" "$scratch/papers/exact"
cat >"$scratch/papers/slow/programs/program.sh" <<'END'
if [ ! -e "$0.was_here" ]; then
  : >"$0.was_here"
  kill -INT $PPID
fi
while read -r rung ops; do echo $((ops * (ops - 1) / 2)) $((ops * 10)); done
END
printf '# nowhere\na,b\n1,2\n' >"$scratch/papers/slow/published.csv"
cat >"$scratch/papers/slow/paper.json" <<'END'
{"title": "Slow", "citation": "None", "year": 2000, "machine": "none", "about": ["Slow."],
 "programs": [{"system": "shell", "run": ["sh", "{here}/program.sh"]}],
 "series": [{"name": "shell", "theirs": "a loop", "ours": "shell"}],
 "claims": [{"kind": "ratio", "says": "A yield is a message", "within": [0.5, 2],
             "of": "^microthread", "to": "^channel"}]}
END

all --quick
status=$?
[ "$status" -eq 130 ] || fail "ended with $status, not by SIGINT: $(cat "$scratch/said")"
[ -e "$scratch/out/slow/result.json" ] && fail 'the second was done: nothing was interrupted'
grep -q -x -e exact "$scratch/out/unfinished.txt" || fail 'it is not written down that one was done'
echo >>"$scratch/out/exact/result.json" # a mark: a result measured again has none
before=$(cksum "$scratch/out/exact/result.json")

all --quick || fail "could not go on: $(cat "$scratch/said")"
[ "$(cksum "$scratch/out/exact/result.json")" = "$before" ] || fail 'what was done is done again'
grep -q -e '^exact .*11 hold' "$scratch/said" || fail 'what was done is not summed up'
grep -q -e '^slow .*1 holds' "$scratch/said" || fail "the other one: $(cat "$scratch/said")"
grep -q -e "href='slow/" "$scratch/out/index.html" || fail 'the index lacks one'
[ -e "$scratch/out/unfinished.txt" ] && fail 'it is finished, and does not know'
[ "$failures" -eq 0 ]
