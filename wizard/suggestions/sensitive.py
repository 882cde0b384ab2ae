"""What names of attributes say about how delicate they are; and which attributes and columns of a design are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from wizard.design import Design, Path
from wizard.facts.naming import words_of
from wizard.steps.data import Table
from wizard.steps.domain import Entity

REGULATED = ("personal", "health", "card")
"""The classes about people, which have a period after which they go."""
DELICATE = (*REGULATED, "secret")
"""The classes that are never logged."""

_TELLING: dict[str, tuple[str, ...]] = {
    "secret": ("password", "passphrase", "secret", "private key", "api key", "access token", "refresh token", "totp seed"),
    "card": ("card number", "pan", "cvv", "cvc", "card token", "card expiry", "cardholder name"),
    "health": (
        "diagnosis", "medication", "prescription", "symptom", "symptoms", "allergy", "allergies", "blood type", "blood pressure",
        "lab result", "medical history", "treatment",
    ),
    "personal": (
        "email", "email address", "phone", "phone number", "mobile", "first name", "last name", "full name", "surname", "given name",
        "family name", "date of birth", "birth date", "birthday", "street", "postal code", "home address", "postal address", "iban",
        "passport number", "tax number", "social security number", "ssn", "ip address", "legal guardian",
    ),
}  # fmt: skip
"""By class, names that hardly ever mean anything else."""
_CLASS = {tuple(name.split()): found for found, names in _TELLING.items() for name in names}
_MOST_WORDS = max(map(len, _CLASS))


@lru_cache(maxsize=4096)
def sensitivity_of(name: str) -> str | None:
    """The class that a name gives away: `contact_email` is personal. A name with more after it says nothing: `email_count`."""
    words = words_of(name)
    return next(
        (found for n in range(_MOST_WORDS, 0, -1) if (found := _CLASS.get(words[-n:] if n <= len(words) else ()))), None
    )


class Held(NamedTuple):
    """An attribute that is delicate: what it is called, how much, of which entity, and where that is said."""

    name: str
    sensitivity: str
    entity: str
    path: Path


def delicate_attributes(design: Design, classes: tuple[str, ...] = REGULATED) -> Iterator[Held]:
    """The attributes of step 3 that are of one of these classes."""
    for entity in design.domain.entities:
        yield from _of_entity(entity, classes)


def delicate_columns(design: Design, classes: tuple[str, ...] = REGULATED) -> Iterator[Held]:
    """The columns of step 5 that are of one of these classes, by table."""
    for table in design.data.tables:
        yield from _of_table(table, classes)


@lru_cache(maxsize=8192)  # many rules ask this of the same records, and records do not change
def _of_entity(entity: Entity, classes: tuple[str, ...]) -> tuple[Held, ...]:
    return tuple(
        Held(
            one.name,
            one.sensitivity,
            entity.name,
            ("domain", "entities", entity.id, "attributes", one.id, "sensitivity"),
        )
        for one in entity.attributes
        if one.sensitivity in classes
    )


@lru_cache(maxsize=8192)
def _of_table(table: Table, classes: tuple[str, ...]) -> tuple[Held, ...]:
    return tuple(
        Held(
            one.name, one.sensitivity, table.name, ("data", "tables", table.id, "table_columns", one.id, "sensitivity")
        )
        for one in table.table_columns
        if one.sensitivity in classes
    )
