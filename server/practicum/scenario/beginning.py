"""``practicum new``: a small, complete case to begin with, written into a folder of its own.

Rules:
- The case plays as it stands and has nothing wrong with it; its comments say what each part is for.
- Nothing that is there is touched: a name that is taken is refused.
- A folder is whole or not there: it is made beside its place and then put there.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import tempfile
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import msgspec

from practicum.scenario import schema
from practicum.scenario.read import names_in

NAME_FORM: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?\Z")
_OTHER: Final = re.compile(r"[^a-z0-9]+")


class NotBegun(msgspec.Struct, frozen=True):
    """Why there is no new case, in a sentence."""

    why: str


def begin(path: Path) -> Path | NotBegun:
    """Write the first case into a new folder, with the schema for its editor."""
    name = path.name
    if not NAME_FORM.match(name):
        return NotBegun(_odd(name))
    if os.path.lexists(path):
        return NotBegun(f"{path.as_posix()} is there already: choose another name")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=path.parent))
    except OSError as error:
        return NotBegun(f"{path.as_posix()} can't be made ({error.strerror})")
    try:
        _copy(resources.files("practicum.scenario") / "scaffold", made)
        (made / schema.NAME).write_text(schema.as_text(names_in(made)) + "\n", "utf-8")
        made.chmod(0o755)  # a temporary folder is for its maker alone
        made.rename(path)
    except OSError as error:
        shutil.rmtree(made, ignore_errors=True)
        return NotBegun(f"{path.as_posix()} can't be written ({error.strerror})")
    return path


def next_steps(path: Path) -> str:
    """Say what to do with a new case."""
    shown, folder = (shlex.quote(each.as_posix()) for each in (path, path.parent))
    steps = (
        (f"practicum preview {shown}", "as participants will see it, while you write"),
        (f"practicum check {shown}", "what is wrong with it, and where"),
        (f"practicum forecast {shown}", "how every plan would end"),
        (f"practicum rehearse {shown}", "bots play a whole session of it"),
        (f"practicum serve --scenarios {folder}", "host it, with the other cases in that folder"),
    )
    wide = max(len(command) for command, _ in steps)
    lines = "\n".join(f"  {command:<{wide}}  {what}" for command, what in steps)
    return f"A small case is in {shown}. Open {shown}/scenario.yaml, and change it until it is yours.\n\n{lines}"


def _odd(name: str) -> str:
    """Say what is wrong with a name, and offer the nearest that isn't."""
    offered = _OTHER.sub("-", name.lower()).strip("-")[:40].strip("-")
    cure = f"use {offered}" if offered else "use a name such as late-parcels"
    return f"\"{name}\" can't be a case's name: {cure} (small letters, digits and hyphens, 40 at most)"


def _copy(source: Traversable, target: Path) -> None:
    """Copy a folder of the package, file by file."""
    for each in source.iterdir():
        if each.is_dir():
            (target / each.name).mkdir()
            _copy(each, target / each.name)
        else:
            (target / each.name).write_bytes(each.read_bytes())
