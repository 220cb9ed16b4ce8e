#!/usr/bin/env bash
# Makes the two pictures of the demo's report that README.md shows: on screen and printed.
# Needs chromium and pdftoppm (Debian: chromium poppler-utils) and `triage` on the PATH.
# The browser gets no network where `unshare` may take it away; the pages hold no script.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

triage demo --headless --out "$work/demo" 2>/dev/null
report="$work/demo/report"
page="$(find "$report/pages" -name 'ungraded-*.html' | sort | head -n 1)"

offline=()
if unshare -n true 2>/dev/null; then offline=(unshare -n); fi
browser=("${offline[@]}" chromium --headless --no-sandbox --disable-gpu --no-first-run
    --disable-background-networking --disable-component-update --disable-sync
    --hide-scrollbars "--user-data-dir=$work/profile")

"${browser[@]}" --window-size=1180,1500 "--screenshot=$work/index.png" "file://$report/index.html" 2>/dev/null
"${browser[@]}" --window-size=1180,1500 "--screenshot=$work/page.png" "file://$page" 2>/dev/null
"${browser[@]}" --no-pdf-header-footer "--print-to-pdf=$work/index.pdf" "file://$report/index.html" 2>/dev/null
"${browser[@]}" --no-pdf-header-footer "--print-to-pdf=$work/page.pdf" "file://$page" 2>/dev/null
pdftoppm -r 60 -png "$work/index.pdf" "$work/a"
pdftoppm -r 60 -png -l 1 "$work/page.pdf" "$work/b"

python3 - "$work" "$here" <<'PY'
import sys
from pathlib import Path

from PIL import Image


def beside(pictures: list[Path], out: Path, scale: float) -> None:
    """Paste pictures beside each other on grey and save them small."""
    shown = [Image.open(path).convert("RGB") for path in pictures]
    gap = 24
    width = sum(one.width for one in shown) + gap * (len(shown) + 1)
    height = max(one.height for one in shown) + 2 * gap
    sheet = Image.new("RGB", (width, height), (200, 200, 200))
    left = gap
    for one in shown:
        sheet.paste(one, (left, gap))
        left += one.width + gap
    size = (round(width * scale), round(height * scale))
    sheet.resize(size, Image.Resampling.LANCZOS).quantize(128).save(out, optimize=True)


work, here = Path(sys.argv[1]), Path(sys.argv[2])
beside([work / "index.png", work / "page.png"], here / "demo-report.png", 0.6)
printed = sorted(work.glob("a-*.png")) + sorted(work.glob("b-*.png"))
beside(printed, here / "demo-report-print.png", 0.9)
PY
ls -l "$here"/*.png
