#!/usr/bin/env bash
# Makes docs/images/reading.png, the page of one example story, with Chromium: `make screenshot`.
set -euo pipefail
dragoman=${1:-dragoman}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed -n '/example-agency/p' "$here/../../src/dragoman/examples/stories.jsonl" > "$work/story.jsonl"
"$dragoman" read "$work/story.jsonl" --out "$work/page.html"
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
	--disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$work/profile" \
	--window-size=1280,1000 --screenshot="$here/reading.png" "file://$work/page.html"
