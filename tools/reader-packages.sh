#!/bin/sh
# Installs what `make test-readers` needs of the system: Chromium, npm, calibre. Where it may not, it
# says exactly what to type and stops.
set -eu

missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v npm >/dev/null 2>&1 || missing="$missing nodejs npm"
command -v ebook-convert >/dev/null 2>&1 || missing="$missing calibre"
[ -z "$missing" ] && exit 0

if command -v apt-get >/dev/null 2>&1; then
    command="apt-get install -y --no-install-recommends$missing"
    if [ "$(id -u)" = 0 ]; then run=""
    elif sudo -n true 2>/dev/null; then run="sudo -n"
    else printf 'Some programs are missing. Type:\n    sudo %s\nthen `make test-readers` again.\n' "$command" >&2; exit 1
    fi
    $run apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $run $command >/dev/null
else
    printf 'Install, with your system'\''s package manager:%s\nthen `make test-readers` again.\n' "$missing" >&2
    exit 1
fi
