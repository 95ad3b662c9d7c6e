"""The two cases of the model's specification, built in Python: only what the outcome reads is filled in."""

from __future__ import annotations

from practicum.outcome import PlannedItem, World
from practicum.scenario import model as m

WORLD = World(seed="a-seed")


def items(*names: str, start: int = 0) -> list[PlannedItem]:
    """Plan items that all start in one week."""
    return [PlannedItem(name, start) for name in names]


def phases() -> m.Phases:
    """Phases that nobody looks at."""
    timed = m.Timed(minutes=5)
    return m.Phases(
        brief=timed,
        diagnose=m.DiagnosePhase(minutes=20, analyst_hours=24),
        design=timed,
        measure=timed,
        pitch=m.PitchPhase(),
        run=m.RunPhase(minutes=12),
        debrief=timed,
    )


def s1(support: float = 0.5) -> m.Scenario:
    """Alder Mutual: rework after a policy change; training is the answer."""
    learning, other = m.InterventionKind.LEARNING, m.InterventionKind.JOB_AID

    def item(kind: m.InterventionKind, label: str, **rest: object) -> m.Intervention:
        return m.Intervention(label=label, kind=kind, **rest)  # type: ignore[arg-type]

    return m.Scenario(
        title="Alder Mutual",
        tagline="Claims after a policy change",
        minutes=90,
        training_is="the answer",
        company=m.Company(
            sector="insurance",
            population=m.Population(people=120, wage_per_hour=42, turnover_per_year=0.15),
            support=support,
            units=m.Units(T="Leeds and York", C="Hull"),
        ),
        money=m.Purse(currency="USD", budget=180_000),
        phases=phases(),
        brief=m.Brief(request="A webinar by Friday", sponsor="VP Claims", quote="A webinar by Friday"),
        kpis={
            "rework": m.Kpi(
                label="Claims reworked",
                unit="% of claims",
                good="down",
                baseline=14,
                attainable=6,
                value=5_200,
                noise=m.Noise(sd=0.9),
            )
        },
        causes={
            "skill": m.Cause(label="Skill", box=m.Box.KNOWLEDGE, share={"rework": 0.62}),
            "feedback": m.Cause(label="Late feedback", box=m.Box.INFORMATION, share={"rework": 0.18}),
            "search": m.Cause(label="Slow search", box=m.Box.RESOURCES, share={"rework": 0.08}),
            "attitude": m.Cause(label="Attitude", box=m.Box.MOTIVES, decoy=True),
        },
        evidence={},
        interventions={
            "webinar": item(
                learning, "Webinar", lead=3, rollout=1, reach=0.9, cost=21_000, on={"skill": 0.15}, polish=0.9
            ),
            "elearning": item(learning, "E-learning", lead=14, rollout=3, reach=0.95, cost=74_000, on={"skill": 0.55}),
            "workshop": item(learning, "Workshop", lead=8, rollout=6, reach=0.95, cost=98_000, on={"skill": 0.9}),
            "job_aid": item(
                other, "Job aid", lead=3, reach=0.7, cost=14_000, on={"skill": 0.25}, tau=4, floor_plus=0.05
            ),
            "qa_feedback": item(
                m.InterventionKind.FEEDBACK, "QA", lead=5, reach=0.85, cost=30_000, on={"feedback": 0.7}, support=0.1
            ),
            "coaching": item(
                m.InterventionKind.ROUTINE,
                "Coaching",
                lead=4,
                reach=0.8,
                cost=26_000,
                on={"feedback": 0.15},
                support=0.3,
            ),
            "bonus": item(m.InterventionKind.INCENTIVE, "Spot bonus", lead=2, reach=0.95, cost=60_000),
            "search": item(m.InterventionKind.TOOL, "Search", lead=20, reach=0.95, cost=120_000, on={"search": 0.9}),
        },
        instruments={
            "completions": m.Instrument(label="Completions", level=m.Level.ACTIVITY, archival=True),
            "smile": m.Instrument(
                label="Smile sheet", level=m.Level.REACTION, noise_sd=18, n=60, response=0.6, cost=500
            ),
            "test": m.Instrument(
                label="Scenario test",
                level=m.Level.LEARNING,
                observes="skill",
                today=48,
                full=92,
                noise_sd=14,
                n=40,
                cost=3_000,
                baseline_cost=1_000,
            ),
            "retest": m.Instrument(
                label="Retest", level=m.Level.LEARNING, observes="skill", today=48, full=92, retest=True, lag=8, every=4
            ),
            "audit": m.Instrument(
                label="Audited decisions",
                level=m.Level.BEHAVIOUR,
                observes="skill",
                today=61,
                full=94,
                noise_sd=30,
                n=50,
                lag=2,
                every=2,
                cost=6_000,
                baseline_cost=2_000,
            ),
            "rework": m.Instrument(
                label="Rework",
                level=m.Level.RESULTS,
                unit="% of claims",
                good="down",
                kpi="rework",
                archival=True,
                lag=1,
            ),
            "sampled_rework": m.Instrument(
                label="Rework, sampled",
                level=m.Level.RESULTS,
                unit="% of claims",
                good="down",
                kpi="rework",
                noise_sd=34,
                n=100,
                cost=4_000,
                baseline_cost=800,
            ),
        },
        sponsor_asks=("webinar",),
        intended=("workshop", "job_aid", "qa_feedback", "coaching"),
    )


def s2() -> m.Scenario:
    """Harbor Logistics: mis-picks; training is mostly not the answer."""
    kind = m.InterventionKind
    return m.Scenario(
        title="Harbor Logistics",
        tagline="Mis-picks",
        minutes=90,
        training_is="not the answer",
        company=m.Company(
            sector="logistics",
            population=m.Population(people=300, wage_per_hour=24, turnover_per_year=0.35),
            support=0.4,
            units=m.Units(T="North", C="South"),
        ),
        money=m.Purse(currency="USD", budget=230_000),
        phases=phases(),
        brief=m.Brief(request="Retrain all", sponsor="COO", quote="Retrain all"),
        kpis={
            "mispicks": m.Kpi(
                label="Mis-picks",
                unit="% of lines",
                good="down",
                baseline=3.4,
                attainable=1.2,
                value=9_000,
                noise=m.Noise(sd=0.25),
            )
        },
        causes={
            "scanners": m.Cause(label="Scanners", box=m.Box.RESOURCES, share={"mispicks": 0.46}),
            "incentive": m.Cause(
                label="Pay per pick", box=m.Box.INCENTIVES, share={"mispicks": 0.28}, blocked_by={"scanners": 0.3}
            ),
            "knowledge": m.Cause(
                label="Knowledge",
                box=m.Box.KNOWLEDGE,
                share={"mispicks": 0.1},
                blocked_by={"scanners": 0.6, "incentive": 0.5},
            ),
            "staffing": m.Cause(label="Night staffing", box=m.Box.CAPACITY, share={"mispicks": 0.08}),
        },
        evidence={},
        interventions={
            "retrain": m.Intervention(
                label="Retrain", kind=kind.LEARNING, lead=4, rollout=3, reach=0.95, cost=88_000, on={"knowledge": 0.8}
            ),
            "scanners": m.Intervention(
                label="Scanners", kind=kind.TOOL, lead=10, reach=0.98, tau=3, cost=145_000, on={"scanners": 0.9}
            ),
            "labels": m.Intervention(
                label="Labels", kind=kind.PROCESS, lead=2, reach=0.9, tau=3, cost=18_000, on={"scanners": 0.35}
            ),
            "bonus": m.Intervention(
                label="Bonus", kind=kind.INCENTIVE, lead=6, reach=0.95, cost=40_000, on={"incentive": 0.75}
            ),
            "posters": m.Intervention(
                label="Posters", kind=kind.PROCESS, lead=1, reach=0.9, cost=4_000, on={"knowledge": 0.05}
            ),
            "night_float": m.Intervention(
                label="Night float", kind=kind.STAFFING, lead=8, reach=0.9, cost=90_000, on={"staffing": 0.8}
            ),
        },
        instruments={
            "mispicks": m.Instrument(
                label="Mis-picks", level=m.Level.RESULTS, unit="% of lines", good="down", kpi="mispicks", archival=True
            )
        },
        sponsor_asks=("retrain",),
        intended=("scanners", "labels", "bonus"),
    )
