#!/usr/bin/env bash
# The wheel: built, looked at by the tools that package indexes trust, installed into a fresh
# environment away from the source tree, and the demonstration run there.
#
#     installer/wheel_trial.sh OUT      # OUT outside the tree: gets the wheel and the demonstration
#
# PYTHON is the Python to build and run with. Nothing is written into the tree.
set -euo pipefail
tree="$(cd "$(dirname "$0")/.." && pwd)"
# shellcheck source=installer/fresh_python.sh
. "$tree/installer/fresh_python.sh"
outside_tree "${1:?OUT is missing: a folder outside the tree}"
unset PYTHONPATH VIRTUAL_ENV

rm -rf "$out"/{wheel,demo,tools,fresh}
fresh_python "$out/tools" build twine check-wheel-contents
tools="$(dirname "$fresh")"
# From the tree itself, not from a source archive: files that git does not know stay out by .gitignore.
PIP_CONSTRAINT="$tree/constraints.txt" "$tools/python" -m build --wheel --outdir "$out/wheel" "$tree" >"$out/build.log" 2>&1 ||
    { tail -30 "$out/build.log" >&2; exit 1; }
wheel=("$out"/wheel/*.whl)
[ ${#wheel[@]} -eq 1 ] || { echo "wheel_trial.sh: not one wheel: ${wheel[*]}" >&2; exit 1; }
"$tools/python" -m twine check --strict "${wheel[0]}"
"$tools/check-wheel-contents" --config "$tree/pyproject.toml" "${wheel[0]}"

fresh_python "$out/fresh" "${wheel[0]}"
bin="$(dirname "$fresh")"
cd "$out"
where="$("$bin/python" -c 'import triage; print(triage.__file__)')"
case "$where" in
    *"$(basename "$out")"?fresh?*) ;;
    *) echo "wheel_trial.sh: $where is not what was installed" >&2; exit 1 ;;
esac
"$bin/triage" --version
"$bin/triage" demo --headless --out "$out/demo"
[ -s "$out/demo/report/index.html" ] || { echo "wheel_trial.sh: no report" >&2; exit 1; }
"$bin/triage" status "$out/demo/demo.triage"
rm -rf "$out/tools" "$out/fresh"
