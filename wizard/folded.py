"""Words without case and accents, as somebody types who looks for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from unicodedata import combining, normalize


def fold(text: str) -> str:
    """A text without case and accents."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    return "".join(part for part in normalize("NFKD", letter.casefold()) if not combining(part))


def spans(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Where folded words stand in a text: their beginnings and ends, in order; those that touch are one."""
    pieces = [_folded(letter) for letter in text]
    places = [place for place, piece in enumerate(pieces) for _ in piece]
    folded = "".join(pieces)
    found = sorted(
        (places[match.start()], places[match.end() - 1] + 1)
        for word in wanted
        for match in re.finditer(re.escape(word), folded)
    )
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
