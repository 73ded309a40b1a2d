#!/bin/sh
# tests/servers/http_load.sh -- http_load.sh SERVER: wrk, and no request goes wrong.
set -eu
# shellcheck source=tests/servers/server.sh
. "$(dirname "$0")/server.sh"
need wrk
tree
start "$1" --root "$scratch/root"
timeout 60 wrk -t1 -c100 -d2s --timeout 10s "http://127.0.0.1:$port/a.txt" >"$scratch/wrk"
cat "$scratch/wrk"
grep -q 'requests in' "$scratch/wrk" || fail 'no result'
if grep -q -E 'Socket errors|Non-2xx' "$scratch/wrk"; then fail 'some went wrong'; fi
stop
