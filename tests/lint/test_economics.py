"""What the economics rules find at their edges, and what they leave alone."""

from pathlib import Path

import numpy as np
import pytest

from practicum.lint.plans import plans_of, search
from practicum.lint.temptation import answers_decoy, tempting
from practicum.outcome.forecast import compare, landscape, parse_plan
from practicum.outcome.play import play
from tests.lint.over import case_with, told

READERS = "{label: Readers for faded labels, kind: tool, cost: 34_000, lead: 12 weeks, on: {labels: 0.7}}"


def economics(example: str, folder: Path) -> dict[str, str]:
    """What the family says about the guide's case with a part laid over it."""
    return told(example, folder, "economics")


def test_the_guides_case_is_sound(tmp_path: Path) -> None:
    """Nothing is said about it."""
    assert economics("{}", tmp_path) == {}


# -- items -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "effect", ["{budget: +500_000}", "{cost: {robots: -500_000}}"], ids=["more money", "a lower price"]
)
def test_what_an_event_makes_affordable_is_not_out_of_reach(effect: str, tmp_path: Path) -> None:
    """Some team may have it after all."""
    robots = "interventions: {robots: {label: Robots, kind: tool, cost: 500_000, lead: 20, on: {labels: 0.9}}}"
    assert "economics.unaffordable" in economics(robots, tmp_path)
    grant = f"{robots}\ninjects: {{rain: {{options: {{tents: {{effect: {effect}}}}}}}}}"
    assert "economics.unaffordable" not in economics(grant, tmp_path)


@pytest.mark.parametrize(
    "example, said",
    [
        ("{course: {lead: 30 weeks, rollout: 12 weeks}}", "course comes too late: it is in place 42 weeks after"),
        ("{printers: {tau: 400}}", "printers does 4 % in its first year of what it would do at full strength"),
    ],
    ids=["cohorts", "tau"],
)
def test_cohorts_and_slow_adoption_make_it_late_too(example: str, said: str, tmp_path: Path) -> None:
    """A lead is not the only way to come after the year."""
    found = economics(f"interventions: {example}", tmp_path)["economics.too-late"]
    assert found.startswith(said)
    assert found.endswith(": shorten its lead, its rollout or its tau, or take it out")


def test_a_cause_that_only_the_unaffordable_touches_is_out_of_reach(tmp_path: Path) -> None:
    """What no team can buy acts on nothing."""
    said = economics("interventions: {printers: {cost: 900_000}}\nintended: [huddle]", tmp_path)
    assert said["economics.untouched"].startswith("only printers acts on labels, and no team can afford it")


def test_support_alone_is_a_work_of_its_own(tmp_path: Path) -> None:
    """A routine that acts on no cause and carries the others is not idle."""
    assert "economics.idle" not in economics("interventions: {huddle: {on: ~}}", tmp_path)
    assert "economics.idle" in economics("interventions: {huddle: {on: ~, support: 0}}", tmp_path)


def test_a_trap_may_be_idle(tmp_path: Path) -> None:
    """Asked for by the sponsor, or about a decoy by name or by word."""
    banner = "interventions: {banner: {label: %s, kind: %s, cost: 1_000, lead: 1 week%s}}"
    for trap in (
        banner % ("A banner over the dock", "process", "") + "\nsponsor_asks: [banner]",
        banner % ("A careless day costs us all", "process", ""),
        banner % ("Mindfulness", "learning", ", teaches: [care], methods: [practice]"),
    ):
        assert "economics.idle" not in economics(trap, tmp_path), trap


def test_what_an_item_is_about_may_name_the_decoy(tmp_path: Path) -> None:
    """A label alone seldom says for whom it is: a bench helps nothing, and is for careless people."""
    bench = "interventions: {{bench: {{label: A bench, about: {about}, kind: process, cost: 3_000, lead: 2}}}}"
    assert economics(bench.format(about="For pickers who are careless"), tmp_path) == {}
    assert "economics.idle" in economics(bench.format(about="For the pickers in the yard"), tmp_path)


def test_two_together_can_make_a_third_pointless(tmp_path: Path) -> None:
    """Neither does all of it; both do, for less."""
    both = "interventions: {both: {label: Print and brief, kind: tool, cost: 39_000, lead: 9, on: {%s}}}"
    said = economics(both % "labels: 0.6, routes: 0.05", tmp_path)["economics.dominated"]
    assert said.startswith("printers and huddle do all that both does, as much, as soon and for no more money")
    assert "economics.dominated" not in economics(both % "labels: 0.6, routes: 0.3", tmp_path)


def test_what_pays_beside_the_better_one_is_no_waste(tmp_path: Path) -> None:
    """Two good things for one cause may both be worth having; with money for both, the weaker one still earns."""
    rich = f"money: {{budget: 72_000}}\nkpis: {{returns: {{value: 9_000}}}}\ninterventions: {{readers: {READERS}}}"
    assert "economics.dominated" in economics(f"interventions: {{readers: {READERS}}}", tmp_path)
    assert "economics.dominated" not in economics(rich, tmp_path)


def test_a_trap_may_be_dominated(tmp_path: Path) -> None:
    """What the sponsor asks for is there to be seen through."""
    asked = f"interventions: {{readers: {READERS}}}\nsponsor_asks: [readers]"
    assert "economics.dominated" not in economics(asked, tmp_path)


# -- plans -------------------------------------------------------------------------------------------------------------


def test_where_nothing_can_be_bought_the_budget_is_told(tmp_path: Path) -> None:
    """Then there is no plan to name."""
    poor = "money: {budget: 1_000}\nintended: [huddle]\ninterventions: {huddle: {cost: 900}, course: {cost: 5_000}}"
    assert "huddle loses least" in economics(f"{poor}\nkpis: {{returns: {{value: 1}}}}", tmp_path)["economics.all-lose"]
    poorer = poor.replace("1_000", "100").replace("[huddle]", "[]")
    said = economics(poorer.replace("intended: []\n", "intended: ~\n"), tmp_path)["economics.all-lose"]
    assert said.startswith("no intervention is within the budget: the best plan is to do nothing")


def test_doing_nothing_can_be_what_is_intended(tmp_path: Path) -> None:
    """Said by an empty plan; then no plan has to pay."""
    worthless = "kpis: {returns: {value: 10}}"
    assert "economics.all-lose" in economics(worthless, tmp_path)
    assert "economics.all-lose" not in economics(f"{worthless}\nintended: []", tmp_path)


def test_a_case_says_which_plan_it_is_about(tmp_path: Path) -> None:
    """Without an intended plan, the best one is offered."""
    said = economics("intended: ~", tmp_path)["economics.not-best"]
    assert said == (
        "the case does not say which plan it is about: printers + huddle nets 75,323: "
        "write intended: [printers, huddle], or the plan that you have in mind"
    )
    assert "economics.not-best" in economics("intended: []", tmp_path)


def test_an_intended_plan_is_judged_with_its_weeks(tmp_path: Path) -> None:
    """A good plan that starts in autumn is no longer the best."""
    assert "economics.not-best" not in economics("intended: [printers@2, huddle]", tmp_path)
    assert "economics.not-best" in economics("intended: [printers@20, huddle]", tmp_path)


def test_a_request_that_does_the_work_wins(tmp_path: Path) -> None:
    """A course that also mends the labels: what the sponsor asks for is as good as what is taught."""
    strong = "interventions: {course: {on: {labels: 0.9, routes: 0.6}}, printers: {on: {labels: 0.2}}}"
    said = economics(strong, tmp_path)["economics.tempting"]
    assert said == (
        "course + huddle, a plan around what the sponsor asks for, nets 100 % of the best plan: "
        "a team that asks nothing would play as well: let it do less, or cost more"
    )
    # beside the right answer, as its smaller part, it is a passenger
    assert "economics.tempting" not in economics("interventions: {course: {cost: 2_000}}", tmp_path)
    # and what is right may be asked for
    assert "economics.tempting" not in economics("sponsor_asks: [printers, huddle]", tmp_path)


def test_a_plan_around_a_decoy_may_not_win(tmp_path: Path) -> None:
    """Though its effect comes by the side door."""
    prize = "caring: {label: A prize for care, kind: incentive, cost: 9_000, lead: 2, side: {returns: %s}}"
    caring = f"interventions: {{{prize}}}"
    said = economics(caring % "{amount: -3.5}", tmp_path)["economics.tempting"]
    assert said.startswith("printers + caring, a plan around the decoy care, nets 100 % of the best plan")
    assert "economics.tempting" not in economics(caring % "{amount: -0.2}", tmp_path)


@pytest.mark.parametrize(
    "example, said",
    [
        ("training_is: part of the answer", "learning brings 0 % of the intended plan's benefit: it is not the answer"),
        (
            "interventions: {course: {on: {labels: 0.9}}}\nintended: [course]",
            "the case says that training is not the answer, and the best plan of learning alone (course) nets",
        ),
        (
            "interventions: {course: {on: {labels: 0.9}}}\nintended: [course]\ntraining_is: part of the answer",
            "it is the answer",
        ),
    ],
)
def test_what_the_case_says_of_training_is_what_the_model_does(example: str, said: str, tmp_path: Path) -> None:
    """Each of the three words can be contradicted."""
    assert said in economics(example, tmp_path)["economics.training"]


def test_training_can_be_the_answer(tmp_path: Path) -> None:
    """Where learning earns the plan."""
    answer = "interventions: {course: {on: {labels: 0.9}}}\nintended: [course]\ntraining_is: the answer"
    assert "economics.training" not in economics(answer, tmp_path)


def test_a_word_shared_with_a_decoy_is_not_enough_for_what_helps(tmp_path: Path) -> None:
    """An item that acts on a true cause answers no decoy, whatever it is called."""
    case = case_with("interventions: {printers: {label: Printers for careful pickers}}", tmp_path).scenario
    assert answers_decoy(case, "printers") is None
    assert tempting(case) == {"course"}


# -- the comparison itself ---------------------------------------------------------------------------------------------


def test_plans_are_those_of_the_landscape(tmp_path: Path) -> None:
    """The same plans in the same order, with the same figures."""
    case = case_with(f"interventions: {{readers: {READERS}}}\nmoney: {{budget: 90_000}}", tmp_path)
    rows = landscape(case.scenario, case.world)
    plans = case.plans
    assert plans.complete
    assert [set(plans.items(row)) for row in range(len(rows))] == [set(row.plan) for row in rows]
    assert [round(net, 2) for net in plans.net.tolist()] == [row.net for row in rows]


def test_what_an_item_adds_is_the_difference_of_two_plans(tmp_path: Path) -> None:
    """Played one by one, it is the same."""
    case = case_with("{}", tmp_path)
    there, added = case.plans.added("huddle")
    for row in np.flatnonzero(there).tolist():
        plan = case.plans.items(row)
        without = tuple(item for item in plan if item != "huddle")
        nets = [play(case.scenario, parse_plan(each), case.world).net for each in (plan, without)]
        assert added[row] == pytest.approx(nets[0] - nets[1], abs=0.01)


def test_a_search_finds_what_a_list_would(tmp_path: Path) -> None:
    """On a catalogue that can still be listed, the search ends at the best plan of all."""
    more = ", ".join(
        f"more_{n}: {{label: More {n}, kind: tool, cost: {3_000 + 700 * n}, lead: {n}, "
        f"on: {{labels: {5 + 4 * (n % 4)} %, routes: {30 - 3 * n} %}}}}"
        for n in range(8)
    )
    case = case_with(f"interventions: {{{more}}}", tmp_path)
    tried = np.concatenate(search(case.scenario, case.world))
    net = compare(case.scenario, case.world, tried).net
    assert len(tried) < len(case.plans.net) / 2
    assert float(net.max()) == pytest.approx(float(case.plans.net[0]), abs=0.01)


def test_a_catalogue_too_large_to_list_is_searched(tmp_path: Path) -> None:
    """Sixty interventions are compared as far as it goes, and the other rules still speak."""
    many = ", ".join(
        f"many_{n}: {{label: Many {n}, kind: tool, cost: 4_000, lead: 9, on: {{routes: 0.01}}}}" for n in range(57)
    )
    example = f"interventions: {{{many}}}\nintended: [huddle]"
    said = economics(example, tmp_path)
    assert said["economics.too-many"].startswith("60 interventions make more plans than can be played")
    assert "economics.not-best" in said
    case = case_with(example, tmp_path)
    plans = plans_of(case.scenario, case.world)
    assert not plans.complete
    assert "printers" in plans.items(0)
