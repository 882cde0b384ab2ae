"""How rules quote what a design says: short, in one line; and what an answer clearly claims."""

from __future__ import annotations

import re

from wizard.facts.stated import DENIALS
from wizard.facts.words import plain

LONGEST = 60
"""A quoted name or text is cut after so many characters, so that a message fits on two lines."""
OF_SEVERAL = 40
"""The same where a message quotes two."""


def short(text: str, most: int = LONGEST) -> str:
    """A name or text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def claims(pattern: str, text: str) -> re.Match[str] | None:
    """Where a text says it in a clause that denies nothing; a clause ends at a full stop, a semicolon or a comma."""
    for clause in re.split(r"[.;,]\s|\n", text):
        found = re.search(pattern, clause, re.IGNORECASE)
        if found is not None and DENIALS.isdisjoint(plain(clause).split()):
            return found
    return None
