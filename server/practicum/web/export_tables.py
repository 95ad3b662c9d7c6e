"""A session as tables, for spreadsheets: what people and teams did, found, decided and got.

- Every table but ``moves`` is made from the records at one position, ``moves`` from the log up to it: a row for each.
- Tables hold what a facilitator may see, by the same rule as every screen. Private notes on what helps a person take
  part, hashes of tokens and seeds stay out.
- A column says its unit. Times are UTC, or minutes of the session's own clock, which pauses.
- A cell is a figure, a text or nothing; yes and no are words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias, TypeVar

import msgspec

from practicum.live.log import Logged
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
from practicum.web.export import PRIVATE, SECRET

Cell: TypeAlias = str | float | int | None
Row: TypeAlias = Sequence[Cell]
R = TypeVar("R", bound=Record)


class Table(msgspec.Struct, frozen=True):
    """One table; ``name`` is its file's and its sheet's."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...] = ()


MOVES = Table(
    "moves",
    "Every move that was accepted, in order: what was done, by whom, with what",
    ("position", "time (UTC)", "by", "seat", "name", "team", "move", "arguments (JSON)"),
)


def tables(records: Records, viewer: Viewer) -> list[Table]:
    """Make every table but the moves."""
    shown = _Shown(records, viewer)
    return [Table(name, title, columns, tuple(make(shown))) for name, title, columns, make in _TABLES]


def move_row(logged: Logged, records: Records) -> Row:
    """Make the row of one move."""
    move = logged.move
    arguments = {} if move.do in PRIVATE else {k: v for k, v in move.arguments.items() if k not in SECRET}
    seat = records.get(f"seat/{move.seat}", Seat) if move.seat else None
    team = arguments.get("team") or (seat.team if seat else None)
    name = seat.name if seat else ""
    told = msgspec.json.encode(arguments).decode()
    return (logged.position, utc(move.now), move.actor, move.seat, name, _team(records, team), move.do, told)


def utc(ms: int) -> str:
    """Write a server time."""
    return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")


class _Shown:
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
        return _team(self.records, team)

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


def _team(records: Records, team: Any) -> str:
    record = records.get(f"team/{team}", Team) if isinstance(team, str) else None
    return record.name if record else ""


def _minutes(due: int | None) -> float | None:
    return None if due is None else round(due / 60_000, 2)


def _yes(truth: bool | None) -> str:
    return "" if truth is None else "yes" if truth else "no"


def _people(shown: _Shown) -> Iterator[Row]:
    for (seat,), it in sorted(shown.under(Seat), key=lambda each: each[1].joined_due):
        here = _yes(it.active)
        yield seat, it.name, it.role, shown.team(it.team), it.field, it.years, here, _minutes(it.joined_due)


def _teams(shown: _Shown) -> Iterator[Row]:
    hours = {team: it for (team,), it in shown.under(Hours)}
    members = [it.team for _, it in shown.under(Seat) if it.active and it.role == "participant"]
    for (team,), it in shown.under(Team):
        have = hours.get(team)
        yield it.number, it.name, members.count(team), have.budget if have else None, have.spent if have else None


def _gaps(shown: _Shown) -> Iterator[Row]:
    for (team,), it in shown.under(Gap):
        figures = it.actual, it.desired, it.since, it.value_per_week
        yield shown.team(team), it.kpi, *figures, it.statement, shown.person(it.by), it.revision


def _claims(shown: _Shown) -> Iterator[Row]:
    for (team, id), it in shown.under(Claim):
        words = it.text, str(it.box), shown.cause(team, it.cause)
        yield shown.team(team), id, *words, shown.person(it.by), it.revision, _minutes(it.made_due)


def _links(shown: _Shown) -> Iterator[Row]:
    for (team, _), it in shown.under(Link):
        claim = it.claim, shown.claims(team, [it.claim])
        exhibit = it.evidence, shown.exhibit(team, it.evidence)
        yield shown.team(team), *claim, *exhibit, it.stance, it.strength, it.note, shown.person(it.by)


def _exhibits(shown: _Shown) -> Iterator[Row]:
    for (team, tag), it in shown.under(EvidenceShown):
        if it.opened_by is not None or it.state in ("waiting", "open"):
            when = _minutes(it.opened_due), _minutes(it.arrives_due)
            yield shown.team(team), tag, it.title, str(it.kind), it.state, it.hours, shown.person(it.opened_by), *when


def _remarks(shown: _Shown) -> Iterator[Row]:
    for (team, _), it in shown.under(Remark):
        yield shown.team(team), it.evidence, shown.exhibit(team, it.evidence), it.text, shown.person(it.by)


def _bets(shown: _Shown) -> Iterator[Row]:
    for (team,), mean in shown.under(Spread):
        for cause, points in mean.points.items():
            yield shown.team(team), "", "the team's mean", mean.round, shown.cause(team, cause), points
    for (seat,), bet in shown.under(Bet):
        for cause, points in bet.points.items():
            whose = shown.team(bet.team), seat, shown.person(seat)
            yield *whose, bet.round, shown.cause(bet.team, cause), points


def _plans(shown: _Shown) -> Iterator[Row]:
    for (team, item), it in shown.under(PlanItem):
        about = shown.records.get(f"item/{item}", ItemShown)
        told = (about.label, str(about.kind), about.cost) if about else ("", "", None)
        yield shown.team(team), item, *told, it.start, shown.claims(team, it.claims), shown.person(it.by), it.revision


def _metrics(shown: _Shown) -> Iterator[Row]:
    for (team, instrument), it in shown.under(Metric):
        plan = it.baseline, _yes(it.plan_baseline), it.target, it.month, it.owner, str(it.isolation)
        yield shown.team(team), instrument, *shown.instrument(instrument), *plan, shown.person(it.by), it.revision


def _readings(shown: _Shown) -> Iterator[Row]:
    for (team, instrument), it in shown.under(SeriesShown):
        for group, points in (("ours", it.points), ("comparison", it.control)):
            for week, value in points:
                yield shown.team(team), instrument, *shown.instrument(instrument), group, week, value


def _signed(shown: _Shown) -> Iterator[Row]:
    for (team, phase), it in shown.under(Decision):
        yield shown.team(team), phase, _yes(it.signed), it.agreed, it.of, it.round, _minutes(it.closed_due)


def _events(shown: _Shown) -> Iterator[Row]:
    for (team, inject), it in shown.under(InjectShown):
        chosen = next((option.label for option in it.options if option.option == it.answer), it.answer)
        sent = it.title, it.channel, it.sender, _minutes(it.sent_due), it.week
        yield shown.team(team), inject, *sent, chosen, shown.person(it.answered_by), it.budget


def _words(shown: _Shown) -> Iterator[Row]:
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


def _scores(shown: _Shown) -> Iterator[Row]:
    for (team,), score in shown.under(Score):
        for row in score.rows:
            reasons = " ".join(("+ " if each.met else "− ") + each.text for each in row.reasons)
            judged = row.weight, row.level, row.points, ", ".join(map(str, row.ratings)), _yes(row.differ)
            yield shown.team(team), row.row, row.label, row.group, row.by, *judged, reasons
        for name, have, of in (("machine", score.machine, score.machine_of), ("human", score.human, score.human_of)):
            yield shown.team(team), f"sum.{name}", f"All rows judged by {name}", "", name, of, None, have, "", "", ""


def _ratings(shown: _Shown) -> Iterator[Row]:
    for (seat, team), it in shown.under(Rating):
        for row in it.levels.keys() | it.notes.keys():
            judged = row, it.levels.get(row), it.notes.get(row, ""), _yes(it.locked)
            yield seat, shown.person(seat), shown.team(team), *judged


def _outcomes(shown: _Shown) -> Iterator[Row]:
    revealed = {team: it for (team,), it in shown.under(RevealedTeam)}
    true = {team: it for (team,), it in shown.under(OutcomeShown)}
    claimed = {team: it for (team,), it in shown.under(Ledger)}
    for (team,), record in shown.under(Team):
        if (end := revealed.get(team)) is not None:
            yield record.name, "final", *_final(end)
        elif team in true or team in claimed:
            yield record.name, "so far", *_so_far(true.get(team), claimed.get(team))


def _final(end: RevealedTeam) -> Row:
    true = end.cost, end.benefit, end.net, end.roi_percent, end.bcr, end.payback_months, end.gap_closed * 100
    claimed = end.claimed_benefit, end.claimed_roi_percent, end.claimed_why
    why = "; ".join(f"{each.code} ({each.kpi}): {each.money:g}" for each in end.differences)
    return *true, *claimed, why, end.calibration, end.spent_on_decoys


def _so_far(true: OutcomeShown | None, claimed: Ledger | None) -> Row:
    cost = true.cost if true else claimed.cost if claimed else None
    made: Row = (None,) * 6
    if true is not None:
        made = true.net + true.cost, true.net, true.roi_percent, None, None, true.gap_closed * 100
    own: Row = (claimed.benefit, claimed.roi_percent, claimed.why) if claimed else (None, None, "")
    return cost, *made, *own, "", None, None


_TABLES: tuple[tuple[str, str, tuple[str, ...], Callable[[_Shown], Iterator[Row]]], ...] = (
    (
        "people",
        "Everybody who has or had a seat",
        ("seat", "name", "role", "team", "field", "experience (years)", "still here", "joined (session minute)"),
        _people,
    ),
    (
        "teams",
        "The teams",
        ("number", "team", "people", "analyst time (h)", "analyst time spent (h)"),
        _teams,
    ),
    (
        "gaps",
        "The gap as each team states it",
        ("team", "KPI", "actual", "desired", "since", "value (money per week)", "statement", "by", "revision"),
        _gaps,
    ),
    (
        "claims",
        "What teams claim to be causes",
        ("team", "claim", "text", "box", "candidate cause", "by", "revision", "made (session minute)"),
        _claims,
    ),
    (
        "links",
        "Which exhibits speak for and against claims",
        ("team", "claim", "claim's text", "exhibit", "exhibit's title", "stance", "strength (1 to 3)", "note", "by"),
        _links,
    ),
    (
        "exhibits",
        "Exhibits that teams opened or asked for",
        (
            "team",
            "exhibit",
            "title",
            "kind",
            "state",
            "cost (analyst h)",
            "opened by",
            "opened (session minute)",
            "arrives (session minute)",
        ),
        _exhibits,
    ),
    ("remarks", "Teams' notes on exhibits", ("team", "exhibit", "title", "note", "by"), _remarks),
    ("bets", "Bets on causes", ("team", "seat", "name", "round", "cause", "points (of 100)"), _bets),
    (
        "plans",
        "What teams plan to do",
        ("team", "item", "label", "kind", "cost (money)", "start (week)", "for these claims", "by", "revision"),
        _plans,
    ),
    (
        "metrics",
        "What teams chose to measure",
        (
            "team",
            "instrument",
            "label",
            "unit",
            "baseline",
            "baseline measured",
            "target",
            "due (month)",
            "owner",
            "isolation",
            "by",
            "revision",
        ),
        _metrics,
    ),
    (
        "readings",
        "What chosen metrics have shown so far",
        ("team", "instrument", "label", "unit", "group", "week (negative before launch)", "value"),
        _readings,
    ),
    (
        "signatures",
        "How each team's work stood when a phase closed",
        ("team", "phase", "signed", "agreed (people)", "of (people)", "round", "closed (session minute)"),
        _signed,
    ),
    (
        "events",
        "Events that reached teams, and their answers",
        (
            "team",
            "event",
            "title",
            "channel",
            "sender",
            "sent (session minute)",
            "week of the year",
            "answer",
            "answered by",
            "effect on the budget (money)",
        ),
        _events,
    ),
    (
        "words",
        "Chat, words to all, open calls for help, facilitators' notes",
        ("session minute", "kind", "team", "by", "text"),
        _words,
    ),
    (
        "scores",
        "The rubric, row by row, with the reasons; what is missing has a minus",
        (
            "team",
            "row",
            "label",
            "group",
            "judged by",
            "weight (points)",
            "level (0 to 4)",
            "points",
            "ratings (levels)",
            "raters differ",
            "reasons",
        ),
        _scores,
    ),
    (
        "ratings",
        "Each rater's judgement",
        ("seat", "rater", "team", "row", "level (0 to 4)", "note", "locked"),
        _ratings,
    ),
    (
        "outcomes",
        "The true outcome of each team's plan beside the one that it can claim",
        (
            "team",
            "when",
            "cost (money)",
            "true benefit (money)",
            "true net (money)",
            "true return (%)",
            "benefit per cost",
            "payback (months)",
            "gap closed (%)",
            "claimed benefit (money)",
            "claimed return (%)",
            "how it was claimed",
            "why they differ (claimed minus true, money)",
            "calibration of the bet",
            "spent on decoys (money)",
        ),
        _outcomes,
    ),
)

TITLES: Mapping[str, str] = {MOVES.name: MOVES.title, **{name: title for name, title, _, _ in _TABLES}}
