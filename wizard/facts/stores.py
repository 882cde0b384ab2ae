"""What a store is by its own words: the truth or a copy, and whether something of it is kept elsewhere."""

from __future__ import annotations

import re

from wizard.facts.words import affirmed
from wizard.steps.data import Store

TRUTH = r"\btruth\b"
COPY = r"\b(cop(y|ies)|cached?|derived|rebuilt|replica|projection|truth is (in|with|kept))\b|\bnever the truth\b"


def is_truth(store: Store) -> bool:
    """Whether its purpose says that it is the truth, and nothing of a copy."""
    return affirmed(TRUTH, store.purpose) is not None and not re.search(COPY, store.purpose, re.IGNORECASE)


def has_backup(store: Store) -> bool:
    """Whether a backup is answered with something other than that there is none."""
    return bool(store.backup) and not re.match(r"(none|no\b|nothing)", store.backup, re.IGNORECASE)
