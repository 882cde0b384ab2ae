"""How things of a design are called elsewhere in it: as a table, a path, a tool; and whether two texts speak of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

MOST_NAMED = 3
"""So many names are said before the rest is counted."""
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_STEM = 5
"""Letters by which words are compared: enough for refund and refunded, too few for refund and refill."""
_EMPTY = frozenset(
    _PARTS.findall(
        "a an and are as at be been before by can every for from has have in into is it its may more most never no not of on one "
        "only or other our per same so than that the their them then there this to two under until us was we what when which "
        "while who with within without"
    )
)
_GENERIC = frozenset(
    _PARTS.findall("api app backend client gateway platform provider register server service system user")
)
"""Words in the names of systems and users that do not tell one from another."""


@lru_cache(maxsize=8192)
def words_of(name: str) -> tuple[str, ...]:
    """The words in a name, however they are joined: `PayoutAccount` is `payout`, `account`."""
    return tuple(part.lower() for part in _PARTS.findall(name))


def snake(name: str) -> str:
    """`payout_account`."""
    return "_".join(words_of(name))


def kebab(name: str) -> str:
    """`payout-account`."""
    return "-".join(words_of(name))


def pascal(name: str) -> str:
    """`PayoutAccount`."""
    return "".join(word.capitalize() for word in words_of(name))


def camel(name: str) -> str:
    """`payoutAccount`."""
    said = pascal(name)
    return said[:1].lower() + said[1:]


def spaced(name: str) -> str:
    """`payout account`, as in a sentence."""
    return " ".join(words_of(name))


def plural(name: str) -> str:
    """The plural of an English noun, or of a name that ends in one."""
    if name.endswith(("s", "x", "z", "ch", "sh")):
        return f"{name}es"
    if name.endswith("y") and name[-2:-1] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}s"


def singular(word: str) -> str:
    """The singular of a word that may be a plural."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def lowered(words: str) -> str:
    """Words as they stand within a sentence; abbreviations keep their capitals."""
    return words if words[:2].isupper() and words[1:2] != " " else words[:1].lower() + words[1:]


def article(noun: str) -> str:
    """A noun with `a` or `an`."""
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"


def counted(count: int, noun: str) -> str:
    """A number of things: `1 table`, `2 tables`."""
    return f"{count} {noun if count == 1 else plural(noun)}"


def listing(names: Sequence[str]) -> str:
    """All names as they stand in a sentence: `a, b and c`."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def some(names: Sequence[str]) -> str:
    """The first names, and how many there are beyond."""
    if len(names) > MOST_NAMED:
        return f"{', '.join(names[:MOST_NAMED])} and {len(names) - MOST_NAMED} more"
    return listing(names)


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """What a text is about: the beginnings of its words, the empty ones left out."""
    return frozenset(word[:_STEM] for word in map(singular, words_of(text)) if word not in _EMPTY)


def is_stated(subject: str, texts: Iterable[str], *, share: float = 0.4) -> bool:
    """Whether one of the texts says what a subject says, judged by the share of words that the shorter has in common."""
    asked = stems(subject)
    return any(len(asked & said) >= share * min(len(asked), len(said)) for said in map(stems, texts) if said and asked)


def names_someone(text: str, name: str) -> bool:
    """Whether a text has a word of a system's or user's name that tells it from others."""
    telling = [word[:_STEM] for word in words_of(name) if word not in _GENERIC and word not in _EMPTY]
    said = stems(text)
    return any(word in said for word in telling) if telling else name.lower() in text.lower()
