"""A loaded case as the linter looks at it: the model, where its parts stand, and what several rules work out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from practicum.lint.clocks import clocks
from practicum.lint.plans import Plans, plans_of
from practicum.lint.ways import Ways, ways_of
from practicum.outcome.forecast import Row, landscape, parse_plan
from practicum.outcome.play import Outcome, play
from practicum.outcome.world import World
from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.model import Scenario
from practicum.scenario.problems import Place
from practicum.scenario.read import Part, Reading

SEED = "0"


class Case:
    """One case; what is worked out is worked out once."""

    def __init__(self, reading: Reading) -> None:
        if reading.scenario is None:
            raise ValueError("a case with errors can't be linted")
        self.scenario: Scenario = reading.scenario
        self._places = reading.places
        self._start = reading.start

    def place(self, part: Part) -> Place:
        """Tell where a part stands; one that was not written, where the nearest part around it does."""
        while part and part not in self._places:
            part = part[:-1]
        return self._places.get(part, self._start)

    def written(self, part: Part) -> bool:
        """Tell whether the author wrote this part, rather than leaving it to its default."""
        return part in self._places

    @cached_property
    def exhibits(self) -> Mapping[str, Exhibit]:
        """Everything that a team can open: tag → exhibit."""
        return exhibits(self.scenario)

    @cached_property
    def parts(self) -> dict[str, Part]:
        """Where each exhibit is written: tag → part."""
        return {tag: _part_of(exhibit) for tag, exhibit in self.exhibits.items()}

    @cached_property
    def lengths(self) -> tuple[Ways, ...]:
        """How a team gets to each exhibit and how each event comes, in each length that the case can be played in."""
        return tuple(ways_of(self.scenario, self.exhibits, clock) for clock in clocks(self.scenario))

    @property
    def ways(self) -> Ways:
        """The same in the case's own length."""
        return self.lengths[0]

    @cached_property
    def world(self) -> World:
        """The world in which plans are compared."""
        return World(SEED)

    @cached_property
    def plans(self) -> Plans:
        """The plans that the budget allows, as arrays; a search among them where they are too many to list."""
        return plans_of(self.scenario, self.world)

    @cached_property
    def intended(self) -> Outcome:
        """What the intended plan does, as it is written."""
        return play(self.scenario, parse_plan(self.scenario.intended), self.world)

    def benefit(self, plan: tuple[str, ...]) -> float:
        """Give what a plan brings within the year, before its cost."""
        return play(self.scenario, parse_plan(plan), self.world).benefit

    def named(self, plan: tuple[str, ...] | str) -> tuple[str, ...]:
        """Give the items of a plan that the case knows by a name, or of one that is written out."""
        known = {"intended": self.scenario.intended, "sponsor_asks": self.scenario.sponsor_asks, "nothing": ()}
        return known[plan] if isinstance(plan, str) else plan

    @cached_property
    def landscape(self) -> tuple[Row, ...]:
        """Every plan that the budget allows, and how it ends."""
        return landscape(self.scenario, self.world)


def _part_of(exhibit: Exhibit) -> Part:
    if exhibit.person is not None and exhibit.topic is not None:
        return ("people", exhibit.person, "topics", exhibit.topic)
    if exhibit.request is not None and exhibit.cut is not None:
        return ("data_requests", exhibit.request, "cuts", exhibit.cut)
    return ("evidence", exhibit.tag)
