#!/usr/bin/env bash
# Everything that the bed can show of the program on Windows, step by step, each with its time.
#
#     installer/wine/run.sh [BED]      # after setup.sh [BED]
#     STEPS="bundle demo:source" installer/wine/run.sh   # only these
#
# Goes through all steps and ends with 1 where one failed. What the steps leave lies in BED/out:
# screenshots, cases and logs for a person to look at. PYTHON is a Python of this machine with
# the program's packages: Windows is compared with what it finds.
set -uo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
BED="${1:-${TRIAGE_WINE_BED:-$HOME/.cache/forensic-triage/wine}}"
# shellcheck source=installer/wine/env.sh
. "$here/env.sh"
PYTHON="${PYTHON:-python3}"
steps="$here/steps"
out="$BED/out"
bundle="$BED/dist/Forensic Triage"
installed='C:\Prüf Ordner\Forensic Triage'  # where setup_install.py leaves it
source_program=("$WINE_PYTHON" -m triage)
source_window=("$WINE_PYTHON" -m triage.gui)
# The same scripts run on the installed program, which holds the same modules.
only_when_named="locked:source child_killed:source main_killed:source long_path:source corpus:source"
outcomes=()
failures=0

[ -e "$BED/stamp" ] || { echo "run.sh: there is no bed in $BED: run setup.sh" >&2; exit 1; }
exec 9>"$BED/lock"
flock 9
trap 'services_down' EXIT

wanted() {
    if [ -z "${STEPS:-}" ]; then
        [[ " $only_when_named " != *" $1 "* ]]
        return
    fi
    [[ " $STEPS " == *" $1 "* ]] || [[ " $STEPS " == *" ${1%%:*} "* ]]
}

# NAME COMMAND...: what it prints is shown and kept.
step() {
    local name="$1" began=$SECONDS code=0 took
    shift
    wanted "${name/ /:}" || return 0
    echo "-- $name"
    "$@" 2>&1 9>&- | tee "$out/${name// /-}.log" || code=1
    took=$((SECONDS - began))
    if [ "$code" -eq 0 ]; then
        outcomes+=("$(printf '%5d s  %s' "$took" "$name")")
    else
        outcomes+=("$(printf '%5d s  %s FAILED' "$took" "$name")")
        failures=$((failures + 1))
    fi
}

# NAME PROGRAM WORDS...: one of the scripts, on one of the programs.
scenario() {
    local name="$1" of="$2"
    shift 2
    step "$name $of" "$PYTHON" "$steps/$name.py" "$out/$of/$name" "$@"
}

# All that is asked of the program, wherever it came from: OF, words of the command line, "--",
# words of the window.
all_scenarios() {
    local of="$1" words=() name
    shift
    while [ "$1" != -- ]; do
        words+=("$1")
        shift
    done
    shift
    scenario demo "$of" "${words[@]}"
    scenario window "$of" "$@"
    for name in locked child_killed main_killed long_path corpus; do
        scenario "$name" "$of" "${words[@]}"
    done
}

# What the frozen program is made from, as one hash: it is made anew only where that changed.
frozen_from() {
    (
        cd "$WINE_TREE" || exit 1
        find triage resources models installer/bundle installer/*.py pyproject.toml -type f \
            ! -name '*.pyc' -print0 | sort -z | xargs -0 sha256sum
        cat "$BED/stamp"
    ) | sha256sum | cut -d' ' -f1
}

freeze() {
    local stamp
    stamp="$(frozen_from)"
    if [ "$(cat "$BED/dist/stamp" 2>/dev/null)" = "$stamp" ]; then
        echo "   the bundle is up to date"
        return
    fi
    rm -rf "$BED/dist"
    WINRUN_SECONDS=400 winrun "$WINE_PYTHON" "$(windows_path "$WINE_TREE/installer/bundle/build.py")" \
        "$(windows_path "$BED/dist")" || return 1
    echo "$stamp" >"$BED/dist/stamp"
}

# NAME: one of the scripts that try the setup, which take the frozen program's folder.
setup() { step "$1" "$PYTHON" "$steps/$1.py" "$out/$1" "$bundle"; }

mkdir -p "$out"
services_up 9>&- || exit 1
step tests "$PYTHON" "$steps/suite.py" "$out/tests" "$WINE_PYTHON"
all_scenarios source "${source_program[@]}" -- "${source_window[@]}"
step bundle freeze
for name in setup_refused setup_upgrade setup_install; do
    setup "$name"
done
all_scenarios installed "$installed\\triage.exe" -- "$installed\\triage-gui.exe"
setup setup_uninstall
echo "-- summary"
printf '%s\n' "${outcomes[@]}" "$(printf '%5d s  all' "$SECONDS")"
[ "$failures" -eq 0 ]
