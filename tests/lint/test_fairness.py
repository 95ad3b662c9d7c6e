"""Reading, pictures, recordings, anchors, chance and time to answer: where a case is fair, and where it is not."""

from pathlib import Path

import pytest

from practicum.lint.luck import best_odds
from practicum.lint.reading import exhibit_words, loads, words
from tests.lint.over import case_with, findings, told

CHART = "data_requests: {returns: {cuts: {weather: {alt: 'ALT'}}}}"
PICTURE = "evidence: {O1: {title: The dock from above, image: dock.svg, alt: ALT}}"


def fairness(example: str, folder: Path) -> list[str]:
    """What the family says, each with its rule."""
    return [f"{each.rule}: {each.message}" for each in findings(example, folder, "fairness")]


def test_the_guides_case_is_fair(tmp_path: Path) -> None:
    """Nothing is found where nothing is wrong."""
    assert fairness("{}", tmp_path) == []


def test_a_mark_is_no_word_and_a_cell_is_one(tmp_path: Path) -> None:
    """What is counted is what is read."""
    assert words("Six – no, *seven* – in ten.", "**x**", "") == 6
    assert exhibit_words(case_with("{}", tmp_path).exhibits["X1"]) == 25  # title 7, source 4, finding 8, table 6


def test_evidence_is_shared_and_read_as_far_as_hours_reach(tmp_path: Path) -> None:
    """Half of the hours buy half of what costs something; what is free is read in any case."""
    whole, half = (
        case_with(
            f"phases: {{diagnose: {{analyst_hours: {hours} h}}}}\nevidence: {{D1: {{body: manual.md}}}}", tmp_path
        )
        for hours in (9, 4.5)
    )
    said = [
        next(each for each in loads(case.scenario, case.ways) if each.phase == "diagnose") for case in (whole, half)
    ]
    free = exhibit_words(whole.exhibits["D1"])
    assert 2 * (said[1].words - free / 3) == pytest.approx(said[0].words - free / 3)


def test_another_length_is_told_at_its_own_line(tmp_path: Path) -> None:
    """The case has time enough, its short form has not."""
    short = "timings: {short: {label: An hour, brief: 6 min}}"
    example = f"phases: {{brief: 10 min}}\nminutes: 95\nbrief: {{request: manual.md}}\n{short}"
    [found] = findings(example, tmp_path, "fairness")[-1:]
    assert found.rule == "fairness.reading-time"
    assert found.message.endswith('and lasts 6 in "An hour"')
    assert found.place == case_with(example, tmp_path).place(("timings", "short", "brief"))


@pytest.mark.parametrize(
    "alt, said",
    [
        ("Bar chart", "says only what kind of picture it is"),
        ("A picture.", "says only what kind of picture it is"),
        ("Returns on dry and wet days", "gives no figure of the chart"),
        ("Chart of the returns on dry and on wet days", "only repeats the title"),
        ("On wet days, twice as many come back!", "only repeats the title"),
        ("6 against 12", 'is "6 against 12", and nothing more'),
    ],
)
def test_an_alternative_that_stands_in_for_nothing_is_told(alt: str, said: str, tmp_path: Path) -> None:
    """In whatever way it says nothing."""
    assert said in told(CHART.replace("ALT", alt), tmp_path, "fairness")["fairness.alt-thin"]


@pytest.mark.parametrize(
    "alt", ["Twice as many on wet days, 12 % against 6 %.", "Balkendiagramm. 6 % an trockenen Tagen, 12 % an nassen."]
)
def test_an_alternative_with_the_figures_will_do(alt: str, tmp_path: Path) -> None:
    """However it says them."""
    assert fairness(CHART.replace("ALT", alt), tmp_path) == []


def test_a_picture_needs_no_figures(tmp_path: Path) -> None:
    """A place is told in words; its title is not enough."""
    assert fairness(PICTURE.replace("ALT", "Parcels lie under the open side of the roof, in the rain."), tmp_path) == []
    assert "fairness.alt-thin" in told(PICTURE.replace("ALT", "Picture of the dock from above"), tmp_path, "fairness")


def test_a_case_without_a_rubric_is_told_once(tmp_path: Path) -> None:
    """One finding for all, one each for what is left out of a rubric, and one for levels that read the same."""
    assert fairness("rubric: ~", tmp_path) == [
        "fairness.rubric-missing: people judge 18 of 100 points, and nothing says what a level looks like in this case"
    ]
    assert len(fairness("rubric: {risks: ~, together: ~}", tmp_path)) == 2
    same = 'rubric: {risks: {anchors: {"1": "No risk is named,  and the rain was left to itself."}}}'
    assert fairness(same, tmp_path) == ["fairness.rubric-anchors: levels 0 and 1 of risks read the same"]
    assert fairness('rubric: {risks: {anchors: {"0": ~, "2": ~}}}', tmp_path) == [
        "fairness.rubric-anchors: risks does not say what levels 0 and 2 look like"
    ]


def test_chance_is_worked_out_over_worlds(tmp_path: Path) -> None:
    """More noise, more worlds in which a good plan looks harmful; a plan that does no good has no such luck."""
    odds = []
    for sd in (0.4, 4, 8):
        case = case_with(f"kpis: {{returns: {{noise: {{sd: {sd}}}}}}}", tmp_path)
        odds.append(best_odds(case.scenario, case.intended))
    wrong = [each.wrong for each in odds if each is not None]
    assert wrong[0] == 0
    assert 0.05 < wrong[1] < wrong[2] < 0.5
    idle = case_with("{interventions: {huddle: {on: ~}}, intended: [huddle]}", tmp_path)
    assert best_odds(idle.scenario, idle.intended) is None


def test_without_a_unit_that_waits_before_and_after_are_compared(tmp_path: Path) -> None:
    """The better of the two ways that are left."""
    case = case_with("{company: {units: ~}, kpis: {returns: {noise: {sd: 6}}}}", tmp_path)
    odds = best_odds(case.scenario, case.intended)
    assert odds is not None
    assert odds.method == "pre_post"


def test_a_table_of_many_rows_is_data_and_not_evidence(tmp_path: Path) -> None:
    """Forty rows can be compared, forty-one are told."""
    for rows, said in ((40, False), (41, True)):
        lines = "\n".join(f"{day},6" for day in range(1, rows + 1))
        (tmp_path / "days.csv").write_text(f"Day,Returned (%)\n{lines}\n", "utf-8")
        found = told("evidence: {O1: {data: days.csv}}", tmp_path, "fairness")
        assert ("fairness.text-long" in found) == said


@pytest.mark.parametrize(
    "when, told_of",
    [
        ("design + 10 min", False),
        ("design + 11.5 min", True),
        ("run + 5 min", True),
        ("run + 4 min", False),
        ("debrief + 1 min", True),
        ("brief + 4.9 min", False),
        ("by hand", False),
        ("month 12", False),
    ],
)
def test_an_answer_needs_time(when: str, told_of: bool, tmp_path: Path) -> None:
    """To read, and a minute to decide; in the run, before the last quarter is played."""
    found = told(f"injects: {{rain: {{when: {when}}}}}", tmp_path, "fairness")
    assert ("fairness.no-time-to-answer" in found) == told_of
    only_read = f"injects: {{rain: {{when: {when}, default: ~, options: ~}}}}"
    assert "fairness.no-time-to-answer" not in told(only_read, tmp_path, "fairness")
