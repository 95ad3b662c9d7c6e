"""What people say, and what the console counts."""

from practicum.rules.audience import Viewer, sees
from practicum.rules.records import Activity, Chat, Help
from practicum.rules.state import Changes
from practicum.rules.talk import CHATS_AT_ONCE, MINUTES_SHOWN, MOST_CHATS
from tests.rules.helpers import (
    MINUTE,
    F,
    a_session,
    accepted,
    changes_nothing,
    given,
    has,
    lacks,
    refused,
    untouched,
)


def test_a_team_talks_among_itself() -> None:
    """A facilitator joins in by naming the team."""
    game = a_session()
    game.when("p1", "chat.say", text="  Hello ").then(untouched("chat/2"))
    given(game, (F, "chat.say", {"team": "1", "text": "Hi"}))
    assert [(chat.by, chat.text) for chat in game.records.under("chat/1", Chat).values()] == [
        ("p1", "Hello"),
        (F, "Hi"),
    ]
    game.when("p2", "chat.say", team="1", text="Hey").then(refused("not.yours"))
    game.when("p1", "chat.say", text="  ").then(refused("text.missing"))


def test_the_oldest_words_make_room() -> None:
    """The oldest by number, in whatever order the records were read back."""
    game = a_session()
    words = {f"chat/1/{n}": Chat(by="p1", text="x", said_due=0) for n in range(-MOST_CHATS, 0)}
    game.records.apply(Changes(dict(reversed(words.items()))))
    oldest = [f"chat/1/{n}" for n in range(-MOST_CHATS, CHATS_AT_ONCE - MOST_CHATS)]
    game.when("p1", "chat.say", text="New").then(*(lacks(key) for key in oldest), has("chat/1/-1", text="x"))
    assert len(game.records.under("chat/1", Chat)) == MOST_CHATS - CHATS_AT_ONCE + 1
    game.when("p1", "chat.say", text="Newer").then(has(f"chat/1/{CHATS_AT_ONCE - MOST_CHATS}", text="x"))


def test_the_facilitator_speaks_to_all() -> None:
    """Everybody reads it; nobody else may."""
    game = a_session()
    given(game, (F, "say.all", {"text": " Five minutes "}))
    assert game.raw(f"say/{game.version}")["text"] == "Five minutes"
    game.when(F, "say.all", text=" ").then(refused("text.missing"))
    game.when("p1", "say.all", text="Hi").then(refused("not.allowed"))


def test_a_call_for_help_has_a_read_receipt() -> None:
    """Asked, seen, done; each twice at will."""
    game = a_session()
    game.when("p1", "help.ask", text=" Stuck ").then(
        has("help/1", text="Stuck", by="p1", seen_by=None), lacks("help/2")
    )
    game.when(F, "help.see", team="1").then(has("help/1", seen_by=F))
    game.when(F, "help.done", team="1").then(lacks("help/1"))
    game.when(F, "help.done", team="1").then(changes_nothing)
    game.when(F, "help.see", team="1").then(changes_nothing)
    given(game, ("p1", "help.ask", {"text": ""})).when("p3", "help.cancel").then(lacks("help/1"))
    game.when("p3", "help.cancel").then(changes_nothing)
    assert game.get("help/1", Help) is None


def test_needs_are_for_ones_own_eyes() -> None:
    """Not even a facilitator reads what helps a person take part."""
    game = given(a_session(), ("p1", "needs.set", {"text": "Breaks"}))
    assert game.raw("needs/p1") == {"text": "Breaks"}
    assert sees(Viewer("p1", "participant", "1"), "needs/p1")
    assert not sees(Viewer(F, "facilitator", None), "needs/p1")


def test_activity_counts_a_teams_moves_by_the_minute() -> None:
    """Fifteen minutes back, the last one now; facilitators' own moves are not the team's."""
    game = a_session()
    given(game, ("p1", "chat.say", {"text": "a"}), ("p3", "chat.say", {"text": "b"}))
    first = game.the("activity/1", Activity)
    assert (first.counts, first.last_by, first.last_do) == ((2,), "p3", "chat.say")
    game.passes(2 * MINUTE)
    given(game, (F, "chat.say", {"team": "1", "text": "c"}), ("p1", "help.ask", {"text": ""}))
    assert game.the("activity/1", Activity).counts == (2, 0, 1)
    game.passes(60 * MINUTE)
    given(game, ("p1", "help.cancel"))
    assert game.the("activity/1", Activity).counts == (0,) * (MINUTES_SHOWN - 1) + (1,)
    game.when("p1", "chat.say", text=" ").then(refused("text.missing"))
    game.when("p2", "seat.ready", ready=True).then(accepted, untouched("activity/1"))
