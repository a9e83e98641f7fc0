#!/bin/sh
# Installs what only the system can give: Pango for WeasyPrint, a Java runtime for EPUBCheck,
# Python's venv; with the argument “browser” also Chromium, which tests look at pages with. Where it
# may not, it says exactly what to type and stops.
set -eu

have_pango() {
    case "$(uname -s)" in
        Darwin) ls /opt/homebrew/lib/libpango-1.0*.dylib /usr/local/lib/libpango-1.0*.dylib 2>/dev/null | grep -q . ;;
        *) ldconfig -p 2>/dev/null | grep -q libpangoft2-1.0 || /sbin/ldconfig -p 2>/dev/null | grep -q libpangoft2-1.0 ;;
    esac
}
have_java() { java -version >/dev/null 2>&1; }
have_python() {
    for p in python3.13 python3.12 python3.11 python3; do
        command -v "$p" >/dev/null 2>&1 &&
            "$p" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return 0
    done
    return 1
}

have_browser() {
    command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 ||
        [ -d "/Applications/Google Chrome.app" ]
}

debian=""; brew=""
have_pango || { debian="$debian libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"; brew="$brew pango"; }
have_java || { debian="$debian default-jre-headless"; brew="$brew openjdk"; }
have_python || { debian="$debian python3 python3-venv"; brew="$brew python@3.13"; }
[ "${1:-}" != browser ] || have_browser || { debian="$debian chromium"; brew="$brew google-chrome"; }
[ -z "$debian" ] && exit 0

if command -v apt-get >/dev/null 2>&1; then
    command="apt-get install -y --no-install-recommends$debian"
    if [ "$(id -u)" = 0 ]; then run=""
    elif sudo -n true 2>/dev/null; then run="sudo -n"
    else printf 'Some system packages are missing. Type:\n    sudo %s\nthen `make` again.\n' "$command" >&2; exit 1
    fi
    echo "Installing system packages:$debian"
    $run apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $run $command >/dev/null
elif command -v brew >/dev/null 2>&1; then
    echo "Installing with Homebrew:$brew"
    HOMEBREW_NO_AUTO_UPDATE=1 brew install --quiet $brew
else
    printf 'Some system packages are missing. Install, with your system'\''s package manager:\n   %s\n(Debian names) then `make` again.\n' "$debian" >&2
    exit 1
fi
