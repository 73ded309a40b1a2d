#!/bin/sh
# tests/servers/http_files.sh -- http_files.sh SERVER: curl gets files, and nothing else.
set -eu
# shellcheck source=tests/servers/server.sh
. "$(dirname "$0")/server.sh"
need curl
tree
start "$1" --root "$scratch/root"
url=http://127.0.0.1:$port

expect() { # STATUS BODY ARGUMENTS...
  status=$1
  body=$2
  shift 2
  said=$(curl -s --noproxy '*' --max-time 20 --path-as-is -w '%{http_code}' "$@") ||
    fail "$*: curl says $?"
  [ "$said" = "$body$status" ] || fail "$*: $said"
}
nl='
'
expect 200 "hello$nl" "$url/a.txt"
expect 200 "index$nl" "$url/"
expect 200 "hello$nl" "$url/inside"
expect 200 "hello$nl" "$url/%61.txt?query"
expect 206 ell -r 1-3 "$url/a.txt"
expect 206 "o$nl" -r -2 "$url/a.txt"
expect 416 '' -r 6- "$url/a.txt"
expect 200 "hello$nl" -r 1-3 -H 'If-Range: "some"' "$url/a.txt"
expect 200 "hello$nl" --request-target 'http://any.host/a.txt' "$url/"
expect 400 "Bad Request$nl" -H 'Host:' "$url/a.txt"
expect 200 "hello$nl" --http1.0 -H 'Host:' "$url/a.txt"
expect 404 "Not Found$nl" "$url/none"
expect 404 "Not Found$nl" "$url/sub"
expect 403 "Forbidden$nl" "$url/out"
expect 403 "Forbidden$nl" "$url/pipe"
expect 403 "Forbidden$nl" "$url/../secret"
expect 403 "Forbidden$nl" "$url/%2e%2e/secret"
expect 403 "Forbidden$nl" "$url//etc/passwd"
expect 400 "Bad Request$nl" "$url/%zz"
expect 400 "Bad Request$nl" "$url/%00"
expect 405 "Method Not Allowed$nl" -X DELETE "$url/a.txt"
expect 400 "Bad Request$nl" -H "X: $(printf '%020000d' 0)" "$url/a.txt"
for range in '' -r1-3; do
  curl -s --noproxy '*' --max-time 20 -I ${range:+"$range"} "$url/a.txt" |
    grep -q 'Content-Length: 6' || fail "HEAD $range"
done

# one connection for two, and many at once
connects=$(curl -s --noproxy '*' --max-time 20 -o /dev/null -o /dev/null -w '%{num_connects} ' \
  "$url/a.txt" "$url/big")
[ "$connects" = '1 0 ' ] || fail "keep-alive: $connects"
curl -s --noproxy '*' --max-time 60 --parallel \
  "$url/big" -o "$scratch/1" "$url/big" -o "$scratch/2" 2>/dev/null  # its progress bar
cmp "$scratch/1" "$scratch/root/big"
cmp "$scratch/2" "$scratch/root/big"
stop
