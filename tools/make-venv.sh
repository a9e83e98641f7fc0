#!/bin/sh
# Makes the virtual environment $1 with the newest Python (3.11 or later) that can make one.
set -eu
for p in python3.13 python3.12 python3.11 python3; do
    if command -v "$p" >/dev/null 2>&1 &&
        "$p" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        exec "$p" -m venv "$1"
    fi
done
echo "No Python 3.11 or later was found." >&2
exit 1
