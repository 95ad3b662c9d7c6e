"""Signatures: a team agrees to the work of a phase, one member at a time.

A signature names the revision that it was given to, and the phase's round. An edit makes a new revision: earlier
signatures are kept, shown as given to an older text, and not counted. Readiness and agreement count active members of
the team only, whoever is away or gone. A plan with nothing on it can be signed as revision 0: to do nothing is a
decision too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from practicum.rules.moves import Move, SignWork, UnsignWork
from practicum.rules.records import Decision, Gap, Record, Seat, Sign, Signable, Work
from practicum.rules.refusals import Refusal
from practicum.rules.scene import Scene, members, members_by_team
from practicum.rules.state import Changes, Records, to_map

SIGNABLE: tuple[Signable, ...] = ("diagnose", "design", "measure")
GAP_FIRST = Refusal(
    "gap.first",
    "Write the gap statement first: where the figure is, where it should be, and the problem in a sentence.",
)


def edited(scene: Scene, team: str, phase: Signable) -> dict[str, Record]:
    """Count an edit of what the team signs in this phase."""
    work = scene.records.get(f"work/{team}/{phase}", Work)
    revision = work.revision + 1 if work else 1
    return {f"work/{team}/{phase}": Work(revision=revision, by=scene.seat, edited_due=scene.due)}


def gap_written(records: Records, team: str) -> bool:
    """Say whether the team has stated its gap: both figures and a sentence."""
    gap = records.get(f"gap/{team}", Gap)
    return gap is not None and gap.actual is not None and gap.desired is not None and bool(gap.statement.strip())


def sign(scene: Scene, move: SignWork) -> Changes | Refusal:
    """Sign the team's work as the signer sees it."""
    if move.phase != scene.phase.phase:
        return Refusal("phase.closed", "That phase is not open now, so its work can’t be signed.")
    if move.phase == "diagnose" and not gap_written(scene.records, move.team):
        return GAP_FIRST
    key = f"work/{move.team}/{move.phase}"
    work = scene.records.get(key, Work)
    put: dict[str, Record] = {}
    if work is None and move.phase == "design" and move.revision == 0:
        work = put[key] = Work(revision=0, by=scene.seat, edited_due=scene.due)
    if work is None:
        return Refusal("nothing.to.sign", "There is nothing to sign yet. Put something down first.")
    if work.revision != move.revision:
        return Refusal("stale", "A team-mate has just changed this. Read it once more, then sign.", to_map(work))
    put[_key(scene, move.team, move.phase)] = Sign(revision=work.revision, signed_due=scene.due)
    return Changes(put)


def unsign(scene: Scene, move: UnsignWork) -> Changes | Refusal:
    """Take one's signature back, while the phase is open."""
    if move.phase != scene.phase.phase:
        return Refusal("phase.closed", "That phase is not open now, so its signatures stay.")
    key = _key(scene, move.team, move.phase)
    return Changes({}, (key,)) if key in scene.records else Changes({})


def agreed(records: Records, team: str, phase: Signable, round_: int) -> tuple[int, int]:
    """Count the active members who signed the work as it is, and the active members."""
    return _agreed(records, team, phase, round_, members(records, team))


def _agreed(records: Records, team: str, phase: Signable, round_: int, active: Mapping[str, Seat]) -> tuple[int, int]:
    work = records.get(f"work/{team}/{phase}", Work)
    signs: Mapping[str, Sign] = records.under(f"sign/{team}/{phase}.{round_}", Sign)
    valid = [seat for seat in active if work and seat in signs and signs[seat].revision == work.revision]
    return len(valid), len(active)


def decisions(scene: Scene) -> dict[str, Record]:
    """Note for each team how its work stands as the phase closes.

    A phase that was only opened again, with nothing edited or signed in it, leaves the earlier decision as it was: a
    step back by accident undoes nothing.
    """
    phase = scene.phase
    if phase.phase not in SIGNABLE:
        return {}
    name = phase.phase
    put: dict[str, Record] = {}
    active = members_by_team(scene.records)
    for team in scene.teams:
        count, of = _agreed(scene.records, team, name, phase.round, active.get(team, {}))
        if count == 0 and _stands(scene.records, team, name):
            continue
        put[f"decision/{team}/{name}"] = Decision(
            signed=of > 0 and count == of, agreed=count, of=of, round=phase.round, closed_due=scene.due
        )
    return put


def _stands(records: Records, team: str, phase: Signable) -> bool:
    """Say whether an earlier round's decision is still about the work as it is."""
    decision = records.get(f"decision/{team}/{phase}", Decision)
    work = records.get(f"work/{team}/{phase}", Work)
    return decision is not None and (work is None or work.edited_due <= decision.closed_due)


def _key(scene: Scene, team: str, phase: str) -> str:
    return f"sign/{team}/{phase}.{scene.phase.rounds.get(phase, 1)}/{scene.seat}"


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {SignWork: sign, UnsignWork: unsign}
