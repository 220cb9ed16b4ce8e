#!/bin/sh
# Puts Forensic Triage into this user's menu and gives it the .triage files; --remove takes that
# back. Nothing outside the user's own data folder is touched, and no program is run as root.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
share=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$share/applications/forensic-triage.desktop
icon=$share/icons/hicolor/scalable/apps/forensic-triage.svg
kind=$share/mime/packages/forensic-triage.xml

refresh() {
    # Not every desktop has them; menus are read again at the next log-in all the same.
    if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$share/applications"; fi
    if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime"; fi
}

if [ "${1:-}" = --remove ]; then
    rm -f -- "$entry" "$icon" "$kind"
    refresh
    echo "Forensic Triage is out of the menu; the folder $here is left as it is."
    exit 0
fi

case $here in
    *[\"\`\$\\%]*|*'
'*) echo "The folder $here has a character that a menu entry cannot hold: move it first." >&2; exit 1 ;;
esac
mkdir -p -- "${entry%/*}" "${icon%/*}" "${kind%/*}"
cp -- "$here/forensic-triage.svg" "$icon"
cp -- "$here/forensic-triage.xml" "$kind"
while IFS= read -r line; do
    case $line in
        Exec=*) printf 'Exec="%s/triage-gui" %%f\n' "$here" ;;
        *) printf '%s\n' "$line" ;;
    esac
done <"$here/forensic-triage.desktop" >"$entry"
refresh
echo "Forensic Triage is in the menu, started from $here; with --remove it goes again."
