#!/bin/sh
# Runs a command in the bare Debian as an ordinary user, in mounts that end with it.
# Usage, as root: unshare --mount --pid --fork --kill-child inside.sh FOLDER EVIDENCE WORD...
set -eu
root=$1
evidence=$2
shift 2
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev/shm"
mkdir -p "$root$evidence" "$root/tmp/.X11-unix"
mount --bind "$evidence" "$root$evidence"
mount -o remount,bind,ro "$root$evidence"
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
chroot --userspec=1000:1000 "$root" /usr/bin/env -i HOME=/home/examiner PATH=/usr/bin:/bin \
    LANG=C.UTF-8 DISPLAY="${DISPLAY:-}" "$@" && status=0 || status=$?
exit "$status"
