"""What free text says: words that are affirmed in it, quoted with those beside them. What it leaves out stays open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from wizard.checklist.told import Told, met, silent, unmet
from wizard.design import Design, Path
from wizard.facts.words import LONGEST, affirmed, cut

AROUND = 24
"""So many characters are quoted on either side of what was found."""
MONTH = r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (?:\d{1,2},? )?20\d\d|20\d\d-[01]\d)\b"
"""A month with its year, as text writes it."""


def affirms(text: str, *patterns: str) -> bool:
    """Whether the text says all of it. Several short searches, as one pattern with gaps takes too long on a long text."""
    return all(affirmed(pattern, text) is not None for pattern in patterns)


def answers(design: Design, *paths: str) -> Iterator[tuple[Path, str]]:
    """The answers to several "step.field" in words; lists come one line a piece, and what was not answered not at all."""
    for path in paths:
        step, field = path.split(".")
        value = getattr(getattr(design, step), field)
        for line in value if isinstance(value, tuple) else (value,):
            if line:
                yield (step, field), line


def says(
    design: Design,
    paths: str,
    wanted: Mapping[str, str],
    denied: Mapping[str, str] | None = None,
    *,
    otherwise: Callable[[tuple[Path, str]], Told] = silent,
) -> Told:
    """For items of the form "the answer names A and B": met if each pattern of `wanted` is affirmed in one of the answers.

    `paths` is one "step.field" or several with `|` between them; `wanted` and `denied` go from what is meant, in words, to a
    pattern. What is not found stays open, as other words may say it, or is `otherwise` where only one word fits; what is
    `denied` contradicts the item.
    """
    fields = paths.split("|")
    given = list(answers(design, *fields))
    step, field = fields[0].split(".")
    if not given:
        return silent(((step, field), "is not answered"))
    for words, pattern in (denied or {}).items():
        for path, text in given:
            if (match := affirmed(pattern, text)) is not None:
                return unmet((path, f"{words}: {around(match)}"))
    found: dict[tuple[Path, str], list[re.Match[str]]] = {}
    lacking = []
    for words, pattern in wanted.items():
        hit = next(((one, match) for one in given if (match := affirmed(pattern, one[1]))), None)
        if hit is None:
            lacking.append(words)
        else:
            found.setdefault(hit[0], []).append(hit[1])
    if lacking:
        return otherwise((given[0][0], f"does not say: {', '.join(lacking)}"))
    return met(*((path, _evidence(text, matches)) for (path, text), matches in found.items()))


def kept_out(noun: str) -> str:
    """The pattern of a text that keeps something out of where it speaks of."""
    out = r"never|no|not|without|drop\w*|remov\w*|mask\w*|redact\w*|except"
    return rf"\b(?:{out})\b[^.;]{{0,60}}\b{noun}|\b{noun}\w*[^.;]{{0,30}}\b(?:{out})\b"


def _evidence(text: str, matches: list[re.Match[str]]) -> str:
    """A short text as it stands; of a long one the words around what was found."""
    if len(text) <= LONGEST:
        return cut(text)
    parts: list[str] = []
    for match in sorted(matches, key=lambda match: match.start()):
        part = around(match)
        if not any(match.group() in known for known in parts):
            parts.append(part)
    return cut(" … ".join(parts))


def around(match: re.Match[str]) -> str:
    """What was found, with the words beside it."""
    text = match.string
    start, end = max(0, match.start() - AROUND), min(len(text), match.end() + AROUND)
    if start and " " in text[start : match.start()]:
        start = text.index(" ", start) + 1
    if end < len(text) and " " in text[match.end() : end]:
        end = text.rindex(" ", match.end(), end)
    return cut(text[start:end]).strip(" ,;:.")
