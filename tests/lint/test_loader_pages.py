"""Every rule of the loader is in its registry and has its section: the bad example breaks it, the good one is sound."""

import ast
import re
from pathlib import Path

import pytest

from practicum.checking import check, same_names
from practicum.lint.book import every_rule
from practicum.lint.index import index
from practicum.lint.suppress import ALLOW_RULES
from practicum.scenario.rules import LOADER_RULES
from tests.lint.pages import DOCS
from tests.lint.raw_pages import sections, write

SERVER = Path(__file__).parents[2] / "server" / "practicum"
SECTIONS = sections()
FAMILIES = {rule.partition(".")[0] for rule in LOADER_RULES}


def made() -> set[str]:
    """Every rule for which the loader has words: texts in its modules that read like one of its families'."""
    paths = {*(SERVER / "scenario").rglob("*.py"), SERVER / "checking.py"} - {SERVER / "scenario" / "rules.py"}
    nodes = (node for path in sorted(paths) for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    words = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {word for word in words if re.fullmatch(rf"({'|'.join(FAMILIES - {'many'})})\.[a-z-]+|many", word)}


def test_the_loader_makes_no_problem_with_an_unknown_rule() -> None:
    """A rule that is used stands in the registry, and a rule in the registry is used."""
    assert made() == set(LOADER_RULES)


def test_every_section_has_its_rules_own_title() -> None:
    """The anchors that review tools are given are those of the headings."""
    known = {id: about.title for id, about in every_rule().items()}
    assert {rule: section.title for rule, section in SECTIONS.items()} == known


def test_the_index_is_current() -> None:
    """It is renewed by ``python -m practicum.lint.index > docs/rules/README.md``; each page that it names is there."""
    written = (DOCS / "rules" / "README.md").read_text("utf-8")
    assert written == index()
    pages = {path.name for path in (DOCS / "rules").glob("*.md")} - {"README.md"}
    assert pages == set(re.findall(r"^## .*\]\((.*)\)$", written, re.MULTILINE))


@pytest.mark.parametrize("rule", sorted({*LOADER_RULES, *ALLOW_RULES} - {"file.name"}))
def test_a_rule_finds_its_bad_example_and_the_good_one_is_sound(rule: str, tmp_path: Path) -> None:
    """What the page shows is what is told; and what it shows as right is right in every way."""
    section = SECTIONS[rule]
    assert section.words
    (tmp_path / "bad").mkdir()
    write(section.bad, tmp_path / "bad")
    assert rule in {each.rule for each in check(tmp_path / "bad", ()).problems}
    (tmp_path / "good").mkdir()
    write(section.good, tmp_path / "good")
    good = check(tmp_path / "good", ())
    assert [str(each) for each in good.problems] == []


def test_two_cases_with_one_name_are_told(tmp_path: Path) -> None:
    """The rule that needs two cases: the second one is told, with the place of the first."""
    for name in ("drafts", "final"):
        (tmp_path / name / "late-parcels").mkdir(parents=True)
        write((), tmp_path / name / "late-parcels")
    (told,) = same_names([tmp_path / "drafts", tmp_path / "final"])
    assert told.rule == "file.name"
    assert told.file == f"{tmp_path.as_posix()}/final/late-parcels/scenario.yaml"
    assert told.related is not None
    assert told.related.place.file == f"{tmp_path.as_posix()}/drafts/late-parcels/scenario.yaml"
