"""A whole session by bots against a real server with a real store, from the lobby to the reveal."""

from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from practicum.bots.local import CannotStart
from practicum.bots.rehearse import Wanted, rehearse_case, rehearse_on, serving_alone
from practicum.bots.report import Report, as_json
from practicum.bots.rest import Refused, Rest, Unreachable
from practicum.bots.stopwatch import TIMED
from practicum.bots.view import SIGNED_PHASES
from practicum.bots.words import as_text
from practicum.cli import app
from practicum.rehearsing import told_of
from practicum.rules.records import PHASES
from practicum.scenario.model import STRATEGY_BOTS
from practicum.scenario.read import load
from practicum.strategies import Player, play_on_paper
from practicum.strategies.report.page import rehearsal_page

CASE = Path(__file__).parents[2] / "scenarios/alder-mutual"
SMALL = Wanted(scenario="alder-mutual", teams=2, seats=2, speed=300, seed=7)


@pytest.mark.timeout(120)
async def test_teams_play_by_strategies_and_every_promise_holds() -> None:
    """Three teams of two, somebody late, sockets lost, one who sends everything twice, a slow second device."""
    case = load(CASE)
    players = tuple(Player(case, bot, 7, name) for name, bot in STRATEGY_BOTS.items() if name != "random")
    report = await rehearse_case(CASE, msgspec.structs.replace(SMALL, teams=3, players=players))
    assert report.ok, as_text(report)
    teams = {team.bot: team for team in report.teams}
    paper = {player.name: play_on_paper(case, STRATEGY_BOTS[player.name], 7, name=player.name) for player in players}
    assert set(teams) == set(paper) == {each.bot for each in report.strategies}
    for name in ("trusts_the_sponsor", "reads_everything"):
        assert set(teams[name].exhibits) >= set(paper[name].exhibits)  # one team was given an hour more
    expert = teams["expert"]
    assert expert.exhibits == paper["expert"].exhibits
    assert expert.bet == {cause: float(points) for cause, points in paper["expert"].bet.items()} | {
        cause: 0.0 for cause in expert.bet if cause not in paper["expert"].bet
    }
    assert set(expert.plan) <= {item.partition("@")[0] for item in paper["expert"].plan}  # events cost money
    assert {"workshop", "job_aid"} <= set(expert.plan)
    assert expert.causes_found == paper["expert"].found
    assert (teams["trusts_the_sponsor"].exhibits, list(teams["trusts_the_sponsor"].metrics)) == ((), ["smile"])
    for team in report.teams:
        assert {needed.phase for needed in team.minutes} == set(TIMED)
        assert all(needed.done for needed in team.minutes if needed.phase in SIGNED_PHASES), team.minutes
        assert team.score is not None
        assert sum(points for points, _ in team.score_groups.values()) == pytest.approx(team.score)
    assert "claimed return" in as_text(report)
    told = told_of(report, case)
    assert [team.name for team in told.teams] == list(paper)
    page = rehearsal_page(told, case)
    assert all(page.count(f'id="{plot}-title"') == 1 for plot in ("reading", "landscape", "course", "time"))
    assert msgspec.json.decode(as_json(report), type=Report) == report


@pytest.mark.timeout(120)
async def test_who_knows_nothing_guesses_and_every_promise_holds() -> None:
    """On a server whose case is not at hand, teams judge by words; two teams of one."""
    report = await rehearse_case(CASE, msgspec.structs.replace(SMALL, seats=1, speed=600, seed=1))
    assert report.ok, as_text(report)
    assert {phase.phase for phase in report.phases} == set(PHASES)
    assert sum(team.seats for team in report.teams) == 2
    for team in report.teams:
        assert team.evidence_opened > 5
        assert team.bet
        assert team.plan
        assert team.cost > 0
        assert set(team.signed) == {"diagnose", "design", "measure"}
        assert team.score is not None
        assert 0 < team.score <= 82
    assert report.sockets.states_compared > 20
    assert not {"malformed", "fault", "not.allowed"} & set(report.sockets.refused)
    assert msgspec.json.decode(as_json(report), type=Report) == report
    assert "every promise held" in as_text(report)


@pytest.mark.timeout(60)
async def test_a_running_server_is_asked_for_a_case_that_it_has() -> None:
    """What can't begin ends with a reason: an unknown case, a server that is not there."""
    async with serving_alone(CASE / "scenario.yaml") as server:
        assert [case["id"] for case in await Rest(server.url).ask("GET", "/api/scenarios")] == ["alder-mutual"]
        with pytest.raises(Refused, match=r"scenario\.unknown"):
            await rehearse_on(server.url, msgspec.structs.replace(SMALL, scenario="nowhere"))
    with pytest.raises(Unreachable, match="is a server running there"):
        await rehearse_on(server.url, SMALL)


async def test_a_folder_without_a_case_is_told_as_such(tmp_path: Path) -> None:
    """The shelf that we make of it is our own affair."""
    with pytest.raises(CannotStart, match=f"there is no case in {tmp_path}"):
        await rehearse_case(tmp_path, SMALL)


def test_the_command_says_what_it_needs(tmp_path: Path) -> None:
    """Exit code 2, one sentence, nothing on stdout."""
    for arguments in ([], [str(tmp_path), "--url", "http://127.0.0.1:1"], ["--url", "http://127.0.0.1:1"]):
        done = CliRunner().invoke(app, ["rehearse", *arguments])
        assert (done.exit_code, done.stdout) == (2, "")
        assert "name a case's folder, or give --url with --scenario" in done.stderr
    done = CliRunner().invoke(app, ["rehearse", str(tmp_path)])
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"there is no case in {tmp_path}" in done.stderr


def test_a_bot_that_is_not_there_is_told_before_anybody_plays() -> None:
    """The nearest name is offered; a server elsewhere knows no bots."""
    done = CliRunner().invoke(app, ["rehearse", str(CASE), "--bot", "exprt"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert 'the case has no bot "exprt": did you mean "expert"?' in done.stderr
    done = CliRunner().invoke(app, ["rehearse", "--url", "http://127.0.0.1:1", "--scenario", "a", "--bot", "expert"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "name the case's folder" in done.stderr


def test_a_page_that_can_not_be_written_is_told_before_anybody_plays(tmp_path: Path) -> None:
    """A rehearsal takes its time; a folder that is missing is known at once."""
    for page, why in ((tmp_path / "no" / "page.html", "its folder is not there"), (tmp_path, "it is a folder")):
        done = CliRunner().invoke(app, ["rehearse", str(CASE), "--html", str(page)])
        assert (done.exit_code, done.stdout) == (2, "")
        assert why in done.stderr


def test_an_address_that_is_none_is_told_as_such() -> None:
    """One sentence, no traceback."""
    for url in ("nonsense", "http://[", "ftp://127.0.0.1:1"):
        done = CliRunner().invoke(app, ["rehearse", "--url", url, "--scenario", "alder-mutual"])
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.startswith(f"Practicum: {url} ")
