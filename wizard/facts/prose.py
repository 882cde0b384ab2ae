"""What stands in the prose of a design where an answer is expected: adjectives, placeholders, nothing, the question itself.

Every answer in words is looked at once, record by record, and remembered for as long as the record stays the same: a review
follows every answer, and of thousands of records one has changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from wizard.ask import Field, Group, Record
from wizard.design import Design, Path
from wizard.facts.stated import stated
from wizard.facts.words import affirmed
from wizard.remembered import Remembered
from wizard.steps.access import Access
from wizard.steps.data import Boundary
from wizard.steps.domain import Invariant
from wizard.steps.file_plan import NextStep, OpenQuestion
from wizard.steps.operations import Operations
from wizard.steps.operations_records import Slo
from wizard.steps.pattern import Patterns
from wizard.steps.risks import EdgeCase, FailureMode, Risk
from wizard.steps.scope import Scope, Workflow
from wizard.workflow import STEPS

Kind = Literal["vague", "placeholder", "nothing", "ownerless", "question", "long"]


class Remark(NamedTuple):
    """One place in the prose: what kind of words stand there, in which field, and the words; a long text stands for itself."""

    kind: Kind
    path: Path
    label: str
    field: Field
    words: str
    is_needed: bool


MEASURED: dict[type[Record], frozenset[str]] = {
    Scope: frozenset(("goal", "minimal_architecture", "integrity_constraints")),
    Workflow: frozenset(("outcome",)),
    Patterns: frozenset(("rationale",)),
    Invariant: frozenset(("statement",)),
    Boundary: frozenset(("mechanism",)),
    Slo: frozenset(("indicator",)),
    Operations: frozenset(
        ("overload_policy", "degradation", "rollback", "disaster_recovery", "capacity_notes", "n_plus_one", "load_test")
    ),
    EdgeCase: frozenset(("expected",)),
    FailureMode: frozenset(("effect", "mitigation")),
    Risk: frozenset(("mitigation",)),
}
"""Where an adjective stands for a number that somebody has to choose."""
NAMES = frozenset(
    (
        *("name", "title", "term", "code", "path", "type", "item", "finding", "risk", "default_value", "references"),
        *("index_columns", "source", "target", "states", "operation_id", "current_version"),
    )
)
"""Fields that hold a name or a fixed form, where words such as Todo are not ours to judge."""
CODE = frozenset(("request_example", "response_example", "input_schema", "output_schema", "arguments", "returns"))
"""Fields that hold something for programs."""
STILL_OPEN: tuple[type[Record], ...] = (OpenQuestion, NextStep)
"""Records that are there to say what is open."""
NONE_IS_ANSWER: dict[type[Record] | None, frozenset[str]] = {
    Access: frozenset(("secrets", "cors_origins", "auth0_refresh_lifetimes", "isolation_mechanism")),
    Scope: frozenset(("apps_monetization", "apps_state", "workers_state", "workers_streaming")),
    Operations: frozenset(("rollback", "idempotency_key_source", "idempotency_window", "idempotency_store")),
    None: frozenset(("invalidation", "detection", "fallback", "backoff")),
}
"""Fields whose help takes 'none' for an answer, or where a rule of their own judges it; by class, or of any record."""

VAGUE = (
    r"\b(?:(?:very|highly|extremely) )?(?:fast(?![ -](?:path|track|lane|forward))|quick(?:ly)?|scalab(?:le|ly)|highly available|"
    r"high(?:ly)?[- ](?:availability|performance)|real[- ]?time|robust(?:ly)?|secure(?:ly)?|performant|low[- ]latency|"
    r"user[- ]friendly|seamless(?:ly)?|state[- ]of[- ]the[- ]art|blazing(?:ly)?|efficient(?:ly)?|flexible|reliabl[ey]|"
    r"resilient|world[- ]class|as (?:soon|fast) as possible|responsive)\b"
)
PLACEHOLDER = (
    r"\b(?:tbd|tba|fixme|lorem ipsum)\b|\b(?-i:TODO)\b(?! lists?\b)|\btodo:|\?{3,}|"
    r"<(?:insert|your|todo|tbd)\b[^>]*>|\[(?:insert|your|todo|tbd)\b[^\]]*\]"
)
TO_BE = ("to be defined", "to be determined", "to be decided", "to be clarified")
STAND_INS = frozenset(("tbd", "tba", "fixme", "wip", "placeholder", "fill in", "fill me in", "fill this in", "..", "…"))
"""Answers that are nothing but a placeholder, without the dots behind them."""
OWNERLESS = r"(?<!there )\bshould (?:be|not be|get|have been)\b|\b(?:someone|somebody) (?:will|should|must|has to|needs to|checks|decides|looks)\b"
NEITHER = frozenset(("n/a", "na", "n.a", "not applicable"))
NOTHINGS = NEITHER | frozenset(
    ("none", "no", "nothing", "nil", "null", "-", "--", "—", "–", ".", "not needed", "not relevant")
)
MARKS = (
    *(
        "fast",
        "quick",
        "scalab",
        "high",
        "real",
        "robust",
        "secure",
        "perform",
        "low-",
        "low ",
        "user",
        "seamless",
        "state",
    ),
    *(
        "blazing",
        "efficient",
        "flexible",
        "reliab",
        "resilient",
        "world",
        "as soon",
        "responsive",
        "tbd",
        "tba",
        "todo",
    ),
    *("fixme", "lorem", "??", "to be ", "<", "[", "should", "someone", "somebody"),
)
"""A text without any of these holds neither adjective nor placeholder; looking for them costs a tenth of the patterns."""
MOST = 32768
"""So many records are remembered; the largest designs have some thousands."""
LONG = 60
"""From so many characters on, the same text twice was copied."""
LONG_WORDS = 10
SHORT = 24
"""Up to so many characters an answer may be nothing but a word."""


def remarks(design: Design) -> tuple[Remark, ...]:
    """All that is to be said of the prose of a design."""
    return _REMEMBERED(design)


def _all(design: Design) -> tuple[Remark, ...]:
    found: list[Remark] = []
    for step in STEPS:
        answers = getattr(design, step.key)
        table = _fields(step.answers)
        for name, field in step.fields.items():
            if field.kind == "records":
                for record in getattr(answers, name):
                    if said := _of_record(record):
                        found += [one._replace(path=(step.key, name, *one.path)) for one in said]
            elif name in table and (value := getattr(answers, name)):
                needed = field.need if isinstance(field.need, bool) else field.need(design)
                for text in (value,) if isinstance(value, str) else value:
                    found += _of_text(step.answers, field, text, (step.key, name), "", is_needed=needed)
    return tuple(found)


_REMEMBERED = Remembered(_all)
"""Every rule on prose asks for the same remarks."""


@lru_cache(maxsize=MOST)
def _of_record(record: Record) -> tuple[Remark, ...]:
    """The remarks on a record of a step and on those within it, with paths that begin at its id."""
    return tuple(_of_fields(record))


def _of_fields(record: Record) -> Iterator[Remark]:
    kind = type(record)
    table, label = _fields(kind), record.label or f"a {record.noun} without a name"
    for name, value in record.__dict__.items():
        field = table.get(name)
        if field is None or not value:
            continue
        if field.kind == "records":
            for inner in value:
                for one in _of_fields(inner):
                    yield one._replace(path=(record.id, name, *one.path), label=f"{label}.{one.label}")
            continue
        for text in (value,) if isinstance(value, str) else value:
            if len(text) <= SHORT or len(text) >= LONG or _is_marked(text):
                yield from _of_text(kind, field, text, (record.id, name), label, is_needed=field.is_needed(record))


def _is_marked(text: str) -> bool:
    lower = text.lower()
    return any(mark in lower for mark in MARKS)


def _of_text(
    kind: type[Record], field: Field, text: str, path: Path, label: str, *, is_needed: bool
) -> Iterator[Remark]:
    """The remarks on one text; in a field for a name it is judged as a whole only."""
    for what, words in _said(kind, field, text, is_needed=is_needed):
        yield Remark(what, path, label, field, words, is_needed)


def _said(kind: type[Record], field: Field, text: str, *, is_needed: bool) -> Iterator[tuple[Kind, str]]:
    if not issubclass(kind, STILL_OPEN) and (words := _placeholder(field, text)):
        yield "placeholder", words
        return
    if field.name in NAMES:
        return
    if is_needed and len(text) <= SHORT and (empty := _empty(kind, field, text)):
        yield empty, text
    if len(text) >= LONG and text.count(" ") >= LONG_WORDS - 1:
        yield "long", " ".join(text.split()).casefold()
    if not _is_marked(text):
        return
    if field.name in MEASURED.get(kind, ()) and (words := _vague(text)):
        yield "vague", words
    if is_needed and (ownerless := re.search(OWNERLESS, text, re.IGNORECASE)):
        yield "ownerless", ownerless[0]


def _empty(kind: type[Record], field: Field, text: str) -> Kind | None:
    """In which way a short text is no answer, if it is none."""
    word = text.strip().rstrip(".!").casefold()
    if word in NEITHER or (word in NOTHINGS and not _may_be_none(kind, field.name)):
        return "nothing"
    is_question = bool(field.help) and word in (field.prompt.casefold(), field.help.rstrip(".").casefold())
    return "question" if is_question else None


def _vague(text: str) -> str:
    """The first adjective in a sentence without a digit."""
    for sentence in re.split(r"(?<=[.;!?])\s+|\n", text):
        if not any(sign.isdigit() for sign in sentence) and (found := affirmed(VAGUE, sentence)):
            return found[0]
    return ""


def _placeholder(field: Field, text: str) -> str:
    """The words of a text that hold the place of an answer."""
    if len(text) <= SHORT and _stands_in(text.strip()):
        return text.strip()
    if field.name in NAMES or not _is_marked(text):
        return ""
    found = re.search(PLACEHOLDER, text, re.IGNORECASE)
    return found[0] if found else stated(text, *TO_BE)


def _stands_in(text: str) -> bool:
    """Whether a whole answer is a placeholder; todo in small letters may be what the system is about."""
    word = text.rstrip(".!").casefold()
    is_drawn = text == "..." or set(text) == {"?"} or (len(word) > 2 and set(word) == {"x"})
    return is_drawn or word in STAND_INS or text.rstrip(".!:") == "TODO"


def _may_be_none(kind: type[Record], field: str) -> bool:
    own = next(
        (fields for owner, fields in NONE_IS_ANSWER.items() if owner is not None and issubclass(kind, owner)), ()
    )
    return field in own or (not issubclass(kind, Group) and field in NONE_IS_ANSWER[None])


_FIELDS: dict[type[Record], dict[str, Field]] = {}


def _fields(kind: type[Record]) -> dict[str, Field]:
    """The fields of a class that hold prose, or records that do."""
    if kind not in _FIELDS:
        _FIELDS[kind] = {name: field for name, field in kind.fields.items() if _holds_prose(field)}
    return _FIELDS[kind]


def _holds_prose(field: Field) -> bool:
    return field.kind == "records" or (field.kind in ("line", "text", "lines") and field.name not in CODE)
