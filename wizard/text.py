"""The boundary cleaner: what enters the model holds no character that could act on a terminal or a document's order."""

from __future__ import annotations

import re
from typing import Any

_CONTROL = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
_CONTROL[0x7F] = 0x2421
_CONTROL |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
_CONTROL |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
_PICTURES: dict[int, int | str | None] = {**_CONTROL, 0xFEFF: None, 0x2028: "\n", 0x2029: "\n"}
_PICTURES |= {code: f"<U+{code:04X}>" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F)}
_SUSPECT = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\U0010ffff]"
)


def clean(text: str) -> str:
    """The text with line ends as LF and every control or reordering character made visible.

    C0 becomes control pictures, C1 and lone surrogates U+FFFD, bidirectional overrides `<U+202E>`; tab and LF stay.
    """
    if not _SUSPECT.search(text):
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_PICTURES)


def clean_tree(value: Any) -> Any:
    """The same for every string in nested lists and mappings, keys included; what needs no cleaning is not copied."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): clean_tree(item) for key, item in value.items()}
    if isinstance(value, list):
        return [clean_tree(item) for item in value]
    return value


def one_line(text: str) -> str:
    """The text as a single line: runs of white space, line ends included, become one space."""
    return " ".join(text.split())
