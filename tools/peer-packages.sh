#!/bin/sh
# Installs what `make bench-peers` measures: pandoc, LuaLaTeX, latexmk, Chromium and npm of the
# system; Typst in an environment of its own. Where it may not, it says exactly what to type and
# goes on: a peer that is missing is told in the table.
set -eu

have_tex() {
    for file in luaotfload.sty fontspec.sty microtype.sty titlesec.sty footmisc.sty french.ldf; do
        kpsewhich "$file" >/dev/null 2>&1 || return 1
    done
}

missing=""
command -v pandoc >/dev/null 2>&1 || missing="$missing pandoc"
command -v latexmk >/dev/null 2>&1 || missing="$missing latexmk"
have_tex || missing="$missing texlive-luatex texlive-latex-recommended texlive-latex-extra texlive-lang-french"
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v npm >/dev/null 2>&1 || missing="$missing nodejs npm"

if [ -n "$missing" ]; then
    command="apt-get install -y --no-install-recommends$missing"
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then run=""
    elif command -v apt-get >/dev/null 2>&1 && sudo -n true 2>/dev/null; then run="sudo -n"
    else run="no"; printf 'Some programs are missing. Type (Debian names):\n    sudo %s\n' "$command" >&2
    fi
    if [ "$run" != no ]; then
        $run apt-get update -qq
        DEBIAN_FRONTEND=noninteractive $run $command >/dev/null
    fi
fi

if [ ! -x build/typst/bin/python ]; then
    sh tools/make-venv.sh build/typst
    build/typst/bin/python -m pip install --quiet --disable-pip-version-check typst==0.15.0
fi
