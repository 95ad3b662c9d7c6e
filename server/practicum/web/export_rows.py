"""The rows of a session's tables: from the records that a viewer may see to cells, with names instead of ids.

A row maker walks the records of one kind, in the order of their keys, and yields the cells that its columns promise;
``export_tables`` holds the columns beside the makers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias, TypeVar

from practicum.rules.audience import Viewer, sees
from practicum.rules.records import (
    Bet,
    Candidate,
    Chat,
    Claim,
    Decision,
    EvidenceShown,
    Gap,
    Help,
    Hours,
    InjectShown,
    InstrumentShown,
    ItemShown,
    Ledger,
    Link,
    Metric,
    Note,
    OutcomeShown,
    PlanItem,
    Rating,
    Record,
    Remark,
    RevealedTeam,
    Say,
    Score,
    Seat,
    SeriesShown,
    Spread,
    Team,
)
from practicum.rules.state import Records

Cell: TypeAlias = str | float | int | None
Row: TypeAlias = Sequence[Cell]
R = TypeVar("R", bound=Record)


class Shown:
    """The records that the viewer may see, with words for what their keys name."""

    def __init__(self, records: Records, viewer: Viewer) -> None:
        self.records = records
        self._viewer = viewer

    def under(self, kind: type[R]) -> Iterator[tuple[list[str], R]]:
        """Walk the records of a kind as the parts of their keys, in the order of the keys."""
        found = [(key, record) for key, record in self.records.items() if isinstance(record, kind)]
        for key, record in sorted(found, key=lambda pair: _in_order(pair[0])):
            if sees(self._viewer, key):
                yield key.split("/")[1:], record

    def team(self, team: str | None) -> str:
        """Name a team."""
        return team_name(self.records, team)

    def person(self, seat: str | None) -> str:
        """Name a person."""
        record = self.records.get(f"seat/{seat}", Seat) if seat else None
        return record.name if record else seat or ""

    def cause(self, team: str, cause: str | None) -> str:
        """Name a candidate cause."""
        record = self.records.get(f"cause/{team}/{cause}", Candidate) if cause else None
        return record.label if record else cause or ""

    def exhibit(self, team: str, tag: str) -> str:
        """Name an exhibit."""
        record = self.records.get(f"evidence/{team}/{tag}", EvidenceShown)
        return record.title if record else ""

    def instrument(self, instrument: str) -> tuple[str, str]:
        """Name an instrument and its unit."""
        record = self.records.get(f"instrument/{instrument}", InstrumentShown)
        return (record.label, record.unit) if record else ("", "")

    def claims(self, team: str, ids: Iterable[str]) -> str:
        """Quote claims."""
        found = [self.records.get(f"claim/{team}/{id}", Claim) for id in ids]
        return "; ".join(claim.text for claim in found if claim is not None)


def _in_order(key: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isascii() and part.isdigit() else (1 << 60, part) for part in key.split("/")]


def team_name(records: Records, team: Any) -> str:
    """Name a team; nothing when there is none."""
    record = records.get(f"team/{team}", Team) if isinstance(team, str) else None
    return record.name if record else ""


def _minutes(due: int | None) -> float | None:
    return None if due is None else round(due / 60_000, 2)


def _yes(truth: bool | None) -> str:
    return "" if truth is None else "yes" if truth else "no"


def people(shown: Shown) -> Iterator[Row]:
    """Everybody with a seat."""
    for (seat,), it in sorted(shown.under(Seat), key=lambda each: each[1].joined_due):
        here = _yes(it.active)
        yield seat, it.name, it.role, shown.team(it.team), it.field, it.years, here, _minutes(it.joined_due)


def teams(shown: Shown) -> Iterator[Row]:
    """The teams."""
    hours = {team: it for (team,), it in shown.under(Hours)}
    members = [it.team for _, it in shown.under(Seat) if it.active and it.role == "participant"]
    for (team,), it in shown.under(Team):
        have = hours.get(team)
        yield it.number, it.name, members.count(team), have.budget if have else None, have.spent if have else None


def gaps(shown: Shown) -> Iterator[Row]:
    """The gap statements."""
    for (team,), it in shown.under(Gap):
        figures = it.actual, it.desired, it.since, it.value_per_week
        yield shown.team(team), it.kpi, *figures, it.statement, shown.person(it.by), it.revision


def claims(shown: Shown) -> Iterator[Row]:
    """The claims."""
    for (team, id), it in shown.under(Claim):
        words = it.text, str(it.box), shown.cause(team, it.cause)
        people = shown.person(it.by), shown.person(it.edited_by)
        yield shown.team(team), id, *words, *people, it.revision, _minutes(it.made_due)


def links(shown: Shown) -> Iterator[Row]:
    """Exhibits pinned to claims."""
    for (team, _), it in shown.under(Link):
        claim = it.claim, shown.claims(team, [it.claim])
        exhibit = it.evidence, shown.exhibit(team, it.evidence)
        yield shown.team(team), *claim, *exhibit, it.stance, it.strength, it.note, shown.person(it.by)


def exhibits(shown: Shown) -> Iterator[Row]:
    """What was opened or asked for."""
    for (team, tag), it in shown.under(EvidenceShown):
        if it.opened_by is not None or it.state in ("waiting", "open"):
            when = _minutes(it.opened_due), _minutes(it.arrives_due)
            yield shown.team(team), tag, it.title, str(it.kind), it.state, it.hours, shown.person(it.opened_by), *when


def remarks(shown: Shown) -> Iterator[Row]:
    """Notes on exhibits."""
    for (team, _), it in shown.under(Remark):
        yield shown.team(team), it.evidence, shown.exhibit(team, it.evidence), it.text, shown.person(it.by)


def bets(shown: Shown) -> Iterator[Row]:
    """Each person's bet, and the team's mean."""
    for (team,), mean in shown.under(Spread):
        for cause, points in mean.points.items():
            yield shown.team(team), "", "the team's mean", mean.round, shown.cause(team, cause), points
    for (seat,), bet in shown.under(Bet):
        for cause, points in bet.points.items():
            whose = shown.team(bet.team), seat, shown.person(seat)
            yield *whose, bet.round, shown.cause(bet.team, cause), points


def plans(shown: Shown) -> Iterator[Row]:
    """What is planned."""
    for (team, item), it in shown.under(PlanItem):
        about = shown.records.get(f"item/{item}", ItemShown)
        told = (about.label, str(about.kind), about.cost) if about else ("", "", None)
        yield shown.team(team), item, *told, it.start, shown.claims(team, it.claims), shown.person(it.by), it.revision


def metrics(shown: Shown) -> Iterator[Row]:
    """What is measured."""
    for (team, instrument), it in shown.under(Metric):
        plan = it.baseline, _yes(it.plan_baseline), it.target, it.month, it.owner, str(it.isolation)
        yield shown.team(team), instrument, *shown.instrument(instrument), *plan, shown.person(it.by), it.revision


def readings(shown: Shown) -> Iterator[Row]:
    """What was read."""
    for (team, instrument), it in shown.under(SeriesShown):
        for group, points in (("ours", it.points), ("comparison", it.control)):
            for week, value in points:
                yield shown.team(team), instrument, *shown.instrument(instrument), group, week, value


def signed(shown: Shown) -> Iterator[Row]:
    """How work stood when a phase closed."""
    for (team, phase), it in shown.under(Decision):
        yield shown.team(team), phase, _yes(it.signed), it.agreed, it.of, it.round, _minutes(it.closed_due)


def events(shown: Shown) -> Iterator[Row]:
    """Events and answers."""
    for (team, inject), it in shown.under(InjectShown):
        chosen = next((option.label for option in it.options if option.option == it.answer), it.answer)
        sent = it.title, it.channel, it.sender, _minutes(it.sent_due), it.week
        yield shown.team(team), inject, *sent, chosen, shown.person(it.answered_by), it.budget


def words(shown: Shown) -> Iterator[Row]:
    """All that was said, in order."""
    rows: list[tuple[int, Row]] = []
    for (team, _), chat in shown.under(Chat):
        rows.append((chat.said_due, ("chat", shown.team(team), shown.person(chat.by), chat.text)))
    for _, say in shown.under(Say):
        rows.append((say.said_due, ("to all", "", shown.person(say.by), say.text)))
    for (team,), call in shown.under(Help):
        rows.append((call.since_due, ("call for help", shown.team(team), shown.person(call.by), call.text)))
    for _, note in shown.under(Note):
        rows.append((note.noted_due, ("facilitator's note", "", shown.person(note.by), note.text)))
    for due, row in sorted(rows, key=lambda each: each[0]):
        yield _minutes(due), *row


def scores(shown: Shown) -> Iterator[Row]:
    """The rubric."""
    for (team,), score in shown.under(Score):
        for row in score.rows:
            reasons = " ".join(("+ " if each.met else "− ") + each.text for each in row.reasons)
            judged = row.weight, row.level, row.points, ", ".join(map(str, row.ratings)), _yes(row.differ)
            yield shown.team(team), row.row, row.label, row.group, row.by, *judged, reasons
        for name, have, of in (("machine", score.machine, score.machine_of), ("human", score.human, score.human_of)):
            yield shown.team(team), f"sum.{name}", f"All rows judged by {name}", "", name, of, None, have, "", "", ""


def ratings(shown: Shown) -> Iterator[Row]:
    """Raters' judgements."""
    for (seat, team), it in shown.under(Rating):
        for row in it.levels.keys() | it.notes.keys():
            judged = row, it.levels.get(row), it.notes.get(row, ""), _yes(it.locked)
            yield seat, shown.person(seat), shown.team(team), *judged


def outcomes(shown: Shown) -> Iterator[Row]:
    """True and claimed outcomes."""
    revealed = {team: it for (team,), it in shown.under(RevealedTeam)}
    true = {team: it for (team,), it in shown.under(OutcomeShown)}
    claimed = {team: it for (team,), it in shown.under(Ledger)}
    for (team,), record in shown.under(Team):
        if (end := revealed.get(team)) is not None:
            yield record.name, "final", *_final(end)
        elif team in true or team in claimed:
            yield record.name, "so far", *_so_far(true.get(team), claimed.get(team))


def _final(end: RevealedTeam) -> Row:
    true = end.cost, end.benefit, end.net, end.roi_percent, end.bcr, end.payback_months, round(end.gap_closed * 100, 2)
    claimed = end.claimed_benefit, end.claimed_roi_percent, end.claimed_why
    why = "; ".join(f"{each.code} ({each.kpi}): {each.money:g}" for each in end.differences)
    return *true, *claimed, why, end.calibration, end.spent_on_decoys


def _so_far(true: OutcomeShown | None, claimed: Ledger | None) -> Row:
    cost = true.cost if true else claimed.cost if claimed else None
    made: Row = (None,) * 6
    if true is not None:
        made = true.net + true.cost, true.net, true.roi_percent, None, None, round(true.gap_closed * 100, 2)
    own: Row = (claimed.benefit, claimed.roi_percent, claimed.why) if claimed else (None, None, "")
    return cost, *made, *own, "", None, None
