#!/usr/bin/env bash
# The files of a release, from the folders that the jobs left, in one folder with their hashes.
#
#     installer/gather.sh FROM OUT
set -euo pipefail
from="${1:?FROM is missing}"
out="${2:?OUT is missing}"
mkdir -p "$out"
find "$from" -type f \( -name 'forensic-triage-*' -o -name 'forensic_triage-*.whl' \) \
    -exec cp -t "$out" {} +
cd "$out"
for kind in linux-x64.tar.gz windows-x64.zip setup.exe none-any.whl; do
    found=(*"$kind")
    if [ ! -e "${found[0]}" ] || [ ${#found[@]} -ne 1 ]; then
        echo "gather.sh: not exactly one file ends with $kind" >&2
        exit 1
    fi
done
rm -f SHA256SUMS
sha256sum -- * >"SHA256SUMS.new"
mv SHA256SUMS.new SHA256SUMS
cat SHA256SUMS
