"""The session's opening and the people in it: who sits where, and who may come in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from practicum.rules import bets, conditions, pitch, rating, truth
from practicum.rules.mixing import mix, place
from practicum.rules.moves import JoinSeat, LinkSeat, MixTeams, Move, OpenSession, ReclaimSeat, RenameTeam, SetReady
from practicum.rules.names import likeness, tidy
from practicum.rules.records import (
    PHASES,
    Agenda,
    Case,
    Clock,
    OptionShown,
    Phase,
    PhaseName,
    Pinned,
    Ready,
    Reclaim,
    Record,
    Seat,
    Seed,
    Session,
    Shelf,
    Team,
    Token,
)
from practicum.rules.refusals import Refusal, unknown
from practicum.rules.scene import Scene
from practicum.rules.state import Changes
from practicum.rules.timings import own_times, planned
from practicum.scenario.model import Scenario

TREES = (
    "Aspen Beech Cedar Damson Elder Fir Hazel Juniper Linden Maple Olive Poplar Rowan Sorrel Willow Yew "
    "Acacia Birch Cherry Dogwood Ebony Fig Hawthorn Ivy Larch Mulberry Oak Pine Quince Redwood Spruce Teak"
).split()


def team_name(number: int) -> str:
    """Name the nth team after a tree, and further ones after a tree and a figure."""
    again, tree = divmod(number - 1, len(TREES))
    return TREES[tree] if again == 0 else f"{TREES[tree]} {again + 1}"


def open_session(scene: Scene, move: OpenSession) -> Changes | Refusal:
    """Open a session on a scenario, with its teams and its first facilitator."""
    scenario = scene.scenario
    put: dict[str, Record] = {
        "session": Session(
            scenario=move.scenario,
            name=move.name or scenario.title,
            code=move.code,
            opened_at=scene.at,
            agenda=agenda(scenario, move.minutes, move.teams),
        ),
        "case": _case(scenario, move.analyst_hours),
        "phase": Phase(phase="lobby", round=1, rounds={"lobby": 1}, started_due=0, ends_due=None),
        "clock": Clock(at=scene.at, due=0, running=True, rate=move.speed),
        "seed": Seed(seed=move.seed),
        "pinned": Pinned(hash=move.hash),
        "truth": truth.truth_shown(scenario),
        f"seat/{move.seat}": Seat(name="Facilitator", role="facilitator"),
        f"token/{move.token_hash}": Token(seat=move.seat),
    }
    put |= rating.anchors_shown(scenario)
    put |= {f"team/{n}": Team(name=team_name(n), number=n) for n in range(1, move.teams + 1)}
    put |= {f"shelf/{inject}": _shelf(scenario, inject) for inject in scenario.injects}
    return Changes(put)


def agenda(scenario: Scenario, minutes: dict[PhaseName, float], teams: int) -> tuple[Agenda, ...]:
    """Plan the session: the scenario's minutes, the facilitator's where they differ."""
    times = {phase: planned(time, teams) for phase, time in own_times(scenario).items()} | minutes
    return tuple(Agenda(phase, times[phase]) for phase in PHASES if phase != "lobby")


def join_seat(scene: Scene, move: JoinSeat) -> Changes | Refusal:
    """Seat somebody new, in the lobby or late, in the team where they fit best."""
    seats = scene.records.under("seat", Seat)
    name = tidy(move.name)
    if not name:
        return Refusal("name.missing", "Give the name that your team will see.")
    if holder_of(seats, name) is not None:
        return Refusal("name.taken", f"Somebody called {name} is already here. Add an initial, or ask to come back in.")
    field = tidy(move.field)
    team = place(scene.teams, seats.values(), field, move.years)
    seat = Seat(name=name, role="participant", team=team, field=field, years=move.years, joined_due=scene.due)
    put: dict[str, Record] = {f"seat/{move.seat}": seat, f"token/{move.token_hash}": Token(seat=move.seat)}
    return Changes(put | pitch.joined(scene.records, team))


def holder_of(seats: Mapping[str, Seat], name: str) -> str | None:
    """Find the active seat that holds a name, or one that looks the same."""
    wanted = likeness(tidy(name))
    for seat, record in seats.items():
        if record.active and likeness(record.name) == wanted:
            return seat
    return None


def link_seat(scene: Scene, move: LinkSeat) -> Changes | Refusal:
    """Make a seat for a co-facilitator, an observer or a rater."""
    if move.role == "participant":
        return Refusal("not.allowed", "Participants join with the code.")
    seats = scene.records.under("seat", Seat)
    number = 1 + sum(1 for seat in seats.values() if seat.role == move.role)
    # Somebody may be called so already: names can be given freely.
    while holder_of(seats, f"{move.role.capitalize()} {number}") is not None:
        number += 1
    seat = Seat(name=f"{move.role.capitalize()} {number}", role=move.role, joined_due=scene.due)
    return Changes({f"seat/{move.seat}": seat, f"token/{move.token_hash}": Token(seat=move.seat)})


def reclaim_seat(scene: Scene, move: ReclaimSeat) -> Changes | Refusal:
    """Ask a facilitator to let somebody back into the seat that holds their name."""
    seat = holder_of(scene.records.under("seat", Seat), move.name)
    if seat is None or scene.records.the(f"seat/{seat}", Seat).role != "participant":
        return unknown("seat")
    name = scene.records.the(f"seat/{seat}", Seat).name
    # One nod lets one person in: who asks last is who waits.
    earlier = tuple(
        f"token/{other}"
        for other, token in scene.records.under("token", Token).items()
        if token.waits and token.seat == seat and other != move.token_hash
    )
    return Changes(
        {
            f"reclaim/{seat}": Reclaim(name=name, asked_due=scene.due),
            f"token/{move.token_hash}": Token(seat=seat, waits=True),
        },
        earlier,
    )


def set_ready(scene: Scene, move: SetReady) -> Changes | Refusal:
    """Say that one is ready, in this round of this phase."""
    phase = scene.phase
    return Changes({f"ready/{phase.phase}.{phase.round}/{scene.seat}": Ready(ready=move.ready)})


def rename_team(scene: Scene, move: RenameTeam) -> Changes | Refusal:
    """Give a team another name; no two teams have the same."""
    name = tidy(move.name)
    if not name:
        return Refusal("name.missing", "Give the team a name.")
    if any(likeness(team.name) == likeness(name) for other, team in scene.teams.items() if other != move.team):
        return Refusal("name.taken", f"Another team is already called {name}.")
    return Changes({f"team/{move.team}": replace(scene.teams[move.team], name=name)})


def mix_teams(scene: Scene, _move: MixTeams) -> Changes | Refusal:
    """Mix all participants anew; teams that have begun to bet count anew who has."""
    seats = scene.records.under("seat", Seat)
    placed = mix(scene.teams, seats)
    changes = Changes({f"seat/{seat}": replace(seats[seat], team=team) for seat, team in placed.items()})
    after = scene.with_changes(changes).records
    for team in scene.teams:
        changes = changes.also(Changes(bets.settle(after, team)))
    return changes


def _case(scenario: Scenario, analyst_hours: float | None) -> Case:
    units = scenario.company.units
    return Case(
        title=scenario.title,
        tagline=scenario.tagline,
        sector=scenario.company.sector,
        language=scenario.language,
        level=scenario.level,
        minutes=scenario.minutes,
        currency=scenario.money.currency,
        budget=scenario.money.budget,
        analyst_hours=scenario.phases.diagnose.analyst_hours if analyst_hours is None else analyst_hours,
        people=scenario.company.population.people,
        sponsor=scenario.brief.sponsor,
        quote=scenario.brief.quote,
        figures=scenario.brief.figures,
        control_units=(units.T, units.C) if units else (),
    )


def _shelf(scenario: Scenario, inject: str) -> Shelf:
    wanted = scenario.injects[inject]
    return Shelf(
        title=wanted.title,
        when=wanted.when,
        channel=wanted.channel,
        sender=wanted.sender,
        body=wanted.body,
        expects=wanted.expects,
        options=tuple(OptionShown(option, o.label, o.about) for option, o in wanted.options.items()),
        default=wanted.default,
        comes=conditions.coming(scenario, inject),
        contingency_for=wanted.contingency_for,
    )


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {
    OpenSession: open_session,
    JoinSeat: join_seat,
    LinkSeat: link_seat,
    ReclaimSeat: reclaim_seat,
    SetReady: set_ready,
    RenameTeam: rename_team,
    MixTeams: mix_teams,
}
