# tests/servers/server.sh -- sourced by the tests here: starts a server, and sees to its end.
# shellcheck shell=sh disable=SC2034 # who sources it reads $port

scratch=$(mktemp -d)
server=''
trap 'if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi; rm -rf "$scratch"' EXIT

fail() {
  echo "$*"
  exit 1
}

need() { # TOOL: or the test is skipped
  command -v "$1" >/dev/null || {
    echo "$1 is not installed"
    exit 77
  }
}

start() { # PROGRAM ARGUMENTS...: on a free port, which is then $port; ends by itself after a while
  : >"$scratch/said"
  timeout 100 "$@" --port 0 >"$scratch/said" 2>"$scratch/complained" &
  server=$!
  tries=0
  until port=$(sed -n 's/^listening on 127.0.0.1://p' "$scratch/said") && [ -n "$port" ]; do
    tries=$((tries + 1))
    [ "$tries" -lt 200 ] || fail "it does not listen: $(cat "$scratch/complained")"
    sleep 0.05
  done
}

stop() { # it ends in order when it is told to
  kill "$server"
  status=0
  wait "$server" || status=$?
  server=''
  # timeout passes the signal on, and says 124 or 143 for what it sent itself
  [ "$status" -eq 0 ] || [ "$status" -eq 124 ] || fail "exit code $status"
  [ ! -s "$scratch/complained" ] || fail "it complained: $(cat "$scratch/complained")"
}

refuses() { # HINT PROGRAM ARGUMENTS...: one line, with the hint in it; exit code 2
  hint=$1
  shift
  status=0
  timeout 20 "$@" >"$scratch/out" 2>"$scratch/err" </dev/null || status=$?
  [ "$status" -eq 2 ] || fail "$*: exit code $status, not 2"
  [ ! -s "$scratch/out" ] || fail "$*: bad input, and yet it printed"
  [ "$(wc -l <"$scratch/err")" -eq 1 ] || fail "$*: not one line: $(cat "$scratch/err")"
  grep -q -F -e "$hint" "$scratch/err" || fail "$*: says not '$hint': $(cat "$scratch/err")"
}

tree() { # a folder to be served, and a secret beside it
  mkdir -p "$scratch/root/sub"
  echo hello >"$scratch/root/a.txt"
  echo index >"$scratch/root/index.html"
  echo in >"$scratch/root/sub/x"
  head -c 3000000 /dev/urandom >"$scratch/root/big"
  echo secret >"$scratch/secret"
  ln -s ../secret "$scratch/root/out"
  ln -s a.txt "$scratch/root/inside"
  mkfifo "$scratch/root/pipe"
}
