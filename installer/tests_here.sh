#!/usr/bin/env bash
# The program's tests on this system, in a fresh environment: what a release asks of Windows.
#
#     installer/tests_here.sh OUT [WORDS-OF-PYTEST...]
set -euo pipefail
tree="$(cd "$(dirname "$0")/.." && pwd)"
# shellcheck source=installer/fresh_python.sh
. "$tree/installer/fresh_python.sh"
outside_tree "${1:?OUT is missing: a folder outside the tree}"
shift
unset PYTHONPATH VIRTUAL_ENV

fresh_python "$out/environment" "${tree}[test,build]"
cd "$tree"
QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE=1 "$fresh" -m pytest -q -p no:cacheprovider "$@"
rm -rf "$out/environment"
