"""What a preview tells browsers: how the case stands, what was found, which seats open a scene.

The page's own types are in client/src/screens/preview/api.ts.
"""

from __future__ import annotations

import msgspec

from practicum.preview.hand import Seats
from practicum.preview.hidden import Hidden
from practicum.preview.plans import Plans


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that ``practicum check`` says of the case, and the screen on which it shows."""

    rule: str
    about: str  # what is wrong, in the few words of the rule's page
    severity: str
    file: str
    line: int
    column: int
    line_shown: str  # the line as it is written, without its indentation
    underline: str  # what is meant in it
    message: str
    hint: str
    related: str
    screen: str | None


FAULT = Finding(
    rule="",
    about="",
    severity="error",
    file="",
    line=0,
    column=0,
    line_shown="",
    underline="",
    message="the preview itself failed over this",
    hint="what happened stands in the terminal that it runs in",
    related="",
    screen=None,
)


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What browsers are told."""

    revision: str  # another one with each change, and after a new start
    version: str  # of the case that is on show; empty before there is one
    path: str
    broken: bool  # the files as they are have errors, and an older version is on show
    checking: bool  # the linter is still at work
    findings: tuple[Finding, ...]
    case: Hidden | None
    plans: Plans | None


class Staged(msgspec.Struct, frozen=True, kw_only=True):
    """A scene that is set up: the session, and the seats from which it can be seen."""

    scene: str
    language: str
    version: str
    session: str
    seats: Seats
