"""A rehearsal's page: every plot has its table, nothing comes from elsewhere, and what people wrote stays words."""

import re
from xml.etree.ElementTree import Element, fromstring

import pytest
from msgspec.structs import replace

from practicum.scenario.model import STRATEGY_BOTS, Scenario
from practicum.strategies import play_on_paper
from practicum.strategies.report.compared import Fared, Figure, Phase, Rehearsed, spent_on
from practicum.strategies.report.page import rehearsal_page
from tests.strategies.cases import CASES, shipped

GROUPS = {"cause": (10.0, 27.0), "solution": (0.0, 25.0), "metrics": (30.0, 30.0)}
PHASES = (Phase("brief", 1.0, 5.0), Phase("diagnose", 24.5, 25.0, done=False), Phase("design", 3.0, 12.0))


def fared(scenario: Scenario, name: str) -> Fared:
    """A bot's play on paper, as a row of the page."""
    played = play_on_paper(scenario, STRATEGY_BOTS[name], name=name)
    return Fared(
        name=name,
        opened=spent_on(scenario, played.exhibits, played.hours),
        hours=played.hours,
        hours_budget=scenario.phases.diagnose.analyst_hours,
        found=played.found,
        confirmed=played.causes_confirmed,
        calibration=played.calibration,
        plan=played.plan,
        metrics=played.metrics,
        controlled=False,
        cost=played.cost,
        net=played.net,
        roi_percent=played.roi_percent,
        claimed_roi_percent=played.claimed_roi_percent,
        gap_closed=played.gap_closed or 0.0,
        score=played.score,
        score_of=82.0,
        groups=GROUPS,
        phases=PHASES,
        refused={"paused": 2},
        line=tuple((week, 10.0 - week / 20) for week in range(-13, 52)),
    )


def rehearsed(case: str) -> Rehearsed:
    """A rehearsal of a shipped case."""
    scenario = shipped(case)
    kpi = scenario.kpis[scenario.primary_kpi]
    return Rehearsed(
        title=scenario.title,
        currency=scenario.money.currency,
        kpi=Figure(kpi.label, kpi.unit, kpi.good, kpi.baseline, kpi.attainable),
        twin=tuple((week, 10.0) for week in range(-13, 52)),
        teams=tuple(fared(scenario, name) for name in STRATEGY_BOTS),
        real_causes=3,
        said=("Every promise held.",),
    )


def plots(page: str) -> list[Element]:
    """The page's drawings, read as XML."""
    return [fromstring(each) for each in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]  # noqa: S314 - ours


@pytest.mark.parametrize("case", CASES)
def test_every_plot_has_words_and_a_table(case: str) -> None:
    """Six plots of four strategies; each says in words what it shows, and names every strategy."""
    page = rehearsal_page(rehearsed(case), shipped(case))
    drawn = plots(page)
    assert [each.get("aria-labelledby") for each in drawn] == [
        f"{id}-title {id}-about" for id in ("reading", "landscape", "course", "returns", "score", "time")
    ]
    assert page.count("<table>") == len(drawn)
    for each in drawn:
        words = "".join(each.itertext())
        assert all(name in words for name in ("Reads everything", "Trusts the sponsor", "Expert", "Random"))
    assert page == rehearsal_page(rehearsed(case), shipped(case))


def test_the_page_needs_nothing_from_elsewhere() -> None:
    """No script, no address but the namespace of drawings, no import."""
    page = rehearsal_page(rehearsed("alder-mutual"), shipped("alder-mutual"))
    assert "<script" not in page
    assert set(re.findall(r"https?://[^\s\"']+", page)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"@import|url\(|<link|<img|src=", page)


def test_a_case_that_is_not_at_hand_has_no_landscape() -> None:
    """On somebody else's server nothing is known of causes, and a team may have done nothing at all."""
    told = rehearsed("harbor-logistics")
    idle = replace(
        told.teams[0], name="Team <Ash> & co", opened=(), hours=0.0, found=None, calibration=None, plan=(), metrics=(),
        cost=0.0, net=0.0, roi_percent=None, claimed_roi_percent=None, score=None, score_of=None, groups={}, phases=(),
        refused={}, line=(),
    )  # fmt: skip
    page = rehearsal_page(replace(told, teams=(idle,), twin=(), real_causes=None))
    assert len(plots(page)) == 5
    assert "Team &lt;Ash&gt; &amp; co" in page
    assert "Planned nothing." in page


def test_more_teams_than_a_plot_can_hold_are_told_of() -> None:
    """The first eight are drawn."""
    told = rehearsed("alder-mutual")
    many = tuple(replace(told.teams[0], name=f"team {number}") for number in range(12))
    assert "The first 8 of 12 are shown." in rehearsal_page(replace(told, teams=many))
