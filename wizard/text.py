"""The boundary cleaner: what enters the model holds no character that could act on a terminal or a document's order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count
from typing import Any

_PLAIN = re.compile(r"[\t\n\x20-\x7e\xa0-\u061b\u061d-\u1fff\u2070-\ud7ff\ue000-\ufdff]*\Z")
"""Text that certainly needs no cleaning; other text is translated, and most of it stays as it is."""


@cache
def _pictures() -> dict[int, int | str | None]:
    """What takes the place of each character that is not let in."""
    pictures: dict[int, int | str | None] = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
    pictures |= {0x7F: 0x2421, 0xFEFF: None, 0x2028: "\n", 0x2029: "\n"}
    pictures |= dict.fromkeys((*range(0x80, 0xA0), *range(0xD800, 0xE000)), 0xFFFD)
    return pictures | {
        code: f"<U+{code:04X}>" for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
    }


def clean(text: str) -> str:
    """The text with line ends as LF and every control or reordering character made visible.

    C0 becomes control pictures, C1 and lone surrogates U+FFFD, bidirectional overrides `<U+202E>`; tab and LF stay.
    """
    if _PLAIN.match(text):
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_pictures())


def clean_tree(value: Any) -> Any:
    """The same for every string in nested lists and mappings, keys included; what needs no cleaning is not copied."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        names = [clean(str(key)) for key in value]
        if len(set(names)) < len(names):
            names = list(distinct(names, "'"))
        return dict(zip(names, map(clean_tree, value.values()), strict=True))
    if isinstance(value, list):
        return [clean_tree(item) for item in value]
    return value


def distinct(names: Iterable[str], mark: str) -> Iterator[str]:
    """The same names, each with the mark and the first number from 2 that makes it new if it was there before."""
    given: set[str] = set()
    numbers: dict[str, Iterator[int]] = {}
    for name in names:
        new = name
        if name in given:
            further = numbers.setdefault(name, count(2))  # kept, or many equal names would be counted from 2 each time
            new = next(other for number in further if (other := f"{name}{mark}{number}") not in given)
        given.add(new)
        yield new


def in_one_row(text: str) -> str:
    """The text cleaned, with line ends and tabs made visible too, as they may stand in the name of a file."""
    return clean(text).replace("\n", "\u240a").replace("\t", "\u2409")


def one_line(text: str) -> str:
    """The text as a single line: runs of white space, line ends included, become one space."""
    return " ".join(text.split())
