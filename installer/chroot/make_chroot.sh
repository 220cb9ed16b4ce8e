#!/bin/sh
# Makes a bare Debian in a new folder: no Python, Qt's system libraries and one font.
# Usage, as root: make_chroot.sh FOLDER    (needs: apt-get install mmdebstrap)
set -eu
folder=$1
if [ -e "$folder" ]; then
    echo "$folder is there already: give a new folder" >&2
    exit 1
fi
mmdebstrap --variant=minbase --mode=root --aptopt='APT::Install-Recommends "false"' \
    --include=libegl1,libgl1,libxkbcommon0,libfontconfig1,libdbus-1-3,libglib2.0-0 \
    --include=fonts-dejavu-core \
    bookworm "$folder"
mkdir -p "$folder/home/examiner" "$folder/opt"
chown 1000:1000 "$folder/home/examiner"
