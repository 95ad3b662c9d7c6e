"""``practicum translate``, put together: a case's texts written into its .po file, new ones to be translated.

Rules:
- The case is read without its translations, so that a file that isn't there yet, or is broken, is no reason to stop
  at the case. A broken .po file is refused with its places and left as it is.
- The file is written whole beside the old one and then takes its place. One that would not change is not written.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from practicum.scenario.assets import Assets
from practicum.scenario.model import Scenario
from practicum.scenario.po import read_po
from practicum.scenario.problems import Place, Problem, as_text, problem
from practicum.scenario.read import alone, translation_named
from practicum.scenario.renewal import Renewed, renewed
from practicum.scenario.sense import LANGUAGE

FOLDER = "translations"
REFUSED = 1
IMPOSSIBLE = 2


class Told(msgspec.Struct, frozen=True):
    """What is said, what is complained about, and the exit code."""

    says: str = ""
    complains: str = ""
    code: int = 0


def translate(path: Path, language: str) -> Told:
    """Write or update a case's translation into a language, and say how many texts are open."""
    scenario, problems = alone(path)
    if scenario is None:
        code = IMPOSSIBLE if any(each.rule == "file.missing" for each in problems) else REFUSED
        return Told(complains=as_text(problems), code=code)
    refusal = _language(scenario, language)
    if refusal is not None:
        return Told(complains=str(refusal), code=REFUSED)
    folder = path if path.is_dir() else path.parent
    named = translation_named(path, language)
    return _renew(scenario, language, folder, named or f"{FOLDER}/{language}.po", is_named=named is not None)


def _language(scenario: Scenario, language: str) -> Problem | None:
    """Check that this is a language, and another one."""
    place = Place("LANGUAGE")
    if not LANGUAGE.match(language):
        hint = "write de, fr or pt-BR"
        return problem("value.form", place, f'"{language[:40]}" is not a language', hint)
    if language == scenario.language:
        return problem("translation.language", place, f"the case is written in {language}", "name another language")
    return None


def _renew(scenario: Scenario, language: str, folder: Path, name: str, *, is_named: bool) -> Told:
    found: list[Problem] = []
    assets = Assets(folder, folder.as_posix(), found)
    place = Place((folder / name).as_posix())
    old = None
    target = folder / name
    if os.path.lexists(target):
        read = assets.translation_text(name, place)
        if read is not None:
            old, problems = read_po(*read, language)
            found += problems
    elif not target.resolve().is_relative_to(folder.resolve()):
        found.append(problem("file.outside", place, f'"{name}" is outside the scenario\'s folder'))
    if found:
        return Told(complains=as_text(found), code=REFUSED)
    done = renewed(scenario, language, old)
    try:
        _write(target, str(done.file))
    except OSError as error:
        message = f"can't be written ({error.strerror})"
        return Told(complains=str(problem("file.missing", place, message)), code=IMPOSSIBLE)
    said = f"{place.file}: {_counted(done)}"
    if not is_named:
        said += f"\nThe case doesn't name it yet. Add to its scenario.yaml:\n\ntranslations: {{{language}: {name}}}"
    return Told(says=said)


def _write(target: Path, text: str) -> None:
    """Replace a file whole, if its text is another one."""
    data = text if text.endswith("\n") else text + "\n"
    if target.is_file() and target.read_text("utf-8") == data:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.new")
    beside.write_text(data, "utf-8", newline="\n")
    beside.replace(target)


def _counted(done: Renewed) -> str:
    """Say how far the translation is."""
    aside = f" {done.obsolete} no longer used and set aside." if done.obsolete else ""
    if not done.open:
        return f"{done.texts} texts, all translated.{aside}"
    parts = [f"{done.empty} to translate"] if done.empty else []
    parts += [f"{done.fuzzy} changed since"] if done.fuzzy else []
    return f"{done.texts} texts, {done.open} open: {', '.join(parts)}.{aside}"
