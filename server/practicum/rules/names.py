"""What people may be called: any words of any script, on one line, as long as others can see them.

What only steers the drawing is left out: a name that turns the direction of the text after it, or that is drawn as
nothing, would be somebody whom nobody can address. Joiners between letters and pictures stay: scripts and emoji need
them.
"""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"
_BLANK = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0"}  # letters and signs that are drawn as nothing


def tidy(name: str) -> str:
    """Return a name as it is kept, empty when there is nothing in it to see."""
    spaced = " ".join(name.split())
    kept = "".join(sign for sign in spaced if sign in _JOINERS or unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
    return " ".join(kept.split()) if any(_shows(sign) for sign in kept) else ""


def _shows(sign: str) -> bool:
    return sign not in _BLANK and unicodedata.category(sign)[0] in "LNPS"
