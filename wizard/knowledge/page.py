"""One reference page: Markdown with front matter, whose task-list items are checklist items. How it is written: docs/references.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wizard.errors import WizardError

ALWAYS: tuple[str, ...] = ()
"""The words of a page or item that counts for every design."""

_ITEM = re.compile(r"- \[[ xX]\] \*\*(?P<id>[a-z0-9-]+)\*\* (?P<rest>.+)")
_TAG = re.compile(r"\s+`(?P<key>when|source|section): (?P<value>[^`]*)`$")
_FRONT = re.compile(r"---\n(?P<lines>.*?)\n---\n", re.DOTALL)
_FENCE = re.compile(r"\s*(?P<mark>`{3,}|~{3,})(?P<info>.*)")
_HEADING = re.compile(r"(?P<marks>#{1,4}) (?P<words>.+)")
KEYS = ("title", "summary", "as-of", "applies-when", "section", "sources")


class PageBroken(WizardError):
    """A reference page is not written as it has to be."""


class Item(NamedTuple):
    """One checklist item: a statement about a design that is true or false."""

    id: str
    statement: str
    source: str
    section: str
    when: tuple[tuple[str, ...], ...]
    """Words of the page, then of the item; all groups have to fit."""
    page: str


class Heading(NamedTuple):
    """A heading within a page, and the line it stands on."""

    level: int
    words: str
    line: int

    @property
    def anchor(self) -> str:
        """What a link to it says."""
        return anchor_of(self.words)


class Page(NamedTuple):
    """A reference page. `text` is its Markdown without front matter."""

    name: str
    title: str
    summary: str
    as_of: str
    when: tuple[str, ...]
    section: str
    sources: tuple[str, ...]
    text: str
    items: tuple[Item, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All headings, in order; what looks like one inside a fence is none."""
        found = ((number, _HEADING.fullmatch(line)) for number, line in outside_fences(self.text))
        return tuple(
            Heading(len(match["marks"]), match["words"].replace("`", ""), number) for number, match in found if match
        )

    def part(self, anchor: str) -> str | None:
        """The Markdown from a heading to the next one of its level or above; none if there is no such heading."""
        lines = self.text.splitlines()
        headings = self.headings
        for place, heading in enumerate(headings):
            if heading.anchor == anchor:
                ends = (after.line for after in headings[place + 1 :] if after.level <= heading.level)
                return "\n".join(lines[heading.line : next(ends, len(lines))]).rstrip("\n") + "\n"
        return None


def outside_fences(text: str) -> Iterator[tuple[int, str]]:
    """The lines of Markdown that no fence holds, with their numbers from 0. A fence that is never closed holds the rest."""
    fence = ""
    for number, line in enumerate(text.splitlines()):
        match = _FENCE.match(line)
        if fence:
            if match and match["mark"].startswith(fence) and not match["info"].strip():
                fence = ""
        elif match and (match["mark"][0] == "~" or "`" not in match["info"]):
            fence = match["mark"]
        else:
            yield number, line


def anchor_of(heading: str) -> str:
    """The anchor of a heading: lower case, words joined by `-`."""
    return "-".join(re.sub(r"[^\w\s-]", "", heading.lower()).split())


def read_page(name: str, text: str) -> Page:
    """The page in a file's text. `PageBroken` says what is wrong with it."""
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    if front is None:
        raise PageBroken(f"{name}: a reference page begins with front matter between two lines of ---.")
    said = dict(_pair(name, line) for line in front["lines"].splitlines() if line.strip())
    missing = [key for key in KEYS if not said.get(key)]
    if missing:
        raise PageBroken(f"{name}: the front matter does not say {', '.join(missing)}.")
    body = text[front.end() :].strip("\n") + "\n"
    when = _words(said["applies-when"])
    items = tuple(items_of(body, name, said["section"], when))
    sources = tuple(part.strip() for part in said["sources"].split(";") if part.strip())
    return Page(name, said["title"], said["summary"], said["as-of"], when, said["section"], sources, body, items)


def items_of(text: str, page: str, section: str, when: tuple[str, ...] = ALWAYS) -> list[Item]:
    """The checklist items in a page's text."""
    found = []
    for line in text.splitlines():
        match = _ITEM.fullmatch(line.strip()) if line.lstrip().startswith("- [") else None
        if match is not None:
            statement, tags = _untagged(match["rest"])
            groups = tuple(words for words in (when, _words(tags.get("when", ""))) if words)
            found.append(
                Item(match["id"], statement, tags.get("source", ""), tags.get("section", section), groups, page)
            )
    return found


def _untagged(text: str) -> tuple[str, dict[str, str]]:
    """The statement of an item, and the tags behind it."""
    tags: dict[str, str] = {}
    while match := _TAG.search(text):
        tags[match["key"]] = match["value"].strip()
        text = text[: match.start()]
    return text.strip(), tags


def _pair(name: str, line: str) -> tuple[str, str]:
    key, colon, value = line.partition(":")
    if not colon:
        raise PageBroken(f"{name}: the front matter holds a line without a colon: {line!r}.")
    return key.strip(), value.strip()


def _words(text: str) -> tuple[str, ...]:
    words = tuple(word.strip() for word in text.split(",") if word.strip())
    return ALWAYS if words == ("always",) else words
