# shellcheck shell=bash disable=SC2154  # $tree is that of whoever sources this
# Sourced by scripts of the build: `fresh_python FOLDER WORDS-OF-PIP...` makes an environment there
# and leaves the path of its Python in $fresh. PYTHON is what it is made from.
fresh_python() {
    local folder="$1"
    shift
    rm -rf "$folder"
    "${PYTHON:-python3}" -m venv "$folder"
    fresh="$folder/bin/python"
    [ -e "$fresh" ] || fresh="$folder/Scripts/python.exe"
    PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_CONSTRAINT="$tree/constraints.txt" \
        "$fresh" -m pip install -q "$@"
}

# FOLDER: made, by its full path in $out; never in the tree.
outside_tree() {
    out="$(mkdir -p "$1" && cd "$1" && pwd)"
    case "$out/" in
        "$tree"/*) echo "$0: $out is in the source tree" >&2; exit 1 ;;
    esac
}
