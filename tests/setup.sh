#!/bin/sh
# Sets up .venv with the pinned packages of a lock file and leaves .venv/bin/metareview. Usage: setup.sh LOCKFILE [PYTHON]
set -eu
lock=$1
wanted=${2:-}

missing=
command -v git >/dev/null 2>&1 || missing="git"
python=
for candidate in ${wanted:-python3.14 python3.13 python3.12 python3.11 python3}; do
    if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || missing="${missing:+$missing and }Python 3.11 or newer${wanted:+ (as $wanted)}"
if [ -n "$missing" ]; then
    echo "metareview needs $missing: install it and run make again" >&2
    exit 1
fi
if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    rm -rf .venv
    if ! "$python" -m venv .venv 2>.venv-error; then
        rm -rf .venv
        echo "metareview needs Python's venv module: on Debian and Ubuntu install the package python3-venv and run make again" >&2
        cat .venv-error >&2
        rm -f .venv-error
        exit 1
    fi
    rm -f .venv-error
fi
echo "setting up .venv from $lock with $("$python" --version 2>&1)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r "$lock"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index -e .
