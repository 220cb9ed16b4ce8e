#!/usr/bin/env bash
# Runs a command with the certificate that two secrets hold, as installer/sign.py wants it: a PKCS#12
# file in base64 and its password. Both are files only while the command runs. Without the first, the
# command runs without a certificate, and says so where it would sign.
#
#     TRIAGE_SIGN_PFX_BASE64=... TRIAGE_SIGN_PASSWORD=... installer/with_certificate.sh COMMAND...
set -euo pipefail
if [ -n "${TRIAGE_SIGN_PFX_BASE64:-}" ]; then
    kept="$(mktemp -d)"  # for nobody else
    trap 'rm -rf "$kept"' EXIT
    printf %s "$TRIAGE_SIGN_PFX_BASE64" | base64 -d >"$kept/certificate.pfx"
    printf %s "${TRIAGE_SIGN_PASSWORD:-}" >"$kept/password"
    export TRIAGE_SIGN_PFX="$kept/certificate.pfx" TRIAGE_SIGN_PASSWORD_FILE="$kept/password"
fi
unset TRIAGE_SIGN_PFX_BASE64 TRIAGE_SIGN_PASSWORD
"$@"
