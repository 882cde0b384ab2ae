"""What the answers tell about a checklist item: that it is met, that it is not, or nothing; always with the answers that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from wizard.design import NOTHING, Design, Path
from wizard.facts.words import cut

MOST_NAMED = 3
"""So many records are named before the rest is counted."""


class Where(NamedTuple):
    """An answer by its path, and what it says or lacks, in words."""

    path: Path
    words: str


class Told(NamedTuple):
    """`met` and `unmet` are what the answers prove; `silent` is that they say nothing, and where they could."""

    state: Literal["met", "unmet", "silent"]
    where: tuple[Where, ...]


Predicate = Callable[[Design], Told]

PREDICATES: dict[str, Predicate] = {}
"""The predicates by the id of their item."""


def settles(item: str) -> Callable[[Predicate], Predicate]:
    """Declare that a predicate settles the item with this id."""

    def declared(predicate: Predicate) -> Predicate:
        if item in PREDICATES:
            raise ValueError(f"two predicates settle {item}")
        PREDICATES[item] = predicate
        return predicate

    return declared


def met(*where: Where | tuple[Path, str]) -> Told:
    """The item is met; `where` is the evidence."""
    return Told("met", tuple(Where(*one) for one in where))


def unmet(*where: Where | tuple[Path, str]) -> Told:
    """The item is not met; `where` is what contradicts it or is missing."""
    return Told("unmet", tuple(Where(*one) for one in where))


def silent(*where: Where | tuple[Path, str]) -> Told:
    """The answers say nothing about the item; `where` is where they could."""
    return Told("silent", tuple(Where(*one) for one in where))


def is_said(path: str, design: Design, lacks: str = "is not answered") -> Told:
    """For items that ask only that something is said: met by any answer to "step.field"; a list needs one entry."""
    step, field = path.split(".")
    value = getattr(getattr(design, step), field)
    where = (step, field)
    return silent((where, lacks)) if value in NOTHING else met((where, quoted(value)))


def every(
    records: Iterable[Any],
    path: str,
    is_fine: Callable[[Any], object],
    lacks: Callable[[Any], str] | str,
    *,
    has: str = "",
    nothing: str = "none are listed",
    field: str = "",
    is_open: Callable[[Any], object] | None = None,
    doubt: Callable[[Any], str] | str = "can not be told from the words",
) -> Told:
    """For items of the form "every X ...": met if all are fine, unmet by those that are not, silent if there are none.

    `path` is the list, as "step.field", of records or of lines; `lacks` says of one what is wrong; `has` says of their number
    that all is well; `field` is the record's field at which to look. `is_open` tells of one that is not fine whether nobody
    can know: it leaves the item open, with the words of `doubt`.
    """
    step, name = path.split(".")
    found = list(records)
    if not found:
        return silent(((step, name), nothing))
    not_fine = [record for record in found if not is_fine(record)]
    bad = [record for record in not_fine if is_open is None or not is_open(record)]
    if bad:
        return unmet(*_named(bad, (step, name), lacks, field))
    if not_fine:
        return silent(*_named(not_fine, (step, name), doubt, field))
    return met(((step, name), has or (f"all {len(found)}" if len(found) > 1 else _name(found[0]))))


def some(records: Iterable[Any], path: str, is_fine: Callable[[Any], object], lacks: str, *, nothing: str = "") -> Told:
    """For items of the form "at least one X ...": met by those that are fine, unmet if none is, silent if there are no X."""
    step, name = path.split(".")
    found = list(records)
    if not found:
        return silent(((step, name), nothing or lacks))
    good = [record for record in found if is_fine(record)]
    if not good:
        return unmet(((step, name), lacks))
    return met(*_named(good, (step, name), ""))


def _named(
    records: Sequence[Any], at: Path, words: Callable[[Any], str] | str, field: str = ""
) -> Iterable[tuple[Path, str]]:
    """The first few records, each with its name and the words said of it; then how many more there are."""
    for record in records[:MOST_NAMED]:
        said = words(record) if callable(words) else words
        name = _name(record)
        yield _path(record, at, field), f"{name}: {said}" if said else name
    if len(records) > MOST_NAMED:
        yield at, f"and {len(records) - MOST_NAMED} more"


def _name(record: Any) -> str:
    """What a record, or a line of a list of lines, is called."""
    return cut(record) if isinstance(record, str) else record.label or f"a {record.noun} without a name"


def _path(record: Any, at: Path, field: str) -> Path:
    """Where a record or one of its fields is; lines have no place of their own in their list."""
    if isinstance(record, str):
        return at
    return (*at, record.id, field) if field else (*at, record.id)


def quoted(value: Any) -> str:
    """An answer as evidence: short, in one line."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        names = [getattr(item, "label", "") or (item if isinstance(item, str) else "") for item in value]
        words = ", ".join(name for name in names[:MOST_NAMED] if name)
        more = len(value) - MOST_NAMED
        return cut(words) + (f" and {more} more" if more > 0 else "")
    return cut(str(value))
