"""What an SVG holds besides a picture: scripts, handlers of events, HTML, and things that would come from elsewhere.

Rules:
- It is read as browsers read it, as XML with its namespaces and entities, by a parser that asks for nothing and bounds
  how far entities grow. What is no XML is shown by no browser, and holds nothing.
- A link is no picture either: nobody can follow it. What stands in the file itself (``#mark``, ``data:``) is its own.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from practicum.scenario.model import Asset

SVG = "image/svg+xml"
LONGEST = 60

_OWN = ("#", "data:")
# In styles: url(…) and @import, with what they name.
_STYLED = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"'()\s;]{1,2000})""", re.IGNORECASE)


def beside_the_picture(picture: Asset) -> tuple[str, ...]:
    """Name what a picture holds that is no picture, each sort once, in the order in which it is there."""
    return _Reader().read(picture.data) if picture.media_type == SVG else ()


class _Reader:
    def __init__(self) -> None:
        self._found: dict[str, None] = {}
        self._style = 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._begins
        parser.EndElementHandler = self._ends
        parser.CharacterDataHandler = self._text
        parser.ProcessingInstructionHandler = self._instruction
        parser.ExternalEntityRefHandler = self._entity
        self._parser = parser

    def read(self, data: bytes) -> tuple[str, ...]:
        try:
            self._parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError):
            return ()
        return tuple(self._found)

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        element = _local(name)
        if element == "script":
            self._finds("a script")
        elif element == "foreignObject":
            self._finds("HTML (foreignObject)")
        elif element == "style":
            self._style += 1
        for each, value in attributes.items():
            attribute = _local(each)
            if attribute == each and attribute.startswith("on"):
                self._finds(f"a handler of events ({attribute[:LONGEST]})")
            elif attribute in ("href", "src"):
                self._names(value, link=element == "a")
            else:
                self._styled(value)

    def _ends(self, name: str) -> None:
        self._style -= _local(name) == "style"

    def _text(self, text: str) -> None:
        if self._style:
            self._styled(text)

    def _instruction(self, target: str, words: str) -> None:
        if target == "xml-stylesheet":
            self._finds("a style sheet of its own")

    def _entity(self, _context: str, _base: str | None, system: str | None, _public: str | None) -> int:
        self._names(system or "")
        return 1

    def _styled(self, text: str) -> None:
        for address in _STYLED.findall(text):
            self._names(address)

    def _names(self, address: str, *, link: bool = False) -> None:
        plain = re.sub(r"\s", "", address).lower()
        if plain.startswith("javascript:"):
            self._finds("a script")
        elif plain and not plain.startswith(_OWN):
            shown = address.strip()
            shown = shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
            self._finds(f"{'a link to' if link else 'something from'} {shown}")

    def _finds(self, what: str) -> None:
        self._found.setdefault(what)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
