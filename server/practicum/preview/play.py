"""What the people of a scene have done by the time that somebody looks.

Rules:
- The first team does what the case intends and reads what is decisive first; the second does what the sponsor asks for.
  So every screen has something to show, and the debrief something to compare.
- ``begun`` leaves a phase half done, as one sees it at work; ``done`` finishes it, so that the next one can begin.
- What a case does not have is passed over.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import get_args

from practicum.preview.hand import Hand
from practicum.preview.scenes import Scene
from practicum.rules.moves import (
    AnswerInject,
    AskInterview,
    HoldInject,
    LockRating,
    Move,
    NextPhase,
    NextPitch,
    NextStep,
    OpenBet,
    OpenEvidence,
    PutBet,
    PutClaim,
    PutGap,
    PutLink,
    PutMetric,
    PutPlan,
    PutRating,
    RequestData,
    SendInject,
    SetReady,
    SignWork,
)
from practicum.rules.records import (
    PHASES,
    Candidate,
    EvidenceShown,
    HumanRow,
    InjectShown,
    PhaseName,
    Run,
    Signable,
    Work,
)
from practicum.rules.state import Records
from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.expressions import item_of
from practicum.scenario.model import Level, Scenario

CAUSES = 4  # on a team's cause map
PINS = 2  # to each cause
METRICS = 4
PART = 0.45  # of the analyst hours, spent by a team at work
LEVELS = (Level.RESULTS, Level.BEHAVIOUR, Level.REACTION, Level.LEARNING, Level.ACTIVITY)

Play = Callable[[Hand], Awaitable[None]]


async def play(hand: Hand, scene: Scene) -> None:
    """Play a session up to where a scene stands."""
    for phase in PHASES[: PHASES.index(scene.phase)]:
        await DONE[phase](hand)
        await hand.lead(NextPhase())
    if scene.everything:
        await _open_everything(hand)
    elif scene.event is not None:
        await _come(hand, scene.phase, scene.event)
    else:
        await BEGUN[scene.phase](hand)


# --- lobby, brief


async def _lobby(hand: Hand) -> None:
    """Somebody is ready, the others are not."""
    await hand.act(next(reversed(hand.teams.values()))[-1], SetReady(ready=True))


async def _nothing(_hand: Hand) -> None:
    """What has just begun shows itself."""


# --- diagnose


async def _diagnose_begun(hand: Hand) -> None:
    for number, (team, seats) in enumerate(hand.teams.items()):
        await _read(hand, team, seats[-1], PART)
        await _ask_for_data(hand, team, seats[-1])
        await _name_causes(hand, team, seats, number)
        await _bet(hand, team, seats[1:], number)


async def _diagnose_done(hand: Hand) -> None:
    for number, (team, seats) in enumerate(hand.teams.items()):
        await _read(hand, team, seats[-1], 1.0)
        await _name_causes(hand, team, seats, number)
        await _bet(hand, team, seats, number)
        await _sign(hand, team, seats, "diagnose")


async def _read(hand: Hand, team: str, seat: str, part: float) -> None:
    """Open what is decisive, then the rest in the author's order, until part of the hours is spent."""
    left = hand.scenario.phases.diagnose.analyst_hours * part
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
    for place, cause in enumerate(_likely(hand.scenario, number)[:CAUSES]):
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


def _likely(scenario: Scenario, number: int) -> list[str]:
    """Order the causes as a team believes in them: the true ones first, or what misleads first."""
    primary = scenario.primary_kpi
    true = sorted(scenario.causes, key=lambda cause: -scenario.causes[cause].share.get(primary, 0.0))
    if number == 0:
        return true
    return sorted(true, key=lambda cause: not scenario.causes[cause].decoy)


async def _bet(hand: Hand, team: str, seats: Iterable[str], number: int) -> None:
    """Spread each person's points over what the team finds likely."""
    shown = hand.records.under(f"cause/{team}", Candidate)
    likely = [cause for cause in _likely(hand.scenario, number) if cause in shown][:3]
    points = dict(zip(likely, (50, 30, 20), strict=False))
    points["other"] = 100 - sum(points.values())
    for seat in seats:
        await hand.act(seat, PutBet(team=team, points=points))


async def _open_everything(hand: Hand) -> None:
    """Send what unlocks evidence, then open all that can be opened, again and again until nothing more does."""
    team, seats = next(iter(hand.teams.items()))
    catalogue = exhibits(hand.scenario)
    unlocking = {exhibit.needs_inject for exhibit in catalogue.values()} - {None}
    for inject in hand.scenario.injects:
        # Nothing else comes while one reads.
        await hand.lead(SendInject(inject=inject, teams=()) if inject in unlocking else HoldInject(inject, held=True))
    await _answer_events(hand, hand.teams)
    more = True
    while more:
        more = False
        for tag, exhibit in catalogue.items():
            shown = hand.records.get(f"evidence/{team}/{tag}", EvidenceShown)
            if shown is not None and shown.state == "closed":
                more |= await hand.act(seats[0], _opening(team, exhibit))


# --- design, measure, pitch


async def _design_begun(hand: Hand) -> None:
    for number, (team, seats) in enumerate(hand.teams.items()):
        await _plan(hand, team, seats[-1], number)
        await _sign(hand, team, seats[1:], "design")


async def _design_done(hand: Hand) -> None:
    for number, (team, seats) in enumerate(hand.teams.items()):
        await _plan(hand, team, seats[-1], number)
        await _sign(hand, team, seats, "design")


async def _plan(hand: Hand, team: str, seat: str, number: int) -> None:
    """Plan what the case intends, or what the sponsor asks for; else what comes first in the catalogue."""
    scenario = hand.scenario
    wanted = scenario.intended if number == 0 else scenario.sponsor_asks
    items = [item_of(text) for text in wanted or tuple(scenario.interventions)[:2]]
    causes = _likely(scenario, number)[:CAUSES]
    for item in items:
        acts = scenario.interventions[item.intervention]
        meant = (*acts.on, *acts.teaches)
        claims = tuple(f"c{place + 1}" for place, cause in enumerate(causes) if cause in meant)
        put = PutPlan(team=team, item=item.intervention, start=item.week, claims=claims, revision=0)
        await hand.act(seat, put)


async def _measure_begun(hand: Hand) -> None:
    for team, seats in hand.teams.items():
        await _measure(hand, team, seats[-1], 2)
        await _sign(hand, team, seats[1:], "measure")


async def _measure_done(hand: Hand) -> None:
    for number, (team, seats) in enumerate(hand.teams.items()):
        await _measure(hand, team, seats[-1], METRICS - number)
        await _sign(hand, team, seats, "measure")


async def _measure(hand: Hand, team: str, seat: str, most: int) -> None:
    """Choose metrics of different levels, results first, as far as the money goes."""
    scenario = hand.scenario
    order = sorted(scenario.instruments.items(), key=lambda pair: LEVELS.index(pair[1].level))
    seen: set[Level] = set()
    first = [name for name, each in order if not (each.level in seen or seen.add(each.level))]  # type: ignore[func-returns-value]
    chosen = 0
    for name in [*first, *(name for name, _ in order if name not in first)]:
        instrument = scenario.instruments[name]
        kpi = scenario.kpis.get(instrument.kpi or "")
        metric = PutMetric(
            team=team,
            instrument=name,
            baseline=kpi.baseline if kpi else instrument.today,
            plan_baseline=not instrument.archival,
            target=kpi.attainable if kpi else instrument.full,
            month=9,
            owner=scenario.brief.sponsor[:80],
            isolation="did" if kpi and scenario.company.units else "pre_post",
            revision=0,
        )
        chosen += await hand.act(seat, metric)
        if chosen == most:
            return


async def _sign(hand: Hand, team: str, seats: Iterable[str], phase: Signable) -> None:
    work = hand.records.get(f"work/{team}/{phase}", Work)
    if work is None:
        return
    for seat in seats:
        await hand.act(seat, SignWork(team=team, phase=phase, revision=work.revision))


async def _pitch_done(hand: Hand) -> None:
    """Both teams have pitched, and each was rated."""
    for number, team in enumerate(hand.teams):
        await hand.lead(NextPitch())
        for row in get_args(HumanRow):
            await hand.rate(PutRating(team=team, row=row, level=3 - number, note=""))
        await hand.rate(LockRating(team=team))


# --- the year


async def _run_begun(hand: Hand) -> None:
    """Half of the year is known."""
    await _year(hand, 2)


async def _run_done(hand: Hand) -> None:
    await _year(hand, None)


async def _year(hand: Hand, steps: int | None) -> None:
    """Play the year up to a step, or to its end; events are answered before time moves on."""
    while True:
        await hand.until(_is_played)
        run = hand.records.the("run", Run)
        if run.step >= (steps or run.steps):
            return
        await _answer_events(hand, hand.teams)
        if not await hand.lead(NextStep()):
            return


def _is_played(records: Records) -> bool:
    run = records.get("run", Run)
    return run is not None and run.step == run.wanted


async def _answer_events(hand: Hand, teams: dict[str, list[str]]) -> None:
    """Answer what waits for an answer: with what holds anyway, or the first choice."""
    for team, seats in teams.items():
        for inject, shown in hand.records.under(f"inject/{team}", InjectShown).items():
            if shown.options and shown.answer is None:
                option = hand.scenario.injects[inject].default or shown.options[0].option
                await hand.act(seats[0], AnswerInject(team=team, inject=inject, option=option))


async def _come(hand: Hand, phase: PhaseName, event: str) -> None:
    """Let an event come into the midst of the phase that it belongs to; in the year, at its first stop."""
    if phase == "run":
        await hand.until(_is_played)
    else:
        await BEGUN[phase](hand)
    await hand.lead(SendInject(inject=event, teams=()))


async def _debrief(hand: Hand) -> None:
    await hand.until(lambda records: "reveal/case" in records)


BEGUN: dict[PhaseName, Play] = {
    "lobby": _lobby,
    "brief": _nothing,
    "diagnose": _diagnose_begun,
    "design": _design_begun,
    "measure": _measure_begun,
    "pitch": _nothing,
    "run": _run_begun,
    "debrief": _debrief,
}
DONE: dict[PhaseName, Play] = {
    "lobby": _nothing,
    "brief": _nothing,
    "diagnose": _diagnose_done,
    "design": _design_done,
    "measure": _measure_done,
    "pitch": _pitch_done,
    "run": _run_done,
}
