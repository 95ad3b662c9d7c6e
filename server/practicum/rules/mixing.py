"""Teams mixed by field and years.

Each newcomer goes to a smallest team, where the fewest share their field, then where the fewest years of experience
have gathered. The same people in the same order always give the same teams.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from practicum.rules.records import Seat


def place(teams: Iterable[str], seated: Iterable[Seat], field: str, years: int | None) -> str:
    """Choose the team for one more person."""
    seats = [seat for seat in seated if seat.active and seat.role == "participant"]

    def fit(team: str) -> tuple[int, int, float]:
        there = [seat for seat in seats if seat.team == team]
        same_field = sum(1 for seat in there if field and seat.field.casefold() == field.casefold())
        known = [seat.years for seat in there if seat.years is not None]
        experience = sum(known) / len(known) if known else 0.0
        return len(there), same_field, experience if (years or 0) > 0 else -experience

    return min(teams, key=fit)


def mix(teams: Iterable[str], seats: Mapping[str, Seat]) -> dict[str, str]:
    """Give every participant a team anew: the most experienced are dealt first, then each where they fit best."""
    names = list(teams)
    people = [(seat, record) for seat, record in seats.items() if record.active and record.role == "participant"]
    people.sort(key=lambda pair: (-(pair[1].years or 0), pair[1].field.casefold(), pair[0]))
    dealt: dict[str, Seat] = {}
    result: dict[str, str] = {}
    for seat, record in people:
        team = place(names, dealt.values(), record.field, record.years)
        result[seat] = team
        dealt[seat] = Seat(name=record.name, role="participant", team=team, field=record.field, years=record.years)
    return result
