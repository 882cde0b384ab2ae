"""Where the answers of a draft stand in its file, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import tomli

from wizard.design import Answers, Path

Place = tuple[str | int, ...]
"""A path in the file: records go by their number, as not every record has an id there."""

_KEY = r"(?:[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')"
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_ONE_KEY = re.compile(_KEY)
_STATEMENT = re.compile(rf"[ \t]*(?:(?P<heading>\[\[?)[ \t]*(?P<of>{_DOTTED})|(?P<key>{_DOTTED})[ \t]*=)?")
_PART = re.compile(
    r'(?P<text>"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*')"
    r"|(?P<note>#[^\n]*)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<end>\n)|[^\"'#\[\]{}\n]+"
)
"""What a value is made of. Line ends within a text or between brackets do not end it."""


class Lines:
    """Finds the line of an answer in the text of the draft that it was read from, which is valid TOML."""

    def __init__(self, text: str, answers: Answers) -> None:
        self._lines = lines_in(text)
        self._answers = answers
        self._numbers: dict[int, dict[str, int]] = {}

    def of(self, path: Path) -> int:
        """The line of an answer; if it was not given that of its record, list or step; 1 if there is none of those."""
        place = self._place(path)
        tries = [place[:end] for end in range(len(place), 0, -1)]
        if path == ("start", "title"):
            tries.insert(1, ("title",))
        return next((self._lines[at] for at in tries if at in self._lines), 1)

    def _place(self, path: Path) -> Place:
        """The path with the numbers of records instead of their ids, as far as the answers go."""
        here: Any = self._answers
        place: list[str | int] = []
        for part in path:
            if isinstance(here, Mapping):
                place.append(part)
                here = here.get(part)
            elif isinstance(here, list) and part in self._ids(here):
                place.append(self._ids(here)[part])
                here = here[self._ids(here)[part]]
            else:
                break
        return tuple(place)

    def _ids(self, records: list[Any]) -> Mapping[str, int]:
        if id(records) not in self._numbers:
            self._numbers[id(records)] = {
                str(record.get("id")): number for number, record in enumerate(records) if isinstance(record, Mapping)
            }
        return self._numbers[id(records)]


def lines_in(text: str) -> dict[Place, int]:
    """The line of every table, record and key of a TOML document."""
    found: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    for line, heading, keys in _statements(text):
        if not heading:
            for end in range(1, len(keys) + 1):
                found.setdefault((*table, *keys[:end]), line)
            continue
        table = ()
        for key in keys[:-1]:
            table = _entered((*table, key), counts)
        table = (*table, keys[-1])
        if heading == "[[":
            counts[table] = counts.get(table, 0) + 1
            found.setdefault(table, line)
        table = _entered(table, counts)
        found.setdefault(table, line)
    return found


def _entered(table: Place, counts: Mapping[Place, int]) -> Place:
    """A table as headings below it mean it: of records the last one."""
    return (*table, counts[table] - 1) if table in counts else table


def _statements(text: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """Every heading and every key with the line that it stands in; the brackets of headings, and nothing for keys."""
    line, at = 1, 0
    while at < len(text):
        match = _STATEMENT.match(text, at)
        assert match is not None  # noqa: S101  (it matches nothing too)
        keys = match["of"] or match["key"]
        if keys:
            yield line, match["heading"] or "", tuple(_plain(key) for key in _ONE_KEY.findall(keys))
        end = _end(text, match.end(), is_within=bool(match["heading"]))
        line += text.count("\n", at, end)
        at = end


def _end(text: str, at: int, *, is_within: bool) -> int:
    """Where the statement ends whose value begins here: behind the first line end that is not part of the value."""
    depth = int(is_within)
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            return text.find("\n", at) + 1 or len(text)
        at = part.end()
        depth += (part["open"] is not None) - (part["close"] is not None)
        if part["end"] and (depth <= 0 or is_within):
            return at
    return at


def _plain(key: str) -> str:
    """A key without its quotes."""
    return next(iter(tomli.loads(f"{key} = 0"))) if key[0] in "\"'" else key
