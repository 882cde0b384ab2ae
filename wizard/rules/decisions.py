"""Rules on what was decided about risks and findings: decisions whose subject is gone, waivers without an end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import zip_longest

from wizard.design import Design
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short
from wizard.workflow import STEP_BY_KEY

_DAY = r"20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"


@rule(
    "decision-without-subject",
    "warning",
    "A decision on a derived risk names a place of the design that is gone, or no place at all. It stays, and decides nothing.",
    "Name the risk that is meant, by the id in the list, or delete the decision.",
    "threat-checklist#which-list-is-for-what",
)
def _decision_without_subject(design: Design) -> Iterable[Said]:
    for decision in design.risks.risk_decisions:
        if decision.risk and not has_subject(design, decision.risk):
            yield Said(
                ("risks", "risk_decisions", decision.id, "risk"),
                f"{short(decision.risk)}: what this decision is about is no longer there",
            )


@rule(
    "waiver-without-subject",
    "warning",
    "A waiver names a place of the design that is gone, or no place at all. It covers nothing.",
    "Name the finding that is meant, by its id, or delete the waiver.",
    "threat-checklist#which-list-is-for-what",
)
def _waiver_without_subject(design: Design) -> Iterable[Said]:
    for waiver in design.risks.waivers:
        if waiver.finding and not has_subject(design, waiver.finding):
            yield Said(
                ("risks", "waivers", waiver.id, "finding"),
                f"{short(waiver.finding)}: what this waiver is about is no longer there",
            )


@rule(
    "waiver-without-end",
    "warning",
    "A waiver ends on no day that can be looked up, so it never does.",
    "Write the day as year, month and day.",
    "threat-checklist#which-list-is-for-what",
)
def _waiver_without_end(design: Design) -> Iterable[Said]:
    for waiver in design.risks.waivers:
        if waiver.until and not re.fullmatch(_DAY, waiver.until.strip()):
            yield Said(
                ("risks", "waivers", waiver.id, "until"),
                f"{short(waiver.finding) or 'A waiver'}: ends {short(waiver.until)}, which is no day",
            )


def has_subject(design: Design, id_: str) -> bool:
    """Whether the place in an id of the form `code@step.field.record...` is in the design."""
    code, _, place = id_.strip().partition("@")
    step, _, rest = place.partition(".")
    if not code or step not in STEP_BY_KEY:
        return False
    here, fields, names = getattr(design, step), STEP_BY_KEY[step].fields, rest.split(".")
    for field, id_of_one in zip_longest(names[::2], names[1::2]):
        if field not in fields:
            return False
        if id_of_one is None:
            return True
        here = next((one for one in getattr(here, field) if getattr(one, "id", "") == id_of_one), None)
        if here is None:
            return False
        fields = here.fields
    return True
