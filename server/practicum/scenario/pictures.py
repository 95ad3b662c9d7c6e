"""How large a picture is, read from its first bytes, so that a page keeps its place before it has come.

Rules:
- Pure and total: bytes that say nothing sensible give None, never an error.
- An SVG's size is its viewBox, or its width and height: only its proportions matter.
"""

from __future__ import annotations

import re

from practicum.scenario.model import Asset

LARGEST = 20_000

_SVG = re.compile(rb"<svg\b[^>]{0,4000}>", re.DOTALL)
_VIEW_BOX = re.compile(
    rb"""\bviewBox\s*=\s*["']\s*[-+\d.]+[\s,]+[-+\d.]+[\s,]+([\d.]{1,12})[\s,]+([\d.]{1,12})\s*["']"""
)
_SIDE = rb"""\b%s\s*=\s*["']\s*([\d.]{1,12})(?:px)?\s*["']"""
_WIDTH, _HEIGHT = (re.compile(_SIDE % side) for side in (b"width", b"height"))

# The parts of a JPEG that say its size: start of frame, whatever the coding.
_FRAMES = frozenset((*range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)))

Size = tuple[int, int]


def size_of(picture: Asset) -> Size | None:
    """Read a picture's width and height."""
    read = {"image/png": _png, "image/jpeg": _jpeg, "image/webp": _webp, "image/svg+xml": _svg}
    how = read.get(picture.media_type)
    found = how(picture.data) if how is not None else None
    if found is None or not all(0 < side <= LARGEST for side in found):
        return None
    return found


def _png(data: bytes) -> Size | None:
    if len(data) < 24 or data[12:16] != b"IHDR":
        return None
    return _big(data[16:20]), _big(data[20:24])


def _jpeg(data: bytes) -> Size | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        kind, length = data[at + 1], _big(data[at + 2 : at + 4])
        if kind in _FRAMES:
            return _big(data[at + 7 : at + 9]), _big(data[at + 5 : at + 7])
        at += 2 + max(length, 2)
    return None


def _webp(data: bytes) -> Size | None:
    kind = data[12:16]
    if kind == b"VP8X" and len(data) >= 30:
        return 1 + _little(data[24:27]), 1 + _little(data[27:30])
    if kind == b"VP8L" and len(data) >= 25:
        bits = _little(data[21:25])
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and len(data) >= 30:
        return _little(data[26:28]) & 0x3FFF, _little(data[28:30]) & 0x3FFF
    return None


def _svg(data: bytes) -> Size | None:
    tag = _SVG.search(data[:16_384])
    if tag is None:
        return None
    box = _VIEW_BOX.search(tag.group())
    sides = (
        box.groups()
        if box
        else tuple(each.group(1) for side in (_WIDTH, _HEIGHT) if (each := side.search(tag.group())))
    )
    try:
        width, height = (round(float(side)) for side in sides)
    except ValueError:
        return None
    return width, height


def _big(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")
