"""The marks of where answers come from: beside a question, beside a list, in the top line. Drafts without notes need none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content

from screens.drawing import BAD, BLOCKS, KEY, MUTED, line
from screens.widgets.bars import WIDE
from wizard.design import Path
from wizard.provenance import Origin
from wizard.review import fields_of
from wizard.tally import Provenance

UNSURE = "$warning"
WIDEST = 150
"""Columns from which the top line has room for all counts."""
Origins = Mapping[Path, Origin]


def mark(origin: Origin) -> Content:
    """Where one answer comes from."""
    return line("  ", _styled(origin.word))


def mark_of_line(origins: Origins, path: Path) -> Content:
    """The same of the current line of a table; or of the first answer in it that has a mark of its own."""
    if path in origins:
        return line(("  this line:", MUTED), " ", _styled(origins[path].word))
    inner = list(_below(origins, path))
    if not inner:
        return Content("")
    at, first = inner[0]
    prompt = fields_of(at if len(at) % 2 == 0 else at[:-1]).prompt.lower()
    more = f" and {len(inner) - 1} more" if len(inner) > 1 else ""
    return line((f"  this line: {prompt}", MUTED), " ", _styled(first.word), (more, MUTED))


def mark_of_list(origins: Origins, path: Path) -> Content:
    """How many answers of a list nobody confirmed."""
    words = [origin.word for _, origin in _below(origins, path)]
    counts = [(word, words.count(word)) for word in ("assumed", "stale") if word in words]
    parts = [line(", " if n else "  ", (f"{count} {word}", UNSURE)) for n, (word, count) in enumerate(counts)]
    return line(*parts)


def deed(origin: Origin | None, *, is_awaited: bool) -> list[Content]:
    """What one key does about an assumed answer, or about a question whose next answer will be one."""
    if is_awaited:
        said, does = "What is answered next is assumed. ", " takes that back"
    elif origin is not None and origin.source == "assumed":
        said, does = "Assumed. ", " confirms it"
    else:
        return []
    return [line("  ", (said, UNSURE), ("ctrl+l", KEY), (does, MUTED))]


def counts(held: Provenance, width: int) -> Content:
    """The counts for the top line: as many as there is room for, those first that somebody has to look at."""
    if width < WIDE:
        return line((f"{held.unconfirmed} unsure", UNSURE), "  ") if held.unconfirmed else Content("")
    words = {"assumed": UNSURE, "stale": UNSURE} | ({"imported": MUTED, "accepted": MUTED} if width >= WIDEST else {})
    found = [(f"{getattr(held, word)} {word}", style) for word, style in words.items() if getattr(held, word)]
    parts = [line(", " if n else "", said) for n, said in enumerate(found)]
    return line(*parts, "  ") if parts else Content("")


def _below(origins: Origins, path: Path) -> Iterator[tuple[Path, Origin]]:
    return ((at, origin) for at, origin in origins.items() if at[: len(path)] == path)


def _styled(word: str) -> tuple[str, str]:
    if word == "stale":
        return f"{BLOCKS} stale", BAD
    return word, UNSURE if word == "assumed" else MUTED
