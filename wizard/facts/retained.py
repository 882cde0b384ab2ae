"""Which data sets of the retention rules mean which tables and entities."""

from __future__ import annotations

import re

from wizard.facts.words import names

CARD_CODES = frozenset(
    [
        "cvv",
        "cvv2",
        "cvc",
        "cvc2",
        "cid",
        "cav",
        "cav2",
        "security_code",
        "verification_code",
        "card_code",
        "pin",
        "pin_block",
        "track",
        "track1",
        "track2",
        "track_1",
        "track_2",
        "track_data",
        "full_track",
        "securitycode",
        "verificationcode",
        "cardcode",
        "pinblock",
        "trackdata",
        "fulltrack",
    ]
)
"""Names of what may not be kept after authorization."""


def is_in(thing: str, sets: str) -> bool:
    """Whether data sets name an entity or table, in the singular or plural."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", thing)
    ends = (spaced, f"{spaced}s", f"{spaced}es", f"{spaced[:-1]}ies", spaced.removesuffix("s"))
    return any(names(sets, one) for one in ends)
