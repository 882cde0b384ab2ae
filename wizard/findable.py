"""What can be found: questions, answers, reference pages by section, checklist items and findings, each with its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple, get_args
from weakref import WeakKeyDictionary

from wizard.answers import records_in
from wizard.ask import Depth, Field, Record, name_of
from wizard.design import Path
from wizard.folded import fold
from wizard.knowledge.guide import guide
from wizard.knowledge.library import items
from wizard.knowledge.page import Page
from wizard.knowledge.shelf import CONTENTS_PAGE, titles
from wizard.review import Review
from wizard.steps.step import Step
from wizard.text import one_line
from wizard.workflow import STEP_BY_KEY, STEPS

Kind = Literal["question", "answer", "reference", "item", "finding"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""In the order in which hits that are equally good are listed."""

_MARKS = re.compile(r"^ *\|[ :|-]+\|$|^ *(?:```|~~~).*$|^ *[-*+] |\*\*|`", re.MULTILINE)
_CELLS = re.compile(r"\s*\|\s*")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


class Entry(NamedTuple):
    """Something that can be found, and its words without case and accents."""

    kind: Kind
    title: str
    body: str
    target: Path | str
    place: str
    named: str
    """What a match in counts as a match of the title."""
    own: str
    """What at least one word has to be in."""
    whole: str
    """What all words have to be in."""


def _entry(kind: Kind, title: str, body: str, target: Path | str, place: str) -> Entry:
    """An entry that its title and its body can be found by; the words for its place only help."""
    named = fold(title)
    own = f"{named}\n{fold(body)}"
    return Entry(kind, title, body, target, place, named, own, f"{own}\n{fold(place)}")


# What follows from the review is kept for as long as the review, so that each further letter only looks through it.
_found_in: WeakKeyDictionary[Review, dict[Kind, tuple[Entry, ...]]] = WeakKeyDictionary()


def entries(review: Review, kind: Kind) -> tuple[Entry, ...]:
    """Everything of a kind that can be found in a design or beside it."""
    match kind:
        case "reference":
            return _references()
        case "item":
            return _items()
    if review not in _found_in:
        asked = {(step, field.name) for step, fields in review.reading.asked.items() for field in fields}
        depth = review.design.depth
        _found_in[review] = {
            "question": tuple(
                entry for entry, field in _questions() if entry.target in asked and field.is_deep_enough(depth)
            ),
            "answer": tuple(_answers(review)),
            "finding": tuple(_findings(review)),
        }
    return _found_in[review][kind]


@cache
def _questions() -> tuple[tuple[Entry, Field], ...]:
    """Every question; one of a record leads to its list."""
    found = []
    for step in STEPS:
        for name, field in step.fields.items():
            for asking, where in _with_columns(field, _place(step, name)):
                options = "; ".join(f"{option.value} {option.hint}" for option in asking.options)
                body = " ".join(part for part in (asking.help, asking.why, options) if part)
                found.append((_entry("question", asking.prompt, body, (step.key, name), where), asking))
    return tuple(found)


def _with_columns(field: Field, place: str) -> Iterator[tuple[Field, str]]:
    """A field and those of its records, each with where it stands."""
    yield field, place
    if field.record is not None:
        for inner in field.record.fields.values():
            yield from _with_columns(inner, _within(place, field.prompt))


def _place(step: Step, field: str) -> str:
    """The step and group that a field is in."""
    name = f"{step.number} {step.title}" if step.number else step.title
    return _within(name, step.group_of(field).heading)


def _within(place: str, name: str) -> str:
    """A place within another, unless both are called the same."""
    return place if not name or name == place.rpartition(" › ")[2] else f"{place} › {name}"


def _answers(review: Review) -> Iterator[Entry]:
    """Every answer as it was given, of what is asked now."""
    for step in STEPS:
        given = review.answers.get(step.key)
        if not isinstance(given, Mapping):
            continue
        for field in review.reading.asked[step.key]:
            place = _place(step, field.name)
            yield from _answer(field, given.get(field.name), (step.key, field.name), place, review.design.depth)


def _answer(field: Field, raw: Any, path: Path, place: str, depth: Depth) -> Iterator[Entry]:
    if field.record is not None:
        for record in records_in(raw):
            here = (*path, str(record.get("id", "")))
            yield from _record(field.record, record, here, _within(place, field.prompt), depth)
        return
    yield from _said_in(field, raw, path, place, fold(place))


def _record(kind: type[Record], raw: Mapping[str, Any], path: Path, place: str, depth: Depth) -> Iterator[Entry]:
    """The answers of a record. The one that names it is its title, and stands for the others' place."""
    label = one_line(name_of(kind, raw))
    inside = _within(place, label)
    names = next((parts for parts in kind.named_by if label and all(raw.get(part) for part in parts)), ())
    if names:
        yield _entry("answer", label, "", (*path, names[-1]), place)
    around = fold(inside)
    for name, field in kind.fields.items():
        value = raw.get(name)
        if value is None or name in names or not field.is_deep_enough(depth):
            continue
        if field.record is not None:
            yield from _answer(field, value, (*path, name), inside, depth)
        else:
            yield from _said_in(field, value, (*path, name), inside, around)


def _said_in(field: Field, raw: Any, path: Path, place: str, around: str) -> Iterator[Entry]:
    """The answer to a field, found by what it says; the question and the folded words for its place only help."""
    said = _said(raw)
    if said:
        own, named = fold(said), fold(field.prompt)
        yield Entry("answer", field.prompt, said, path, place, named, own, f"{own}\n{named} {around}")


def _said(raw: Any) -> str:
    """An answer as words; yes and no are none."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, list):
        return "; ".join(str(item) for item in raw if isinstance(item, (str, int, float)))
    return str(raw) if isinstance(raw, (int, float)) and not isinstance(raw, bool) else ""


def _findings(review: Review) -> Iterator[Entry]:
    for finding in review.findings:
        place = _place(STEP_BY_KEY[finding.step], finding.path[1])
        yield _entry("finding", finding.message, finding.fix, finding.path, place)


@cache
def _items() -> tuple[Entry, ...]:
    """Every checklist item, those of the team's own guide included."""
    return tuple(
        _entry("item", item.statement.replace("`", ""), f"{item.id}  {item.source}", item.id, titles()[item.page].title)
        for item in (*items(), *guide().items)
    )


@cache
def _references() -> tuple[Entry, ...]:
    """Every page, and every section of it."""
    return tuple(entry for page in titles().values() if page.name != CONTENTS_PAGE for entry in _sections(page))


def _sections(page: Page) -> Iterator[Entry]:
    """The page with what stands before its second heading, then section by section; checklist items are found as items."""
    lines = page.text.splitlines()
    heads = [heading for heading in page.headings if heading.level > 1]
    ends = [*(heading.line for heading in heads), len(lines)]
    begin = int(page.text.startswith("# "))
    yield _entry("reference", page.title, f"{page.summary} {_plain(lines[begin : ends[0]])}", f"{page.name}#", "")
    for heading, end in zip(heads, ends[1:], strict=True):
        body = _plain(lines[heading.line + 1 : end])
        if body:
            yield _entry("reference", heading.words, body, f"{page.name}#{heading.anchor}", page.title)


def _plain(lines: Iterable[str]) -> str:
    """Markdown as words."""
    kept = "\n".join(line for line in lines if not line.lstrip().startswith("- ["))
    return _CELLS.sub("  ", _MARKS.sub("", _LINK.sub(r"\1", kept))).strip()
