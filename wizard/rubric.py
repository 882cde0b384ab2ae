"""The rubric: by which questions a reviewer would judge a design, and how far a design answers them.

The questions and their weights are in references/evals.yaml, with the acceptance cases that the program is held against.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from wizard.ask import Depth, Field, Record
from wizard.design import NOTHING, Path, is_asked
from wizard.review import Review
from wizard.rules.rule import Finding
from wizard.yaml_file import Part, read

NAMED_DRAFTS: dict[str, dict[str, dict[str, Any]]] = {"empty": {}, "out-of-scope": {"start": {"in_scope": False}}}
"""Drafts of acceptance cases that go by a name."""

Outcome = Literal["met", "not-met", "not-applicable", "for-a-person"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question of a reviewer, and how the answers of a design can settle it."""

    id: str
    question: str
    weight: int
    answers: tuple[str, ...]
    """Keys such as "scope.goal" or "scope.workflows.outcome": to be answered wherever they are asked."""
    codes: tuple[str, ...]
    """Findings of these codes must not speak below `under`."""
    under: tuple[str, ...]
    is_for_a_person: bool


@dataclass(frozen=True, slots=True)
class SectionRubric:
    """The criteria of one section; their weights add up to 100, and so do those of all sections."""

    section: str
    priority: str
    weight: int
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A draft and what the program has to say about it."""

    id: str
    description: str
    example: str
    """The name of the example that the draft begins with; empty if it begins with nothing."""
    answers: Mapping[str, Mapping[str, Any]]
    """What is answered beside or instead, by step and field; nothing takes an answer out."""
    verdict: str
    headings: tuple[str, ...]
    """The level 2 headings of the document, in order; the sections are there if it has the usual three."""
    codes: tuple[str, ...]
    silent: tuple[str, ...]
    """Codes of which no finding may speak."""
    not_applicable: tuple[str, ...]
    """Sections that the rubric passes over."""
    total: tuple[int, int]
    """The least and the most points in all."""


@dataclass(frozen=True, slots=True)
class Rubric:
    """Everything that references/evals.yaml says."""

    priorities: tuple[str, ...]
    """The highest first; no section of a lower one weighs as much as one of a higher."""
    sections: tuple[SectionRubric, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a design says to one criterion."""

    criterion: Criterion
    outcome: Outcome
    missing: tuple[Path, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionScore:
    """How far a section is, 0 to 100; no points if nothing that its criteria look at is asked of the design."""

    section: str
    weight: int
    points: int | None
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """How far each section is, in the order of the contract, and all of them by their weights."""

    sections: tuple[SectionScore, ...]
    total: int | None


@cache
def rubric() -> Rubric:
    """The rubric. `WizardError` if its file can not be used."""
    return rubric_in(read("evals.yaml"))


def rubric_in(file: Part) -> Rubric:
    """The rubric that a file holds. `WizardError` names the first place that is not as agreed."""
    return Rubric(
        file.at("priorities").texts,
        tuple(_section(each) for each in file.at("sections").items),
        tuple(_case(each) for each in file.at("cases").items),
    )


def score(review: Review) -> Scores:
    """How far a design meets the rubric; a request that is out of scope has nothing to be judged."""
    if review.verdict == "out-of-scope":
        return Scores(tuple(SectionScore(each.section, each.weight, None, ()) for each in rubric().sections), None)
    sections = tuple(_scored(each, review) for each in rubric().sections)
    counted = [(each.weight, each.points) for each in sections if each.points is not None]
    of = sum(weight for weight, _ in counted)
    return Scores(sections, sum(weight * points for weight, points in counted) // of if of else None)


def _scored(section: SectionRubric, review: Review) -> SectionScore:
    judgements = tuple(_judged(each, review) for each in section.criteria)
    of = sum(each.criterion.weight for each in judgements if each.outcome in ("met", "not-met"))
    met = sum(each.criterion.weight for each in judgements if each.outcome == "met")
    return SectionScore(section.section, section.weight, 100 * met // of if of else None, judgements)


def _judged(criterion: Criterion, review: Review) -> Judgement:
    if criterion.is_for_a_person:
        return Judgement(criterion, "for-a-person")
    asked = [found for key in criterion.answers for found in _places(review, key)]
    missing = tuple(path for path, value in asked if value in NOTHING)
    under = tuple(f"{part}." for part in criterion.under)
    findings = tuple(
        found
        for found in review.findings
        if found.code in criterion.codes and f"{found.step}.{found.field}.".startswith(under)
    )
    if missing or findings:
        return Judgement(criterion, "not-met", missing, findings)
    return Judgement(criterion, "met" if asked else "not-applicable")


def _places(review: Review, key: str) -> Iterator[tuple[Path, Any]]:
    """Every place where an answer to a key is expected of the design, with what is there."""
    step, name, *inner = key.split(".")
    owner: Record = getattr(review.design, step)
    if any(field.name == name for field in review.reading.asked[step]):
        yield from _within(owner.fields[name], owner, review.design, (step, name), inner, review.design.depth)


def _within(
    field: Field, holder: Record, owner: object, path: Path, inner: list[str], depth: Depth
) -> Iterator[tuple[Path, Any]]:
    """The same below a field; `holder` has its answer, `owner` is asked for its condition."""
    value = getattr(holder, field.name)
    if not inner:
        if not callable(field.need) or field.need(owner):
            yield path, value
        return
    for record in value:
        asking = record.fields[inner[0]]
        if is_asked(asking, record, depth):
            yield from _within(asking, record, record, (*path, record.id, asking.name), inner[1:], depth)


def _section(part: Part) -> SectionRubric:
    return SectionRubric(
        part.at("name").text,
        part.at("priority").text,
        part.at("weight").number,
        tuple(_criterion(each) for each in part.at("criteria").items),
    )


def _criterion(part: Part) -> Criterion:
    answers = part.at("answers", []).texts
    return Criterion(
        part.at("id").text,
        part.at("question").text,
        part.at("weight").number,
        answers,
        part.at("codes", []).texts,
        part.at("under", []).texts or answers,
        part.has("judge"),
    )


def _case(part: Part) -> Case:
    example, answers = _draft(part.at("draft"))
    expected = part.at("expected")
    total = expected.at("total", {})
    return Case(
        id=part.at("id").text,
        description=part.at("description").text,
        example=example,
        answers=answers,
        verdict=expected.at("verdict").text,
        headings=expected.at("headings").texts,
        codes=expected.at("codes", []).texts,
        silent=expected.at("silent", []).texts,
        not_applicable=expected.at("not_applicable", []).texts,
        total=(total.at("at_least", 0).number, total.at("at_most", 100).number),
    )


def _draft(part: Part) -> tuple[str, Mapping[str, Mapping[str, Any]]]:
    """The example that a draft begins with, and the answers beside it."""
    if isinstance(part.value, str) and part.value in NAMED_DRAFTS:
        return "", NAMED_DRAFTS[part.value]
    return part.at("example", "").text, {step: each.value for step, each in part.at("answers", {}).entries.items()}
