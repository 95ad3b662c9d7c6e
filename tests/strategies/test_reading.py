"""What exhibits say together, and which one is opened next: small rooms whose answer can be seen."""

from practicum.scenario.catalogue import Exhibit
from practicum.scenario.model import EvidenceKind, Strategy
from practicum.strategies.reading import Room, next_exhibit
from practicum.strategies.verdict import settled, verdict


def an_exhibit(tag: str, hours: float, needs: str | None = None, *, decisive: bool = False, **says: float) -> Exhibit:
    """An exhibit that costs hours and says something of causes."""
    kind = EvidenceKind.DOCUMENT
    return Exhibit(tag=tag, kind=kind, title=tag, hours=hours, needs=needs, decisive=decisive, says=says)


def a_room(*exhibits: Exhibit) -> dict[str, Exhibit]:
    """A catalogue."""
    return {exhibit.tag: exhibit for exhibit in exhibits}


def opened_by(strategy: Strategy, room: dict[str, Exhibit], hours: float, *causes: str) -> list[str]:
    """Open what a strategy wants until it wants no more."""
    opened: list[str] = []
    while True:
        closed = [tag for tag, one in room.items() if tag not in opened and one.needs in (None, *opened)]
        left = hours - sum(room[tag].hours for tag in opened)
        tag = next_exhibit(strategy, room, causes, Room(closed=closed, opened=opened, hours=left), "seed")
        if tag is None:
            return opened
        opened.append(tag)


def test_a_decisive_exhibit_outweighs_many_hints() -> None:
    """Three hints against do not undo what settles the question."""
    room = a_room(
        an_exhibit("X1", 1, decisive=True, scanners=2), *(an_exhibit(f"D{n}", 1, scanners=-1) for n in (1, 2, 3))
    )
    assert verdict(room, ["D1", "D2", "X1", "D3"], "scanners") == "shown"
    assert verdict(room, ["D1", "D2"], "scanners") == "refuted"
    assert verdict(room, ["D1"], "scanners") == "open"
    assert verdict(room, [], "scanners") == "open"


def test_hints_settle_only_what_nothing_else_does() -> None:
    """Somebody who wants to be sure looks for the exhibit that settles, if there is one."""
    room = a_room(an_exhibit("D1", 1, pay=1), an_exhibit("D2", 1, pay=1))
    assert settled(room, ["D1", "D2"], "pay")
    assert not settled(room | a_room(an_exhibit("X1", 9, decisive=True, pay=2)), ["D1", "D2"], "pay")


def test_an_expert_weighs_the_whole_way_to_an_exhibit() -> None:
    """Six hours straight away are dearer than one after one; what settles two causes counts for both."""
    room = a_room(
        an_exhibit("X1", 6, decisive=True, skill=2),
        an_exhibit("I1", 1),
        an_exhibit("D1", 1, "I1", decisive=True, skill=2),
        an_exhibit("X2", 3, decisive=True, pay=-2, care=-2),
        an_exhibit("D9", 0.5),
    )
    assert opened_by(Strategy.EXPERT, room, 24, "skill", "pay", "care") == ["X2", "I1", "D1"]
    assert opened_by(Strategy.EXPERT, room, 2, "skill", "pay", "care") == ["I1", "D1"]
    assert opened_by(Strategy.EXPERT, room, 1, "skill", "pay", "care") == []


def test_who_reads_everything_takes_what_lies_on_top() -> None:
    """In file order, over what is too dear; who trusts the sponsor takes only what is free."""
    room = a_room(
        an_exhibit("D1", 2), an_exhibit("D2", 9), an_exhibit("D3", 0, "D1"), an_exhibit("D4", 1), an_exhibit("D5", 0)
    )
    assert opened_by(Strategy.READS_EVERYTHING, room, 3) == ["D1", "D3", "D4", "D5"]
    assert opened_by(Strategy.TRUSTS_THE_SPONSOR, room, 3) == ["D5"]
