"""Whether a draft, read back before it is written, says what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from wizard.design import Answers
from wizard.text import clean


def says_the_same(read: Answers, given: Answers) -> bool:
    """Whether what was read is what was given, apart from what reading itself mends: ids, and characters that are not let in."""
    if read == given:
        return True
    said = {key: value for key, value in given.items() if value != {}}  # a step without answers leaves nothing behind
    return _is_same({key: value for key, value in read.items() if value != {}}, said)


def _is_same(read: Any, given: Any) -> bool:
    if isinstance(given, Mapping):
        return isinstance(read, Mapping) and _has_same_answers(read, given)
    if isinstance(given, list | tuple):
        return isinstance(read, list) and len(read) == len(given) and all(map(_is_same, read, given))
    if isinstance(given, str):
        return bool(read == clean(given))
    if isinstance(given, date | datetime | time):
        return bool(read == given.isoformat())
    return bool(read == given) or (given != given and str(read) == "nan")


def _has_same_answers(read: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """A record without an id, or with one that another has, gets one when it is read; keys that become the same get a mark."""
    names = [name for name in given if name != "id"]
    if len(names) != sum(name != "id" for name in read):
        return False
    return all(clean(name) not in read or _is_same(read[clean(name)], given[name]) for name in names)
