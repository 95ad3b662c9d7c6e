"""Every rule of the loader by its id: what is wrong, in the few words that the documentation's heading says.

Rules:
- The loader makes no problem with a rule that is not here; its family, before the dot, names the page in docs/rules.
- What the loader finds are errors; the few rules that can also be a warning say so.
- Ids are known to scripts and to comments in cases. Add, never rename.
"""

from __future__ import annotations

from typing import Final

LOADER_RULES: Final[dict[str, str]] = {
    "yaml.anchor": "an anchor or an alias",
    "yaml.depth": "brackets within brackets without end",
    "yaml.documents": "a second document in the file",
    "yaml.empty": "a file with nothing in it",
    "yaml.size": "a file that is too large",
    "yaml.syntax": "a text that is not YAML",
    "yaml.tag": "a tag",
    "type.empty": "a key without a value",
    "type.unit": "a figure in a unit that does not fit",
    "type.wrong": "a value of another shape than its key wants",
    "key.duplicate": "a key or a tag that is there twice",
    "key.form": "a key that can't be an id",
    "key.missing": "a part that a case can't do without",
    "key.unknown": "a key that the language does not have",
    "ref.unknown": "an id that names nothing",
    "value.choice": "a word that is not one of the choices",
    "value.form": "a code that nobody can read",
    "value.range": "a figure outside what is possible",
    "text.ambiguous": "a text that can be read in two ways",
    "text.comment": "a text that a comment cuts off",
    "phrase.expectation": "an expectation that can't be read",
    "phrase.item": "an item of a plan that can't be read",
    "phrase.unlock": "an opening that can't be read",
    "phrase.when": "a moment that can't be read",
    "file.empty": "a text file with nothing in it",
    "file.encoding": "a file that is not UTF-8 text",
    "file.kind": "a file of another kind",
    "file.missing": "a file that is not there",
    "file.name": "two cases with one name",
    "file.outside": "a file outside the case's folder",
    "file.size": "a file or a text that is too large",
    "table.form": "a table that is not one",
    "translation.form": "a .po file that is not one",
    "translation.language": "a translation into another language than it is named for",
    "sense.blockers": "causes that block each other in a circle",
    "sense.budget": "a plan that no team can afford",
    "sense.chart": "a chart that is not whole",
    "sense.decoy": "a cause that is neither true nor a decoy",
    "sense.empty": "a part of the case that holds nothing",
    "sense.evidence": "an exhibit with nothing to read, or in another's place",
    "sense.gap": "a gap that is none",
    "sense.inject": "an event that leaves a team without an answer",
    "sense.instrument": "a KPI that nobody reads, an instrument that reads nothing",
    "sense.methods": "something learned without a way, or a way without something learned",
    "sense.plan": "an item that is on a plan twice",
    "sense.shares": "shares that add up to more than the gap",
    "sense.size": "more of something than a case can hold",
    "sense.test": "a test of nothing, or of two things at once",
    "sense.time": "phases that don't fit the clock",
    "sense.trust": "a person who never comes to trust anybody",
    "sense.unlock": "something that waits for itself",
    "sense.weeks": "a week outside the year",
    "language.version": "a version of the language that we can't read",
    "many": "more problems than anybody reads at once",
}

# These can also be a warning, and then be allowed.
SOMETIMES_WARNINGS: Final = frozenset({"sense.decoy", "sense.time"})
