# shellcheck shell=bash
# Sourced by setup.sh, run.sh and whoever looks at the bed by hand: `BED=... . env.sh`.
# Variables of the wine prefix in $BED, and the one way in which a Windows program is started.

BED="$(realpath -m "${BED:-${TRIAGE_WINE_BED:-$HOME/.cache/forensic-triage/wine}}")"
WINE_TREE="$(realpath "$(dirname "${BASH_SOURCE[0]}")/../..")"
WINE_PYTHON="$BED/python/python.exe"

# Where Windows sees a place of this machine.
windows_path() { printf 'Z:%s' "${1//\//\\}"; }

export BED WINE_TREE WINE_PYTHON
export LC_ALL=C.UTF-8 WINEPREFIX="$BED/prefix" WINEARCH=win64 WINEDEBUG=-all
# ucrtbase: numpy needs a function that the one of wine 8 lacks. winedbg: a crash must end, not
# wait for somebody at a debugger. d3d12: see d3d12.c.
export WINEDLLOVERRIDES="mscoree,mshtml=;winedbg.exe=;ucrtbase=n,b;d3d12=n,b"
unset PYTHONHOME PYTHONPATH DISPLAY WAYLAND_DISPLAY
# Nothing is written into the tree, by the Python of this machine nor by that of Windows, which
# keeps its byte code in the bed: variables for the latter alone.
export PYTHONDONTWRITEBYTECODE=1
for_windows=(
    -u PYTHONDONTWRITEBYTECODE
    PYTHONPATH="$(windows_path "$WINE_TREE")"
    PYTHONPYCACHEPREFIX="$(windows_path "$BED/pycache")"
)

wineserver_of_bed() {
    local program
    for program in /usr/lib/wine/wineserver64 /usr/lib/wine/wineserver wineserver; do
        if command -v "$program" >/dev/null; then
            "$program" "$@" </dev/null >/dev/null 2>&1
            return
        fi
    done
}

# A Windows program with a limit of $WINRUN_SECONDS. Its streams are pipes: a regular file as
# standard input or output ends Python with "WinError 6" under wine.
winrun() {
    timeout -k 5 "${WINRUN_SECONDS:-200}" env "${for_windows[@]}" wine "$@" </dev/null 2>&1 | cat
    return "${PIPESTATUS[0]}"
}

# The services of Windows and a screen in memory for them, started once with no stream of ours:
# the first program would start them else, and its pipe would stay open as long as they live.
# The screen comes first: what starts without one has none ever after.
services_up() {
    local number
    services_down
    exec {screen_told}< <(
        exec Xvfb -displayfd 1 -screen 0 1600x1000x24 -nolisten tcp -noreset 2>/dev/null
    )
    screen_process=$!
    read -r -t 30 number <&"$screen_told" || { echo "Xvfb does not start" >&2; return 1; }
    export DISPLAY=":$number"
    wineserver_of_bed -p900 || true
    timeout -k 5 120 wine wineboot </dev/null >/dev/null 2>&1
}

services_down() {
    wineserver_of_bed -k || true
    [ -n "${screen_process:-}" ] || return 0
    kill "$screen_process" 2>/dev/null || true
    exec {screen_told}<&-
    screen_process=""
    unset DISPLAY
}
