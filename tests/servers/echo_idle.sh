#!/bin/sh
# tests/servers/echo_idle.sh -- echo_idle.sh SERVER CLIENTS: ten thousand connections at once.
set -eu
# shellcheck source=tests/servers/server.sh
. "$(dirname "$0")/server.sh"
start "$1"
status=0
timeout 80 "$2" "$port" || status=$?
[ "$status" -eq 0 ] || exit "$status"
stop
