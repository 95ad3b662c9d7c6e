"""What ``practicum forecast`` says, writes and refuses."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicum.forecasting import Answer, Asked, answer
from practicum.outcome import costs_of
from practicum.scenario.model import CostParts, InterventionKind
from practicum.scenario.plans import read_plan
from practicum.scenario.read import load, names_in
from tests.scenario.small import edited

ROOT = Path(__file__).parents[1]
ALDER = ROOT / "scenarios" / "alder-mutual"

CASE, NAMES = load(ALDER), names_in(ALDER)

GOLDEN = """\
Alder Mutual
Plan: coaching, job_aid, qa_feedback, workshop

cost, GBP                168,000
benefit in the year      860,974
net benefit              692,974
return (ROI)               412 %
benefit to cost (BCR)       5.12
payback               4.1 months
gap closed                  45 %

item         starts    live    cost
workshop     week 0  week 8  98,000
job_aid      week 0  week 3  14,000
qa_feedback  week 0  week 5  30,000
coaching     week 0  week 4  26,000

KPI in week 51          with the plan  without  pre–post  trend line  diff-in-diff
rework                          10.53    14.00     −3.13       −3.72         −4.32
cycle_time                       9.26     9.50     −0.34       −0.53         −0.30

rework, detectable                                  1.12        4.25          1.32
cycle_time, detectable                              0.29        1.14          0.37

Estimates are what each method would find in the world of seed 0, in the KPI’s points.
Detectable: the smallest change that the method finds four times in five."""


def asked(path: Path = ALDER, **given: object) -> Answer:
    """Ask for a forecast."""
    return answer(Asked(path=path, **given))  # type: ignore[arg-type]


def small_case(folder: Path, *edits: tuple[str, str]) -> Path:
    """Write the small case, edited, into a folder."""
    (folder / "scenario.yaml").write_text(edited(*edits), "utf-8")
    return folder


def test_the_intended_plan_of_alder_mutual_word_for_word() -> None:
    """One plan is told as a table, and its words and figures are kept."""
    told = asked(plan="workshop,job_aid,qa_feedback,coaching")
    assert (told.complains, told.code) == ("", 0)
    assert told.says == GOLDEN
    assert asked(plan="intended") == told


def test_the_json_of_one_plan_has_exactly_the_promised_keys() -> None:
    """People script these: no key more, none less, none renamed."""
    told = json.loads(asked(plan="workshop,job_aid@4", json=True).says)
    assert list(told) == [
        "plan", "cost", "benefit", "net", "roi_percent", "bcr", "payback_months", "gap_closed", "kpis",
    ]  # fmt: skip
    assert told["plan"] == ["job_aid@4", "workshop"]
    assert list(told["kpis"]) == ["rework", "cycle_time"]
    assert list(told["kpis"]["rework"]) == ["end", "twin_end", "estimates", "mde"]
    assert list(told["kpis"]["rework"]["estimates"]) == ["pre_post", "trend", "did"]


def test_the_landscape_ranks_the_intended_plan_first() -> None:
    """Of all that Alder Mutual can afford, the intended plan nets most; what the sponsor asks for is far below."""
    rows = json.loads(asked(json=True).says)
    marked = {mark: row for row in rows for mark in row["marks"]}
    assert [row["rank"] for row in rows] == list(range(1, 88))
    assert marked["intended"]["rank"] == 1
    assert marked["intended"]["plan"] == ["coaching", "job_aid", "qa_feedback", "workshop"]
    assert (marked["sponsor_asks"]["rank"], marked["nothing"]["net"]) == (76, 0)


def test_the_table_lists_twenty_plans_and_those_that_people_ask_for() -> None:
    """What is marked is listed with its rank, however low."""
    lines = asked().says.splitlines()
    assert lines[1].startswith("87 of 256 plans are within the budget of 180,000 GBP.")
    assert len(lines) == 4 + 20 + 2
    assert lines[4].endswith("coaching, job_aid, qa_feedback, workshop  (intended)")
    assert lines[-2].split()[0] == "76"
    assert lines[-2].endswith("webinar  (the sponsor’s request)")
    assert lines[-1].endswith("nothing  (doing nothing)")


def test_a_request_that_nobody_can_pay_for_is_said(tmp_path: Path) -> None:
    """A plan that is not in the landscape is not passed over in silence."""
    case = small_case(tmp_path, ("cost: 10_000", "cost: 60_000"))
    said = "The sponsor’s request is not among them: it costs 60,000, and the budget is 50,000."
    assert said in asked(case).says
    page = tmp_path / "page.html"
    assert asked(case, html=page).code == 0
    assert said in page.read_text("utf-8")


def test_support_and_seed_change_what_they_should() -> None:
    """Full support moves the return as the model's figures say; a seed moves estimates and nothing true."""
    told = [json.loads(asked(plan="workshop", json=True, support=support).says) for support in ("0", "50 %", "1")]
    assert [round(each["roi_percent"]) for each in told] == [200, 324, 450]
    other = json.loads(asked(plan="workshop", json=True, seed=7).says)
    assert other["net"] == told[1]["net"]
    assert other["kpis"]["rework"]["estimates"] != told[1]["kpis"]["rework"]["estimates"]


def test_another_process_says_the_same_bytes(tmp_path: Path) -> None:
    """No order of a set, clock or chance shows in figures or pictures."""
    here = asked(json=True, html=tmp_path / "here.html", svg=tmp_path / "here.svg")
    command = [sys.executable, "-m", "practicum.cli", "forecast", str(ALDER), "--json"]
    files = ["--html", str(tmp_path / "there.html"), "--svg", str(tmp_path / "there.svg")]
    there = subprocess.run([*command, *files], check=True, capture_output=True, env={"PYTHONHASHSEED": "5"}).stdout
    assert there.decode() == here.says + "\n"
    for kind in ("html", "svg"):
        assert (tmp_path / f"there.{kind}").read_bytes() == (tmp_path / f"here.{kind}").read_bytes()


def test_the_picture_is_whole_and_names_who_asks_for_what(tmp_path: Path) -> None:
    """One mark a plan, names on the best, the intended and the sponsor's, words for those who can't see it."""
    asked(svg=tmp_path / "all.svg")
    drawn = ET.parse(tmp_path / "all.svg")  # noqa: S314 - our own drawing
    said = ["".join(each.itertext()) for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"Best and intended", "The sponsor’s request, rank 76", "Doing nothing, rank 81", "budget"} <= set(said)
    dots = [each for each in drawn.iter("{http://www.w3.org/2000/svg}path") if each.get("class") == "dots"]
    marks = list(drawn.iter("{http://www.w3.org/2000/svg}circle"))
    assert len(marks) == 3
    assert 80 <= dots[0].attrib["d"].count("M") <= 84  # a few share a place
    about = drawn.find("{http://www.w3.org/2000/svg}desc")
    assert about is not None
    assert "Best and intended: coaching, job_aid, qa_feedback, workshop, net 692,974 for 168,000" in (about.text or "")


def test_one_plan_has_a_picture_of_each_kpi(tmp_path: Path) -> None:
    """The page of a plan draws every KPI with and without it, and holds its table."""
    asked(plan="intended", html=tmp_path / "plan.html", svg=tmp_path / "plan.svg")
    page = (tmp_path / "plan.html").read_text("utf-8")
    assert page.count("<svg ") == 2
    assert "benefit to cost (BCR)       5.12" in page
    assert "with the plan" in (tmp_path / "plan.svg").read_text("utf-8")


def test_a_title_cannot_write_markup_into_a_page(tmp_path: Path) -> None:
    """A case comes from somebody; its words are shown and never run."""
    case = small_case(tmp_path, ("title: A small case", "title: <script>alert(1)</script> & more"))
    for plan in (None, "printer"):
        asked(case, plan=plan, html=tmp_path / "page.html")
        page = (tmp_path / "page.html").read_text("utf-8")
        assert "<script" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page


@pytest.mark.parametrize(
    "plan, said",
    [
        ("course@60", "--plan:1:1: week 60 is after the year: write week 0 to 51"),
        (
            "printer, cuorse",
            '--plan:1:10: unknown intervention "cuorse": did you mean "course"? (defined at scenario.yaml:50)',
        ),
        (
            "course@-2",
            '--plan:1:1: "course@-2" is not an item of a plan: write workshop, or workshop@4 to start in week 4',
        ),
        ("printer,", '--plan:1:9: "" is not an item of a plan: write workshop, or workshop@4 to start in week 4'),
        ("course,printer,course@3", "--plan:1:16: course is on the plan twice: keep one of them"),
    ],
)
def test_a_wrong_plan_is_refused_with_its_place_and_its_cure(tmp_path: Path, plan: str, said: str) -> None:
    """A plan on the command line is checked as one in the file, and its words have columns."""
    assert asked(small_case(tmp_path), plan=plan) == Answer(complains=said, code=1)


def test_a_plan_over_the_budget_is_refused() -> None:
    """No figures of a plan that no team can sign."""
    said = "--plan:1:1: the plan costs 186,000, and the budget is 180,000: a team must be able to afford it"
    assert asked(plan="workshop,elearning,job_aid", json=True) == Answer(complains=said, code=1)


@pytest.mark.parametrize("support, why", [("1.2", "1.2 is more than the whole"), ("much", '"much" is not a number')])
def test_support_is_a_share(support: str, why: str) -> None:
    """The option reads as the key in the file does."""
    told = asked(support=support)
    assert told.code == 1
    assert told.complains.startswith(f"--support:1:1: {why}")


def test_what_cannot_be_read_is_not_a_mistake_of_the_case(tmp_path: Path) -> None:
    """No file is exit code 2, a file with mistakes is 1 and says all of them."""
    assert asked(tmp_path).code == 2
    wrong = small_case(tmp_path, ("cost: 10_000", "cost: -1"), ("70 %", "170 %"))
    told = asked(wrong)
    assert told.code == 1
    assert [line.rpartition("scenario.yaml:")[2] for line in told.complains.splitlines()] == [
        "32:22: 170 % is more than the whole: a share is at most 100 %",
        "50:51: -1 is below zero: write an amount of money, as in 98_000",
    ]


@pytest.mark.parametrize("plan, code", [("workshop@99", 1), ("workshop,elearning", 0)])
def test_a_refusal_goes_to_stderr_and_leaves_stdout_empty(plan: str, code: int) -> None:
    """A script that reads the JSON gets all of it or nothing, and an exit code."""
    command = [sys.executable, "-m", "practicum.cli", "forecast", str(ALDER), "--plan", plan, "--json"]
    done = subprocess.run(command, check=False, capture_output=True)
    assert done.returncode == code
    assert bool(done.stdout) == (code == 0)
    assert bool(done.stderr) == (code != 0)


@given(st.text(max_size=40) | st.lists(st.sampled_from(["workshop", "job_aid", "@", "@9", ",", " ", "٣"])).map("".join))
def test_no_plan_that_anybody_types_raises(text: str) -> None:
    """A plan is its items or what is wrong with it."""
    items = read_plan(text, CASE, NAMES, "--plan")
    if isinstance(items, list):
        assert all(str(each).startswith("--plan:1:") for each in items)
    else:
        assert {item.intervention for item in items} <= set(CASE.interventions)


def test_a_budget_that_binds_nobody_is_not_drawn(tmp_path: Path) -> None:
    """The picture is of the plans, not of the distance to a limit far away."""
    case = small_case(tmp_path, ("budget: 50_000", "budget: 5_000_000"))
    asked(case, svg=tmp_path / "all.svg")
    assert ">budget<" not in (tmp_path / "all.svg").read_text("utf-8")


def test_a_picture_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A folder that is not there is no traceback."""
    told = asked(html=tmp_path / "nowhere" / "page.html")
    assert told.code == 2
    assert told.complains.endswith("can't be written: No such file or directory")


def test_too_many_items_to_compare_are_not_compared(tmp_path: Path) -> None:
    """Seventeen interventions make 131,072 plans; one of them can still be forecast."""
    more = "".join(f"  item{n}: {{label: Item, kind: tool, cost: 1_000, lead: 2}}\n" for n in range(15))
    case = small_case(tmp_path, ("interventions:\n", "interventions:\n" + more))
    told = asked(case)
    assert (told.code, told.complains) == (
        2,
        "17 interventions make too many plans to compare: at most 16. Name one plan with --plan.",
    )
    assert asked(case, plan="printer").code == 0


def test_the_checks_cost_is_the_models_cost() -> None:
    """A cost in parts is the same to the loader, which holds it against the budget, and to the model."""
    case = load(ALDER)
    item = msgspec.structs.replace(
        case.interventions["workshop"], cost=CostParts(development=8_000, delivery=9_000, hours_per_person=6)
    )
    for reach in (None, 0.5):
        for kind in (InterventionKind.LEARNING, InterventionKind.TOOL):
            each = msgspec.structs.replace(item, reach=reach, kind=kind)
            assert each.full_cost(case.company.population) == pytest.approx(costs_of(each, case.company).total)
