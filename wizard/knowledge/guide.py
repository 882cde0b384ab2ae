"""The standards guide that designs are held against: the team's own, where there is one, else the built-in baseline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wizard.text import clean, distinct

if TYPE_CHECKING:
    from wizard.knowledge.page import Item

BUILT_IN = "the built-in standards baseline of January 2026"
LARGEST = 1 << 20
"""Bytes. A guide is read by people; what is larger is not one."""
PAGE = "your-guide"
"""What its items give as their page."""
SECTION = "RISK_CHECKLIST"
"""The section that its items belong to."""

_TASK = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+\[[ xX]\]\s+(?P<words>\S.*)")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*+\)")
"""A link; what is between its brackets and parentheses holds none that open, so that no search goes over the next one's."""


class Guide(NamedTuple):
    """A guide: what it is called in the contract, its text and checklist items, and why the team's own is not used."""

    name: str
    text: str = ""
    items: tuple[Item, ...] = ()
    trouble: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it is the team's own guide."""
        return bool(self.text)


def guide_path() -> Path:
    """Where the team's own guide lies, if there is one. Relative for a user without a home, and so not there."""
    try:
        return Path.home() / ".codex" / "AGENTS.override.md"
    except RuntimeError:
        return Path("no-home") / ".codex" / "AGENTS.override.md"


@cache
def guide() -> Guide:
    """The guide in use. Read once: it belongs to the machine, not to the draft."""
    return read_guide(guide_path())


def read_guide(path: Path) -> Guide:
    """The guide in a file; the built-in one, and why, if the file can not be used."""
    shown = f"~/{path.parent.name}/{path.name}"
    try:
        if not path.exists():
            return Guide(BUILT_IN)
        if not path.is_file():
            return Guide(BUILT_IN, trouble=f"{shown} is not a file; {BUILT_IN} is used.")
        if path.stat().st_size > LARGEST:
            return Guide(BUILT_IN, trouble=f"{shown} is larger than 1 MiB; {BUILT_IN} is used.")
        text = clean(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return Guide(BUILT_IN, trouble=f"{shown} is not text in UTF-8; {BUILT_IN} is used.")
    except OSError as error:
        return Guide(BUILT_IN, trouble=f"{shown} can not be read ({error.strerror}); {BUILT_IN} is used.")
    if not text.strip():
        return Guide(BUILT_IN, trouble=f"{shown} is empty; {BUILT_IN} is used.")
    return Guide(shown, text, tuple(_items(text)))


def _items(text: str) -> Iterator[Item]:
    """Its task-list items, outside of fences; their ids are made of their words."""
    from wizard.knowledge.page import Item, outside_fences  # lazily: only who has a guide pays for pages

    tasks = (_TASK.fullmatch(line) for _, line in outside_fences(text))
    statements = [words for task in tasks if task and (words := _plain(task["words"]))]
    for name, statement in zip(distinct(map(_name, statements), "-"), statements, strict=True):
        yield Item(name, statement, "your guide", SECTION, (), PAGE)


def _name(statement: str) -> str:
    """The first words of a statement as an id."""
    return "-".join(["guide", *re.findall(r"[a-z0-9]+", statement.lower())[:6]])


def _plain(words: str) -> str:
    """The words of an item without the marks of Markdown."""
    return re.sub(r"(\*\*|__|`)", "", _LINK.sub(r"\1", words)).strip()
