"""The files that a YAML names which can't be read: what is wrong in them is told all the same, in the same run.

Rules:
- Without a tree, a line is looked at by itself: a key and a value that ends as a file of a case does. What only looks
  so, such as a sentence, names no file that is there.
- Only what is wrong in a file is told. That one is missing, or is not wanted where it is named, shows once the YAML can
  be read.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from practicum.scenario.assets import PICTURES, SOUNDS, Assets
from practicum.scenario.model import Unit
from practicum.scenario.problems import Place

MOST = 500
OF_THE_NAME = frozenset(("file.missing", "file.outside"))

_ENDINGS = "|".join(ending[1:] for ending in (".md", ".csv", ".po", *PICTURES, *SOUNDS))
_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)
_NAMED = re.compile(
    rf"""(?<![\w-])([\w-]{{1,60}})["']?:[ ]{{1,60}}["']?([\w.][^\n"'{{}}\[\],#:]{{0,200}}?\.(?:{_ENDINGS}))["']?\s*$""",
    re.IGNORECASE | re.MULTILINE,
)
_PIECES = re.compile(r"[,{}\[\]]")


def check_named(text: str, file: str, assets: Assets) -> None:
    """Read every file that a text names, so that what is wrong in it is known."""
    # Comments and what separates the entries of a map in one line become the ends of lines, at the same places.
    plain = _PIECES.sub("\n", _COMMENT.sub(lambda found: " " * len(found.group()), text))
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    seen: set[str] = set()
    for found in _NAMED.finditer(plain):
        key, name = found.groups()
        if name in seen or len(seen) == MOST:
            continue
        seen.add(name)
        line = bisect_right(lines, found.start(2))
        _read(assets, key, name, Place(file, line, found.start(2) - lines[line - 1] + 1, len(name)))


def _read(assets: Assets, key: str, name: str, place: Place) -> None:
    ending = name[name.rindex(".") :].lower()
    if ending == ".md":
        assets.text(name, place)
    elif ending == ".csv":
        assets.table(name, place)
    elif ending == ".po":
        assets.translation(name, place, key)
    else:
        assets.asset(name, place, Unit.IMAGE if ending in PICTURES else Unit.RECORDING)
