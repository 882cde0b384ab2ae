"""The hard lines in anyone's document: what no design ships without, and what none ships with, told from its words.

A document says in prose what a draft says in answers, so this can only tell whether a section speaks of something, and in
which line; whether it speaks well is for a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Line(NamedTuple):
    """A hard line: its code, where it is looked for, the words that show it, and what to say when they are not there."""

    code: str
    sections: tuple[str, ...]
    words: str
    message: str
    fix: str


class Said(NamedTuple):
    """What was found about a hard line, or that nothing was; the line of the document from 1, 0 for the whole."""

    code: str
    is_kept: bool
    message: str
    fix: str
    line: int


NEEDED: tuple[Line, ...] = (
    Line(
        "no-authorization",
        ("AUTHN_AUTHZ", "API_CONTRACT"),
        r"authori[sz]|\brbac\b|\babac\b|\brebac\b|\broles?\b|\bscopes?\b|permission|\bpolic(?:y|ies)\b",
        "Nothing says who may call what",
        "Name roles, scopes or policies in AUTHN_AUTHZ, and for each operation who may call it.",
    ),
    Line(
        "no-versioning",
        ("API_CONTRACT",),
        r"version|/v\d|deprecat|schema evolution|additive",
        "Nothing says how the API changes without breaking its clients",
        "Say in API_CONTRACT where a client names a version, and which changes need a new one.",
    ),
    Line(
        "no-deprecation",
        ("API_CONTRACT",),
        r"deprecat|sunset|retire|end of life|notice",
        "Nothing says how clients learn that something ends",
        "Say in API_CONTRACT how long before, and by which signal.",
    ),
    Line(
        "no-rollback",
        ("RELIABILITY", "DATA_DESIGN"),
        r"roll(?:ed|s|ing)?[ -]?back|revert|previous (?:version|image|release)|undo|taken back",
        "Nothing says how a change is taken back",
        "Say in RELIABILITY how the last version comes back, and in DATA_DESIGN how a migration does.",
    ),
    Line(
        "no-idempotency",
        ("RELIABILITY", "API_CONTRACT"),
        r"idempot|dedup|exactly once|repeat|same request twice|sent twice",
        "Nothing says what happens when the same write arrives twice",
        "Say in RELIABILITY what makes two calls the same call, and for how long that is remembered.",
    ),
    Line(
        "no-failure-telemetry",
        ("OBSERVABILITY",),
        r"error|failure|5xx|status code|success rate|availability",
        "Nothing measures failures",
        "Name in OBSERVABILITY the metric that counts failures, and its alert.",
    ),
    Line(
        "no-latency-telemetry",
        ("OBSERVABILITY",),
        r"latency|duration|\bp9[059]\b|percentile|response time|slow",
        "Nothing measures latency",
        "Name in OBSERVABILITY the metric that keeps how long calls take, and its alert.",
    ),
)
"""What no design ships without."""

FORBIDDEN: tuple[Line, ...] = (
    Line(
        "open-cors",
        (),
        r"access-control-allow-origin:\s*\*|cors[^.\n|]{0,60}(?:`\*`|[\"']\*[\"']|\ball origins\b|\bany origin\b|\ballow all\b)|(?:`\*`|all origins|any origin)[^.\n|]{0,40}\bcors\b",
        "CORS is open to every origin",
        "List the exact origins that may read answers in a browser.",
    ),
    Line(
        "plain-secrets",
        (),
        r"(?:secrets?|passwords?|api keys?|credentials)\b[^.\n|]{0,50}\b(?:plain ?text|unencrypted|in the repository|in git|hard-?coded|in (?:the )?source)",
        "Secrets are kept in the open",
        "Say where secrets are kept, how they reach the code, and how they are replaced.",
    ),
    Line(
        "open-admin",
        (),
        r"\badmin\w*\b[^.\n|]{0,60}\b(?:without (?:auth\w*|a? ?log-?in|sign-?in)|no auth\w*|unauthenticated|is public|public access|anonymous)",
        "An administrative path is open to anybody",
        "Say who administers the system, through which path, and with which proof.",
    ),
)
"""What no design ships with."""

_DENIED = re.compile(
    r"\b(?:no|not|never|none|nothing|without|forbid\w*|refus\w*|avoid\w*|must not|instead of|rather than|unlike|reject\w*|block\w*|n't)\b",
    re.IGNORECASE,
)
"""What turns such words into their opposite when it stands before them in the sentence."""


def hard_lines(sections: dict[str, tuple[int, str]]) -> list[Said]:
    """What each hard line is told by; `sections` holds for each name the line it begins at, and its text."""
    return [*_needed(sections), *_forbidden(sections)]


def _needed(sections: dict[str, tuple[int, str]]) -> Iterator[Said]:
    for line in NEEDED:
        form = re.compile(line.words, re.IGNORECASE)
        places = [_first(form, *sections[name]) for name in line.sections if name in sections]
        found = [place for place in places if place]
        at = found[0] if found else next((sections[name][0] for name in line.sections if name in sections), 0)
        yield Said(line.code, bool(found), line.message, line.fix, at)


def _forbidden(sections: dict[str, tuple[int, str]]) -> Iterator[Said]:
    for line in FORBIDDEN:
        form = re.compile(line.words, re.IGNORECASE)
        for begins, text in sections.values():
            for at, sentence in _sentences(begins, text):
                match = form.search(sentence)
                if match is not None and not _DENIED.search(_before(sentence, match)):
                    yield Said(line.code, False, line.message, line.fix, at)


def _before(sentence: str, match: re.Match[str]) -> str:
    """What might deny a match: the words before its last word. `without` is a part of some matches, at their end."""
    return sentence[: match.start()] + re.sub(r"\b(?:without|no|unauthenticated)\b", "", match[0])


def _sentences(begins: int, text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text, and the lines they are on."""
    for number, row in enumerate(text.split("\n")):
        for sentence in re.split(r"(?<=[.;!?])\s+", row):
            yield begins + number, sentence


def _first(form: re.Pattern[str], begins: int, text: str) -> int:
    """The line of the first match; 0 if there is none."""
    match = form.search(text)
    return begins + text.count("\n", 0, match.start()) if match is not None else 0


def sections_of(text: str, headings: Sequence[tuple[str, int]]) -> dict[str, tuple[int, str]]:
    """The text of each section by name, with the line it begins at; `headings` are names and lines, in order."""
    if not headings:
        return {}
    rows = text.split("\n")
    ends = [line for _, line in headings[1:]] + [len(rows) + 1]
    return {name: (line + 1, "\n".join(rows[line : end - 1])) for (name, line), end in zip(headings, ends, strict=True)}
