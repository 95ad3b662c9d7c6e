"""What three teams do in the session that the pictures show: Alder Mutual, played by people who think differently.

Aspen looks for evidence and finds most of it; Beech believes the request; Cedar blames the system. Texts are theirs.
"""

from __future__ import annotations

from typing import Any, NamedTuple

CASE = "alder-mutual"
NAME = "Spring cohort"

# People in the order in which they join: the teams are filled in turn.
PEOPLE = [
    ("Priya Nair", "Nursing", 9),
    ("Otis Brandt", "Sales", 4),
    ("Wanda Ochoa", "Software", 12),
    ("Tomás Rey", "Logistics", 7),
    ("Klara Baum", "Banking", 15),
    ("Gil Peretz", "Retail", 3),
    ("Hanna Lindqvist", "Teaching", 21),
    ("Samir Dada", "Insurance", 6),
    ("Noor Aziz", "Engineering", 11),
    ("Marcus Bell", "Public service", 18),
    ("Lena Ek", "Consulting", 5),
    ("Yuki Sato", "Manufacturing", 8),
]


class Cause(NamedTuple):
    """A card on the map: the candidate that it stands for, and what is pinned to it."""

    id: str
    box: str
    text: str
    candidate: str | None
    pins: tuple[tuple[str, str, int, str], ...] = ()


class Team(NamedTuple):
    """What one team does; its members take turns."""

    evidence: tuple[tuple[str, dict[str, str]], ...]
    causes: tuple[Cause, ...]
    statement: str
    bets: tuple[dict[str, int], ...]
    plan: tuple[tuple[str, int, tuple[str, ...]], ...]
    metrics: tuple[dict[str, Any], ...]
    answer: str


def opened(*tags: str) -> tuple[tuple[str, dict[str, str]], ...]:
    """Open exhibits, one after the other."""
    return tuple(("evidence.open", {"evidence": tag}) for tag in tags)


def asked(person: str, topic: str) -> tuple[tuple[str, dict[str, str]], ...]:
    """Ask somebody about something."""
    return (("interview.ask", {"person": person, "topic": topic}),)


ASPEN = Team(
    evidence=(
        *opened("D2", "X2", "D3", "D4"),
        *asked("handler", "files"),
        *asked("qa", "timing"),
        *opened("D5"),
        *asked("lead", "others"),
        *opened("D6", "X3"),
        *asked("it", "search"),
        ("data.request", {"request": "rework", "cut": "decision"}),
    ),
    causes=(
        Cause(
            "practice",
            "knowledge",
            "Nobody has practised on the new multi-party claims",
            "skill",
            (
                ("X3", "supports", 3, "Stirling practises on real files and went from 14 % to 7 %."),
                ("I6", "supports", 2, "“I would have sworn that two of them were right.”"),
                ("D2", "contradicts", 1, "98 % completed the January course."),
            ),
        ),
        Cause(
            "late",
            "information",
            "Feedback on an error comes six weeks later",
            "feedback",
            (
                ("D5", "supports", 3, "41 days from the error to the note."),
                ("D6", "supports", 2, "Notes in the same week."),
            ),
        ),
        Cause(
            "clause",
            "resources",
            "The right clause takes minutes to find",
            "search",
            (("I11", "supports", 1, "Slow on one day in five."),),
        ),
        Cause(
            "bonus",
            "incentives",
            "The bonus rewards speed",
            "incentive",
            (("D3", "contradicts", 3, "Volume has not counted since 2022."),),
        ),
        Cause(
            "care",
            "motives",
            "Handlers have stopped caring",
            "attitude",
            (("D1", "supports", 1, "The VP says so."), ("D4", "contradicts", 2, "The item on care went up.")),
        ),
        Cause(
            "home",
            "resources",
            "At home there is nobody to ask",
            "remote",
            (("X2", "supports", 1, "17.9 % against 11.4 %."),),
        ),
    ),
    statement=(
        "Since January one claim in seven is worked twice, because nobody has practised on the new multi-party files "
        "and nobody hears of an error in time."
    ),
    bets=(
        {"skill": 60, "feedback": 30, "search": 10},
        {"skill": 50, "feedback": 30, "remote": 20},
        {"skill": 70, "feedback": 20, "other": 10},
        {"skill": 55, "feedback": 25, "attitude": 20},
    ),
    plan=(
        ("workshop", 4, ("practice",)),
        ("job_aid", 0, ("practice", "clause")),
        ("qa_feedback", 0, ("late",)),
        ("coaching", 8, ("late", "practice")),
    ),
    metrics=(
        {
            "instrument": "rework_rate",
            "baseline": 14.0,
            "target": 9.0,
            "month": 12,
            "owner": "Daniel Osei",
            "isolation": "did",
        },
        {
            "instrument": "audit",
            "baseline": 67.0,
            "plan_baseline": True,
            "target": 85.0,
            "month": 9,
            "owner": "Helen Marsh",
        },
        {
            "instrument": "closing_time",
            "baseline": 9.5,
            "target": 9.0,
            "month": 12,
            "owner": "Daniel Osei",
            "isolation": "trend",
        },
    ),
    answer="handover",
)

BEECH = Team(
    evidence=(*opened("D2", "D4", "X2"), *asked("vp", "webinar"), *asked("vp", "success"), *asked("lead", "floor")),
    causes=(
        Cause(
            "know",
            "knowledge",
            "They have forgotten the new wording",
            "skill",
            (("D2", "contradicts", 1, "98 % completed."),),
        ),
        Cause(
            "alone",
            "resources",
            "Handlers at home are on their own",
            "remote",
            (("X2", "supports", 3, "Half as much rework again."),),
        ),
        Cause(
            "attitude",
            "motives",
            "Quality is not taken seriously",
            "attitude",
            (("D1", "supports", 2, "The VP has seen it."),),
        ),
    ),
    statement="Handlers make too many mistakes with the new wording, most of all at home.",
    bets=(
        {"skill": 40, "remote": 60},
        {"remote": 70, "attitude": 30},
        {"skill": 30, "remote": 50, "attitude": 20},
        {"remote": 100},
    ),
    plan=(("webinar", 0, ("know",)), ("elearning", 0, ("know", "alone")), ("bonus", 8, ("attitude",))),
    metrics=(
        {"instrument": "completions", "target": 95.0, "month": 3, "owner": "Learning"},
        {"instrument": "smile", "target": 4.2, "month": 3, "owner": "Learning"},
        {
            "instrument": "rework_rate",
            "baseline": 14.0,
            "target": 6.0,
            "month": 6,
            "owner": "VP Claims",
            "isolation": "pre_post",
        },
    ),
    answer="carry_on",
)

CEDAR = Team(
    evidence=(*asked("it", "search"), *opened("D7", "O1", "D3"), *asked("lead", "others"), *opened("D6", "X3")),
    causes=(
        Cause(
            "tool",
            "resources",
            "The clause search is too slow",
            "search",
            (("D7", "supports", 2, "13 slow days of 64."),),
        ),
        Cause(
            "drill",
            "knowledge",
            "Only Stirling practises on real files",
            "skill",
            (("X3", "supports", 3, "7 % against 15 %."),),
        ),
        Cause(
            "notes",
            "information",
            "Stirling also gets its notes at once",
            "feedback",
            (("D6", "supports", 2, "“By Friday.”"),),
        ),
    ),
    statement="Rework is at 14 % where it was 6 %: the search is slow, and only one office practises.",
    bets=(
        {"search": 60, "skill": 40},
        {"search": 50, "skill": 50},
        {"search": 40, "skill": 40, "feedback": 20},
        {"skill": 100},
    ),
    plan=(("search_upgrade", 0, ("tool",)), ("job_aid", 0, ("drill",)), ("qa_feedback", 8, ("notes",))),
    metrics=(
        {
            "instrument": "rework_rate",
            "baseline": 14.0,
            "target": 8.0,
            "month": 12,
            "owner": "Ruth Kessler",
            "isolation": "trend",
        },
        {
            "instrument": "closing_time",
            "baseline": 9.5,
            "target": 8.0,
            "month": 12,
            "owner": "Ruth Kessler",
            "isolation": "pre_post",
        },
    ),
    answer="stay",
)

TEAMS = (ASPEN, BEECH, CEDAR)
