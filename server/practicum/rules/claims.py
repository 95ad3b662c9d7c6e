"""The claim graph: candidate causes in six boxes, evidence links to exhibits, notes, and the gap statement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from practicum.rules import signing
from practicum.rules.moves import DropClaim, DropLink, Move, PutClaim, PutGap, PutLink, PutRemark
from practicum.rules.records import Candidate, Claim, EvidenceShown, Gap, Link, PlanItem, Record, Remark
from practicum.rules.refusals import Refusal, unknown
from practicum.rules.scene import Scene
from practicum.rules.state import Changes, to_map

MOST_CLAIMS = 60
MOST_REMARKS = 200


def put_claim(scene: Scene, move: PutClaim) -> Changes | Refusal:
    """Write or change a claim."""
    key = f"claim/{move.team}/{move.id}"
    text = move.text.strip()
    if not text:
        return Refusal("text.missing", "Write the cause in a few words.")
    if move.cause is not None and f"cause/{move.team}/{move.cause}" not in scene.records:
        return unknown("candidate")
    existing = scene.records.get(key, Claim)
    if existing is None and len(scene.records.under(f"claim/{move.team}", Claim)) >= MOST_CLAIMS:
        return Refusal("too.many", f"A cause map holds {MOST_CLAIMS} causes. Drop one that no longer matters.")
    if existing is not None and existing.revision != move.revision:
        return Refusal(
            "stale", "A team-mate changed this cause while you wrote. Both texts are here.", to_map(existing)
        )
    if existing is None and move.revision != 0:
        return Refusal("stale", "A team-mate removed this cause while you wrote. Your text is kept as a draft.")
    claim = Claim(
        text=text,
        box=move.box,
        cause=move.cause,
        by=existing.by if existing else scene.seat,
        revision=move.revision + 1,
        made_due=existing.made_due if existing else scene.due,
        edited_by=scene.seat if existing else None,
    )
    return Changes({key: claim})


def drop_claim(scene: Scene, move: DropClaim) -> Changes | Refusal:
    """Remove a claim, its links, and the plan's references to it."""
    key = f"claim/{move.team}/{move.id}"
    if key not in scene.records:
        return Changes({})
    links = scene.records.under(f"link/{move.team}", Link)
    drop = [key, *(f"link/{move.team}/{name}" for name, link in links.items() if link.claim == move.id)]
    plan = scene.records.under(f"plan/{move.team}", PlanItem)
    put: dict[str, Record] = {
        f"plan/{move.team}/{name}": replace(
            item, claims=tuple(claim for claim in item.claims if claim != move.id), revision=item.revision + 1
        )
        for name, item in plan.items()
        if move.id in item.claims
    }
    return Changes(put, tuple(drop))


def put_link(scene: Scene, move: PutLink) -> Changes | Refusal:
    """Pin an exhibit that the team has opened to a claim."""
    if f"claim/{move.team}/{move.claim}" not in scene.records:
        return unknown("cause")
    shown = scene.records.get(f"evidence/{move.team}/{move.evidence}", EvidenceShown)
    if shown is None:
        return unknown("piece of evidence")
    if shown.state != "open":
        return Refusal("locked", f"Open {move.evidence} before you pin it.")
    link = Link(
        claim=move.claim,
        evidence=move.evidence,
        stance=move.stance,
        strength=move.strength,
        note=move.note,
        by=scene.seat,
    )
    return Changes({f"link/{move.team}/{move.claim}.{move.evidence}": link})


def drop_link(scene: Scene, move: DropLink) -> Changes | Refusal:
    """Unpin an exhibit from a claim."""
    key = f"link/{move.team}/{move.claim}.{move.evidence}"
    return Changes({}, (key,)) if key in scene.records else Changes({})


def put_remark(scene: Scene, move: PutRemark) -> Changes | Refusal:
    """Leave a note on an exhibit for the team."""
    if f"evidence/{move.team}/{move.evidence}" not in scene.records:
        return unknown("piece of evidence")
    text = move.text.strip()
    if not text:
        return Refusal("text.missing", "Write the note in a few words.")
    key = f"remark/{move.team}/{move.id}"
    existing = scene.records.get(key, Remark)
    if existing is not None and existing.by != scene.seat:
        return Refusal("not.yours", "A team-mate wrote this note.")
    if existing is None and len(scene.records.under(f"remark/{move.team}", Remark)) >= MOST_REMARKS:
        return Refusal("too.many", f"A team keeps {MOST_REMARKS} notes.")
    return Changes({key: Remark(evidence=move.evidence, text=text, by=scene.seat)})


def put_gap(scene: Scene, move: PutGap) -> Changes | Refusal:
    """State the gap: its figures, and the problem in one sentence."""
    if move.kpi not in scene.scenario.kpis:
        return unknown("figure")
    key = f"gap/{move.team}"
    existing = scene.records.get(key, Gap)
    if (existing.revision if existing else 0) != move.revision:
        now = to_map(existing) if existing else None
        return Refusal("stale", "A team-mate changed the statement while you wrote. Both texts are here.", now)
    gap = Gap(
        kpi=move.kpi,
        actual=move.actual,
        desired=move.desired,
        since=move.since.strip(),
        value_per_week=move.value_per_week,
        statement=move.statement.strip(),
        by=scene.seat,
        revision=move.revision + 1,
    )
    return Changes({key: gap} | signing.edited(scene, move.team, "diagnose"))


def candidates(scene: Scene, team: str) -> dict[str, Record]:
    """Put the candidates of the bet, labels only, "something else" last.

    They are sorted by label: authors write true causes first, so the file's own order would give the case away.
    """
    causes = sorted(scene.scenario.causes.items(), key=lambda pair: pair[1].label.casefold())
    put: dict[str, Record] = {f"cause/{team}/{cause}": Candidate(label=record.label) for cause, record in causes}
    put[f"cause/{team}/other"] = Candidate(label="Something else")
    return put


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {
    PutClaim: put_claim,
    DropClaim: drop_claim,
    PutLink: put_link,
    DropLink: drop_link,
    PutRemark: put_remark,
    PutGap: put_gap,
}
