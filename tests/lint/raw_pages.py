r"""The documentation's pages of the loader's rules, read as tests read them.

A section is as on a page of the linter's rules, and what its examples need goes further, since a loader's mistake may
be in the very characters: ``yaml bad raw`` is text that takes the place of the guide's sections of the same names,
``whole`` is a file of its own, ``csv bad name``, ``markdown bad name`` and ``po bad name`` are files beside the case,
``bytes bad name`` is one with its odd bytes written as ``\xe9``. A number at the end: a line with ``<n>`` stands for so
many lines.
"""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from ruamel.yaml import YAML

from tests.lint.pages import DOCS, base, guide, laid_over

SECTION = re.compile(r"^## ([a-z]+(?:\.[a-z-]+)?) — (.*?)$(.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
BLOCK = re.compile(r"^```(yaml|csv|markdown|po|bytes) (bad|good)([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TOP = re.compile(r"^([a-z_]+):", re.MULTILINE)


class Block(msgspec.Struct, frozen=True):
    """One block of an example: its language, the words after "bad" or "good", and its text."""

    language: str
    options: tuple[str, ...]
    text: str


class Section(msgspec.Struct, frozen=True):
    """One rule's section: its title, its words and its examples."""

    rule: str
    title: str
    words: str
    bad: tuple[Block, ...]
    good: tuple[Block, ...]


def sections() -> dict[str, Section]:
    """Read every page: rule → section."""
    return {each.rule: each for page in sorted((DOCS / "rules").glob("*.md")) for each in _sections(page)}


def _sections(page: Path) -> Iterator[Section]:
    for rule, title, body in SECTION.findall(page.read_text("utf-8")):
        blocks = {"bad": [], "good": []}  # type: dict[str, list[Block]]
        for language, which, options, text in BLOCK.findall(body):
            blocks[which].append(_block(language, options.split(), text))
        yield Section(rule, title, BLOCK.sub("", body).strip(), tuple(blocks["bad"]), tuple(blocks["good"]))


def _block(language: str, options: list[str], text: str) -> Block:
    if options and options[-1].isdigit():
        times = int(options.pop())
        lines = text.splitlines(keepends=True)
        text = "".join(
            line.replace("<n>", str(n)) for line in lines for n in range(1, times + 1 if "<n>" in line else 2)
        )
    return Block(language, tuple(options), text)


def write(example: tuple[Block, ...], folder: Path) -> None:
    """Write the guide's case with an example in it into a folder."""
    whole = base(folder)
    text = "\n".join(guide("yaml"))
    for block in example:
        if block.language == "yaml" and "whole" in block.options:
            text = block.text
        elif block.language == "yaml" and "raw" in block.options:
            text = without(text, set(TOP.findall(block.text))) + block.text
        elif block.language == "yaml":
            text = _dumped(laid_over(whole, YAML(typ="safe", pure=True).load(block.text)))
        elif block.language == "bytes":
            (folder / block.options[0]).write_bytes(block.text.encode().decode("unicode_escape").encode("latin-1"))
        else:
            (folder / block.options[0]).write_text(block.text, "utf-8")
    (folder / "scenario.yaml").write_text(text, "utf-8")


def without(text: str, names: set[str]) -> str:
    """Take sections out of a case's text."""
    starts = [(found.start(), found.group(1)) for found in TOP.finditer(text)]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    kept = [text[start:end] for (start, name), end in zip(starts, ends, strict=True) if name not in names]
    return "".join(kept)


def _dumped(case: dict[str, object]) -> str:
    yaml = YAML(typ="safe", pure=True)
    yaml.sort_base_mapping_type_on_output = False
    out = io.StringIO()
    yaml.dump(case, out)
    return out.getvalue()
