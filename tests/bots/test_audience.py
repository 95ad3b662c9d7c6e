"""What bots know of audiences is what the records declare, written a second time."""

from practicum.bots import audience
from practicum.bots.audience import why_not
from practicum.rules.records import KINDS, PHASES, Audience


def test_every_kind_is_known_under_its_audience() -> None:
    """A new kind must be told to the checker, or it would be reported as a leak."""
    known = {
        Audience.EVERYONE: audience.EVERYONE,
        Audience.TEAM: audience.TEAM,
        Audience.JUDGES: audience.JUDGES,
        Audience.FACILITATORS: audience.FACILITATORS,
        Audience.SEAT: audience.SEAT,
        Audience.SEAT_ALONE: audience.SEAT_ALONE,
        Audience.SERVER: audience.SERVER,
    }
    declared = {each: {name for name, kind in KINDS.items() if kind.audience is each} for each in Audience}
    assert known == declared


def test_what_waits_for_a_phase_waits_for_one_that_exists() -> None:
    """Kinds and phases of the timing table are real."""
    assert set(audience.OPENS_WITH) <= set(KINDS)
    assert set(audience.OPENS_WITH.values()) <= set(PHASES)


def test_each_role_may_see_what_the_protocol_says() -> None:
    """One key of each audience, looked at by everybody."""
    keys = ("phase", "claim/1/a", "claim/2/a", "truth", "bet/me", "bet/you", "needs/me", "needs/you", "seed", "anchors")
    seen = {
        role: {key for key in keys if why_not(role, "1" if role == "participant" else None, "me", key) is None}
        for role in ("participant", "observer", "rater", "facilitator")
    }
    claims, mine = {"claim/1/a", "claim/2/a"}, {"bet/me", "needs/me"}
    assert seen == {
        "participant": {"phase", "claim/1/a"} | mine,
        "observer": {"phase"} | claims | mine,
        "rater": {"phase", "anchors"} | claims | mine,
        "facilitator": {"phase", "truth", "bet/you", "anchors"} | claims | mine,
    }


def test_a_kind_that_nobody_declared_is_a_leak() -> None:
    """What is not known to be visible is not."""
    assert why_not("facilitator", None, "me", "surprise/1") is not None
