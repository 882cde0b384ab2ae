"""A suggestion: an answer that follows from other answers, with its reasons. It is offered, never filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from wizard.design import Design, Path


class Suggestion(NamedTuple):
    """An answer for a field, or a record for a list. `value` is as a draft holds it: plain data."""

    code: str
    path: Path
    """The field; for a record the list that it would be added to."""
    value: Any
    because: str
    """The reasons, in the words of the design's own records."""
    basis: tuple[Path, ...]
    """The answers that it follows from; when one of them changes, an accepted suggestion is stale."""

    @property
    def is_record(self) -> bool:
        """Whether it adds a record, rather than answers a field."""
        return isinstance(self.value, Mapping)


class Offer(NamedTuple):
    """What a rule offers at one place; the rule's code is added to it."""

    path: Path
    value: Any
    because: str
    basis: tuple[Path, ...]


class Advisor(NamedTuple):
    """A rule: its code, what it is about in one sentence, the reference page behind it, and what it offers for a design.

    `offers` yields only records that the design does not have yet; answers it may offer for fields that are answered.
    """

    code: str
    title: str
    reference: str
    offers: Callable[[Design], Iterable[Offer]]


ADVISORS: dict[str, Advisor] = {}
"""All rules by code."""


def suggests(code: str, title: str, reference: str) -> Callable[[Callable[[Design], Iterable[Offer]]], Advisor]:
    """Declare a function that offers answers as the rule with this code."""

    def declared(offers: Callable[[Design], Iterable[Offer]]) -> Advisor:
        if code in ADVISORS:
            raise ValueError(f"two rules are called {code}")
        ADVISORS[code] = Advisor(code, title, reference, offers)
        return ADVISORS[code]

    return declared
