"""Risks of what was decided against the order of priorities, taken as true, or not decided yet."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.tradeoffs import is_uphill
from wizard.risks.risk import Degree, Seen, risky

LOST = {
    "correctness": Degree(5, "what is stored may be wrong, which ranks above everything"),
    "security": Degree(5, "somebody may get what is not theirs"),
    "reliability": Degree(4, "it may not work when it is needed"),
    "performance": Degree(2, "it may be slow"),
}
"""How bad it is to lose each priority that a lower one can be bought with."""


@risky("tradeoff-uphill", "delivery")
def _uphill(design: Design) -> Iterable[Seen]:
    for row in design.pattern.tradeoffs:
        if is_uphill(row) and row.gives_up:
            yield Seen(
                ("pattern", "tradeoffs", row.id),
                f"{row.gives_up.capitalize()} is missed more than {row.optimises} is worth: {row.decision or 'a trade-off'}",
                Degree(None, f"reopened when: {row.revisit_when}")
                if row.revisit_when
                else Degree(3, "nothing is named that would reopen it"),
                LOST[row.gives_up],
            )


@risky("assumption-wrong", "delivery")
def _assumption(design: Design) -> Iterable[Seen]:
    for assumption in design.scope.assumptions:
        if assumption.text and assumption.risk_if_wrong:
            yield Seen(
                ("scope", "assumptions", assumption.id),
                f"Not true after all: {assumption.text}",
                Degree(None, f"noticed by: {assumption.how_detected}")
                if assumption.how_detected
                else Degree(3, "nobody confirmed it, and nothing would show that it is wrong"),
                Degree(None, assumption.risk_if_wrong),
            )


@risky("question-open", "delivery")
def _question(design: Design) -> Iterable[Seen]:
    for question in design.file_plan.open_questions:
        if question.question and not question.answer:
            yield Seen(
                ("file_plan", "open_questions", question.id),
                f"Built on a guess: {question.question}",
                Degree(None, f"{question.owner} finds out{f', until {question.due}' if question.due else ''}")
                if question.owner
                else Degree(4, "nobody is named to find out"),
                Degree(None, "what hangs on the answer is not said"),
            )
