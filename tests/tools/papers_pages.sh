#!/bin/sh
# tests/tools/papers_pages.sh -- papers_pages.sh KONT [CHROMIUM]: the pages of the tables are whole.
set -u
kont=$1
chromium=${2:-}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

fail() {
  echo "$*"
  failures=$((failures + 1))
}

names() { # ATTRIBUTE PAGE: its values
  grep -o -E "[ :]$1=['\"]?[^ '\">]+" "$2" | sed -E "s/^.[^=]*=['\"]?//"
}

is_whole() { # PAGE: what it names is there, and it asks for nothing from elsewhere
  page=$scratch/pages/$1
  names id "$page" | sort >"$scratch/ids"
  if [ -n "$(uniq -d "$scratch/ids")" ]; then fail "$1: an id twice: $(uniq -d "$scratch/ids")"; fi
  for to in $(names 'x*l*i*n*k*:*href' "$page" | sort -u); do
    case $to in
    '#'*) grep -q -x -F -e "${to#?}" "$scratch/ids" || fail "$1: no such place: $to" ;;
    *:*) fail "$1: an address elsewhere: $to" ;;
    *) [ -f "$(dirname "$page")/$to" ] || fail "$1: no such page: $to" ;;
    esac
  done
  if grep -q -E -e '<(script|link|img|iframe)|@import|url\((['"'"'"]?)[^#)]|[ :]src=' "$page"; then
    fail "$1: asks for another file"
  fi
}

wrapper() { # PAGE...: each at two widths, in frames; the faults are its text
  echo '<!doctype html><body><pre id=faults>not all were loaded</pre>'
  for width in 360 1280; do
    for page; do echo "<iframe width=$width height=800 src='pages/$page'></iframe>"; done
  done
  cat <<'END'
<script>
onload = () => {
  const faults = [];
  for (const frame of document.querySelectorAll('iframe')) {
    const width = frame.contentDocument.documentElement.scrollWidth;
    const at = frame.getAttribute('src');
    if (width > frame.width) faults.push(`${at}: ${width} > ${frame.width}`);
  }
  document.getElementById('faults').textContent = faults.join('\n') || 'none';
};
</script>
END
}

fits() { # PAGE...
  wrapper "$@" >"$scratch/all.html"
  "$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars --enable-logging=stderr \
    --allow-file-access-from-files --user-data-dir="$scratch/profile" --dump-dom \
    "file://$scratch/all.html" >"$scratch/dom" 2>"$scratch/log" </dev/null
  grep -q -e '<pre id="faults">none</pre>' "$scratch/dom" ||
    fail "$(sed -n '/<pre id="faults">/,/<\/pre>/p' "$scratch/dom")"
  if grep -e ':CONSOLE' "$scratch/log"; then fail 'the console has something to say'; fi
}

"$kont" papers pages --out "$scratch/pages" >/dev/null || fail 'the pages could not be written'
cd "$scratch/pages" || exit 1
set -- index.html */index.html
if [ $# -lt 10 ]; then fail "only $# pages"; fi
for page; do is_whole "$page"; done
for page; do
  [ "$page" = index.html ] && continue
  key=${page%/*}
  grep -q -e "id='$key'" index.html || fail "the index has no place for $key"
  grep -q -e "href='#$key'" index.html || fail "the index leads nowhere for $key"
done
if [ -n "$chromium" ]; then fits "$@"; fi
[ "$failures" -eq 0 ]
