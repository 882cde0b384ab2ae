"""What a path of an operation is made of: words, parameters, verbs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

VERBS = frozenset(("get", "list", "create", "add", "update", "delete", "remove"))
"""The verbs that no noun is spelled like; other words can be nouns as well."""

_FIRST_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*")
_PARAMETER = re.compile(r"\{([^{}]*)\}")
_VERSION = re.compile(r"v\d+(?:\.\d+)*|\d{4}-\d\d(?:-\d\d)?", re.IGNORECASE)


class Shape(NamedTuple):
    """A path taken apart once, as large designs have thousands of them and ask after every answer."""

    same: str
    """The path with its parameters unnamed: two with the same are one path."""
    segments: tuple[str, ...]
    parameters: tuple[str, ...]
    keys: tuple[tuple[str, str], ...]
    """What stands before each parameter, unnamed like `same`, and its name."""
    verb: str
    """The first verb among its words; empty if there is none."""
    unbraced: str
    """The first parameter that is written in another way than with braces; empty if there is none."""
    version: str
    """The segment that names a version; empty if none does."""


@lru_cache(maxsize=8192)
def shape(path: str) -> Shape:
    """A path, taken apart."""
    segments = tuple(segment for segment in path.split("?", maxsplit=1)[0].split("/") if segment)
    return Shape(
        _PARAMETER.sub("{}", path),
        segments,
        tuple(_PARAMETER.findall(path)),
        tuple((_PARAMETER.sub("{}", path[: found.start()]), found[1]) for found in _PARAMETER.finditer(path)),
        next((verb for segment in segments if (verb := _verb(segment))), ""),
        next((segment for segment in segments if segment[:1] in (":", "<")), ""),
        next((segment for segment in segments if _VERSION.fullmatch(segment)), ""),
    )


def _verb(segment: str) -> str:
    first = _FIRST_WORD.match(segment)
    is_verb = first is not None and first[0].lower() in VERBS and not segment.lower().startswith("add-on")
    return first[0] if first is not None and is_verb else ""


def style_of(segment: str) -> str:
    """What joins the words of a segment; empty where there is one word, a key or a version."""
    if segment[:1] in "{.:<" or "." in segment or _VERSION.fullmatch(segment):
        return ""
    if "_" in segment:
        return "underscores"
    return "dashes" if "-" in segment else "capitals" if segment != segment.lower() else ""
