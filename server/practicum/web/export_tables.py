"""A session as tables, for spreadsheets: what people and teams did, found, decided and got.

- Every table but ``moves`` is made from the records at one position, ``moves`` from the log up to it: a row for each.
- Tables hold what a facilitator may see, by the same rule as every screen. Private notes on what helps a person take
  part, hashes of tokens and seeds stay out.
- A column says its unit. Times are UTC, or minutes of the session's own clock, which pauses.
- A cell is a figure, a text or nothing; yes and no are words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

import msgspec

from practicum.live.log import Logged
from practicum.rules.audience import Viewer
from practicum.rules.records import Seat
from practicum.rules.state import Records
from practicum.web import export_rows
from practicum.web.export import PRIVATE, SECRET
from practicum.web.export_rows import Row, Shown, team_name


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
    shown = Shown(records, viewer)
    return [Table(name, title, columns, tuple(make(shown))) for name, title, columns, make in _TABLES]


def move_row(logged: Logged, records: Records) -> Row:
    """Make the row of one move."""
    move = logged.move
    arguments = {} if move.do in PRIVATE else {k: v for k, v in move.arguments.items() if k not in SECRET}
    seat = records.get(f"seat/{move.seat}", Seat) if move.seat else None
    team = arguments.get("team") or (seat.team if seat else None)
    name = seat.name if seat else ""
    told = msgspec.json.encode(arguments).decode()
    return (logged.position, utc(move.now), move.actor, move.seat, name, team_name(records, team), move.do, told)


def utc(ms: int) -> str:
    """Write a server time."""
    return datetime.fromtimestamp(ms / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")


_TABLES: tuple[tuple[str, str, tuple[str, ...], Callable[[Shown], Iterator[Row]]], ...] = (
    (
        "people",
        "Everybody who has or had a seat",
        ("seat", "name", "role", "team", "field", "experience (years)", "still here", "joined (session minute)"),
        export_rows.people,
    ),
    (
        "teams",
        "The teams",
        ("number", "team", "people", "analyst time (h)", "analyst time spent (h)"),
        export_rows.teams,
    ),
    (
        "gaps",
        "The gap as each team states it",
        ("team", "KPI", "actual", "desired", "since", "value (money per week)", "statement", "by", "revision"),
        export_rows.gaps,
    ),
    (
        "claims",
        "What teams claim to be causes",
        ("team", "claim", "text", "box", "candidate cause", "by", "changed by", "revision", "made (session minute)"),
        export_rows.claims,
    ),
    (
        "links",
        "Which exhibits speak for and against claims",
        ("team", "claim", "claim's text", "exhibit", "exhibit's title", "stance", "strength (1 to 3)", "note", "by"),
        export_rows.links,
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
        export_rows.exhibits,
    ),
    ("remarks", "Teams' notes on exhibits", ("team", "exhibit", "title", "note", "by"), export_rows.remarks),
    ("bets", "Bets on causes", ("team", "seat", "name", "round", "cause", "points (of 100)"), export_rows.bets),
    (
        "plans",
        "What teams plan to do",
        ("team", "item", "label", "kind", "cost (money)", "start (week)", "for these claims", "by", "revision"),
        export_rows.plans,
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
        export_rows.metrics,
    ),
    (
        "readings",
        "What chosen metrics have shown so far",
        ("team", "instrument", "label", "unit", "group", "week (negative before launch)", "value"),
        export_rows.readings,
    ),
    (
        "signatures",
        "How each team's work stood when a phase closed",
        ("team", "phase", "signed", "agreed (people)", "of (people)", "round", "closed (session minute)"),
        export_rows.signed,
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
        export_rows.events,
    ),
    (
        "words",
        "Chat, words to all, open calls for help, facilitators' notes",
        ("session minute", "kind", "team", "by", "text"),
        export_rows.words,
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
        export_rows.scores,
    ),
    (
        "ratings",
        "Each rater's judgement",
        ("seat", "rater", "team", "row", "level (0 to 4)", "note", "locked"),
        export_rows.ratings,
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
        export_rows.outcomes,
    ),
)

TITLES: Mapping[str, str] = {MOVES.name: MOVES.title, **{name: title for name, title, _, _ in _TABLES}}
