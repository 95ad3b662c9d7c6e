#!/bin/sh
# Installs one package, by any of the names given, with whatever package manager the system has. Fails quietly if it can't.
set -u

root=""
if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null; then root="sudo -n"; else root="none"; fi
fi

attempt() {
    if command -v brew >/dev/null; then # Homebrew refuses to be root
        brew install --quiet "$1"
        return
    fi
    [ "$root" = none ] && return 1
    if command -v apt-get >/dev/null; then
        $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" ||
            { $root apt-get update -qq && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1"; }
    elif command -v dnf >/dev/null; then
        $root dnf install -y -q "$1"
    elif command -v apk >/dev/null; then
        $root apk add --quiet "$1"
    elif command -v pacman >/dev/null; then
        $root pacman -S --noconfirm --quiet "$1"
    elif command -v zypper >/dev/null; then
        $root zypper --non-interactive --quiet install "$1"
    else
        return 1
    fi
}

for name in "$@"; do
    echo "installing the system package $name" >&2
    attempt "$name" >&2 && exit 0
done
exit 1
