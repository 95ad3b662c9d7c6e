"""The dependency audit of `make check`: do the installed packages fit together, and is any known to be unsafe?

`pip check` needs no network. `pip-audit`, of what constraints.txt pins, and `npm audit`, of what package-lock.json
does, do: when a registry doesn't answer, or has never heard of a package, that is said and passes, because a train must
not turn the build red. An error is what is known of a package that runs with the server, and an advisory of level high
or worse for what the client ships. What is known of a tool is told.
"""

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LEVELS = ("high", "critical")


def main() -> int:
    """Run all audits and return the exit code."""
    fits = subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "check"], check=False)
    return max(fits.returncode, pip_audit(), npm_audit())


def pip_audit() -> int:
    """Ask what is known of each pinned Python package."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", "constraints.txt", "--no-deps", "--disable-pip"]
    command += ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        lines, code = judged(json.loads(answer.stdout)["dependencies"], shipped("practicum"))
    except (ValueError, KeyError):
        lines, code = ["pip-audit: the registry did not answer, so the Python packages were not audited"], 0
    for line in lines:
        say(line)
    return code


def judged(found: list[dict[str, Any]], ships: set[str]) -> tuple[list[str], int]:
    """Say what was found, and whether anything of it is an error."""
    lines: list[str] = []
    code = 0
    for each in found:
        for known in each.get("vulns", ()):
            runs = normal(each["name"]) in ships
            where = "which runs with the server" if runs else "a tool of ours"
            cure = ", ".join(known.get("fix_versions", ())) or "nothing yet"
            lines.append(f"pip-audit: {each['name']} {each['version']}, {where}, has {known['id']}: mended by {cure}")
            code = 1 if runs else code
    skipped = sum("skip_reason" in each for each in found)
    if skipped:
        lines.append(f"pip-audit: the registry knew nothing of {skipped} of {len(found)} packages")
    return lines, code


def shipped(name: str) -> set[str]:
    """Name every package that is installed with one, and all that those need."""
    seen: set[str] = set()
    ahead = [name]
    while ahead:
        here = normal(ahead.pop())
        if here in seen:
            continue
        seen.add(here)
        try:
            needs = requires(here) or []
        except PackageNotFoundError:
            continue  # for another system
        ahead += [re.split(r"[\s<>=!~;(\[]", need, maxsplit=1)[0] for need in needs if "extra ==" not in need]
    return seen


def normal(name: str) -> str:
    """Spell a package's name the one way."""
    return re.sub(r"[-_.]+", "-", name).lower()


def npm_audit() -> int:
    """Ask npm about the client's own dependencies, and say what it found."""
    command = ["npm", "audit", "--omit=dev", "--json", "--fetch-retries=0", "--fetch-timeout=10000"]
    answer = subprocess.run(command, cwd=ROOT / "client", capture_output=True, text=True, check=False)
    try:
        found = json.loads(answer.stdout)["vulnerabilities"]
    except (ValueError, KeyError):
        say("npm audit: the registry did not answer, so the client's packages were not audited")
        return 0
    unsafe = {name: entry["severity"] for name, entry in found.items() if entry["severity"] in LEVELS}
    for name, severity in sorted(unsafe.items()):
        say(f"npm audit: {name} has an advisory of level {severity}: see `npm audit --omit=dev` in client/")
    return 1 if unsafe else 0


def say(line: str) -> None:
    """Write one line to the terminal."""
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
