"""Rules on what is still to be done or found out: by whom and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wizard.design import Design, Path
from wizard.facts.dates import day
from wizard.rules.rule import Said, rule
from wizard.rules.wording import OF_SEVERAL, short


@rule(
    "due-not-a-date",
    "warning",
    "What is due on no day of the calendar is never late.",
    "Write year, month and day, such as 2026-03-31.",
    "feature-flagging-rollout#when-is-a-plan-a-plan",
)
def _due_not_a_date(design: Design) -> Iterable[Said]:
    for path, label, due in _dues(design):
        if due and day(due) is None:
            yield Said(path, f"{short(label, OF_SEVERAL)}: due '{short(due, OF_SEVERAL)}', which is no date")


def _dues(design: Design) -> Iterator[tuple[Path, str, str]]:
    """Every answer that says by when; with what it is about and where it is."""
    for risk in design.risks.risks:
        yield ("risks", "risks", risk.id, "due"), risk.title, risk.due
    for decision in design.risks.risk_decisions:
        yield ("risks", "risk_decisions", decision.id, "due"), decision.risk, decision.due
    for step in design.file_plan.next_steps:
        yield ("file_plan", "next_steps", step.id, "due"), step.action, step.due
    for question in design.file_plan.open_questions:
        yield ("file_plan", "open_questions", question.id, "due"), question.question, question.due


@rule(
    "open-question-unowned",
    "warning",
    "A question that could change the design is open, and nobody was asked to find out.",
    "Name who finds out.",
    "feature-flagging-rollout#when-is-a-plan-a-plan",
)
def _open_question_unowned(design: Design) -> Iterable[Said]:
    for question in design.file_plan.open_questions:
        if question.question and not question.answer and not question.owner:
            when = "" if question.due else " and by no day"
            yield Said(
                ("file_plan", "open_questions", question.id, "owner"),
                f"{short(question.question)}: asked of nobody{when}",
            )


@rule(
    "next-step-unowned",
    "warning",
    "The next step belongs to nobody, so everybody waits for somebody else to begin.",
    "Name one person.",
    "feature-flagging-rollout#when-is-a-plan-a-plan",
)
def _next_step_unowned(design: Design) -> Iterable[Said]:
    for step in design.file_plan.next_steps:
        if step.action and not step.done and not step.owner:
            yield Said(("file_plan", "next_steps", step.id, "owner"), f"{short(step.action)}: nobody's next step")
