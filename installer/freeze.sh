#!/usr/bin/env bash
# The frozen program of this system, with exactly the pinned packages, in a fresh environment.
#
#     installer/freeze.sh OUT      # OUT outside the tree: gets "Forensic Triage"
#
# On Windows it runs in the bash of Git. PYTHON is the Python that is frozen.
set -euo pipefail
tree="$(cd "$(dirname "$0")/.." && pwd)"
# shellcheck source=installer/fresh_python.sh
. "$tree/installer/fresh_python.sh"
outside_tree "${1:?OUT is missing: a folder outside the tree}"
unset PYTHONPATH VIRTUAL_ENV

fresh_python "$out/environment" "${tree}[build]"
# What is frozen is the tree: the package was installed for the packages that it needs.
"$fresh" -m pip uninstall -q -y forensic-triage
"$fresh" "$tree/installer/bundle/build.py" "$out"
"$fresh" "$tree/installer/smoke.py" "$out/Forensic Triage"
rm -rf "$out/environment"
