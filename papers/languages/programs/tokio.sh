# papers/languages/programs/tokio.sh -- builds tokio.rs with the crates that Debian packages.
# shellcheck shell=sh
# usage: tokio.sh HERE OUT: what is in HERE, into OUT
set -eu
lacks() {
  echo "not installed: $1" >&2
  exit 1
}
command -v cargo >/dev/null || lacks cargo
set -- "$1" "$2" /usr/share/cargo/registry/tokio-1.*
[ -d "$3" ] || lacks tokio
mkdir -p "$2/tokio/.cargo"
cat >"$2/tokio/.cargo/config.toml" <<'END'
[source.crates-io]
replace-with = "debian"
[source.debian]
directory = "/usr/share/cargo/registry"
END
cat >"$2/tokio/Cargo.toml" <<END
[package]
name = "program"
version = "1.0.0"
edition = "2021"
[dependencies]
tokio = { version = "1", features = ["rt", "sync"] }
[[bin]]
name = "program"
path = "$1/tokio.rs"
END
cd "$2/tokio"
exec cargo build --release --offline --quiet
