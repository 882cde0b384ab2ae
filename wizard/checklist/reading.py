"""Lists and records whose words tell what they are about. A list that is there and has no line of a kind does lack it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wizard.checklist.told import MOST_NAMED, Told, met, silent, unmet
from wizard.design import Design
from wizard.facts.words import affirmed, cut, plain

GENERIC = frozenset(
    [
        "api",
        "app",
        "client",
        "cloud",
        "delivery",
        "endpoint",
        "endpoints",
        "gateway",
        "index",
        "platform",
        "provider",
        "server",
        "service",
        "system",
        "systems",
    ]
)
"""Words in the names of systems that do not tell one from another."""
LEAST_TELLING = 4
"""A single word has to be so long to stand for a name."""


def tells(text: str, *kinds: str) -> bool:
    """Whether a text affirms a word of each kind; a kind is beginnings of words, joined by `|`, and may be a pattern."""
    return all(affirmed(rf"\b(?:{kind})", text) for kind in kinds)


def words_of(record: Any, *fields: str) -> str:
    """Several answers of one record, each a line."""
    return "\n".join(str(getattr(record, field) or "") for field in fields)


def lines(path: str, design: Design, wanted: Mapping[str, tuple[str, ...]]) -> Told:
    """For items of the form "the list contains A and B": `wanted` goes from what a line is about to the kinds of words in it."""
    step, field = path.split(".")
    where = (step, field)
    listed: tuple[str, ...] = getattr(getattr(design, step), field)
    if not listed:
        return silent((where, "none are listed"))
    found = {about: next((line for line in listed if tells(line, *kinds)), "") for about, kinds in wanted.items()}
    missing = [about for about, line in found.items() if not line]
    if missing:
        return unmet((where, f"no line about {' or '.join(missing)}"))
    return met(*((where, cut(line)) for line in dict.fromkeys(found.values())))


def joined(names: Iterable[str]) -> str:
    """Names in one line; after the first few, how many more there are."""
    found = list(names)
    return ", ".join(found[:MOST_NAMED]) + (f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else "")


def is_named(name: str, text: str) -> bool:
    """Whether a text names a system: by its name, or by the one word of it that tells it from others."""
    said = plain(text)
    words = [word for word in plain(name).split() if word not in GENERIC]
    return plain(name) in said or (bool(words) and len(words[-1]) >= LEAST_TELLING and f" {words[-1]}" in said)
