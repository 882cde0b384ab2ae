"""Checklist items about JSON: that examples are JSON, and how they write money, moments, numbers and ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from wizard.checklist.told import MOST_NAMED, Told, Where, met, quoted, settles, silent, unmet
from wizard.design import Design
from wizard.facts.examples import Member, Shown, example_bodies, tool_schemas
from wizard.steps.data import Table

EXAMPLES = ("api", "operations")
MONEY = frozenset(("amount", "price", "fee", "balance"))
"""Names that are amounts of money, as words within the name of a member or column."""
WORDS = re.compile(r"[A-Z]?[a-z]+")
INTEGERS = re.compile(r"^(?:big|small|medium)?int(?:eger)?(?:[248]|64|32)?\b|^(?:big)?serial\b", re.IGNORECASE)
INEXACT = re.compile(r"^(?:float|real|double|money)", re.IGNORECASE)
MOMENT = re.compile(r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
WITH_OFFSET = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$")
DAY_NAMES = re.compile(r"(?:_date|_day|^date|^day|birth_?date)$|Date$|Day$")
ID = re.compile(r"(?:^|_)id$|[a-z]Id$")
MOST_EXACT = 2**53 - 1
"""The largest integer that every JSON reader keeps (RFC 8259, 6)."""
DIALECT = "2020-12"

Judge = Callable[[Member], str | None]
"""What is wrong with a member in words, empty if it is fine, `None` if it is not meant."""


@settles("tech-examples-are-json")
def examples_are_json(design: Design) -> Told:
    """Every example and tool schema can be parsed, and says nothing twice."""
    shown = [*example_bodies(design), *tool_schemas(design)]
    return _judged(shown, ((one, one.body.wrong) for one in shown), "JSON")


@settles("tech-numbers-survive")
def numbers_survive(design: Design) -> Told:
    """No number in an example or tool schema is beyond what every reader keeps."""
    shown = [one for one in (*example_bodies(design), *tool_schemas(design)) if not one.body.wrong]
    too_large = ((one, number) for one in shown for number in one.body.numbers if abs(number) > MOST_EXACT)
    return _judged(shown, ((one, f"{number} is too large") for one, number in too_large), "within the range")


@settles("tech-ids-are-strings")
def ids_are_strings(design: Design) -> Told:
    """No example shows an identifier as a number."""
    return _members(
        design,
        lambda one: None if not _is_id(one.name) else "" if isinstance(one.value, (str, type(None))) else _pair(one),
        "identifiers are strings",
        "no example shows an identifier",
    )


@settles("tech-moments-with-offset")
def moments_have_an_offset(design: Design) -> Told:
    """Moments in examples say their offset, and days have no time."""

    def judge(one: Member) -> str | None:
        if not isinstance(one.value, str):
            return _pair(one) if one.name.endswith("_at") and isinstance(one.value, int) else None
        if not MOMENT.match(one.value):
            return None
        is_fine = WITH_OFFSET.match(one.value) and not DAY_NAMES.search(one.name)
        return "" if is_fine else _pair(one)

    return _members(design, judge, "moments have an offset", "no example shows a moment")


@settles("tech-money-in-minor-units")
def money_is_whole(design: Design) -> Told:
    """Amounts are integers in examples and tables, each with a currency beside it."""
    amounts = [*_columns_of_money(design), *_members_of_money(design)]
    if wrong := [amount for amount in amounts if amount.is_no_integer]:
        return unmet(*(amount.where for amount in wrong[:MOST_NAMED]))
    alone = next((amount.where for amount in amounts if amount.is_alone), None)
    if alone is not None:
        return silent((alone.path, f"{alone.words}: in whole units, of which currency?"))
    if not amounts:
        return silent((EXAMPLES, "no amount is shown"))
    return met((EXAMPLES, f"{len(amounts)} whole, with a currency"))


class Amount(NamedTuple):
    """An amount of money: its name, what it is, and the column's table or the example that it stands in."""

    name: str
    said: object
    held: Table | Shown
    is_no_integer: bool
    is_alone: bool
    """Whether no currency is beside it, or its type does not say that it is whole."""

    @property
    def where(self) -> Where:
        """The amount as evidence."""
        if isinstance(self.held, Shown):
            return Where(self.held.path, f"{self.held.of}: {self.name} {self.said}")
        return Where(("data", "tables", self.held.id), f"{self.held.name}.{self.name}: {self.said or 'no type'}")


def _columns_of_money(design: Design) -> Iterable[Amount]:
    for table in design.data.tables:
        has_currency = any("currency" in column.name.lower() for column in table.table_columns)
        for column in table.table_columns:
            if _is_money(column.name):
                is_alone = not (has_currency and INTEGERS.search(column.type))
                yield Amount(column.name, column.type, table, INEXACT.search(column.type) is not None, is_alone)


def _members_of_money(design: Design) -> Iterable[Amount]:
    for shown, one in _shown_members(design):
        if _is_money(one.name) and isinstance(one.value, (int, float, str)):
            is_alone = not any("currency" in name.lower() for name in one.beside)
            yield Amount(one.name, one.value, shown, not isinstance(one.value, int), is_alone)


@settles("tech-dialect-named")
def dialect_is_named(design: Design) -> Told:
    """Every tool schema names the dialect itself; where one does not, a default may be stated elsewhere."""
    shown = list(tool_schemas(design))
    dialects = [(one, one.body.value.get("$schema") if isinstance(one.body.value, dict) else None) for one in shown]
    if other := [(one, said) for one, said in dialects if said is not None and DIALECT not in str(said)]:
        return unmet(*((one.path, f"{one.of}: {quoted(str(said))}") for one, said in other[:MOST_NAMED]))
    if unnamed := [one for one, said in dialects if said is None]:
        return silent(*((one.path, f"{one.of}: names no dialect") for one in unnamed[:MOST_NAMED]))
    at = ("api", "mcp_tools")
    return met((at, f"all {len(shown)} name {DIALECT}")) if shown else silent((at, "no schema is shown"))


@settles("tech-newer-openapi-used")
def newer_openapi_is_used(design: Design) -> Told:
    """3.1, or 3.2 with something that only it can describe."""
    chosen, at = design.api.openapi_version, ("api", "openapi_version")
    if chosen is None:
        return silent((at, "is not answered"))
    if chosen == "3.1.2":
        return met((at, chosen))
    for operation in design.api.operations:
        if operation.method == "QUERY":
            return met((("api", "operations", operation.id), f"{operation.label}: QUERY"))
    return silent((at, f"{chosen}; no operation uses QUERY"))


@settles("tech-messages-described")
def messages_are_described(design: Design) -> Told:
    """Where systems are reached by messages, a file describes these."""
    reached = re.compile(r"queue|stream|webhook|kafka|amqp|\bevents?\b|cloudevents|pub/?sub|mqtt", re.IGNORECASE)
    systems = [one for one in design.scope.external_systems if reached.search(one.protocol)]
    at = ("scope", "external_systems")
    if not systems:
        return silent((at, "none is said to be reached by queue, stream or webhook"))
    language = re.compile(r"asyncapi|avro|\.avsc|protobuf|\.proto\b|cloudevents|json schema", re.IGNORECASE)
    files = design.file_plan.files
    for file in files:
        if language.search(f"{file.path} {file.purpose}"):
            return met((("file_plan", "files", file.id), f"{file.path}: {quoted(file.purpose)}"))
    words = f"{systems[0].label}: no file describes its messages"
    may_be = not files or any(re.search(r"message|event|webhook|openapi", one.purpose + one.path) for one in files)
    return silent(((*at, systems[0].id), words)) if may_be else unmet(((*at, systems[0].id), words))


@lru_cache(maxsize=4096)
def _is_money(name: str) -> bool:
    return any(word.lower() in MONEY for word in WORDS.findall(name)) and "points" not in name.lower()


@lru_cache(maxsize=4096)
def _is_id(name: str) -> bool:
    return ID.search(name) is not None


def _pair(one: Member) -> str:
    return f"{one.name} {one.value}"


def _shown_members(design: Design) -> Iterable[tuple[Shown, Member]]:
    return ((shown, member) for shown in example_bodies(design) for member in shown.body.members)


def _members(design: Design, judge: Judge, has: str, nothing: str) -> Told:
    """What a judgement of every member of every example comes to."""
    judged: list[tuple[Shown, Any]] = [
        (shown, words) for shown, member in _shown_members(design) if (words := judge(member)) is not None
    ]
    if not judged:
        return silent((EXAMPLES, nothing))
    return _judged([shown for shown, _ in judged], judged, has)


def _judged(shown: list[Shown], judged: Iterable[tuple[Shown, str]], has: str) -> Told:
    """Unmet by those with words, silent if nothing is shown."""
    if not shown:
        return silent((EXAMPLES, "no example is shown"))
    wrong = [Where(one.path, f"{one.of}: {quoted(words)}") for one, words in judged if words]
    if wrong:
        more = len(wrong) - MOST_NAMED
        return unmet(*wrong[:MOST_NAMED], *((Where(EXAMPLES, f"and {more} more"),) if more > 0 else ()))
    return met((EXAMPLES, f"all {len(shown)}: {has}" if len(shown) > 1 else has))
