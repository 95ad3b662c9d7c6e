"""Surprise events: on the facilitator's shelf first, then at the teams, then answered.

An inject may be sent by hand at any time from the brief to the run. A scheduled one (``design + 5 min``) gets its timer
when its phase opens, later or earlier as the session gives that phase more or less time than the case; one with a month
or a week is sent at the last stop before that is played, or at the first stop when it is of the first quarter, which
plays at once. What waits for something that a team does is in ``conditions``. Effects hold from the first week that is
neither played nor being played. An answer can change until such weeks are played; if a team gives none by then, the
default holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from msgspec.structs import replace

from practicum.outcome.timeline import QUARTER, YEAR, month_start
from practicum.rules import evidence
from practicum.rules.moves import AnswerInject, HoldInject, Move, SendInject
from practicum.rules.records import Hours, InjectShown, PhaseName, Record, Run, Shelf, Timer
from practicum.rules.refusals import Refusal, unknown
from practicum.rules.scene import Scene
from practicum.rules.state import Changes, Records
from practicum.scenario.expressions import InMonth, InPhase, InWeek, Moment, when_of
from practicum.scenario.model import Effect, Inject

MINUTE = 60_000


def send_inject(scene: Scene, move: SendInject) -> Changes | Refusal:
    """Send an inject to the teams named, or to all that have not had it."""
    if move.inject not in scene.scenario.injects:
        return unknown("event")
    if any(team not in scene.teams for team in move.teams):
        return unknown("team")
    if scene.phase.phase in ("lobby", "debrief"):
        return Refusal("phase.closed", "Events can be sent from the brief to the run.")
    put = sent(scene, move.inject, move.teams or scene.teams)
    if fires_on(put, move.inject):
        return Changes(put)
    return Changes(put, (f"timer/inject-{move.inject}",))


def fires_on(put: dict[str, Record], inject: str) -> bool:
    """Say whether an inject that was just sent to some teams still fires by itself for the others."""
    shelf = put[f"shelf/{inject}"]
    return isinstance(shelf, Shelf) and shelf.fires_due is not None


def sent(scene: Scene, inject: str, teams: Iterable[str], week: int | None = None) -> dict[str, Record]:
    """Put an inject before teams that have not had it, with what it unlocks; it acts from ``week`` or from now on."""
    source = scene.scenario.injects[inject]
    shelf = scene.records.the(f"shelf/{inject}", Shelf)
    run = scene.records.get("run", Run)
    # A step that is being computed knows nothing of this: what it will show must stay true.
    now = week if week is not None else run.wanted * QUARTER if run else 0
    money = _default(source)
    put: dict[str, Record] = {}
    new = [team for team in dict.fromkeys(teams) if f"inject/{team}/{inject}" not in scene.records]
    shown = InjectShown(
        title=source.title,
        channel=source.channel,
        sender=source.sender,
        body=source.body,
        options=shelf.options,
        sent_due=scene.due,
        week=now,
        budget=money.budget,
        costs=money.cost,
    )
    for team in new:
        put[f"inject/{team}/{inject}"] = shown
        put |= evidence.unlocked_by_inject(scene, team, inject)
    had = (*shelf.sent_to, *new)
    # Sent by hand to some, it still comes to the others in its time.
    waits = shelf.fires_due is not None and shelf.fires_due > scene.due and any(team not in had for team in scene.teams)
    put[f"shelf/{inject}"] = replace(shelf, sent_to=had, fires_due=shelf.fires_due if waits else None)
    return put


def answer_inject(scene: Scene, move: AnswerInject) -> Changes | Refusal:
    """Give the team's answer to an event; it can change until time has moved on in the run."""
    key = f"inject/{move.team}/{move.inject}"
    shown = scene.records.get(key, InjectShown)
    if shown is None or move.inject not in scene.scenario.injects:
        return unknown("event")
    options = scene.scenario.injects[move.inject].options
    if move.option not in options:
        return unknown("option")
    if scene.phase.phase in ("run", "debrief") and _past(scene.records, shown):
        if shown.answer is not None:
            return Refusal("answered", "Your team has answered this, and time has moved on.")
        return Refusal("too.late", "Time has moved on without an answer to this; what was seen stays as it was.")
    before = options[shown.answer].effect.hours if shown.answer else 0.0
    money = options[move.option].effect
    answered = replace(shown, answer=move.option, answered_by=scene.seat, budget=money.budget, costs=money.cost)
    put: dict[str, Record] = {key: answered}
    change = options[move.option].effect.hours - before
    hours = scene.records.get(f"hours/{move.team}", Hours)
    if change and hours is not None:
        left = hours.budget - hours.spent
        if change < -left:
            # Taking only what is left would give the rest away when the team changes its mind.
            return Refusal("budget.exceeded", f"This takes {-change:g} h and your team has {left:g} h left.")
        put[f"hours/{move.team}"] = replace(hours, budget=hours.budget + change)
    return Changes(put)


def _default(inject: Inject) -> Effect:
    """Give what holds while nobody has answered."""
    option = inject.options.get(inject.default or "")
    return option.effect if option else Effect()


def unanswered(records: Records, team: str) -> list[str]:
    """Name the events that offer a team a choice, have no answer yet and still wait for one."""
    shown = records.under(f"inject/{team}", InjectShown)
    return [
        inject
        for inject, record in shown.items()
        if record.options and record.answer is None and not _past(records, record)
    ]


def _past(records: Records, shown: InjectShown) -> bool:
    """Say whether weeks in which the event acts have been played, or are being."""
    run = records.get("run", Run)
    return run is not None and run.wanted * QUARTER > shown.week


def hold_inject(scene: Scene, move: HoldInject) -> Changes | Refusal:
    """Keep a scheduled inject from sending itself, or let it again."""
    shelf = scene.records.get(f"shelf/{move.inject}", Shelf)
    if shelf is None:
        return unknown("event")
    timer = f"timer/inject-{move.inject}"
    if move.held:
        return Changes({f"shelf/{move.inject}": replace(shelf, held=True, fires_due=None)}, (timer,))
    free = replace(shelf, held=False)
    put: dict[str, Record] = {f"shelf/{move.inject}": free}
    return Changes(put | _timer(scene, move.inject, free, scene.phase.phase, scene.phase.started_due))


def scheduled(scene: Scene, phase: PhaseName, started_due: int) -> dict[str, Record]:
    """Set the timers of the injects that belong to a phase that opens now."""
    put: dict[str, Record] = {}
    for inject in scene.scenario.injects:
        put |= _timer(scene, inject, scene.records.the(f"shelf/{inject}", Shelf), phase, started_due)
    return put


def unscheduled(scene: Scene) -> Changes:
    """Put the scheduled injects of a phase that closes back on the shelf."""
    put: dict[str, Record] = {}
    drop: list[str] = []
    for inject, shelf in scene.records.under("shelf", Shelf).items():
        if shelf.fires_due is not None:
            put[f"shelf/{inject}"] = replace(shelf, fires_due=None)
            drop.append(f"timer/inject-{inject}")
    return Changes(put, tuple(drop))


def due_in_run(scene: Scene, week: int) -> dict[str, Record]:
    """Send the injects whose month or week is played next, or has been; ``week`` is the first week not played."""
    put: dict[str, Record] = {}
    if week >= YEAR:
        return put
    for inject, source in scene.scenario.injects.items():
        begins = _week(when_of(source.when))
        shelf = scene.records.get(f"shelf/{inject}", Shelf)
        if begins is None or shelf is None or shelf.held or not _still_to_come(scene, shelf):
            continue
        if begins < week + QUARTER:
            put |= sent(scene, inject, scene.teams, max(week, begins))
    return put


def _week(when: Moment) -> int | None:
    """Give the week of the year before which an event comes."""
    if isinstance(when, InMonth):
        return month_start(when.month)
    return when.week if isinstance(when, InWeek) else None


def _still_to_come(scene: Scene, shelf: Shelf) -> bool:
    return any(team not in shelf.sent_to for team in scene.teams)


def _timer(scene: Scene, inject: str, shelf: Shelf, phase: PhaseName, started_due: int) -> dict[str, Record]:
    when = when_of(scene.scenario.injects[inject].when)
    if not isinstance(when, InPhase) or when.phase != phase or shelf.held or not _still_to_come(scene, shelf):
        return {}
    minutes = when.minutes * scene.stretched(phase)
    due = max(scene.due, started_due + int(minutes * MINUTE))
    return {
        f"timer/inject-{inject}": Timer(due=due, what="inject", id=inject),
        f"shelf/{inject}": replace(shelf, fires_due=due),
    }


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {
    SendInject: send_inject,
    AnswerInject: answer_inject,
    HoldInject: hold_inject,
}
