"""Mistakes that authors make, as edits of the cases that ship: what is changed, the rule that finds it, and where.

Rules:
- ``old`` is there once. The finding is on the line on which ``new`` begins, unless ``at`` gives a text that only its
  line holds: the lines themselves may move as the cases grow.
- A mistake is found by its rule on its line; it may have consequences elsewhere.
- Mistakes of one list that touch different places are made together: all are found in one run. What keeps the rest
  of the file from being read (``ALONE``) is made alone, and so is what the linter finds: it looks at cases that load.
"""

import msgspec

ALDER, HARBOR, LUMEN = "alder-mutual", "harbor-logistics", "lumen-connect"


class Mutation(msgspec.Struct, frozen=True):
    """One mistake."""

    case: str
    rule: str
    old: str
    new: str
    at: str = ""

    def __str__(self) -> str:
        """Name it for a test's id."""
        return f"{self.rule} {self.case[:3]} {' '.join(self.new.split())[:40]}"


M = Mutation

# -- an id with a typing mistake, of each kind of id
IDS = [
    M(ALDER, "ref.unknown", "on: {skill: 0.90}", "on: {skil: 0.90}"),
    M(ALDER, "ref.unknown", "share: {rework: 0.62,", "share: {reworks: 0.62,"),
    M(ALDER, "ref.unknown", "unlock: after D6", "unlock: after D66"),
    M(ALDER, "ref.unknown", "unlock: ask qa.timing", "unlock: ask qa.timings"),
    M(ALDER, "ref.unknown", "unlock: ask it.search", "unlock: ask its.search"),
    M(ALDER, "ref.unknown", "trusts_after: O1", "trusts_after: O9"),
    M(ALDER, "ref.unknown", "intended: [workshop,", "intended: [workshops,"),
    M(ALDER, "ref.unknown", "sponsor_asks: [webinar]", "sponsor_asks: [webinars]"),
    M(ALDER, "ref.unknown", "{delay: {workshop: 8 weeks}}", "{delay: {workshp: 8 weeks}}"),
    M(ALDER, "ref.unknown", "kpi: cycle_time", "kpi: cycletime"),
    M(ALDER, "ref.unknown", "observes: skill\n    today: 67", "observes: skills\n    today: 67"),
    M(ALDER, "ref.unknown", "when: date unanswered", "when: dates unanswered"),
    M(ALDER, "ref.unknown", "contingency_for: date", "contingency_for: dates"),
    M(ALDER, "ref.unknown", "when: planned workshop", "when: planned workshops"),
    M(ALDER, "ref.unknown", "says: {incentive: -2}", "says: {incentives: -2}"),
    M(ALDER, "ref.unknown", "{plan: [bonus], expect: {roi_percent:", "{plan: [bonus], expect: {roi_precent:"),
    M(ALDER, "ref.unknown", "{bot: expert, expect: {causes_found", "{bot: exprt, expect: {causes_found"),
    M(ALDER, "sense.inject", "default: carry_on", "default: carryon"),
    M(HARBOR, "ref.unknown", "blocked_by: {scanners: 0.6,", "blocked_by: {scaners: 0.6,"),
    M(
        HARBOR,
        "ref.unknown",
        "leavers: {amount: +12, removed_by: scanners}",
        "leavers: {amount: +12, removed_by: scaners}",
    ),
    M(LUMEN, "ref.unknown", "{delay: {drop_target: 2 weeks}}", "{delay: {droptarget: 2 weeks}}"),
]

# -- keys
KEYS = [
    M(ALDER, "key.unknown", "attainable: 6\n", "atainable: 6\n"),
    M(ALDER, "key.unknown", "rollout: 6 weeks", "roll_out: 6 weeks"),
    M(ALDER, "key.missing", "  sponsor: Margaret Oyelaran, VP Claims\n", "", "brief:\n"),
    M(ALDER, "key.duplicate", "lead: 14 weeks", "lead: 14 weeks\n    lead: 15 weeks", "lead: 15 weeks"),
    M(ALDER, "key.duplicate", "budget: 180_000}", "budget: 180_000, budget: 90_000}"),
    M(ALDER, "key.duplicate", "tag: X5", "tag: X4"),
    M(ALDER, "key.form", "  D7:\n", "  D 7:\n"),
    M(ALDER, "key.form", "decline: {label: Decline with thanks}", "2nd: {label: Decline with thanks}"),
    M(ALDER, "text.ambiguous", "      honest:\n", "      yes:\n"),
    M(ALDER, "sense.evidence", "tag: X5", "tag: I5"),
]

# -- figures in another unit, words that are not a choice
VALUES = [
    M(ALDER, "type.unit", "lead: 20 weeks", "lead: 5 months"),
    M(ALDER, "type.unit", "rollout: 6 weeks", "rollout: 42 days"),
    M(ALDER, "type.unit", "5_200 per point and week", "5_200 per point and month"),
    M(ALDER, "type.unit", "analyst_hours: 24 h}", "analyst_hours: 24 hrs}"),
    M(ALDER, "type.wrong", "cost: 98_000", "cost: 98,000"),
    M(ALDER, "type.wrong", "cost: 120_000", "cost: £120_000"),
    M(ALDER, "type.wrong", "trust: true", "trust: yes"),
    M(ALDER, "type.wrong", "sponsor_asks: [webinar]", "sponsor_asks: webinar"),
    M(ALDER, "type.wrong", "noise: {sd: 0.9}", "noise: [0.9]"),
    M(ALDER, "type.empty", "box: information", "box:"),
    M(ALDER, "value.range", "reach: 70 %", "reach: 170 %"),
    M(ALDER, "value.range", "says: {search: +2}", "says: {search: +3}"),
    M(ALDER, "value.range", "when: month 4", "when: month 14"),
    M(ALDER, "value.choice", "box: information", "box: informations"),
    M(ALDER, "value.choice", "kind: routine", "kind: rutine"),
    M(ALDER, "value.choice", 'form: line, finding: "Rework more', 'form: pie, finding: "Rework more'),
    M(ALDER, "value.form", "currency: GBP", "currency: Pounds"),
    M(ALDER, "value.form", "language: en", "language: English"),
    M(ALDER, "text.ambiguous", "title: Alder Mutual", "title: 12:30"),
    M(ALDER, "text.ambiguous", 'value: "120"', "value: 120"),
    M(ALDER, "text.ambiguous", "cost: 74_000", "cost: 74.000"),
    M(ALDER, "text.comment", "title: How long feedback takes", "title: Case #2, and how long feedback takes"),
    M(ALDER, "text.ambiguous", "cost: 60_000", "cost: 6e4"),
    M(ALDER, "phrase.when", "when: diagnose + 14 min", "when: diagnosis + 14 min"),
    M(ALDER, "phrase.unlock", "unlock: ask lead.others", "unlock: asks lead.others"),
    M(ALDER, "phrase.item", "{plan: [workshop], expect", "{plan: [workshop in week 4], expect"),
    M(ALDER, "phrase.expectation", "{roi_percent: about 324}", "{roi_percent: nearly 324}"),
]

# -- the text itself
YAML = [
    M(ALDER, "yaml.syntax", "    label: Webinar on the new wording", "\tlabel: Webinar on the new wording"),
    M(ALDER, "yaml.syntax", "title: Alder Mutual", "title: Alder: Mutual"),
    M(ALDER, "yaml.syntax", "title: Alder Mutual", "title: Alder\0 Mutual"),
    M(ALDER, "yaml.syntax", 'quote: "Can you', "quote: 'Can you"),
    M(ALDER, "yaml.syntax", "box: information\n", "box information\n"),
    M(ALDER, "yaml.syntax", "    box: information\n", "     box: information\n", "     box: information"),
    M(ALDER, "yaml.syntax", "{plan: nothing, expect: {cost", "{plan: nothing, expect: cost"),
    M(ALDER, "yaml.syntax", "title: Alder Mutual", "title: @Alder Mutual"),
    M(ALDER, "yaml.anchor", "population: {people: 120", "population: &staff {people: 120"),
    M(ALDER, "yaml.anchor", "    tau: 4\n", "    <<: *usual\n"),
    M(ALDER, "yaml.tag", "title: Alder Mutual", "title: !!str Alder Mutual"),
    M(ALDER, "yaml.documents", "prompts:\n", "---\nprompts:\n"),
    M(ALDER, "yaml.depth", "sponsor_asks: [webinar]", f"sponsor_asks: {'[' * 30}webinar{']' * 30}"),
    M(ALDER, "language.version", "practicum: 1\n", "practicum: 99\n"),
]

# -- parts that can't be true together
SENSE = [
    M(
        HARBOR,
        "sense.blockers",
        "leavers: 0.25}\n",
        "leavers: 0.25}\n    blocked_by: {incentive: 0.2}\n",
        "{incentive: 0.2}",
    ),
    M(ALDER, "sense.unlock", "unlock: ask lead.others", "unlock: after X3"),
    M(ALDER, "sense.budget", "budget: 180_000", "budget: 160_000", "intended: ["),
    M(ALDER, "sense.budget", "cost: 98_000", "cost: 198_000", "intended: ["),
    M(ALDER, "sense.plan", "qa_feedback, coaching]", "qa_feedback, coaching, workshop@20]"),
    M(ALDER, "sense.shares", "share: {rework: 0.18,", "share: {rework: 0.58,"),
    M(ALDER, "sense.gap", "attainable: 6\n", "attainable: 16\n"),
    M(ALDER, "sense.weeks", "lead: 14 weeks", "lead: 64 weeks"),
    M(
        ALDER,
        "sense.decoy",
        "decoy: true\n    explain: >-\n      The bonus",
        "share: {rework: 0.05}\n    decoy: true\n    explain: >-\n      The bonus",
    ),
    M(ALDER, "sense.trust", "    trusts_after: O1\n", "", "        trust: true"),
    M(ALDER, "sense.inject", "    default: accept\n", "", "  release:\n"),
    M(ALDER, "sense.instrument", "    kpi: cycle_time\n", "", "  closing_time:\n"),
    M(
        ALDER,
        "sense.chart",
        "    alt: Line chart. Rework was 6 % from October",
        "    about: Line chart. Rework was 6 % from October",
        "  X1:\n",
    ),
    M(ALDER, "sense.chart", "    data: evidence/rework-by-month.csv\n", "", "  X1:\n"),
    M(ALDER, "sense.time", "debrief: 23 min", "debrief: 53 min", "minutes: 90\n"),
]

# -- files beside the case
FILES = [
    M(ALDER, "file.missing", "body: evidence/bonus-policy.md", "body: evidence/bonus_policy.md"),
    M(ALDER, "file.outside", "data: evidence/search-days.csv", "data: ../harbor-logistics/evidence/by-pay.csv"),
    M(ALDER, "file.outside", "body: evidence/stirling.md", "body: /etc/motd.md"),
    M(ALDER, "file.kind", "body: evidence/stirling.md", "body: evidence/stirling.docx"),
]

# -- what the linter knows about a case that loads
REACH = [
    M(ALDER, "reach.no-choice", "analyst_hours: 24 h}", "analyst_hours: 90 h}"),
    M(ALDER, "reach.diagnosis-too-dear", "analyst_hours: 24 h}", "analyst_hours: 6 h}"),
    M(ALDER, "reach.too-late", "delay: 4 min", "delay: 40 min"),
    M(
        ALDER,
        "reach.cause-undecided",
        "says: {search: +2}\n    decisive: true",
        "says: {search: +2}",
        "  search:\n    label",
    ),
    M(ALDER, "reach.decoy-unrefuted", "    says: {incentive: -2}\n", "", "  incentive:\n    label"),
    M(ALDER, "reach.event-never", "when: diagnose + 14 min", "when: diagnose + 40 min"),
    M(ALDER, "reach.never-opened", "unlock: ask it.search", "unlock: inject resign"),
    M(
        ALDER,
        "reach.too-dear",
        "hours: 3 h\n    says: {skill: +1, attitude: -1, search: +1}",
        "hours: 30 h\n    says: {skill: +1, attitude: -1, search: +1}",
    ),
    M(ALDER, "reach.trust-unused", "        trust: true\n", "", "    trusts_after: O1"),
]
ECONOMICS = [
    M(ALDER, "economics.no-choice", "budget: 180_000", "budget: 900_000"),
    M(ALDER, "economics.all-lose", "value: 5_200 per", "value: 52 per"),
    M(HARBOR, "economics.training", "training_is: not the answer", "training_is: the answer"),
    M(HARBOR, "economics.idle", "    on: {knowledge: 0.05}", "    on: {}", "  posters:\n"),
    M(
        HARBOR,
        "economics.dominated",
        "  posters:\n",
        "  dear: {label: Dear, kind: process, cost: 150_000, lead: 3, reach: 80 %, tau: 4, on: {scanners: 0.3}}\n"
        "  posters:\n",
    ),
    M(ALDER, "economics.unaffordable", "cost: 120_000", "cost: 320_000"),
    M(ALDER, "economics.too-late", "lead: 20 weeks", "lead: 51 weeks"),
    M(ALDER, "economics.untouched", "    on: {search: 0.90}\n", "", "  search:\n    label"),
    M(ALDER, "economics.not-best", "intended: [workshop, job_aid, qa_feedback, coaching]", "intended: [coaching]"),
    M(ALDER, "economics.training", "training_is: the answer", "training_is: not the answer"),
    M(ALDER, "economics.no-choice", "budget: 180_000", "budget: 500_000"),
    M(ALDER, "economics.tempting", "on: {skill: 0.15}", "on: {skill: 0.95}", "sponsor_asks: ["),
    M(HARBOR, "economics.dominated", "on: {staffing: 0.80}", "on: {scanners: 0.30}", "  night_float:\n    label"),
    M(HARBOR, "economics.all-lose", "value: 9_000 per point and week", "value: 90 per point and week"),
    M(ALDER, "claims.broken", "{roi_percent: about 324}", "{roi_percent: about 224}"),
    M(
        HARBOR,
        "claims.broken",
        "value: 9_000 per point and week",
        "value: 900 per point and week",
        "handhelds alone pay",
    ),
]
MEASUREMENT = [
    M(HARBOR, "measurement.undetectable", "noise: {sd: 0.25}", "noise: {sd: 4}"),
    M(HARBOR, "measurement.no-control", "units: {T: Dordrecht", "# units: {T: Dordrecht", "company:\n"),
    M(HARBOR, "measurement.blunt", "    noise_sd: 22\n    n: 60", "    noise_sd: 22\n    n: 1", "  rescan:\n    label"),
    M(HARBOR, "measurement.late", "lag: 1 week\n    cost: 4_200", "lag: 50 weeks\n    cost: 4_200"),
    M(HARBOR, "measurement.still", "today: 82\n    full: 97", "today: 97\n    full: 97", "  code_test:\n"),
    M(
        HARBOR,
        "measurement.gives-away",
        "whether picking itself has changed",
        "whether handhelds fail and labels can’t be read",
    ),
    M(LUMEN, "measurement.drift", "allow measurement.drift", "expect measurement.drift", "shocks: [{amount: -2.0"),
    M(LUMEN, "measurement.impossible", "baseline: 24\n", "baseline: 124\n"),
]
FAIRNESS = [
    M(ALDER, "fairness.translation-lags", "Your team has an afternoon,", "Your team has a whole day,", "summary: >-"),
    M(ALDER, "fairness.reading-time", "diagnose: {minutes: 25,", "diagnose: {minutes: 6,"),
    M(ALDER, "fairness.no-time-to-answer", "when: design + 4 min", "when: design + 12 min"),
]

# -- what a stranger did to them, and what was silent or said the wrong thing the first time
STRANGE = [
    M(ALDER, "ref.unknown", "on: {skill: 0.55}", "on: {sk\u0456ll: 0.55}"),  # a Cyrillic letter
    M(ALDER, "ref.unknown", "kpi: cycle_time\n    lag", "kpi: skill\n    lag"),  # an id of another kind
    M(ALDER, "ref.unknown", "unlock: ask qa.timing", "unlock: ask qa.errors2"),
    M(ALDER, "ref.unknown", "when: month 4", "when: ask qa.nothing"),
    M(ALDER, "ref.unknown", "when: date unanswered + 4 min", "when: date answered guid"),
    M(ALDER, "key.form", "  D4:\n", "  Survey:\n"),
    M(ALDER, "key.form", "tag: X7", "tag: tenure"),
    M(ALDER, "key.form", "  elearning:\n", "  \U0001f4ac:\n"),
    M(ALDER, "key.duplicate", "  incentive:\n    label", "  Skill:\n    label"),
    M(ALDER, "key.unknown", "prompts:\n", "Prompts:\n"),
    M(ALDER, "type.wrong", "minutes: 90\n", "minutes: ninety\n"),
    M(ALDER, "type.unit", "hours: 30 %", "hours: 7 h"),
    M(ALDER, "type.unit", "tau: 4\n", "tau: 4 weeks\n"),
    M(ALDER, "value.range", "support: +0.30", "support: +30"),
    M(ALDER, "value.range", "effect: {budget: -9_000}", "effect: {support: -5}"),
    M(ALDER, "value.range", "    brief: 40 min\n", "    brief: 0 min\n"),
    M(ALDER, "phrase.expectation", '{cost: "<= 180_000"}', '{cost: "<= 180,000"}'),
    M(ALDER, "sense.test", "expect: {net: within 10 % of best}", "expect: {gap_closed: within 10 % of best}"),
    M(ALDER, "sense.test", "expect: {roi_percent: about -100}", "expect: {}"),
    M(ALDER, "sense.evidence", "kind: table\n    data: evidence/lms-completion.csv\n", "kind: table\n", "  D2:\n"),
    M(ALDER, "file.missing", "body: evidence/stirling.md", "body: evidence/stirling on thursdays.md"),
    M(ALDER, "file.missing", "data: evidence/engagement.csv", "data: evidence/Engagement.csv"),
    M(ALDER, "file.outside", "body: evidence/engagement.md", "body: ../alder-mutual/evidence/engagement.md"),
    M(
        HARBOR,
        "sense.decoy",
        "pick_rate: {amount: -1.0, removed_by: scanners}",
        "pick_rate: {amount: -1.0, removed_by: care}",
    ),
    M(HARBOR, "file.kind", "image: evidence/labels.svg", "image: evidence/label-test.csv"),
    M(HARBOR, "text.ambiguous", "title: Eight pay slips", "title: 2024-05-31"),
    M(LUMEN, "sense.decoy", "blocked_by: {target: 0.5}", "blocked_by: {pace: 0.5}"),
    M(
        LUMEN,
        "sense.instrument",
        "observes: skill\n    today: 34",
        "observes: skill\n    kpi: repeats\n    today: 34",
        "    kpi: repeats\n    today",
    ),
    M(
        LUMEN,
        "sense.inject",
        "when: second_site unanswered + 3 min",
        "when: second_site answered later",
        "contingency_for: second_site",
    ),
]
STRANGE_LINTED = [
    M(LUMEN, "measurement.impossible", "amplitude: 0.7, peak: 33", "amplitude: 70, peak: 33"),
    M(HARBOR, "measurement.impossible", "attainable: 1.2", "attainable: -1.2"),
    M(ALDER, "reach.lock-open", "unlock: after D6", "unlock: after D1"),
    M(
        ALDER,
        "fairness.rubric-exemplars",
        '    exemplars:\n      "2": rubric/together-2.md\n      "4": rubric/together-4.md\n',
        "",
        "  together:\n",
    ),
    M(ALDER, "fairness.luck", "noise: {sd: 0.9}", "noise: {sd: 40}"),
]

TOGETHER = [IDS, KEYS, VALUES, SENSE, FILES, STRANGE]
ALONE = YAML
LINTER = [*REACH, *ECONOMICS, *MEASUREMENT, *FAIRNESS, *STRANGE_LINTED]
