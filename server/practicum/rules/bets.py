"""The cause bet: each member spreads 100 points over the candidates, in private.

The team's bet is the mean of its members', shown once all active members have bet in this round of the phase. Whoever
leaves is no longer waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from practicum.rules import claims
from practicum.rules.moves import Move, OpenBet, PutBet
from practicum.rules.records import Bet, Betting, Candidate, Phase, Record, Seat, Spread
from practicum.rules.refusals import Refusal, unknown
from practicum.rules.scene import Scene, members
from practicum.rules.signing import GAP_FIRST, gap_written
from practicum.rules.state import Changes, Records

POINTS = 100


def open_bet(scene: Scene, move: OpenBet) -> Changes | Refusal:
    """Show the team the candidates that it may bet on."""
    if not gap_written(scene.records, move.team):
        return GAP_FIRST
    if f"cause/{move.team}/other" in scene.records:
        return Changes({})
    return Changes(claims.candidates(scene, move.team))


def put_bet(scene: Scene, move: PutBet) -> Changes | Refusal:
    """Place one's own bet, or change it."""
    shown = scene.records.under(f"cause/{move.team}", Candidate)
    if not shown:
        return Refusal("bet.closed", "Open the bet first: your team has not seen the candidates yet.")
    if any(cause not in shown for cause in move.points):
        return unknown("candidate")
    total = sum(move.points.values())
    if total != POINTS:
        rest = POINTS - total
        way = f"{rest} are still free" if rest > 0 else f"{-rest} are too many"
        return Refusal("bet.sum", f"A bet spreads exactly 100 points; {way}.")
    bet = Bet(
        team=move.team,
        round=scene.phase.rounds["diagnose"],
        points={cause: points for cause, points in move.points.items() if points},
    )
    put: dict[str, Record] = {f"bet/{scene.seat}": bet}
    return Changes(put | settle(scene.records, move.team, extra={scene.seat: bet}))


def settle(
    records: Records,
    team: str,
    *,
    extra: Mapping[str, Bet] | None = None,
    leaving: str | None = None,
    joining: Mapping[str, Seat] | None = None,
) -> dict[str, Record]:
    """Count who has bet, and put the team's bet when all have."""
    phase = records.get("phase", Phase)
    if phase is None or "diagnose" not in phase.rounds or f"cause/{team}/other" not in records:
        return {}
    round_ = phase.rounds["diagnose"]
    present = {**members(records, team), **(joining or {})}
    present.pop(leaving or "", None)
    bets = {**records.under("bet", Bet), **(extra or {})}
    placed = {
        seat: bets[seat] for seat in present if seat in bets and (bets[seat].team, bets[seat].round) == (team, round_)
    }
    put: dict[str, Record] = {f"betting/{team}": Betting(round=round_, seats=tuple(sorted(placed)))}
    if placed and len(placed) == len(present):
        causes = records.under(f"cause/{team}", Candidate)
        mean = {
            cause: round(sum(bet.points.get(cause, 0) for bet in placed.values()) / len(placed), 2) for cause in causes
        }
        put[f"spread/{team}"] = Spread(points=mean, seats=len(placed), round=round_)
    return put


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {OpenBet: open_bet, PutBet: put_bet}
