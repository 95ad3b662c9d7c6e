"""The sentence for each reason: short, plain, and said of the team's own work.

A client may say it in its own words by the code; the sentence is for reports and for codes that a client doesn't know.
What a reason names (claims, exhibits, items, instruments) stands beside it and is not repeated here.
"""

from __future__ import annotations

from typing import Final

from practicum.scoring.rubric import Reason

SENTENCES: Final[dict[str, str]] = {
    # the gap
    "gap.none": "No gap was stated.",
    "gap.stated": "The gap was stated.",
    "gap.figures": "It has both figures.",
    "gap.no_figures": "A figure is missing: where it is, or where it should be.",
    "gap.right": "Both figures are those of the case.",
    "gap.off": "The figures are not those of the case.",
    "gap.value": "Its value is what finance would say.",
    "gap.value_off": "Its value is not what finance would say.",
    "gap.no_value": "It has no value in money.",
    "gap.worthless": "This figure has no value in money; the first one of the case has.",
    "gap.no_since": "It does not say since when.",
    "gap.no_sentence": "The problem is not said in a sentence.",
    # the bet
    "bet.none": "The team placed no bet.",
    "bet.calibrated": "The bet is at {figure:g} of 100; an even one would be at {even:g}.",
    "bet.too_high": "Too many points lay here.",
    "bet.too_low": "Too few points lay here.",
    # evidence
    "claims.none": "No cause was written down.",
    "claims.made": "Causes were written down.",
    "evidence.linked": "Evidence was pinned to support a cause.",
    "evidence.unlinked": "No evidence was pinned to support a cause.",
    "evidence.backed": "Each cause that the team believed in rests on an exhibit that speaks for it.",
    "evidence.bare": "A cause that the team believed in has no exhibit that speaks for it.",
    "evidence.against": "The team pinned what speaks against a cause.",
    "evidence.one_sided": "Nothing that speaks against a cause was pinned.",
    "evidence.misread": "Some exhibits were read the other way round.",
    # the environment
    "environment.named": "A cause in the environment was written down.",
    "environment.unnamed": "No cause in the environment was written down.",
    "environment.examined": "Every box of the environment that matters here was examined.",
    "environment.partly": "{examined:g} of {of:g} boxes of the environment were examined.",
    "environment.not": "No box of the environment was examined with evidence.",
    "environment.first": "The first cause written down was in the environment.",
    "environment.people_first": "The first cause written down was in the people.",
    # the plan
    "plan.none": "Nothing was planned.",
    "tied.named": "Items name what they are for.",
    "tied.loose": "No item names what it is for.",
    "tied.confirmed": "Items are tied to a confirmed cause.",
    "tied.all": "Every item is tied to a confirmed cause.",
    "tied.unproven": "Some items are for no cause that was confirmed.",
    "tied.acts": "Every item acts on the cause that it is for.",
    "tied.idle": "Some items do nothing about the cause that they are for.",
    "mix.acts": "The plan acts on a real cause.",
    "mix.nothing": "Nothing in the plan acts on a real cause.",
    "mix.served": "The plan could relieve causes that hold {served:g} % of the gap.",
    "mix.left": "These causes would be left as they are.",
    "mix.whole": "No real cause would be left as it is.",
    "mix.no_training": "A part of the gap asks for learning, and the plan has none that fits.",
    "mix.training_alone": "A part of the gap asks for something other than training, and the plan has none that fits.",
    "mix.lean": "No money goes where it does nothing.",
    "mix.waste": "Money goes where it does little or nothing.",
    "support.none_offered": "This case offers nothing to support transfer with.",
    "support.planned": "Something in the plan helps people use what they learnt.",
    "support.none": "Nothing in the plan helps people use what they learnt.",
    "support.after": "It is live in the three months after learning begins.",
    "support.late": "It comes more than three months after learning begins.",
    "support.before": "Support is live when learning begins.",
    "support.not_before": "No support is live when learning begins.",
    "support.much": "The plan gains most of the support that could be had.",
    "support.little": "The plan gains {gained:g} of the {offered:g} of support that could be had.",
    "feasible.budget": "The plan is within the budget.",
    "feasible.over": "The plan costs more than the budget.",
    "feasible.in_time": "Everything is rolled out before the last three months.",
    "feasible.late": "Some items come too late to show within the year.",
    "feasible.early": "Something is live in the first three months, for the sponsor to see.",
    "feasible.slow": "Nothing is live in the first three months, for the sponsor to see.",
    # the metrics
    "metrics.none": "No metric was chosen.",
    "chain.levels": "The chain has {levels:g} of the {offered:g} levels that could be measured.",
    "chain.no_result": "No metric shows the result.",
    "chain.no_leading": "No metric shows early what is on its way.",
    "chain.beside": "Some metrics look at nothing that the plan changes.",
    "targets.filled": "{filled:g} of {of:g} entries were made: baseline, target, date and owner.",
    "targets.no_baseline": "A reading from before the plan is missing.",
    "targets.no_target": "A target is missing.",
    "targets.no_date": "A date is missing.",
    "targets.no_owner": "An owner is missing.",
    "targets.backwards": "A target lies on the wrong side of today’s figure.",
    "detect.unmeasured": "The figure that the case is about was not measured.",
    "detect.no_method": "There was no method by which an effect could be found.",
    "detect.method": "The method finds a change of {mde:g} or more.",
    "detect.aim": "The change aimed for, {aim:g}, would be found.",
    "detect.aim_small": "The change aimed for, {aim:g}, is smaller than what can be found.",
    "detect.no_target": "There was no target to compare with what can be found.",
    "detect.real": "What the plan does, {effect:g}, can be found.",
    "detect.real_small": "What the plan does, {effect:g}, is smaller than what can be found.",
    "isolation.none": "Nothing tells the plan’s effect from everything else.",
    "isolation.expert": "An estimate, discounted: people guess their own effect too high.",
    "isolation.pre_post": "Before and after: whatever else changed counts as the plan’s.",
    "isolation.trend": "The old line carried forward takes out what was on its way anyway.",
    "isolation.did": "A group that waits takes out whatever else happened.",
    "isolation.not_workable": "The method can’t be carried out: readings from before are missing.",
    "roi.value": "The gap has a value in money.",
    "roi.no_value": "The gap has no value in money.",
    "roi.modest": "The value is one that finance would confirm.",
    "roi.bold": "The value is higher than finance would confirm.",
    "roi.result": "A result in money is measured by a method.",
    "roi.no_result": "No result in money is measured by a method.",
    "roi.netted": "The method takes out what would have happened anyway.",
    "roi.gross": "What would have happened anyway is counted as the plan’s.",
    "roi.loaded": "Costs are fully loaded: {cost:,.0f}, of which {measurement:,.0f} for measuring.",
    "balance.none_offered": "This case has no second figure to watch.",
    "balance.watched": "A figure beside the main one is watched for harm.",
    "balance.none": "No figure beside the main one is watched for harm.",
    "balance.no_limit": "It has no limit or no owner.",
}


def sentence(reason: Reason) -> str:
    """Say a reason."""
    return SENTENCES[reason.code].format(**reason.numbers)
