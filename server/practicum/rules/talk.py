"""What people say and what teams do, as others see it.

Team chat, the facilitator's word to all, calls for help, private needs, and the activity on the facilitator's console.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from practicum.rules.moves import (
    SPECS,
    AskHelp,
    CancelHelp,
    EndHelp,
    Move,
    SayToAll,
    SayToTeam,
    SeeHelp,
    SetNeeds,
)
from practicum.rules.records import Activity, Chat, Help, Needs, Record, Say
from practicum.rules.refusals import NOT_YOURS, Refusal
from practicum.rules.scene import Scene
from practicum.rules.state import Changes

MINUTES_SHOWN = 15
MOST_CHATS = 500
CHATS_AT_ONCE = 50


def say_to_team(scene: Scene, move: SayToTeam) -> Changes | Refusal:
    """Say something to a team; when there are very many words, the oldest make room for as many new ones."""
    text = move.text.strip()
    if not text:
        return Refusal("text.missing", "Write something to send.")
    said = scene.records.under(f"chat/{move.team}", Chat)
    drop: tuple[str, ...] = ()
    if len(said) >= MOST_CHATS:
        # By number: records that were read back from the store come in any order. Many at once, so that it is seldom.
        drop = tuple(f"chat/{move.team}/{number}" for number in sorted(said, key=int)[:CHATS_AT_ONCE])
    return Changes({f"chat/{move.team}/{scene.version}": Chat(by=scene.seat, text=text, said_due=scene.due)}, drop)


def say_to_all(scene: Scene, move: SayToAll) -> Changes | Refusal:
    """Say something to everybody."""
    text = move.text.strip()
    if not text:
        return Refusal("text.missing", "Write something to send.")
    return Changes({f"say/{scene.version}": Say(text=text, by=scene.seat, said_due=scene.due)})


def ask_help(scene: Scene, move: AskHelp) -> Changes | Refusal:
    """Call the facilitator to one's team."""
    if scene.team is None:
        return NOT_YOURS
    return Changes({f"help/{scene.team}": Help(text=move.text.strip(), by=scene.seat, since_due=scene.due)})


def cancel_help(scene: Scene, _move: CancelHelp) -> Changes | Refusal:
    """Take one's team's call back."""
    key = f"help/{scene.team}"
    return Changes({}, (key,)) if key in scene.records else Changes({})


def see_help(scene: Scene, move: SeeHelp) -> Changes | Refusal:
    """Tell a team that its call has been seen."""
    call = scene.records.get(f"help/{move.team}", Help)
    if call is None:
        return Changes({})
    return Changes({f"help/{move.team}": replace(call, seen_by=scene.seat)})


def end_help(scene: Scene, move: EndHelp) -> Changes | Refusal:
    """Close a team's call."""
    key = f"help/{move.team}"
    return Changes({}, (key,)) if key in scene.records else Changes({})


def set_needs(scene: Scene, move: SetNeeds) -> Changes | Refusal:
    """Note what helps this person take part."""
    return Changes({f"needs/{scene.seat}": Needs(text=move.text.strip())})


def activity(scene: Scene, move: Move) -> dict[str, Record]:
    """Count a participant's move for the facilitator's console: the record to put, or none."""
    team = scene.team
    if scene.by.actor != "participant" or team is None:
        return {}
    key, minute = f"activity/{team}", scene.due // 60_000
    before = scene.records.get(key, Activity)
    counts = before.counts if before else (0,)
    if before is not None and minute > before.minute:
        counts = (counts + (0,) * min(minute - before.minute, MINUTES_SHOWN))[-MINUTES_SHOWN:]
    counts = (*counts[:-1], counts[-1] + 1)
    last_do = SPECS[type(move)].do
    return {key: Activity(last_due=scene.due, last_do=last_do, last_by=scene.seat, minute=minute, counts=counts)}


HANDLERS: dict[type[Move], Callable[[Scene, Any], Changes | Refusal]] = {
    SayToTeam: say_to_team,
    SayToAll: say_to_all,
    AskHelp: ask_help,
    CancelHelp: cancel_help,
    SeeHelp: see_help,
    EndHelp: end_help,
    SetNeeds: set_needs,
}
