"""What review tools are told: places with their ends, rules with their pages, and what the author allowed."""

from practicum.lint.book import every_rule
from practicum.lint.sarif import as_sarif
from practicum.lint.source import Sources
from practicum.lint.suppress import Allowed
from practicum.scenario.problems import Place, problem
from tests.scenario.small import edited, read_case

TOOOL = edited(("kind: tool", "kind: toool"))


def test_the_sarif_form_points_at_the_same_place() -> None:
    """Review tools underline the same word, and lead to the page about its rule."""
    _, problems = read_case(TOOOL)
    run = as_sarif(problems, [], Sources(), "0.1.0")["runs"][0]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == "value.choice"
    assert rule["helpUri"].startswith("file:///")
    assert rule["helpUri"].endswith("docs/rules/value.md#valuechoice--a-word-that-is-not-one-of-the-choices")
    assert rule["help"]["markdown"].startswith("## value.choice — a word that is not one of the choices\n\nSome keys")
    (result,) = run["results"]
    assert result["message"] == {"text": 'unknown kind "toool": did you mean "tool"?'}
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "scenario.yaml"},
        "region": {"startLine": 49, "startColumn": 40, "endColumn": 45},
    }


def test_a_second_place_is_a_related_location() -> None:
    """The definition that was meant is named beside the word that was written."""
    _, problems = read_case(edited(("on: {labels: 0.9}", "on: {lables: 0.9}")))
    (result,) = as_sarif(problems, [], Sources(), "0.1.0")["runs"][0]["results"]
    (related,) = result["relatedLocations"]
    assert related["message"] == {"text": '"labels" is defined here'}
    assert related["physicalLocation"]["region"] == {"startLine": 29, "startColumn": 3, "endColumn": 9}


def test_what_is_allowed_is_there_with_its_reason() -> None:
    """A suppressed warning is not forgotten."""
    warning = problem("sense.time", Place("my case/scenario.yaml", 4, 10, 2), "too short", severity="warning")
    (result,) = as_sarif([], [Allowed(warning, "we know")], Sources(), "0.1.0")["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "we know"}]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "my%20case/scenario.yaml"}


def test_every_rule_says_what_it_is_about() -> None:
    """A title that reads in a list of problems, and a page of the documentation."""
    for id, about in every_rule().items():
        assert about.title, id
        assert about.title[-1] != ".", id
