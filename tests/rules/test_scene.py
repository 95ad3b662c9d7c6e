"""Who is in a team is the same, asked team by team or all at once."""

from itertools import product

from practicum.rules.records import Role, Seat
from practicum.rules.scene import members, members_by_team
from practicum.rules.state import Records

ROLES: tuple[Role, ...] = ("participant", "facilitator", "observer", "rater")


def test_members_of_one_team_are_those_of_all_teams() -> None:
    """Only who takes part, is active and has a team; in the order in which they came."""
    everybody = product(ROLES, (True, False), ("1", "2", None), range(2))
    records = Records(
        (f"seat/s{number}", Seat(name=f"Person {number}", role=role, team=team, active=active))
        for number, (role, active, team, _) in enumerate(everybody)
    )
    by_team = members_by_team(records)
    assert set(by_team) == {"1", "2"}
    for team in ("1", "2", "3"):
        assert list(by_team.get(team, {}).items()) == list(members(records, team).items())
