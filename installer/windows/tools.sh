#!/usr/bin/env bash
# What making the setup on Linux needs, from Debian's or Ubuntu's packages.
set -euo pipefail
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }
export DEBIAN_FRONTEND=noninteractive
as_root apt-get update -qq
as_root apt-get install -y -qq --no-install-recommends nsis osslsigncode
[ -e /usr/share/nsis/Stubs/zlib-amd64-unicode ] ||
    { echo "tools.sh: this NSIS has no stubs of 64 bits" >&2; exit 1; }
makensis -VERSION
