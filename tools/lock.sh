#!/bin/sh
# Writes constraints.txt: the versions that a fresh install of pyproject.toml gets today. Used by `make lock`.
set -eu

fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
"$PYTHON" -m venv "$fresh"
pip() { "$fresh/bin/python" -m pip --disable-pip-version-check "$@"; }
pip install --quiet --upgrade pip
pip install --quiet --group dev
pip install --quiet --no-build-isolation --editable .
{
    echo "# The exact Python packages that make installs. Written by \`make lock\`; what we ask for is in pyproject.toml."
    pip freeze --all --exclude-editable --exclude setuptools
} > "$fresh/constraints.txt"
mv "$fresh/constraints.txt" constraints.txt
