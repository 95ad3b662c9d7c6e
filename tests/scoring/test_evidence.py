"""What a diagnosis rests on is counted as it stood when it was locked."""

from practicum.scenario.model import Box
from practicum.scoring.evidence import Claimed, LinkCount, Linked, environment_examined, link_count, supported_causes

CLAIMS = [
    Claimed("c1", Box.KNOWLEDGE, "skill", made=10),
    Claimed("c2", Box.RESOURCES, "search", made=20),
    Claimed("c3", Box.INCENTIVES, None, made=30),
    Claimed("c4", Box.INFORMATION, "feedback", made=90),
]
LINKS = [
    Linked("c1", "e1", "supports", made=11),
    Linked("c1", "e2", "contradicts", made=12),
    Linked("c2", "e3", "contradicts", made=21),
    Linked("c4", "e4", "supports", made=91),
    Linked("gone", "e1", "supports", made=5),
]


def test_a_box_is_examined_when_a_claim_in_it_holds_a_link() -> None:
    """Naming a cause in a box is not enough, and a person's box is not the environment."""
    assert environment_examined(CLAIMS, LINKS) == {Box.RESOURCES, Box.INFORMATION}


def test_what_comes_after_the_lock_does_not_count() -> None:
    """Evidence gathered for a diagnosis that is already locked disciplined nothing."""
    assert environment_examined(CLAIMS, LINKS, locked=50) == {Box.RESOURCES}
    assert link_count(CLAIMS, LINKS, locked=50) == LinkCount(supporting=1, contradicting=2)
    assert supported_causes(CLAIMS, LINKS, locked=50) == {"skill"}


def test_links_of_a_dropped_claim_do_not_count() -> None:
    """A link whose claim is gone is gone with it."""
    assert link_count(CLAIMS, LINKS) == LinkCount(supporting=2, contradicting=2)


def test_more_evidence_never_examines_less() -> None:
    """Each further link keeps every box that was examined."""
    for count in range(len(LINKS)):
        assert environment_examined(CLAIMS, LINKS[:count]) <= environment_examined(CLAIMS, LINKS[: count + 1])
