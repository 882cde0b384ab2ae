"""Rules on the risk register, compliance risks and the ten usual weaknesses of APIs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from wizard.design import Design
from wizard.rules.rule import Said, rule
from wizard.rules.wording import OF_SEVERAL, short
from wizard.steps.access_records import Regime
from wizard.steps.risks import OwaspCoverage, OwaspItem

GRAVE = 15
"""From this product of likelihood and impact on, a risk is among those that are looked at first: 3 by 5, 4 by 4."""
WATCHED_ONLY = r"\s*(we )?(will )?(monitor(ing|ed)?|watch(ed)?|observe[ds]?|keep an eye on)( (it|this|closely|the situation|regularly))*\W*$"
"""A mitigation that changes nothing."""
BY_OTHERS = r"\s*(handled |covered |done |provided |solved )?(by )?(the |our )?(framework|library|gateway|waf|cloud( provider)?|vendor|platform|provider|hosting)\W*$"
"""An answer to a weakness that names no rule, limit or test."""


@rule(
    "grave-risk-carried-unargued",
    "blocker",
    "A risk among the worst is accepted and no reason is given. Whoever reads the design has to decide again whether it may be.",
    "Say why it can be carried, or what is done about it.",
    "threat-checklist#which-list-is-for-what",
)
def _grave_risk_carried_unargued(design: Design) -> Iterable[Said]:
    for risk in design.risks.risks:
        score = (risk.likelihood or 0) * (risk.impact or 0)
        if score >= GRAVE and risk.response == "accept" and not risk.mitigation:
            yield Said(
                ("risks", "risks", risk.id, "mitigation"),
                f"{short(risk.title)}: accepted at {score} of 25 without a reason",
            )


@rule(
    "grave-risk-unowned",
    "warning",
    "A risk among the worst has nobody who answers for it.",
    "Name one person.",
    "threat-checklist#which-list-is-for-what",
)
def _grave_risk_unowned(design: Design) -> Iterable[Said]:
    for risk in design.risks.risks:
        score = (risk.likelihood or 0) * (risk.impact or 0)
        if score >= GRAVE and risk.response not in (None, "accept") and not risk.owner:
            yield Said(("risks", "risks", risk.id, "owner"), f"{short(risk.title)}: {score} of 25, and nobody owns it")


@rule(
    "grave-risk-undated",
    "advice",
    "Something is to be done about one of the worst risks, and not by when. It is still planned when the risk comes true.",
    "Set the day on which it is done.",
    "feature-flagging-rollout#when-is-a-plan-a-plan",
)
def _grave_risk_undated(design: Design) -> Iterable[Said]:
    if design.depth == "simple-crud":  # the date is not asked there
        return
    for risk in design.risks.risks:
        score = (risk.likelihood or 0) * (risk.impact or 0)
        if score >= GRAVE and risk.response in ("mitigate", "avoid") and risk.status != "done" and not risk.due:
            yield Said(("risks", "risks", risk.id, "due"), f"{short(risk.title)}: {score} of 25, and no date")


@rule(
    "mitigation-only-watched",
    "warning",
    "Watching a risk makes it neither rarer nor smaller.",
    "Say what is changed so that it happens less often or does less harm.",
    "threat-checklist#which-list-is-for-what",
)
def _mitigation_only_watched(design: Design) -> Iterable[Said]:
    for field in ("risks", "failure_modes", "compliance_risks"):
        for record in getattr(design.risks, field):
            if record.mitigation and re.match(WATCHED_ONLY, record.mitigation, re.IGNORECASE):
                yield Said(
                    ("risks", field, record.id, "mitigation"),
                    f"{short(record.label, OF_SEVERAL)}: '{short(record.mitigation, OF_SEVERAL)}' changes nothing",
                )


@rule(
    "risks-all-alike",
    "advice",
    "All risks have the same likelihood and impact, so the list has no order and nobody knows where to begin.",
    "Compare them with each other: say which is likelier, and which would hurt more.",
    "threat-checklist#which-list-is-for-what",
)
def _risks_all_alike(design: Design) -> Iterable[Said]:
    weighed = [(risk.likelihood, risk.impact) for risk in design.risks.risks if risk.likelihood and risk.impact]
    if len(weighed) >= 4 and len(set(weighed)) == 1:
        likelihood, impact = weighed[0]
        yield Said(("risks", "risks"), f"Risks: all {len(weighed)} have likelihood {likelihood} and impact {impact}")


@rule(
    "scope-without-risk",
    "warning",
    "Other compliance scopes have their risks, and this one has none. Either nobody looked or the list is not complete.",
    "Add the most likely way in which the design falls short of it.",
    "compliance#what-kind-of-thing-is-each-scope",
)
def _scope_without_risk(design: Design) -> Iterable[Said]:
    """Nothing is said while there are no compliance risks at all: that they are missing is said already."""
    listed = {risk.scope for risk in design.risks.compliance_risks}
    if not listed:
        return
    chosen = design.start.compliance
    for scope in get_args(Regime):
        if (scope in chosen or "all" in chosen) and scope not in listed:
            yield Said(("risks", "compliance_risks"), f"{scope}: chosen as a scope, and no compliance risk names it")


@rule(
    "owasp-row-missing",
    "blocker",
    "One of the ten usual weaknesses of APIs is neither covered nor said not to apply. A list with nine hides its gap best.",
    "Add the row: what answers it here, or why it does not apply.",
    "threat-checklist#what-does-each-of-the-api-ten-ask",
)
def _owasp_row_missing(design: Design) -> Iterable[Said]:
    """Nothing is said while there are no rows at all: that they are missing is said already."""
    listed = {row.item for row in design.risks.owasp_coverage}
    names = OwaspCoverage.fields["item"].hints
    for item in get_args(OwaspItem) if listed else ():
        if item not in listed:
            yield Said(("risks", "owasp_coverage"), f"{item} {names[item]}: no row answers it")


@rule(
    "owasp-left-to-others",
    "warning",
    "A product is named instead of a rule, a limit or a test. There is nothing that a tester could attack.",
    "Say which rule or setting it is, and which test tries it.",
    "threat-checklist#what-does-each-of-the-api-ten-ask",
)
def _owasp_left_to_others(design: Design) -> Iterable[Said]:
    for row in design.risks.owasp_coverage:
        if row.covered_by and re.match(BY_OTHERS, row.covered_by, re.IGNORECASE):
            yield Said(
                ("risks", "owasp_coverage", row.id, "covered_by"),
                f"{row.item or 'A row'}: covered by '{short(row.covered_by)}'",
            )
