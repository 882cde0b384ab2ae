"""What the name of a workflow says: a verb, and the entity that it is done to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple

from wizard.facts.naming import singular, words_of

Deed = Literal["create", "list", "read", "update", "delete", "action"]

_VERBS: dict[Deed, tuple[str, ...]] = {
    "create": (
        "add", "book", "create", "file", "invite", "make", "onboard", "open", "order", "place", "post", "propose", "raise", "record",
        "register", "report", "request", "reserve", "schedule", "set", "sign", "submit", "take", "upload",
    ),
    "list": ("browse", "explore", "list", "search"),
    "read": ("check", "find", "follow", "get", "inspect", "look", "read", "see", "show", "track", "view"),
    "update": ("adjust", "amend", "change", "edit", "maintain", "rename", "replace", "update"),
    "delete": ("delete", "discard", "erase", "remove"),
}  # fmt: skip
_DEED: dict[str, Deed] = {verb: deed for deed, verbs in _VERBS.items() for verb in verbs}
_MOST_WORDS = 4
"""The longest entity name that is looked for in a text."""


class Doing(NamedTuple):
    """A verb and what kind of operation it makes of the entity; `within` is a second entity that the text names before."""

    verb: str
    deed: Deed
    entity: str
    within: str


def entity_index(entities: Iterable[Any]) -> dict[tuple[str, ...], str]:
    """The names of entities by their words; value objects and events are not what anything is done to."""
    return {
        words_of(entity.name): entity.name
        for entity in entities
        if entity.name and entity.kind not in ("value-object", "event")
    }


def doing(name: str, outcome: str, entities: Mapping[tuple[str, ...], str]) -> Doing | None:
    """What a workflow does to which entity; nothing where its name and outcome name none.

    A verb that is an entity itself makes a new one of those: 'Refund a payment' creates a Refund within a Payment.
    """
    words = tuple(map(singular, words_of(name)))
    if not words:
        return None
    verb, made = words[0], entities.get(words[:1])
    named = entities_in(words[1:], entities)
    if made and named and named[0] != made:
        return Doing(verb, "create", made, named[0])
    if not named:
        named = entities_in(tuple(map(singular, words_of(outcome))), entities)[:1]
    if not named:
        return None
    return Doing(verb, _DEED.get(verb, "action"), named[0], "")


def entities_in(words: tuple[str, ...], entities: Mapping[tuple[str, ...], str]) -> list[str]:
    """The entities that a text names, in order; of two that overlap the longer."""
    found, place = [], 0
    while place < len(words):
        for length in range(min(_MOST_WORDS, len(words) - place), 0, -1):
            name = entities.get(words[place : place + length])
            if name is not None:
                found.append(name)
                place += length - 1
                break
        place += 1
    return found
