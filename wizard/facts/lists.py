"""What a summary says about how long a list can get."""

from __future__ import annotations

import re

_BOUND = re.compile(r"\d|at most|up to|no more than", re.IGNORECASE)


def is_bounded(summary: str) -> bool:
    """Whether a summary says how many there can be at most."""
    return _BOUND.search(summary) is not None
