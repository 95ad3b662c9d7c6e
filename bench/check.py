"""``practicum check`` of a case of 2,000 lines beside a bare load of the same text by ruamel.yaml.

The case is Lumen Connect with more of everything that a case may hold many of: evidence, data requests, events and four
more interventions, each a copy under another id. So it is read, resolved and judged as any case is.
"""

import re
import time
from collections.abc import Callable
from pathlib import Path

from ruamel.yaml import YAML

from practicum.lint.case import Case
from practicum.lint.families import FAMILIES, look
from practicum.outcome import estimates
from practicum.outcome import noise as noises
from practicum.scenario.read import FILE, Reading, reading_of

ROUNDS = 5
FOLDER = Path(__file__).parents[1] / "scenarios" / "lumen-connect"
LINES = 2_000
MORE_INTERVENTIONS = ("coaching", "kb_refresh", "fault_desk", "pace_league")
SECTION = re.compile(r"^([a-z_]+):\n((?:[ #].*\n|\n)*)", re.MULTILINE)
TAG = re.compile(r"[A-Z]\d+")
COPY = re.compile(r"_\d+\Z|\A[A-Z]\d{3}")
ENTRY = re.compile(r"^  (\w+):(.*\n(?:    .*\n|\n)*)", re.MULTILINE)


def large_text() -> str:
    """Give the text of a case of at least so many lines, and hardly more."""
    text = (FOLDER / FILE).read_text("utf-8")
    text = _grown(text, "interventions", 1, MORE_INTERVENTIONS)
    copies = 0
    while text.count("\n") < LINES:
        copies += 1
        for name in ("evidence", "data_requests", "injects"):
            if text.count("\n") < LINES:
                text = _grown(text, name, copies)
    return text


def _grown(text: str, section: str, number: int, only: tuple[str, ...] = ()) -> str:
    """Copy the entries of a section to its end under other ids."""
    found = next(each for each in SECTION.finditer(text) if each.group(1) == section)
    copies = []
    for each in ENTRY.finditer(found.group(2)):
        if not COPY.search(each.group(1)) and (not only or each.group(1) in only):
            body = re.sub(r"(?<=tag: )\w+", lambda tag: _copy(tag.group(), number), each.group(2))
            copies.append(f"  {_copy(each.group(1), number)}:{body}")
    return text[: found.end()].rstrip("\n") + "\n" + "".join(copies).rstrip("\n") + "\n\n" + text[found.end() :]


def _copy(id: str, number: int) -> str:
    """Name a copy; tags are a letter and a number."""
    return f"{id}_{number}" if TAG.fullmatch(id) is None else f"{id[0]}{number}{int(id[1:]):02}"


def compare_checks(say: Callable[[str], None]) -> None:
    """Time the check and the bare load, and print seconds of CPU and ratios."""
    text = large_text()
    quick = [family for family in FAMILIES if family != "economics"]
    checks = {"the loader": [], "all but economics": quick, "all families": list(FAMILIES)}
    bare = best(lambda: YAML(typ="rt", pure=True).load(text))
    say(f"\n{f'check of {text.count(chr(10)):,} lines, seconds of CPU':44}{'ours':>10}{'bare load':>10}{'ratio':>8}")
    for label, families in checks.items():
        ours = best(lambda families=families: check(text, families))
        say(f"{label:44}{ours:10.3f}{bare:10.3f}{ours / bare:8.2f}")


def check(text: str, families: list[str]) -> Reading:
    """Read a text as the case's, and run families of rules over it, with nothing worked out before."""
    for remembered in (noises._own, noises._common, estimates._spread):
        remembered.cache_clear()
    reading = reading_of(text.encode(), FOLDER, FILE, FOLDER.name)
    if reading.scenario is None:
        raise ValueError("\n".join(str(each) for each in reading.problems))
    if families:
        look(Case(reading), families)
    return reading


def best(work: Callable[[], object]) -> float:
    """Give the least CPU time of a few turns."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)
