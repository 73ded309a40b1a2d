#!/bin/sh
# tests/servers/bad_options.sh -- bad_options.sh ECHO FTP HTTP: one line, and exit code 2.
set -eu
# shellcheck source=tests/servers/server.sh
. "$(dirname "$0")/server.sh"
for program; do
  files=''
  if [ "$program" != "$1" ]; then files='--root .'; fi
  # shellcheck disable=SC2086 # to be split
  refuses nonsense "$program" $files --nonsense
  refuses --port "$program" --port 65536
  refuses --port "$program" --port many
  refuses --address "$program" --address nowhere
done
refuses --root "$2"
refuses --root "$3"
refuses none "$3" --root "$scratch/none"
start "$1"
refuses 'in use' "$1" --port "$port"
stop
