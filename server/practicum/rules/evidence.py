"""The evidence room: exhibits that a team opens for analyst hours, people whom it asks, data that arrives later.

Every exhibit is a record ``evidence/<team>/<tag>`` from the phase's beginning; its content is put only when this team
opens it. Opening twice costs once. What an opening, an answer or an event unlocks becomes ``closed``, ready to open.
What costs nothing and needs nothing is open from the start, and unlocks as if it had been opened; so does an event that
came before the phase, and an answer given then has changed the hours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from practicum.rules import assets
from practicum.rules.moves import AskInterview, Move, OpenEvidence, RequestData
from practicum.rules.records import (
    Case,
    CutShown,
    EvidenceShown,
    Hours,
    InjectShown,
    PersonShown,
    Record,
    RequestShown,
    Timer,
)
from practicum.rules.refusals import Refusal, unknown
from practicum.rules.scene import Scene
from practicum.rules.state import Changes
from practicum.scenario.catalogue import Exhibit, exhibits
from practicum.scenario.model import Scenario

MINUTE = 60_000


def lay_out(scene: Scene) -> dict[str, Record]:
    """Put the evidence room of every team that has none yet."""
    scenario = scene.scenario
    put: dict[str, Record] = {
        f"person/{person}": PersonShown(name=record.name, role=record.role, about=record.about)
        for person, record in scenario.people.items()
    }
    put |= {f"request/{request}": _request(scenario, request) for request in scenario.data_requests}
    catalogue = exhibits(scenario)
    # Teams that begin with the same have the same records: they are made once, and encoded once.
    locked, ready = {}, {}
    for tag, exhibit in catalogue.items():
        locked[tag] = _closed(exhibit, "locked", _needs(scenario, exhibit, catalogue))
        ready[tag] = _closed(exhibit, "closed", "")
    free = {tag: exhibit for tag, exhibit in catalogue.items() if exhibit.free}
    locked |= {tag: opened(locked[tag], exhibit, None, scene.due) for tag, exhibit in free.items()}
    ready |= {tag: opened(ready[tag], exhibit, None, scene.due) for tag, exhibit in free.items()}
    for team in scene.teams:
        events = scene.records.under(f"inject/{team}", InjectShown)
        put[f"hours/{team}"] = Hours(budget=_hours(scene, events), spent=0)
        for tag, exhibit in catalogue.items():
            unlocked = (exhibit.needs is None or exhibit.needs in free) and (
                exhibit.needs_inject is None or exhibit.needs_inject in events
            )
            put[f"evidence/{team}/{tag}"] = (ready if unlocked else locked)[tag]
    return {key: record for key, record in put.items() if key not in scene.records}


def _hours(scene: Scene, events: Mapping[str, InjectShown]) -> float:
    """Give the hours to begin with: the session's, and what answers to events have changed already."""
    scenario = scene.scenario
    changes = (
        scenario.injects[inject].options[event.answer].effect.hours
        for inject, event in events.items()
        if event.answer is not None
    )
    return max(0.0, scene.records.the("case", Case).analyst_hours + sum(changes))


def open_evidence(scene: Scene, move: OpenEvidence) -> Changes | Refusal:
    """Open an exhibit for the team."""
    return _open(scene, move.team, move.evidence)


def ask_interview(scene: Scene, move: AskInterview) -> Changes | Refusal:
    """Ask a person about a topic."""
    for tag, exhibit in exhibits(scene.scenario).items():
        if (exhibit.person, exhibit.topic) == (move.person, move.topic):
            return _open(scene, move.team, tag)
    return unknown("question")


def request_data(scene: Scene, move: RequestData) -> Changes | Refusal:
    """Request data in one cut; it arrives after the holder's delay."""
    for tag, exhibit in exhibits(scene.scenario).items():
        if (exhibit.request, exhibit.cut) == (move.request, move.cut):
            return _open(scene, move.team, tag)
    return unknown("data set")


def _open(scene: Scene, team: str, tag: str) -> Changes | Refusal:
    shown = scene.records.get(f"evidence/{team}/{tag}", EvidenceShown)
    exhibit = exhibits(scene.scenario).get(tag)
    if shown is None or exhibit is None:
        return unknown("piece of evidence")
    if shown.state in ("open", "waiting"):
        return Changes({})
    if shown.state == "locked":
        return Refusal("locked", f"This is not open to you yet. {shown.needs}")
    hours = scene.records.the(f"hours/{team}", Hours)
    left = hours.budget - hours.spent
    if exhibit.hours > left:
        return Refusal(
            "budget.exceeded", f"This takes {figure(exhibit.hours)} h and your team has {figure(left)} h left."
        )
    put: dict[str, Record] = {}
    if exhibit.hours:
        put[f"hours/{team}"] = replace(hours, spent=hours.spent + exhibit.hours)
    if exhibit.delay_minutes:
        arrives = scene.due + int(exhibit.delay_minutes * MINUTE)
        put[f"evidence/{team}/{tag}"] = replace(
            shown, state="waiting", opened_by=scene.seat, opened_due=scene.due, arrives_due=arrives
        )
        put[f"timer/arrive-{team}-{tag}"] = Timer(due=arrives, what="arrive", team=team, id=tag)
        return Changes(put)
    put[f"evidence/{team}/{tag}"] = opened(shown, exhibit, scene.seat, scene.due)
    return Changes(put | unlocked(scene, team, tag))


def arrive(scene: Scene, team: str, tag: str) -> dict[str, Record]:
    """Bring in data that a team waits for."""
    shown = scene.records.get(f"evidence/{team}/{tag}", EvidenceShown)
    if shown is None or shown.state != "waiting":
        return {}
    exhibit = exhibits(scene.scenario)[tag]
    here = opened(shown, exhibit, shown.opened_by, shown.opened_due or scene.due)
    return {f"evidence/{team}/{tag}": here} | unlocked(scene, team, tag)


def unlocked(scene: Scene, team: str, tag: str) -> dict[str, Record]:
    """Make closed what this exhibit unlocks for the team."""
    return _unlock(scene, team, lambda exhibit: exhibit.needs == tag)


def unlocked_by_inject(scene: Scene, team: str, inject: str) -> dict[str, Record]:
    """Make closed what an event unlocks for the team."""
    return _unlock(scene, team, lambda exhibit: exhibit.needs_inject == inject)


def _unlock(scene: Scene, team: str, opens: Callable[[Exhibit], bool]) -> dict[str, Record]:
    put: dict[str, Record] = {}
    for tag, exhibit in exhibits(scene.scenario).items():
        key = f"evidence/{team}/{tag}"
        shown = scene.records.get(key, EvidenceShown)
        if shown is not None and shown.state == "locked" and opens(exhibit):
            put[key] = replace(shown, state="closed", needs="")
    return put


def opened(shown: EvidenceShown, exhibit: Exhibit, by: str | None, due: int) -> EvidenceShown:
    """Put an exhibit's content before the team."""
    return replace(
        shown,
        state="open",
        needs="",
        opened_by=by,
        opened_due=due,
        arrives_due=None,
        source=exhibit.source,
        body=exhibit.body,
        table=exhibit.table,
        chart=exhibit.chart,
        image=assets.picture(exhibit),
        recording=assets.recording(exhibit),
        alt=exhibit.alt,
    )


def figure(number: float) -> str:
    """Write hours without needless decimals."""
    return f"{number:g}"


def _closed(exhibit: Exhibit, state: Any, needs: str) -> EvidenceShown:
    return EvidenceShown(
        title=exhibit.title,
        kind=exhibit.kind,
        hours=exhibit.hours,
        state=state,
        needs=needs,
        person=exhibit.person,
        topic=exhibit.topic,
        request=exhibit.request,
        cut=exhibit.cut,
    )


def _needs(scenario: Scenario, exhibit: Exhibit, catalogue: Mapping[str, Exhibit]) -> str:
    if exhibit.needs is not None:
        person = catalogue[exhibit.needs].person
        if person is None:
            return f"Opens after {exhibit.needs}."
        return f"Ask the {_role(scenario.people[person].role, scenario.language)} first."
    return "Not available so far." if exhibit.needs_inject is not None else ""


def _role(role: str, language: str) -> str:
    """Write a role inside a sentence: without its place; in English lower case, but for abbreviations."""
    role = role.split(",", 1)[0]
    return role if role[:2].isupper() or not language.startswith("en") else role[:1].lower() + role[1:]


def _request(scenario: Scenario, request: str) -> RequestShown:
    data = scenario.data_requests[request]
    return RequestShown(
        title=data.title,
        about=data.about,
        holder=data.holder,
        hours=data.hours,
        delay_minutes=data.delay,
        cuts=tuple(CutShown(cut, record.label, record.tag) for cut, record in data.cuts.items()),
    )


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {
    OpenEvidence: open_evidence,
    AskInterview: ask_interview,
    RequestData: request_data,
}
