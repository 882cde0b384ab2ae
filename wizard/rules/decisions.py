"""Rules on what was decided about derived risks: decisions whose subject is gone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from wizard.design import Design
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short
from wizard.workflow import STEP_BY_KEY


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
