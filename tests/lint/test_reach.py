"""What a team can't reach is told where the way breaks off; what it can reach is not."""

from pathlib import Path

import pytest

from practicum.lint.families import lint
from tests.lint.over import case_with, findings, told

RAIN = """
injects:
  rain: {when: WHEN}
  flood: {title: A flood, body: Water., when: THEN, default: wait, options: {wait: {label: Wait}}}
"""


def reach(example: str, folder: Path) -> list[str]:
    """What the family says, each with its rule."""
    return [f"{each.rule}: {each.message}" for each in findings(example, folder, "reach")]


def test_the_guides_case_can_be_reached_whole(tmp_path: Path) -> None:
    """Nothing is found where nothing is wrong."""
    assert reach("{}", tmp_path) == []


def test_what_lies_behind_is_named_where_the_way_breaks_off(tmp_path: Path) -> None:
    """An exhibit that can't be opened takes others with it: one finding, not three."""
    example = """
injects: {rain: {when: month 4}}
evidence:
  D1: {unlock: inject rain}
  D2: {unlock: after D1}
  D3: {title: More, kind: document, body: More., hours: 1 h, unlock: after D2}
"""
    [never] = [each for each in reach(example, tmp_path) if each.startswith("reach.never-opened")]
    assert never.endswith('waits for the event "rain", which comes when the diagnosis is over; behind it are D2, D3')


def test_a_circle_by_way_of_an_event_is_one(tmp_path: Path) -> None:
    """The exhibit waits for the event, and the event for the exhibit: both are told."""
    found = reach("{injects: {rain: {when: after D2}}, evidence: {D2: {unlock: inject rain}}}", tmp_path)
    assert "reach.never-opened: D2 can never be opened: it waits for itself, by way of an event" in found
    assert "reach.event-never: it waits for D2, which no team can open" in found
    assert any(each.startswith("reach.cause-undecided: routes has 20 %") for each in found)


def test_the_place_is_the_unlock_and_the_related_one_the_event(tmp_path: Path) -> None:
    """An author is led to both ends."""
    case = case_with("evidence: {D2: {unlock: inject rain}}", tmp_path)
    [found] = [each for each in lint(case, ["reach"]) if each.rule == "reach.never-opened"]
    assert found.place == case.place(("evidence", "D2", "unlock"))
    assert found.related is not None
    assert found.related.place == case.place(("injects", "rain", "when"))


@pytest.mark.parametrize(
    "when, then",
    [
        ("design + 4 min", "rain answered tents"),
        ("design + 4 min", "rain unanswered + 3 min"),
        ("diagnose + 4 min", "after D2"),
        ("by hand", "ask picker.pay"),
        ("planned printers", "week 51"),
        ("month 12", "design + 12 min"),
        ("diagnose + 25 min", "by hand"),
    ],
)
def test_an_event_that_can_come_is_left_alone(when: str, then: str, tmp_path: Path) -> None:
    """Whatever it waits for, if that can be."""
    example = RAIN.replace("WHEN", when).replace("THEN", then)
    assert "reach.event-never" not in told(example, tmp_path, "reach")


@pytest.mark.parametrize(
    "when, then, said",
    [
        ("diagnose + 26 min", "by hand", "diagnose lasts 25 minutes"),
        ("pitch + 9 min", "by hand", "pitch lasts 8 minutes"),
        ("flood unanswered + 2 min", "rain unanswered + 2 min", "which waits for this one"),
        ("design + 20 min", "rain answered tents", "design lasts 12 minutes"),
        ("run + 8 min", "rain unanswered + 30 min", 'after "rain" the year is over'),
    ],
)
def test_an_event_that_can_not_come_is_told_with_the_reason(when: str, then: str, said: str, tmp_path: Path) -> None:
    """A minute after the phase, itself, a circle of two, one that never comes, the end of the year."""
    example = RAIN.replace("WHEN", when).replace("THEN", then)
    assert any(each.startswith("reach.event-never") and said in each for each in reach(example, tmp_path))


def test_an_event_in_reserve_for_one_that_never_comes_never_comes(tmp_path: Path) -> None:
    """And the reason is that other one."""
    example = RAIN.replace("WHEN", "design + 20 min").replace("THEN", "design + 8 min, contingency_for: rain")
    assert 'reach.event-never: it is held in reserve for "rain", which never comes by itself' in reach(
        example, tmp_path
    )


def test_an_event_in_reserve_comes_after_the_other(tmp_path: Path) -> None:
    """Its own minute before that is a contradiction."""
    example = RAIN.replace("WHEN", "measure + 2 min").replace("THEN", "design + 8 min, contingency_for: rain")
    assert 'reach.event-never: it comes before "rain", for which it is held in reserve' in reach(example, tmp_path)


def test_a_plan_that_no_budget_pays_is_no_condition(tmp_path: Path) -> None:
    """The item alone costs more than a team can ever have."""
    example = RAIN.replace("WHEN", "planned printers").replace("THEN", "by hand")
    dear = f"{example}interventions: {{printers: {{cost: 44_000}}}}\nintended: [huddle]\nmoney: {{budget: 40_000}}"
    assert any("a plan with printers, which no team can afford" in each for each in reach(dear, tmp_path))
    paid = dear.replace("label: Wait", "label: Wait, effect: {budget: +4_000}")
    assert "reach.event-never" not in told(paid, tmp_path, "reach")


def test_hours_on_the_way_are_counted_once(tmp_path: Path) -> None:
    """Two exhibits behind one that is dear cost it once, and an answer that brings hours helps."""
    example = "evidence: {O1: {hours: 5 h}, D2: {hours: 4 h, unlock: after O1}}"
    assert told(example, tmp_path, "reach")["reach.too-dear"].startswith("D2 takes 9 h with what comes before it")
    helped = f"{example}\ninjects: {{rain: {{when: diagnose + 2 min, options: {{wait: {{effect: {{hours: +2}}}}}}}}}}"
    assert "reach.too-dear" not in told(helped, tmp_path, "reach")


def test_an_answer_that_takes_hours_is_part_of_the_way(tmp_path: Path) -> None:
    """What opens only after a costly answer costs that, too."""
    example = """
injects:
  rain: {when: diagnose + 2 min, options: {tents: {effect: {hours: -6}}}}
  flood: {title: A flood, body: Water., when: rain answered tents}
evidence: {D2: {hours: 3 h, unlock: inject flood}}
"""
    assert told(example, tmp_path, "reach")["reach.too-dear"].startswith("D2 takes 9 h with what comes before it")


def test_another_length_with_fewer_hours_is_told_at_its_own_line(tmp_path: Path) -> None:
    """The case is sound, its short form is not."""
    example = "timings: {short: {label: An hour, diagnose: 2 min, analyst_hours: 2 h}}"
    found = reach(example, tmp_path)
    assert 'reach.too-dear: O1 takes 3 h, and a team has 2 h in "An hour"; behind it is picker.pay' in found
    assert any(each.startswith("reach.too-late: X1 arrives 3 minutes into the diagnosis") for each in found)
    assert any("for every true cause takes 4 h at least, and a team has 2 h in" in each for each in found)


def test_exhibits_that_decide_two_causes_count_once(tmp_path: Path) -> None:
    """The cheapest whole answer may be one exhibit."""
    example = """
phases: {diagnose: {analyst_hours: 3 h}}
data_requests: {returns: {cuts: {weather: {says: {routes: +1}}}}}
"""
    assert "reach.diagnosis-too-dear" not in told(example, tmp_path, "reach")


def test_decisive_evidence_that_no_team_can_open_does_not_count(tmp_path: Path) -> None:
    """The cause is told, with the exhibit that would have settled it."""
    example = "evidence: {D2: {hours: 9 h}}"
    assert told(example, tmp_path, "reach")["reach.cause-undecided"].startswith(
        "routes has 20 % of the gap in returns, and no team can open D2, which would settle it"
    )


def test_hundreds_of_topics_in_a_row_are_followed(tmp_path: Path) -> None:
    """However long the way is."""
    topics = {"t0": "{ask: A?, answer: A., hours: 0}"}
    topics |= {f"t{n}": f"{{ask: A?, answer: A., hours: 0, unlock: ask picker.t{n - 1}}}" for n in range(1, 300)}
    listed = ", ".join(f"{name}: {topic}" for name, topic in topics.items())
    assert reach(f"people: {{picker: {{topics: {{{listed}}}}}}}", tmp_path) == []


def test_a_lock_is_told_where_it_is_written(tmp_path: Path) -> None:
    """A trust that is free; but an answer that costs nothing must be asked for, and is a lock."""
    trust = case_with("people: {picker: {trusts_after: D1}}", tmp_path)
    [found] = [each for each in lint(trust, ["reach"]) if each.rule == "reach.lock-open"]
    assert found.place == trust.place(("people", "picker", "trusts_after"))
    assert found.message.startswith("picker.pay opens after D1")
    asked = "{people: {picker: {topics: {day: {hours: 0 h}}}}, evidence: {D2: {unlock: ask picker.day}}}"
    assert "reach.lock-open" not in told(asked, tmp_path, "reach")
