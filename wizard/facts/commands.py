"""What the lines on a command mean: a flag that takes a secret, a number with its meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable

SECRET_FLAG = re.compile(
    r"-{1,2}(?:[\w-]*-)?(?:token|password|passwd|secret|api-?key|credentials?)(?![\w-])", re.IGNORECASE
)
"""A flag that takes a secret itself, as against one that names the file it is in."""
_EXIT_CODE = re.compile(r"\s*(?P<number>\d+)\s*[:=,-]?\s*(?P<meaning>.*)")


def exit_codes(lines: Iterable[str]) -> list[tuple[int, str]]:
    """Exit codes with their meanings in small letters, in order; lines without a number are left out."""
    found = (_EXIT_CODE.fullmatch(line) for line in lines)
    return [(int(match["number"]), " ".join(match["meaning"].lower().split())) for match in found if match]
