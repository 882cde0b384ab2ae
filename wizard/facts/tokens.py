"""What free text says of tokens: when they end, and whether each call looks them up."""

from __future__ import annotations

import re

from wizard.facts.words import affirmed, spans

_LOOKED_UP = r"\b(?:list|denylist|deny list|blocklist|block list|introspect|checked against|looked up)"


def is_looked_up(revocation: str) -> bool:
    """Whether a token that was taken back is noticed at the next call."""
    return affirmed(_LOOKED_UP, revocation) is not None


def none_issued(lifetimes: str) -> bool:
    """Whether an answer says that there are no refresh tokens."""
    return re.match(r"(none|no refresh token|not issued)", lifetimes.strip(), re.IGNORECASE) is not None


def idle_and_most(lifetimes: str) -> tuple[float | None, float | None]:
    """How long a refresh token may rest, and how long it lives at most, in milliseconds."""
    return _period_near(lifetimes, r"idle|inactiv\w*"), _period_near(lifetimes, r"max\w*|absolute|at most|total")


def _period_near(text: str, words: str) -> float | None:
    """The period in the part of a text, between commas, that has one of the words."""
    part = next(
        (part for part in re.split(r"[,;]| and ", text) if re.search(rf"\b({words})\b", part, re.IGNORECASE)), ""
    )
    found = spans(part)
    return found[0] if found else None
