"""What the dependency audit makes of what is known."""

from tools.audit import judged, shipped

KNOWN = {"id": "PYSEC-2026-1", "fix_versions": ["2.1"]}


def test_what_is_known_of_a_package_that_runs_with_the_server_is_an_error() -> None:
    """Of a tool it is told; what the registry has never heard of is counted."""
    server = {"name": "Ruamel.Yaml", "version": "1.0", "vulns": [KNOWN]}
    tool = {"name": "ruff", "version": "2.0", "vulns": [{"id": "X"}]}
    ships = {"ruamel-yaml"}
    line = "pip-audit: Ruamel.Yaml 1.0, which runs with the server, has PYSEC-2026-1: mended by 2.1"
    assert judged([server], ships) == ([line], 1)
    assert judged([tool], ships) == (["pip-audit: ruff 2.0, a tool of ours, has X: mended by nothing yet"], 0)
    assert judged([{"name": "ruff", "version": "2", "vulns": []}], ships) == ([], 0)
    assert judged([{"name": "ruff", "skip_reason": "?"}], ships)[1] == 0


def test_what_runs_with_the_server_is_found_through_what_it_needs() -> None:
    """Not what only its extras or our tools need."""
    ships = shipped("practicum")
    assert {"starlette", "anyio", "ruamel-yaml"} <= ships
    assert not {"pytest", "ruff", "pip-audit"} & ships
