"""Search over everything a design has to do with: questions, answers, reference pages, checklist items and findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wizard.design import Path
from wizard.findable import KINDS, Entry, Kind, entries
from wizard.folded import fold, spans
from wizard.review import Review
from wizard.text import one_line

EXCERPT = 160
"""Characters of an excerpt; a third of them stand before the word that was found."""


class Hit(NamedTuple):
    """Something that was found.

    `target` is the path of an answer or question, `page#anchor` of a reference, or the id of a checklist item.
    """

    kind: Kind
    title: str
    excerpt: str
    target: Path | str
    place: str
    """Where it stands, in words."""


def search(review: Review, words: str, limit: int = 50) -> list[Hit]:
    """What holds all the words, at most `limit` of each kind: found in titles first, then in the order of the kinds."""
    wanted = fold(words).split()
    if not wanted:
        return []
    found = {kind: _best(entries(review, kind), wanted, limit) for kind in KINDS}
    ranked = [(rank > 1, kind, entry) for kind in KINDS for rank, entry in found[kind]]
    ranked.sort(key=lambda one: one[0])
    return [Hit(kind, entry.title, excerpt(entry.body, wanted), entry.target, entry.place) for _, kind, entry in ranked]


def excerpt(text: str, wanted: Sequence[str]) -> str:
    """A line of a text around the first of the words that it holds."""
    line = one_line(text)
    if len(line) <= EXCERPT:
        return line
    first = min((start for start, _ in spans(line, wanted)), default=0)
    start = _gap(line, first - EXCERPT // 3) if first >= EXCERPT * 2 // 3 else 0
    end = _gap(line, start + EXCERPT) if start + EXCERPT < len(line) else len(line)
    return ("… " if start else "") + line[start:end].strip() + (" …" if end < len(line) else "")


def _gap(line: str, place: int) -> int:
    """The last gap between words before a place of a line, or where there is none near, the place."""
    gap = line.rfind(" ", max(0, place - EXCERPT // 3), place)
    return gap if gap >= 0 else place


def _best(entries: Iterable[Entry], wanted: Sequence[str], limit: int) -> list[tuple[int, Entry]]:
    """The best entries and their ranks: 0 and 1 if the title holds all words, 0 if it does at the beginning of words."""
    longest = max(wanted, key=len)
    by_rank: tuple[list[Entry], ...] = ([], [], [])
    for entry in entries:
        if longest in entry.whole and all(word in entry.whole for word in wanted):
            rank = _rank(entry, wanted)
            if rank is not None and len(by_rank[rank]) < limit:
                by_rank[rank].append(entry)
                if len(by_rank[0]) == limit:
                    break
    return [(rank, entry) for rank, found in enumerate(by_rank) for entry in found][:limit]


def _rank(entry: Entry, wanted: Sequence[str]) -> int | None:
    if not any(word in entry.own for word in wanted):
        return None
    if all(word in entry.named for word in wanted):
        return 0 if all(_begins_a_word(word, entry.named) for word in wanted) else 1
    return 2


def _begins_a_word(word: str, text: str) -> bool:
    place = text.find(word)
    while place > 0 and text[place - 1].isalnum():
        place = text.find(word, place + 1)
    return place >= 0
