"""Which answers a rule looks at in a design: a finding of it follows from those, and not only from the one that it stands at."""

from __future__ import annotations

from wizard.design import Design
from wizard.remembered import Read, Remembered
from wizard.rules.checks import rules


def answers_read(code: str, design: Design) -> tuple[Read, ...]:
    """The step and field of each answer that the rule with this code reads of a design; none for a kind that needs no rule."""
    found = next((rule for rule in rules() if rule.code == code), None)
    if found is None:
        return ()
    speaks = found.speaks
    said = Remembered(lambda watched: tuple(speaks(watched)))
    said(design)
    return said.read
