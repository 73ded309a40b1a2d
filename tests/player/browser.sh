#!/bin/sh
# tests/player/browser.sh -- browser.sh CHROMIUM KONT PROGRAM [ARGUMENTS]: its page, in a browser.
set -u
chromium=$1
kont=$2
shift 2
here=$(dirname "$0")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
largest=5000000 # bytes of a page

page() { # NAME SCRIPT: the page, with the checks and that at its end
  {
    sed '$d' "$scratch/page.html"
    printf '<script>\n%s\n%s</script></body></html>\n' "$(cat "$here/checks.js")" "$2"
  } >"$scratch/$1.html"
}

checked() { # NAME WIDTH: the page, which is to say how it fits
  page "$1" "check($2).then(() => verdict(wrong.map((w) => '$2 wide: ' + w).join('\n')),
    (e) => verdict('$2 wide: it throws ' + e));"
}

shown() { # what the pages have to say, in one browser: it takes seconds to start
  cat >"$scratch/frames.html" <<'END'
<!doctype html>
<iframe src=wide.html width=1280 height=800 style=border:0></iframe>
<iframe src=narrow.html width=360 height=800 style=border:0></iframe>
<iframe src=leaves.html width=1280 height=800 style=border:0></iframe>
<script>
let said = 0;
onmessage = (e) => {
  const pre = document.querySelector("pre");
  if (e.data) pre.append(e.data + "\n");
  if (++said === 2) pre.append("both have spoken\n");
};
</script>
<pre id=verdict></pre>
END
  timeout 100 "$chromium" --headless --no-sandbox --disable-gpu --no-first-run \
    --user-data-dir="$scratch/profile" --window-size=1400,900 --virtual-time-budget=60000 \
    --enable-logging=stderr --dump-dom "file://$scratch/frames.html" 2>"$scratch/said" |
    sed -n '/id="verdict"/,/<\/body>/p' | sed 's/<[^>]*>//g; s/&lt;/</g; /^$/d'
  grep 'CONSOLE' "$scratch/said" | grep -v 'leaves\.html' | sed 's/^/on the console: /'
}

"$kont" trace --html "$scratch/run.html" "$@" >/dev/null || exit 1
size=$(wc -c <"$scratch/run.html")
if [ "$size" -gt $largest ]; then
  echo "the page has $size bytes, more than $largest"
  exit 1
fi
sed 's,</body></html>$,\n&,' "$scratch/run.html" >"$scratch/page.html" # its end in its own line

checked wide 1280
checked narrow 360
page leaves "new Image().src = 'http://127.0.0.1:9/';" # which is forbidden, and that is to be seen
found=$(shown)
if [ -z "$found" ]; then found=$(shown); fi # two browsers once hung at the same moment
status=0
if [ "$found" != 'both have spoken' ]; then
  printf '%s\n' "${found:-no verdict}"
  status=1
fi
if ! grep -q 'CONSOLE.*Content Security Policy.*leaves\.html' "$scratch/said"; then
  echo 'a request left the page, and nobody complained'
  status=1
fi
exit $status
