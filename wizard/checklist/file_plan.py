"""Items on step 9 that the answers settle: which file belongs where, who does what by when, what is still asked."""

from __future__ import annotations

import re

from wizard.checklist.texts import around
from wizard.checklist.told import Told, every, met, settles, silent, unmet
from wizard.design import Design
from wizard.facts.plan import MIGRATIONS
from wizard.facts.words import affirmed, has_date
from wizard.steps.file_plan import NextStep, OpenQuestion

FILES = ("file_plan", "files")
IMPORT_RULE = (
    r"\bimport(s|ed)?[ -](rules?|checks?|contracts?|lint\w*)|\b(forbidden|illegal|wrong) imports?|\bimports? (are |is )?(checked|fail)|"
    r"\b(archunit|dependency-cruiser|deptrac|import-linter|go-arch-lint)\b|\b(architecture|layer|border) (test|rule|check)s?\b"
)
"""How a plan speaks of a check that keeps modules and layers apart."""


@settles("pattern-files-cover-modules")
def _files_cover_modules(design: Design) -> Told:
    files, modules = design.file_plan.files, design.pattern.modules
    if not files or not modules:
        return silent((FILES if modules else ("pattern", "modules"), "none are listed"))
    named = {file.module for file in files}
    told = every(modules, "pattern.modules", lambda module: module.name in named, "no planned file names it")
    if told.state == "unmet":
        return told
    return every(
        files,
        "file_plan.files",
        lambda file: file.module,
        "names no module",
        has="each module has a file, each file a module",
        field="module",
    )


@settles("pattern-border-check-planned")
def _border_check_planned(design: Design) -> Told:
    texts = [
        *(((*FILES, file.id), f"{file.path}: {file.purpose}") for file in design.file_plan.files),
        *((("file_plan", "next_steps", step.id), step.action) for step in design.file_plan.next_steps),
        (("file_plan", "layout"), design.file_plan.layout),
    ]
    for path, text in texts:
        if found := affirmed(IMPORT_RULE, text):
            return met((path, around(found)))
    if not design.file_plan.files:
        return silent((FILES, "none are listed"))
    return unmet((FILES, "no file, next step or layout speaks of an import rule"))


@settles("plan-steps-owned")
def _steps_owned(design: Design) -> Told:
    return every(
        design.file_plan.next_steps,
        "file_plan.next_steps",
        lambda step: step.owner and step.due and not _is_several(step.owner),
        _step_lacks,
        has="each has an owner and a date",
        is_open=lambda step: step.owner and step.due,
        doubt=lambda step: f"is {step.owner} one?",
    )


def _is_several(owner: str) -> bool:
    return re.search(r",|/|&|\band\b", owner) is not None


def _step_lacks(record: NextStep | OpenQuestion) -> str:
    return "has no date" if record.owner else "has no owner"


@settles("plan-questions-closable")
def _questions_closable(design: Design) -> Told:
    questions = design.file_plan.open_questions
    still_open = [question for question in questions if not question.answer]
    if questions and not still_open:
        return met((("file_plan", "open_questions"), "all are answered"))
    return every(
        still_open,
        "file_plan.open_questions",
        lambda one: one.owner and one.due,
        _step_lacks,
        has="each has an owner and a date",
    )


@settles("plan-questions-in-time")
def _questions_in_time(design: Design) -> Told:
    questions = [question for question in design.file_plan.open_questions if not question.answer]
    steps = [step.due for step in design.file_plan.next_steps if not step.done]
    if design.file_plan.open_questions and not questions:
        return met((("file_plan", "open_questions"), "all are answered"))
    if not steps or not all(map(has_date, steps)):
        return silent((("file_plan", "next_steps"), "not all have a date" if steps else "none is to be done"))
    first = min(steps)
    return every(
        questions,
        "file_plan.open_questions",
        lambda one: has_date(one.due) and one.due <= first,
        "has no date",
        has=f"none is due after the first step, {first}",
        field="due",
        is_open=lambda one: one.due,
        doubt=f"due after the first step, {first}, which may need it",
    )


@settles("plan-runbooks-have-files")
def _runbooks_have_files(design: Design) -> Told:
    paths = [file.path.rstrip("/") for file in design.file_plan.files if file.path]
    return every(
        [alert for alert in design.operations.alerts if alert.runbook],
        "operations.alerts",
        lambda alert: any(alert.runbook == path or alert.runbook.startswith(f"{path}/") for path in paths),
        "",
        has="each runbook is a planned file",
        nothing="none names a runbook",
        field="runbook",
        is_open=lambda _: True,
        doubt=lambda alert: f"{alert.runbook} is no planned file; it may exist already",
    )


@settles("plan-migrations-have-files")
def _migrations_have_files(design: Design) -> Told:
    files = design.file_plan.files
    if not files:
        return silent((FILES, "none are listed"))
    for file in files:
        if affirmed(MIGRATIONS, f"{file.path} {file.purpose}"):
            return met(((*FILES, file.id), f"{file.path}: {file.purpose}"))
    if not design.data.migration_steps:
        return silent((("data", "migration_steps"), "none are listed"))
    return unmet((FILES, "none for the migration of step 5"))
