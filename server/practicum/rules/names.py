"""What people may be called: any words of any script, on one line, as long as others can see them.

What only steers the drawing is left out: a name that turns the direction of the text after it, or that is drawn as
nothing, would be somebody whom nobody can address. Joiners between letters and pictures stay: scripts and emoji need
them.

Two names are *alike* when a reader can't tell one from the other: written with other signs for the same letters, with
signs that are drawn as nothing between them, or with Cyrillic or Greek letters that are drawn as Latin ones.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_JOINERS = "\u200c\u200d"
_BLANK = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"}  # letters and signs that are drawn as nothing
_DRAWN_AS = str.maketrans("авекмнорстухіјѕ" + "αβεζηικμνορτυχ", "abekmhopctyxijs" + "abezhikmnoptyx")
# Signs that only choose how the one before is drawn, if at all.
_VARIANTS = {0x034F, 0x17B4, 0x17B5, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
_UNSEEN = {ord(sign): None for sign in (*_JOINERS, *_BLANK)} | dict.fromkeys(_VARIANTS)


def tidy(name: str) -> str:
    """Return a name as it is kept, empty when there is nothing in it to see."""
    spaced = " ".join(unicodedata.normalize("NFC", name).split())
    kept = "".join(sign for sign in spaced if sign in _JOINERS or unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    return " ".join(kept.split()) if any(_shows(sign) for sign in kept) else ""


@lru_cache(maxsize=10_000)
def likeness(name: str) -> str:
    """Return what all names have in common that look like this one, whatever their capitals."""
    # What is drawn as nothing leaves before and after: some of it is written as something else in between.
    plain = unicodedata.normalize("NFKC", name.translate(_UNSEEN)).casefold().translate(_UNSEEN)
    return " ".join(plain.translate(_DRAWN_AS).split())


def _shows(sign: str) -> bool:
    return sign not in _BLANK and unicodedata.category(sign)[0] in "LNPS"
