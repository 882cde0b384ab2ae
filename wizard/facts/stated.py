"""What an answer states in so many words: phrases that stand in a clause which denies nothing."""

from __future__ import annotations

from functools import lru_cache

from wizard.facts.words import plain

DENIALS = frozenset(
    (
        *("no", "not", "never", "without", "nor", "neither", "nothing", "none", "nobody", "cannot", "don", "doesn"),
        *("isn", "aren", "won", "instead", "rather", "except", "outside", "avoid", "avoids", "forbidden", "forbids"),
        *("refused", "refuses", "refuse", "blocked", "blocks", "rejected", "rejects", "fails", "detect", "detects"),
        *("scan", "scanned", "scans", "unless", "disabled", "prohibited", "prevented", "removed", "replaced", "until"),
    )
)
"""A clause with one of these may say the opposite of its other words."""
NOTHING_SAID = frozenset(
    ("none", "no", "nothing", "n a", "na", "not applicable", "not used", "not needed", "not required")
)
"""Whole answers that say that there is nothing."""


def stated(text: str, *phrases: str) -> str:
    """The first of these phrases that a text holds as whole words in a clause without a denial; empty if there is none."""
    if not text:
        return ""
    for clause in _clauses(text):
        for phrase in phrases:
            asked = f" {phrase} "
            if asked in clause and DENIALS.isdisjoint(clause.replace(asked, " ").split()):
                return phrase
    return ""


def mentions(text: str, *words: str) -> bool:
    """Whether a text holds one of these as whole words, whatever it says of it."""
    said = plain(text)
    return any(f" {word} " in said for word in words)


def is_nothing(text: str) -> bool:
    """Whether an answer says in its first clause that there is nothing, and goes on to no more than a reason."""
    first = next(iter(_clauses(text)), "").strip()
    return first in NOTHING_SAID


@lru_cache(maxsize=4096)
def _clauses(text: str) -> tuple[str, ...]:
    """The clauses of a text, in plain words."""
    for mark in (". ", "\n", ";", ":", "(", ")", " - ", " but "):
        text = text.replace(mark, ",")
    return tuple(plain(part) for part in text.split(",") if part.strip())
