"""What must hold of a session's records at any time, and from one moment to the next, whatever people try."""

from __future__ import annotations

from practicum.rules import money
from practicum.rules.conditions import conditions
from practicum.rules.conditions import holds as is_met
from practicum.rules.records import (
    Bet,
    Betting,
    Claim,
    Clock,
    EvidenceShown,
    Hours,
    InjectShown,
    Link,
    Phase,
    PlanItem,
    Run,
    Seat,
    Session,
    Shelf,
    Spread,
    Team,
    Timer,
)
from practicum.rules.scene import Scene, members
from practicum.rules.state import Records
from practicum.rules.timers import due_at
from practicum.scenario.catalogue import exhibits
from practicum.scenario.expressions import Unanswered
from tests.rules.walk import Tried, eventful


def holds(records: Records, what: str) -> None:
    """Hold what is true of any session at any time."""
    if "session" not in records:
        assert len(records) == 0, what
        return
    _people(records, what)
    _evidence(records, what)
    _graph(records, what)
    _time(records, what)


def nothing_missed(records: Records, tried: Tried, what: str) -> None:
    """Hold that an event that waits for a team has come as soon as it could, and that a clock runs for silence."""
    session = records.the("session", Session)
    run = records.get("run", Run)
    scene = Scene.at_time(records, eventful(), tried.by, tried.now, tried.version)
    if session.ended or scene.phase.phase in ("lobby", "debrief") or (run is not None and run.wanted == run.steps):
        return
    for inject, condition in conditions(eventful()).items():
        shelf = records.the(f"shelf/{inject}", Shelf)
        for team in scene.teams:
            timer = records.get(f"timer/unanswered-{team}-{inject}", Timer)
            waits = team not in shelf.sent_to and not shelf.held
            if not isinstance(condition, Unanswered):
                assert timer is None, what
                assert not (waits and is_met(scene, team, condition)), f"{what}: {inject} did not come to {team}"
                continue
            other = records.get(f"inject/{team}/{condition.inject}", InjectShown)
            silent = other is not None and other.answer is None
            assert timer is None or (silent and team not in shelf.sent_to), what
            assert not (waits and silent) or timer is not None or is_met(scene, team, condition), what


def _people(records: Records, what: str) -> None:
    seats = records.under("seat", Seat)
    teams = records.under("team", Team)
    active = [seat for seat in seats.values() if seat.active]
    assert len({seat.name.casefold() for seat in active}) == len(active), what
    assert len({team.name.casefold() for team in teams.values()}) == len(teams), what
    assert all(seat.team in teams for seat in seats.values() if seat.role == "participant"), what
    assert all(seat.team is None for seat in seats.values() if seat.role != "participant"), what
    assert any(seat.role == "facilitator" for seat in active), what
    for team, betting in records.under("betting", Betting).items():
        assert set(betting.seats) <= set(members(records, team)), what


def _evidence(records: Records, what: str) -> None:
    catalogue = exhibits(eventful())
    for team, hours in records.under("hours", Hours).items():
        shown = records.under(f"evidence/{team}", EvidenceShown)
        taken = sum(catalogue[tag].hours for tag, record in shown.items() if record.state in ("open", "waiting"))
        assert hours.spent == taken, what
        assert 0 <= hours.spent <= hours.budget, what
        for tag, record in shown.items():
            if record.state == "open":
                assert (record.body, record.table, record.arrives_due) == (
                    catalogue[tag].body,
                    catalogue[tag].table,
                    None,
                )
                assert (record.image is None) == (catalogue[tag].image is None), what
                assert (record.recording is None) == (catalogue[tag].recording is None), what
            else:
                assert (record.image, record.recording) == (None, None), what
                assert (record.body, record.table, record.chart, record.alt, record.source) == (
                    "",
                    None,
                    None,
                    "",
                    "",
                ), what
            assert (record.needs != "") == (record.state == "locked"), what
            timer = records.get(f"timer/arrive-{team}-{tag}", Timer)
            assert (timer.due if timer else None) == record.arrives_due, what
            assert (timer is not None) == (record.state == "waiting"), what


def _graph(records: Records, what: str) -> None:
    for team in records.under("team", Team):
        claims = records.under(f"claim/{team}", Claim)
        for name, link in records.under(f"link/{team}", Link).items():
            assert name == f"{link.claim}.{link.evidence}", what
            assert link.claim in claims, what
            assert records.the(f"evidence/{team}/{link.evidence}", EvidenceShown).state == "open", what
        for item in records.under(f"plan/{team}", PlanItem).values():
            assert set(item.claims) <= set(claims), what
        spread = records.get(f"spread/{team}", Spread)
        if spread is not None:
            assert abs(sum(spread.points.values()) - 100) < 0.1, what
            assert all(0 <= points <= 100 for points in spread.points.values()), what
    for bet in records.under("bet", Bet).values():
        assert sum(bet.points.values()) == 100, what


def _time(records: Records, what: str) -> None:
    phase = records.the("phase", Phase)
    assert phase.round == phase.rounds[phase.phase], what
    if phase.ends_due is not None:
        assert phase.ends_due >= phase.started_due, what
    for inject, shelf in records.under("shelf", Shelf).items():
        timer = records.get(f"timer/inject-{inject}", Timer)
        assert (timer.due if timer else None) == shelf.fires_due, what
        assert not (shelf.held and timer), what
        assert len(set(shelf.sent_to)) == len(shelf.sent_to), what
        for team in records.under("team", Team):
            assert (f"inject/{team}/{inject}" in records) == (team in shelf.sent_to), what
    run = records.get("run", Run)
    if run is not None:
        assert run.step <= run.wanted <= min(run.step + 1, run.steps), what
        assert (run.week, run.month) == (run.step * 13, run.step * 3), what
    if "timer/step" in records:
        assert phase.phase == "run", what
    if not records.the("clock", Clock).running:
        assert due_at(records) is None, what


def follows(before: Records, after: Records, tried: Tried, what: str) -> None:
    """Hold what is true of any step from one moment to the next."""
    if "session" not in before:
        return
    scenario = eventful()
    for team in after.under("team", Team):
        left, was = money.left(after, scenario, team), money.left(before, scenario, team)
        # What people plan never costs more than there is. An event, or an answer to one, may: it happens to a team.
        if not any(key.startswith(f"inject/{team}/") for key in tried.decided.put):
            assert left >= min(was, 0) - 0.01, what
        _spread(before, after, team, what)
        for tag, record in before.under(f"evidence/{team}", EvidenceShown).items():
            if record.state == "open":
                assert after.the(f"evidence/{team}/{tag}", EvidenceShown) == record, what
    for key, record in before.items():
        if key.startswith(("reveal/", "revealed/", "score/", "agreement", "truth", "seed", "pinned")):
            assert after.the(key, type(record)) == record, what
    assert (
        after.the("phase", Phase).rounds.items()
        >= {
            phase: max(round_, after.the("phase", Phase).rounds[phase])
            for phase, round_ in before.the("phase", Phase).rounds.items()
        }.items()
    ), what


def _spread(before: Records, after: Records, team: str, what: str) -> None:
    spread = after.get(f"spread/{team}", Spread)
    if spread is None or spread == before.get(f"spread/{team}", Spread):
        return
    round_ = after.the("phase", Phase).rounds["diagnose"]
    bets = after.under("bet", Bet)
    here = members(after, team)
    assert here, what
    assert (spread.round, spread.seats) == (round_, len(here)), what
    assert all((bets[seat].team, bets[seat].round) == (team, round_) for seat in here), what
