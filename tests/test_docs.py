"""The documents tell the truth: commands that they show exist, and files that they link to are there."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from practicum.cli import app

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
CODE = re.compile(r"```(?:sh|text)?\n(.*?)```|`([^`\n]+)`", re.DOTALL)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def shown(document: Path) -> str:
    """Everything that a document shows as code, one piece a line."""
    return "\n".join(block or inline for block, inline in CODE.findall(document.read_text("utf-8")))


def named(document: Path) -> str:
    """A short name for test ids."""
    return str(document.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_make_target_that_is_shown_exists(document: Path) -> None:
    """`make something` in a document is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z-]+)", shown(document), re.MULTILINE)) <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_command_that_is_shown_exists(document: Path) -> None:
    """`practicum something --option` in a document is a command with that option."""
    commands = getattr(get_command(app), "commands", {})
    for line in re.findall(r"^(?:\.venv/bin/)?practicum ([a-z].*)$", shown(document), re.MULTILINE):
        name, *rest = line.split()
        assert name in commands, line
        options = {option for parameter in commands[name].params for option in parameter.opts}
        assert {word.strip("[](),…").split("=")[0] for word in rest if re.match(r"\[?--", word)} <= options, line


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_within_the_project_leads_somewhere(document: Path) -> None:
    """A relative link or image points at a file that is there."""
    targets = [link for link in LINK.findall(document.read_text("utf-8")) if "://" not in link and link[0] != "#"]
    assert [link for link in targets if not (document.parent / link).exists()] == []


def test_every_decision_is_listed() -> None:
    """A decision that nobody can find was not written down."""
    index = (ROOT / "docs/decisions/README.md").read_text("utf-8")
    decisions = {path.name for path in (ROOT / "docs/decisions").glob("*.md")} - {"README.md"}
    assert decisions == set(re.findall(r"\]\(([\w-]+\.md)\)", index))
