"""What every team must be able to do: read it all in time, by eye or by ear, answer, and be judged alike (see docs).

Rules:
- Who can't see a picture or hear a recording gets the same from words: an alternative says what is to be seen, figures
  included, and a transcript says all.
- A picture is seen alike by everybody: nothing in it runs, and nothing comes from elsewhere.
- People judge alike what they can compare: each row that they judge has its anchors, and work to hold against them.
- What a team sees of a good plan may not hang on chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from practicum.lint import reading
from practicum.lint.case import Case
from practicum.lint.luck import METHODS, best_odds
from practicum.lint.pictures import beside_the_picture
from practicum.lint.rule import Finding, Rule
from practicum.lint.ways import named
from practicum.scenario.expressions import PHASES, InPhase, Unanswered, when_of
from practicum.scenario.model import JUDGED_BY_PEOPLE, Chart
from practicum.scenario.read import Part

LONGEST = 400  # words of one text: two minutes, and a few screens of a phone
MOST_ROWS = 40
LEAST_ALT = 4  # words
MOST_NAMED = 4
TALK = 1.0  # minutes that a team needs besides reading
BAD_LUCK = 0.10
NEEDED = ("0", "2", "4")  # levels between which people can place the others

_WORD = re.compile(r"\w+")
_FORMS = re.compile(r"\b(bar|line|pie|column|chart|graph|diagram|picture|image|photo|photograph|figure|of|an?|the)\b")


def reading_time(case: Case) -> Iterator[Finding]:
    """Find phases in which there is more to read than there is time."""
    told: set[str] = set()
    for ways in case.lengths:
        clock = ways.clock
        for load in reading.loads(case.scenario, ways):
            if load.minutes <= load.most or load.phase in told:
                continue
            told.add(load.phase)
            lasts = clock.minutes[load.phase]
            each = "for each of three readers" if load.phase == "diagnose" else "for everybody"
            message = f"{load.phase} has {load.words:,.0f} words {each}, {load.minutes:.1f} minutes of reading"
            hint = f"shorten the texts, or lengthen the phase: reading may take {load.most:g} min of it"
            yield Finding(at=clock.part(load.phase), message=f"{message}, and lasts {lasts:g}{clock.said}", hint=hint)


def text_long(case: Case) -> Iterator[Finding]:
    """Find single texts and tables that nobody reads to the end while a team waits."""
    texts: list[tuple[str, Part, str]] = [("the request", ("brief", "request"), case.scenario.brief.request)]
    for tag, exhibit in case.exhibits.items():
        key = "answer" if exhibit.person is not None else "body"
        texts.append((named(exhibit), (*case.parts[tag], key), exhibit.body))
    texts += [(name, ("injects", name, "body"), inject.body) for name, inject in case.scenario.injects.items()]
    for tag, exhibit in case.exhibits.items():
        if exhibit.table is not None and len(exhibit.table.rows) > MOST_ROWS:
            message = f"the table of {tag} has {len(exhibit.table.rows)} rows, more than anybody compares on a phone"
            hint = f"group them into {MOST_ROWS} at most, or show those that matter"
            yield Finding(at=(*case.parts[tag], "data"), message=message, hint=hint)
    for name, at, text in texts:
        count = reading.words(text)
        if count > LONGEST:
            message = (
                f"{name} has {count:,} words, {count / reading.A_MINUTE:.1f} minutes for whoever reads it to the others"
            )
            yield Finding(at=at, message=message, hint=f"keep it under {LONGEST} words, or make two exhibits of it")


def alt_missing(case: Case) -> Iterator[Finding]:
    """Find pictures without a text alternative; the loader sees to charts."""
    for tag, piece in case.scenario.evidence.items():
        if piece.image is not None and not piece.alt.strip():
            message = f"whoever can't see the picture of {tag} learns nothing from it"
            yield Finding(at=("evidence", tag, "image"), message=message, hint="add alt: what is to be seen on it")


def alt_thin(case: Case) -> Iterator[Finding]:
    """Find text alternatives that stand in for nothing: a title again, a kind, a chart without its figures."""
    for tag, exhibit in case.exhibits.items():
        if not exhibit.alt.strip():
            continue
        reason = _thin(exhibit.alt, exhibit.title, exhibit.chart)
        if reason:
            message = f"the text alternative of {tag} {reason}"
            yield Finding(
                at=(*case.parts[tag], "alt"),
                message=message,
                hint="say what is to be seen: its form, its figures, where it turns",
            )


def picture_active(case: Case) -> Iterator[Finding]:
    """Find pictures that hold more than a picture."""
    for tag, piece in case.scenario.evidence.items():
        found = beside_the_picture(piece.image) if piece.image is not None else ()
        if found:
            over = len(found) - MOST_NAMED
            named = [*found[:MOST_NAMED], *([f"{over} more"] if over > 0 else [])]
            yield Finding(
                at=("evidence", tag, "image"),
                message=f"the picture of {tag} holds {_listed(named)}",
                hint="nothing in a picture runs or is fetched: save it as PNG, or as plain SVG with all that it needs",
            )


def _thin(alt: str, title: str, chart: Chart | None) -> str:
    """Say what is wrong with a text alternative, if something is."""
    said = _bare(alt)
    if not said:
        return "says only what kind of picture it is"
    if said == _bare(title) or (chart is not None and said == _bare(chart.finding)):
        return "only repeats the title"
    if len(alt.split()) < LEAST_ALT:
        return f'is "{alt.strip()}", and nothing more'
    if chart is not None and not re.search(r"\d", alt):
        return "gives no figure of the chart"
    return ""


def _bare(text: str) -> str:
    """Give a text's words without those that name a kind of picture."""
    return " ".join(_WORD.findall(_FORMS.sub(" ", text.casefold())))


def transcript_missing(case: Case) -> Iterator[Finding]:
    """Find recordings whose words are not written down."""
    for tag, piece in case.scenario.evidence.items():
        if piece.recording is not None and not piece.body.strip():
            message = f"whoever can't hear the recording of {tag} learns nothing from it"
            yield Finding(at=("evidence", tag, "recording"), message=message, hint="add its transcript as body")


def rubric_missing(case: Case) -> Iterator[Finding]:
    """Find rows that people judge of which the case says nothing."""
    rubric = case.scenario.rubric
    missing = [row for row in JUDGED_BY_PEOPLE if row not in rubric]
    if not rubric:
        message = "people judge 18 of 100 points, and nothing says what a level looks like in this case"
        yield Finding(at=(), message=message, hint=f"add rubric: with anchors for {_listed(missing)}")
        return
    for row in missing:
        message = f"nothing says what {row} looks like in this case"
        yield Finding(at=("rubric",), message=message, hint=f"add {row}: with anchors")


def rubric_anchors(case: Case) -> Iterator[Finding]:
    """Find rows whose levels are not told apart, or told twice in the same words."""
    for row, guide in case.scenario.rubric.items():
        missing = [level for level in NEEDED if not guide.anchors.get(level, "").strip()]
        if missing:
            levels = f"level {missing[0]}" if len(missing) == 1 else f"levels {_listed(missing)}"
            message = f"{row} does not say what {levels} {'looks' if len(missing) == 1 else 'look'} like"
            yield Finding(at=("rubric", row, "anchors"), message=message, hint="describe 0, 2 and 4 at least")
        first: dict[str, str] = {}
        for level, text in guide.anchors.items():
            other = first.setdefault(" ".join(text.split()).casefold(), level)
            if other != level and text.strip():
                message = f"levels {other} and {level} of {row} read the same"
                at = ("rubric", row, "anchors", level)
                yield Finding(at=at, message=message, hint="say what the higher one has and the lower one lacks")


def rubric_exemplars(case: Case) -> Iterator[Finding]:
    """Find rows without a piece of work to compare with."""
    for row, guide in case.scenario.rubric.items():
        if not any(text.strip() for text in guide.exemplars.values()):
            message = f"raters have no piece of work to compare with for {row}"
            yield Finding(
                at=("rubric", row), message=message, hint="add exemplars: what a team says at one of the levels"
            )


def luck(case: Case) -> Iterator[Finding]:
    """Find a good plan that chance too often lets look harmful."""
    odds = best_odds(case.scenario, case.intended) if case.scenario.intended else None
    if odds is None or odds.wrong <= BAD_LUCK:
        return
    message = f"the intended plan does good, and a team that {METHODS[odds.method]} with {odds.instrument} "
    message += f"finds harm in {100 * odds.wrong:.0f} % of worlds"
    hint = "make the effect larger or the noise smaller, so that what a team sees is not chance"
    kpi = case.scenario.primary_kpi
    at, related = ("kpis", kpi, "noise"), ("intended",)
    yield Finding(at=at, message=message, hint=hint, related=related, related_message="this is the plan")


def no_time_to_answer(case: Case) -> Iterator[Finding]:
    """Find events that ask for an answer when there is no time left to give one."""
    clock = case.ways.clock
    for name, inject in case.scenario.injects.items():
        way = case.ways.event(name)
        if way is None or not inject.options or not isinstance(when_of(inject.when), InPhase | Unanswered):
            continue
        phase = next((each for each in PHASES if way.minute <= clock.ends(each)), "debrief")
        # The last step of the year plays what has been answered before it.
        lasts = {"run": clock.minutes["run"] * 0.75, "debrief": 0.0}.get(phase, clock.minutes[phase])
        left = max(0.0, clock.begins(phase) + lasts - way.minute)
        needed = reading.inject_words(inject) / reading.A_MINUTE + TALK
        if left < needed and phase != "brief":
            message = f"a team needs {needed:.1f} minutes to read and answer it, and {left:.1f} are left in {phase}"
            yield Finding(at=("injects", name, "when"), message=message, hint="let it come sooner, or without options")


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


RULES: tuple[Rule, ...] = (
    Rule("fairness.reading-time", "warning", "more to read than a phase has time for", reading_time),
    Rule("fairness.text-long", "warning", "a text or a table that is too long to be read in company", text_long),
    Rule("fairness.alt-missing", "error", "a picture without a text alternative", alt_missing),
    Rule("fairness.alt-thin", "warning", "a text alternative that stands in for nothing", alt_thin),
    Rule("fairness.picture-active", "warning", "a picture that holds more than a picture", picture_active),
    Rule("fairness.transcript-missing", "error", "a recording without a transcript", transcript_missing),
    Rule(
        "fairness.rubric-missing", "warning", "a row that people judge of which the case says nothing", rubric_missing
    ),
    Rule("fairness.rubric-anchors", "warning", "levels that are not told apart", rubric_anchors),
    Rule("fairness.rubric-exemplars", "warning", "a row without work to compare with", rubric_exemplars),
    Rule("fairness.luck", "warning", "a good plan that looks bad by chance", luck),
    Rule("fairness.no-time-to-answer", "warning", "an event that nobody has time to answer", no_time_to_answer),
)
