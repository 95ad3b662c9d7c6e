"""The figures that the model's specification gives, to the precision given."""

import pytest
from msgspec.structs import replace

from practicum.outcome import Happening, World, month_start, play
from practicum.outcome.relief import method_potency, potency
from practicum.outcome.transfer import transfer
from practicum.scenario.model import Effect, Method
from tests.outcome.cases import WORLD, items, s1, s2

ALONE_S1 = {
    "webinar": 252,
    "elearning": 215,
    "workshop": 324,
    "job_aid": 1_334,
    "qa_feedback": 501,
    "coaching": 43,
    "bonus": -100,
    "search": -39,
}
ALONE_S2 = {"retrain": -94, "labels": 641, "scanners": 113, "bonus": 173, "posters": -80, "night_float": -52}


@pytest.mark.parametrize("item, roi", ALONE_S1.items())
def test_each_item_of_alder_mutual_alone_has_its_return(item: str, roi: int) -> None:
    """Each item of the first case, alone, returns what the specification says."""
    assert round(play(s1(), items(item), WORLD).roi_percent or 0) == roi


@pytest.mark.parametrize("item, roi", ALONE_S2.items())
def test_each_item_of_harbor_logistics_alone_has_its_return(item: str, roi: int) -> None:
    """Each item of the second case, alone, returns what the specification says."""
    assert round(play(s2(), items(item), WORLD).roi_percent or 0) == roi


def test_the_intended_plan_of_alder_mutual() -> None:
    """The intended plan costs 168,000, nets 692,974, returns 412 % and closes .45 of the gap."""
    played = play(s1(), items(*s1().intended), WORLD)
    assert (played.cost, round(played.net), round(played.roi_percent or 0)) == (168_000, 692_974, 412)
    assert round(played.gap_closed or 0, 2) == 0.45


def test_the_combination_of_harbor_logistics() -> None:
    """Scanners, labels and the bonus together return 144 % and close .62 of the gap."""
    played = play(s2(), items("scanners", "labels", "bonus"), WORLD)
    assert round(played.roi_percent or 0) == 144
    assert round(played.gap_closed or 0, 2) == 0.62


@pytest.mark.parametrize("support, roi", [(0, 200), (0.5, 324), (1, 450)])
def test_support_moves_the_workshop(support: float, roi: int) -> None:
    """The same workshop returns 200, 324 or 450 % with no, average and full support."""
    assert round(play(s1(support), items("workshop"), WORLD).roi_percent or 0) == roi


def test_an_eight_week_release_delay_costs_a_fifth_of_the_return() -> None:
    """The workshop, delayed by eight weeks, returns 261 %."""
    delayed = World(seed="any", happenings=(Happening(0, Effect(delay={"workshop": 8})),))
    assert round(play(s1(), items("workshop"), delayed).roi_percent or 0) == 261


@pytest.mark.parametrize(
    "support, shares", [(0.5, (0.62, 0.44, 0.34)), (0.0, (0.47, 0.30, 0.22)), (1.0, (0.75, 0.59, 0.48))]
)
def test_transfer_at_0_26_and_52_weeks(support: float, shares: tuple[float, ...]) -> None:
    """Transfer fades as the survey says, and support shifts it as the specification says."""
    assert tuple(round(transfer(age, support), 2) for age in (0, 26, 52)) == shares


def test_methods_carry_potency() -> None:
    """Practice and feedback earn more than a medium does, up to .9."""
    assert method_potency() == 0.25
    assert method_potency(practice=True, feedback=True, spacing=True, modelling=True) == 0.85


def test_an_item_without_a_potency_earns_it_by_its_methods() -> None:
    """What the author states wins; what is only taught follows the methods, and the year plays with it."""
    alder = s1()
    taught = replace(
        alder.interventions["workshop"], on={}, teaches=("skill",), methods=(Method.PRACTICE, Method.FEEDBACK)
    )
    assert potency(taught) == {"skill": 0.65}
    assert potency(replace(taught, on={"skill": 0.9})) == {"skill": 0.9}
    by_methods = replace(alder, interventions={**alder.interventions, "workshop": taught})
    stated = replace(taught, on={"skill": 0.65}, teaches=(), methods=())
    by_hand = replace(alder, interventions={**alder.interventions, "workshop": stated})
    assert play(by_methods, items("workshop"), WORLD).net == play(by_hand, items("workshop"), WORLD).net


def test_months_begin_where_the_calendar_says() -> None:
    """Month m starts in week ⌊(m−1)·13/3⌋, so each quarter of months is a step."""
    assert [month_start(month) for month in (1, 2, 3, 4, 7, 10, 12)] == [0, 4, 8, 13, 26, 39, 47]
