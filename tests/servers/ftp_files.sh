#!/bin/sh
# tests/servers/ftp_files.sh -- ftp_files.sh SERVER: curl lists, gets and puts, and nothing else.
set -eu
# shellcheck source=tests/servers/server.sh
. "$(dirname "$0")/server.sh"
need curl
tree
start "$1" --root "$scratch/root" --writable
url=ftp://127.0.0.1:$port

ftp() { curl -s --noproxy '*' --max-time 20 "$@"; }
refused() { # CURL'S CODE ARGUMENTS...
  code=$1
  shift
  status=0
  ftp "$@" >"$scratch/out" || status=$?
  [ "$status" -eq "$code" ] || fail "$*: curl says $status, not $code: $(cat "$scratch/out")"
  [ ! -s "$scratch/out" ] || fail "$*: $(cat "$scratch/out")"
}

names=$(ftp -l "$url/" | tr -d '\r' | tr '\n' ' ')
[ "$names" = 'a.txt big index.html inside out pipe sub ' ] || fail "NLST: $names"
ftp "$url/" | grep -q '^-rw-r--r-- 1 ftp ftp *3000000 .* big' || fail 'LIST'
ftp --disable-epsv "$url/sub/" | grep -q ' x' || fail 'LIST by PASV'
[ "$(ftp "$url/sub/x")" = in ] || fail 'RETR'
ftp "$url/big" | cmp - "$scratch/root/big"
ftp --ftp-method nocwd "$url/sub/../a.txt" >/dev/null || fail 'a path'
ftp -T "$scratch/root/big" "$url/sub/stored"
cmp "$scratch/root/sub/stored" "$scratch/root/big"
ftp --disable-epsv -T "$scratch/secret" "$url/sub/stored"
cmp "$scratch/root/sub/stored" "$scratch/secret"
ftp -I "$url/big" | grep -q 'Content-Length: 3000000' || fail 'SIZE'

refused 78 "$url/none"
refused 78 "$url/out"
refused 78 "$url/pipe"
refused 9 "$url/none/x"
refused 78 --path-as-is --ftp-method nocwd "$url/../../../../etc/passwd"
refused 25 -T "$scratch/root/a.txt" "$url/out"
[ "$(cat "$scratch/secret")" = secret ] || fail 'written outside of its root'
refused 67 -u somebody:secret "$url/a.txt"

# what does not begin, or breaks off, takes neither a file nor the session along (Meson is Python's)
echo kept >"$scratch/root/kept"
truncate -s 100M "$scratch/root/huge" # more than what is on the way can be
python3 - "$port" <<'END' || fail 'a session that goes on'
import ftplib, sys

session = ftplib.FTP()
session.connect('127.0.0.1', int(sys.argv[1]), 20)
session.login()


def answers(code, command):
    try:
        said = command()
    except ftplib.Error as error:
        said = str(error)
    if not said.startswith(code):
        sys.exit(f'it says {said}, not {code}')


answers('425', lambda: session.voidcmd('STOR kept'))
for received in (1000, 0):
    data = session.transfercmd('RETR huge')
    if received:
        data.recv(received)
    data.close()
    answers('426', session.voidresp)
answers('200', lambda: session.voidcmd('NOOP'))
END
[ "$(cat "$scratch/root/kept")" = kept ] || fail 'emptied by a STOR that did not begin'
stop

start "$1" --root "$scratch/root"
url=ftp://127.0.0.1:$port
refused 25 -T "$scratch/secret" "$url/again"
[ ! -e "$scratch/root/again" ] || fail 'stored, although it was not --writable'
stop
