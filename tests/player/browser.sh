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

shows() { # WIDTH SCRIPT: what the page, with the checks and that at its end, has to say
  {
    sed '$d' "$scratch/page.html"
    printf '<script>\n%s\n%s</script></body></html>\n' "$(cat "$here/checks.js")" "$2"
  } >"$scratch/checked.html"
  cat >"$scratch/frame.html" <<END
<!doctype html><iframe src=checked.html width=$1 height=800 style=border:0></iframe>
<script>onmessage = (e) => { document.querySelector("pre").textContent = e.data; };</script>
<pre id=verdict></pre>
END
  timeout 100 "$chromium" --headless --no-sandbox --disable-gpu --no-first-run \
    --user-data-dir="$scratch/profile" --window-size=1400,900 --virtual-time-budget=60000 \
    --enable-logging=stderr --dump-dom "file://$scratch/frame.html" 2>"$scratch/said" |
    sed -n '/id="verdict"/,/<\/body>/p' | sed 's/<[^>]*>//g; s/&lt;/</g; /^$/d'
  grep 'CONSOLE' "$scratch/said" | sed 's/^/on the console: /'
}

"$kont" trace --html "$scratch/run.html" "$@" >/dev/null || exit 1
size=$(wc -c <"$scratch/run.html")
if [ "$size" -gt $largest ]; then
  echo "the page has $size bytes, more than $largest"
  exit 1
fi
sed 's,</body></html>$,\n&,' "$scratch/run.html" >"$scratch/page.html" # its end in its own line

status=0
for width in 1280 360; do
  found=$(shows $width "check($width).then(() => verdict(wrong.join('\n') || 'as it should be'),
    (e) => verdict('it throws ' + e));")
  if [ "$found" = 'as it should be' ]; then continue; fi
  echo "$width wide: ${found:-no verdict}"
  status=1
done

# a request that leaves the page would be forbidden, and that be seen
if ! shows 1280 "new Image().src = 'http://127.0.0.1:9/';" |
  grep -q 'on the console: .*Content Security Policy'; then
  echo 'a request left the page, and nobody complained'
  status=1
fi
exit $status
