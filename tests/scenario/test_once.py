"""What follows from a scenario is worked out once, for each scenario of its own."""

from msgspec.structs import replace

from practicum.scenario.model import Scenario
from practicum.scenario.once import KEPT, once
from tests.scenario.small import edited, read_case


def test_it_is_worked_out_once_and_never_taken_for_another() -> None:
    """Scenarios that say the same are two all the same; the oldest is forgotten, and worked out anew."""
    guide, _ = read_case(edited())
    assert guide is not None
    asked: list[str] = []

    @once
    def title(scenario: Scenario) -> str:
        asked.append(scenario.title)
        return scenario.title

    assert [title(guide), title(guide)] == [guide.title] * 2
    assert asked == [guide.title]
    others = [replace(guide, title=f"Case {number}") for number in range(KEPT)]
    assert [title(each) for each in others for _ in range(2)] == [each.title for each in others for _ in range(2)]
    assert len(asked) == 1 + KEPT
    assert title(guide) == guide.title
    assert len(asked) == 2 + KEPT
