"""What answers on calls out, repeats and rollouts state in figures and fixed words."""

from __future__ import annotations

import re

from wizard.facts.words import affirmed, spans

RANDOM = r"\b(jitter\w*|random\w*)\b"
"""How a backoff says that callers do not come back together."""
STOPS = r"\b(stop\w*|halt\w*|abort\w*|rolled back|rolls back|ends at|unless|until)\b"
"""How a stage of a rollout says what ends it."""


def window_and_retries(answer: str) -> tuple[list[float], list[float]]:
    """The times in an answer such as "24 h, longest retry is 6 h", in milliseconds: the window's own, and those of who retries.

    Either is empty where the answer does not say so clearly.
    """
    own, _, rest = re.sub(r"[;:(]", ",", answer).partition(",")
    is_clear = affirmed(r"\b(retr|repeat)", rest) and not affirmed(r"\b(retr|repeat)", own)
    return (spans(own), spans(rest)) if is_clear else ([], [])
