#!/bin/sh
# Prints the path of a Chromium that starts, installing one if there is none. The browser tests read it from CHROMIUM.
set -u

find_one() {
    for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        [ -n "$candidate" ] || continue
        # It must answer: Ubuntu's chromium-browser may be a script that only tells of a snap.
        path=$(command -v "$candidate") && "$path" --version >/dev/null 2>&1 && printf '%s\n' "$path" && return 0
    done
    # What `playwright install` once fetched.
    path=$(.venv/bin/python tools/playwright_chromium.py) && [ -x "$path" ] && printf '%s\n' "$path" && return 0
    return 1
}

find_one && exit 0
sh tools/system-package.sh chromium chromium-browser && find_one && exit 0
echo "the system has no package for Chromium that we may install: trying Playwright's own" >&2
.venv/bin/python -m playwright install chromium >&2 && find_one && exit 0
echo "the browser tests need Chromium: install the package chromium (or Google Chrome), or name one: make test CHROMIUM=/path/to/it" >&2
exit 1
