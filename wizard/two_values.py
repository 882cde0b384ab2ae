"""The two values of a difference in words: side by side in a line each, in full, and what of them is not the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from wizard.differences import Difference
from wizard.text import one_line

LONGEST = 20_000
"""Characters of a value that are told."""
MOST_COMPARED = 800
"""So many words are compared with each other; of longer texts all between the first and the last change counts as changed."""
_WORD = re.compile(r"\s+|[\u3040-\u9fff\uac00-\ud7af\uff00-\uffef]|[^\s\u3040-\u9fff\uac00-\ud7af\uff00-\uffef]+")
"""Words and what is between them; scripts that are written without spaces, sign by sign."""


class Word(NamedTuple):
    """A word of one value, or the space between two."""

    text: str
    is_changed: bool


def brief(one: Difference) -> tuple[str, str]:
    """Both values in one line each; empty for what is open or not there."""
    return _told_apart(one, *(_brief(one, value) for value in (one.before, one.after)))


def whole(one: Difference) -> tuple[str, str]:
    """Both values in full; empty for what is open or not there."""
    return _told_apart(one, *(_shortened(_whole(one, value)) for value in (one.before, one.after)))


def in_sight(mine: str, theirs: str, width: int) -> tuple[str, str]:
    """Two texts from so far on that the first place where they differ can be seen in this many cells; not much longer than that."""
    start = alike = _length_alike(mine, theirs)
    if max(_cells(mine), _cells(theirs)) <= width or _cells(mine[:alike]) <= width * 2 // 3:
        return mine[: width + 1], theirs[: width + 1]
    while _cells(mine[start:alike]) < width // 3:
        start -= 1
    start = mine.find(" ", start, alike) + 1 or start
    return f"…{mine[start : start + width]}", f"…{theirs[start : start + width]}"


def _cells(text: str) -> int:
    """How many columns a text takes: ideographs take two."""
    return len(text) if text.isascii() else len(text) + sum(east_asian_width(sign) in "WF" for sign in text)


def changed_words(mine: str, theirs: str) -> tuple[list[Word], list[Word]]:
    """The words of two texts, and which of them the other one has not; of texts without a common word none is marked."""
    old, new = _WORD.findall(mine), _WORD.findall(theirs)
    first = _length_alike(old, new)
    last = min(_length_alike(old[::-1], new[::-1]), min(len(old), len(new)) - first)
    middle = old[first : len(old) - last], new[first : len(new) - last]
    kept = _kept(*middle)
    marks = [
        [False] * first + [place not in same for place in range(len(words))] + [False] * last
        for words, same in zip(middle, kept, strict=True)
    ]
    found = [
        [Word(text, is_changed and not text.isspace()) for text, is_changed in zip(words, changed, strict=True)]
        for words, changed in zip((old, new), marks, strict=True)
    ]
    if all(word.is_changed or word.text.isspace() for words in found for word in words):
        found = [[Word(word.text, is_changed=False) for word in words] for words in found]
    return found[0], found[1]


def _kept(old: Sequence[str], new: Sequence[str]) -> tuple[set[int], set[int]]:
    """The places of words that both have, in the same order."""
    if max(len(old), len(new)) > MOST_COMPARED:
        return set(), set()
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {block.a + n for block in blocks for n in range(block.size)}, {
        block.b + n for block in blocks for n in range(block.size)
    }


def _length_alike(one: Sequence[str], other: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _brief(one: Difference, value: Any) -> str:
    if one.kind == "moved":
        return f"place {value.index(one.path[-1]) + 1} of {len(value)}"
    kind = one.field.record if one.field is not None else None
    if isinstance(value, Mapping) and kind is not None:
        cells = (one.shown(value.get(name)) for name in kind.columns)
        return " | ".join(cell for cell in cells if cell) or "no words yet"
    return one_line(one.shown(value))


def _whole(one: Difference, value: Any) -> str:
    if one.kind == "moved":
        return _brief(one, value)
    if isinstance(value, Mapping):
        fields = one.field.record.fields if one.field is not None and one.field.record is not None else {}
        prompts = {name: field.prompt for name, field in fields.items()}
        lines = [(prompts.get(key, key), one.shown(value.get(key))) for key in dict.fromkeys((*fields, *value)) if key != "id"]  # fmt: skip
        return "\n".join(f"{prompt}: {said}" for prompt, said in lines if said) or "no words yet"
    if isinstance(value, list) and not any(isinstance(item, Mapping) for item in value):
        return "\n".join(str(item) for item in value)
    return value.replace("\t", "    ") if isinstance(value, str) else one.shown(value)


def _shortened(text: str) -> str:
    left = len(text) - LONGEST
    return text if left <= 0 else f"{text[:LONGEST]}\n… and {left:,} characters more"


def _told_apart(one: Difference, mine: str, theirs: str) -> tuple[str, str]:
    """Both with what kind of value they are, where they look alike and only that differs."""
    kinds = _kind(one.before), _kind(one.after)
    if mine != theirs or kinds[0] == kinds[1]:
        return mine, theirs
    return f"{mine} ({kinds[0]})", f"{theirs} ({kinds[1]})"


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "yes or no"
        case int() | float():
            return "number"
        case str():
            return "text"
        case list():
            return "list"
    return "other"
