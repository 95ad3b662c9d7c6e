"""The documentation's page of each family of rules, read as tests read it.

A section is ``## rule.id — what is wrong``, then words, then a block ``yaml bad`` and a block ``yaml good``. A block
is a part of a case: it is laid over the case that the guide for authors builds, map by map; ``~`` takes a part away.
A block ``po bad`` or ``po good`` beside it is a part of ``translations/de.po``: it is laid over a translation in which
every text says what its source says.
"""

import io
import re
from pathlib import Path
from typing import Any

import msgspec
import polib
from ruamel.yaml import YAML

from practicum.scenario.model import Scenario
from practicum.scenario.read import Reading, reading_of
from practicum.scenario.renewal import renewed

DOCS = Path(__file__).parents[2] / "docs"
ACTIVE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" onload="begin()">
<script>begin()</script><image href="https://example.org/photo.jpg"/><foreignObject/></svg>"""
SECTION = re.compile(r"^## `?([a-z]+\.[a-z-]+)`?.*?$(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^```((?:yaml|po) (?:bad|good))\n(.*?)^```$", re.DOTALL | re.MULTILINE)


class Section(msgspec.Struct, frozen=True):
    """One rule's section: its words and its examples, as written."""

    rule: str
    words: str
    bad: str
    good: str
    bad_po: str = ""
    good_po: str = ""


def sections(family: str) -> dict[str, Section]:
    """Read one family's page: rule → section."""
    path = DOCS / "rules" / f"{family}.md"
    text = path.read_text("utf-8") if path.exists() else ""
    found: dict[str, Section] = {}
    for rule, body in SECTION.findall(text):
        examples = dict(BLOCK.findall(body))
        blocks = (examples.get(name, "") for name in ("yaml bad", "yaml good", "po bad", "po good"))
        found[rule] = Section(rule, BLOCK.sub("", body).strip(), *blocks)
    return found


def guide(language: str) -> list[str]:
    """The guide's blocks of one language."""
    text = (DOCS / "scenarios.md").read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


def base(folder: Path) -> dict[str, Any]:
    """Write the files of the guide's case into a folder, and those of examples, and give its YAML as maps."""
    (folder / "returns-by-weather.csv").write_text(guide("csv")[0], "utf-8")
    (folder / "manual.md").write_text("Read the label before you load. " * 250, "utf-8")
    (folder / "dock.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>', "utf-8")
    (folder / "form.svg").write_text(ACTIVE, "utf-8")
    (folder / "call.wav").write_bytes(b"RIFF\x24\0\0\0WAVEfmt ")
    return YAML(typ="safe", pure=True).load("\n".join(guide("yaml")))


def laid_over(case: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Lay a part of a case over a whole one."""
    result = dict(case)
    for key, value in part.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = laid_over(result[key], value)
        else:
            result[key] = value
    return result


def read_over(example: str, folder: Path, po: str = "") -> Reading:
    """Read the guide's case with an example laid over it, and with a part of a translation."""
    yaml = YAML(typ="safe", pure=True)
    yaml.sort_base_mapping_type_on_output = False
    whole = laid_over(base(folder), yaml.load(example))
    out = io.StringIO()
    yaml.dump(whole, out)
    data = out.getvalue().encode()
    if po:
        alone = reading_of(data, folder, "scenario.yaml", "late-parcels", translations=False)
        assert alone.scenario is not None
        write_translation(alone.scenario, po, folder / "translations" / "de.po")
    return reading_of(data, folder, "scenario.yaml", "late-parcels")


def write_translation(scenario: Scenario, part: str, file: Path) -> None:
    """Write a translation in which every text says what its source says, but for a part of it."""
    laid = {(entry.msgctxt, entry.msgid): entry for entry in polib.pofile(part + "\n")}
    whole = renewed(scenario, "de", None).file
    for entry in whole:
        entry.msgstr = entry.msgid
    rest = [entry for entry in whole if (entry.msgctxt, entry.msgid) not in laid]
    whole[:] = [*rest, *laid.values()]
    file.parent.mkdir(exist_ok=True)
    file.write_text(str(whole), "utf-8")
