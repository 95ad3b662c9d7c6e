"""The dependency audit of `make check`: do the installed packages fit together, and is any known to be unsafe?

`pip check` needs no network. `npm audit` does: when the registry doesn't answer, that is said and passes, because a
train must not turn the build red. An advisory of level high or worse for what the client ships is an error.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEVELS = ("high", "critical")


def main() -> int:
    """Run both audits and return the exit code."""
    fits = subprocess.run([sys.executable, "-m", "pip", "--disable-pip-version-check", "check"], check=False)
    return fits.returncode or npm_audit()


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
