"""Diagnose as the people of a scene play it: what they read, what they believe, how they bet.

Rules:
- The first team reads what is decisive first and believes in the true causes; the second believes in what misleads.
- Nobody pins what their team has not opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from practicum.preview.hand import Hand
from practicum.rules.moves import (
    AskInterview,
    HoldInject,
    Move,
    OpenBet,
    OpenEvidence,
    PutBet,
    PutClaim,
    PutGap,
    PutLink,
    RequestData,
    SendInject,
)
from practicum.rules.records import Candidate, EvidenceShown, Hours
from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.model import Scenario

CAUSES = 4  # on a team's cause map
PINS = 2  # to each cause
PART = 0.45  # of the analyst hours, spent by a team at work


async def begun(hand: Hand) -> None:
    """Half of the hours are spent, a set of data is on its way, and the first of each team has not bet."""
    for number, (team, seats) in enumerate(hand.teams.items()):
        await _read(hand, team, seats[-1], PART)
        await _ask_for_data(hand, team, seats[-1])
        await _name_causes(hand, team, seats, number)
        await _bet(hand, team, seats[1:], number)


async def done(hand: Hand) -> None:
    """The hours are spent, everybody has bet and signed."""
    for number, (team, seats) in enumerate(hand.teams.items()):
        await _read(hand, team, seats[-1], 1.0)
        await _name_causes(hand, team, seats, number)
        await _bet(hand, team, seats, number)
        await hand.sign(team, seats, "diagnose")


async def _read(hand: Hand, team: str, seat: str, part: float) -> None:
    """Open what is decisive, then the rest in the author's order, until part of the hours is spent."""
    left = hand.records.the(f"hours/{team}", Hours).budget * part
    catalogue = exhibits(hand.scenario)
    opened = True
    while opened:
        opened = False
        for tag, exhibit in sorted(catalogue.items(), key=lambda pair: not pair[1].decisive):
            shown = hand.records.get(f"evidence/{team}/{tag}", EvidenceShown)
            if shown is None or shown.state != "closed" or exhibit.delay_minutes or exhibit.hours > left:
                continue
            if await hand.act(seat, _opening(team, exhibit)):
                left -= exhibit.hours
                opened = True


async def _ask_for_data(hand: Hand, team: str, seat: str) -> None:
    """Ask for one set of data; it is on its way."""
    for exhibit in exhibits(hand.scenario).values():
        if exhibit.delay_minutes and await hand.act(seat, _opening(team, exhibit)):
            return


def _opening(team: str, exhibit: Exhibit) -> Move:
    if exhibit.person is not None and exhibit.topic is not None:
        return AskInterview(team=team, person=exhibit.person, topic=exhibit.topic)
    if exhibit.request is not None and exhibit.cut is not None:
        return RequestData(team=team, request=exhibit.request, cut=exhibit.cut)
    return OpenEvidence(team=team, evidence=exhibit.tag)


async def _name_causes(hand: Hand, team: str, seats: Sequence[str], number: int) -> None:
    """State the gap, then write down likely causes and pin to each what was read about it."""
    kpi = hand.scenario.primary_kpi
    its = hand.scenario.kpis[kpi]
    stated = f"{its.label}: {its.baseline:g} {its.unit}. {its.attainable:g} {its.unit} is within reach."
    gap = PutGap(
        team=team,
        kpi=kpi,
        actual=its.baseline,
        desired=its.attainable,
        since=hand.scenario.brief.since[:300],
        value_per_week=None,
        statement=stated,
        revision=0,
    )
    await hand.act(seats[0], gap)
    await hand.act(seats[0], OpenBet(team=team))
    shown = exhibits(hand.scenario)
    for place, cause in enumerate(likely(hand.scenario, number)[:CAUSES]):
        its_own = hand.scenario.causes[cause]
        claim = f"c{place + 1}"
        text = its_own.label[:300]
        put = PutClaim(team=team, id=claim, text=text, box=its_own.box, cause=cause, revision=0)
        await hand.act(seats[place % len(seats)], put)
        about = [(tag, exhibit.says[cause]) for tag, exhibit in shown.items() if exhibit.says.get(cause)]
        pinned = 0
        for tag, says in about:
            strength = 3 if abs(says) > 1 else 1
            stance = "supports" if says > 0 else "contradicts"
            link = PutLink(team=team, claim=claim, evidence=tag, stance=stance, strength=strength, note="")  # type: ignore[arg-type]
            # What the team has not opened is refused: nobody pins what nobody has read.
            pinned += await hand.act(seats[-1], link)
            if pinned == PINS:
                break


def likely(scenario: Scenario, number: int) -> list[str]:
    """Order the causes as a team believes in them: the true ones first, or what misleads first."""
    primary = scenario.primary_kpi
    true = sorted(scenario.causes, key=lambda cause: -scenario.causes[cause].share.get(primary, 0.0))
    if number == 0:
        return true
    return sorted(true, key=lambda cause: not scenario.causes[cause].decoy)


async def _bet(hand: Hand, team: str, seats: Iterable[str], number: int) -> None:
    """Spread each person's points over what the team finds likely."""
    shown = hand.records.under(f"cause/{team}", Candidate)
    first = [cause for cause in likely(hand.scenario, number) if cause in shown][:3]
    points = dict(zip(first, (50, 30, 20), strict=False))
    points["other"] = 100 - sum(points.values())
    for seat in seats:
        await hand.act(seat, PutBet(team=team, points=points))


async def open_everything(hand: Hand) -> None:
    """Send what unlocks evidence, then open all that can be opened, again and again until nothing more does."""
    team, seats = next(iter(hand.teams.items()))
    catalogue = exhibits(hand.scenario)
    unlocking = {exhibit.needs_inject for exhibit in catalogue.values()} - {None}
    for inject in hand.scenario.injects:
        # Nothing else comes while one reads.
        await hand.lead(SendInject(inject=inject, teams=()) if inject in unlocking else HoldInject(inject, held=True))
    await hand.answer_events()
    more = True
    while more:
        more = False
        for tag, exhibit in catalogue.items():
            shown = hand.records.get(f"evidence/{team}/{tag}", EvidenceShown)
            if shown is not None and shown.state == "closed":
                more |= await hand.act(seats[0], _opening(team, exhibit))
