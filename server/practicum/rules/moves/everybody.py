"""Moves of everybody in every phase: words, help, readiness, answers to events, and signing a team's work."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from practicum.rules.moves.base import TEAM_WORK, Id, Line, Move, move
from practicum.rules.records import Signable


@move("chat.say", TEAM_WORK)
class SayToTeam(Move, frozen=True):
    team: Id
    text: Annotated[str, Meta(min_length=1, max_length=2000)]


@move("seat.ready", frozenset({"participant"}), while_paused=False)
class SetReady(Move, frozen=True):
    ready: bool


@move("help.ask", frozenset({"participant"}))
class AskHelp(Move, frozen=True):
    text: Line


@move("help.cancel", frozenset({"participant"}))
class CancelHelp(Move, frozen=True):
    pass


@move("needs.set", frozenset({"participant"}))
class SetNeeds(Move, frozen=True):
    text: Annotated[str, Meta(max_length=1000)]


@move("team.rename", TEAM_WORK)
class RenameTeam(Move, frozen=True):
    team: Id
    name: Annotated[str, Meta(min_length=1, max_length=40)]


@move("inject.answer", TEAM_WORK, while_paused=False)
class AnswerInject(Move, frozen=True):
    team: Id
    inject: Id
    option: Id


@move("work.sign", frozenset({"participant"}), ("diagnose", "design", "measure"), while_paused=False)
class SignWork(Move, frozen=True):
    team: Id
    phase: Signable
    revision: int


@move("work.unsign", frozenset({"participant"}), ("diagnose", "design", "measure"), while_paused=False)
class UnsignWork(Move, frozen=True):
    team: Id
    phase: Signable
