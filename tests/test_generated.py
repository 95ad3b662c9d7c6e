"""Generated files are current: what they were made from is the source, and they are never edited."""

import subprocess
import sys
from pathlib import Path

from practicum.web.reference import BEGIN, END, reference

ROOT = Path(__file__).parents[1]


def test_the_clients_types_are_those_of_the_server() -> None:
    """The file that the client was built with is what the generator prints now."""
    command = [sys.executable, "-m", "practicum.web.typescript"]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    assert (ROOT / "client/src/wire/types.gen.ts").read_text("utf-8") == printed


def test_the_protocols_lists_are_those_of_the_rules() -> None:
    """The document names every move and every kind of record as the code has them."""
    document = (ROOT / "docs/protocol.md").read_text("utf-8")
    assert document[document.index(BEGIN) : document.index(END)] + END + "\n" == reference()


def test_the_generator_prints_the_same_each_time() -> None:
    """No order of a set and no clock shows in the output, or every build would differ."""
    command = [sys.executable, "-m", "practicum.web.typescript"]
    first, second = (
        subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    )
    assert first == second


def test_no_generated_file_is_committed() -> None:
    """What make can make is not history."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=False, capture_output=True, text=True).stdout.split()
    assert not [name for name in listed if "/static/" in name or ".gen." in name or "node_modules" in name]
