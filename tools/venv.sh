#!/bin/sh
# Makes or mends .venv: the pinned packages of pyproject.toml and the project itself, editable. PYTHON is the interpreter.
set -eu

new_enough='import sys; sys.exit(sys.version_info < (3, 11))'
if ! .venv/bin/python -c "$new_enough" 2>/dev/null; then
    if [ -z "${PYTHON:-}" ]; then
        echo "no Python 3.11 or newer was found on the path: install one, or name it: make PYTHON=/path/to/python3.13" >&2
        exit 1
    fi
    echo "making .venv with $PYTHON"
    rm -rf .venv
    # Debian and Ubuntu ship Python without the part that puts pip into a virtual environment.
    if ! "$PYTHON" -c 'import ensurepip' 2>/dev/null; then
        version=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        sh tools/system-package.sh "python$version-venv" || {
            echo "$PYTHON cannot make a virtual environment: install the package python$version-venv, then run make again" >&2
            exit 1
        }
    fi
    "$PYTHON" -m venv .venv
fi

echo "installing Python packages"
pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check "$@"; }
pip install --constraint constraints.txt --upgrade pip # the pip that comes with 3.11 knows no --group
pip install --constraint constraints.txt --group dev
# Without isolation: the pinned hatchling builds it, and nothing is fetched twice.
pip install --constraint constraints.txt --no-build-isolation --editable .
