"""Reads a contract document back and says what is wrong with its order: our own before it is written, or anyone's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from wizard.contract import HEADINGS, KNOWN_EXTRA, OUT_OF_SCOPE, SECTIONS, is_out_of_scope
from wizard.export.hard_lines import hard_lines, sections_of
from wizard.export.markdown import parser
from wizard.rules.rule import Severity
from wizard.text import one_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---(?:\n|\Z)", re.DOTALL)
_NUMBER = re.compile(r"^\d{1,2}[.)]?\s+")
_SECTION_LIKE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_NO_ANSWER = re.compile(r"(?:n\s*[./]?\s*a|not applicable|none|tbd|to do|todo|[-–—.…?]+)[.:]?", re.IGNORECASE)
_COMMENTS = re.compile(r"(?:\s*+<!--(?:[^-]|-(?!->))*+-->)*+\s*+")

_LINE = 6
"""What a line may cost the reader, in cells of a table."""
_MOST_CELLS = 300_000
"""What a document may cost; that of a large design has a twentieth of it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong with a document: where (a line from 1, 0 for the whole), and what to do."""

    code: str
    severity: Severity
    message: str
    fix: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level, its words, its line, and the number of blocks that hold it."""

    level: int
    text: str
    line: int
    depth: int
    content: tuple[str, ...] = ()
    """What stands between it and the next heading, block by block, as far as it has words."""

    @property
    def name(self) -> str:
        """The words without a number before them."""
        return _NUMBER.sub("", self.text)


def check_own(text: str, title: str) -> list[Fault]:
    """What keeps a document of ours from being written: a title or any heading of level 1 to 3 that is not exactly right."""
    if text == OUT_OF_SCOPE:
        return []
    found = [heading for heading in headings(text) if heading.level <= 3]
    said = [(heading.level, heading.text, heading.depth) for heading in found]
    right = [(2, name, 0) for name in HEADINGS] + [(3, name, 0) for name in SECTIONS]
    if not said or said[0][0] != 1 or said[0][2]:
        return [Fault("title", "blocker", "The document does not begin with its title", "Begin with '# Title'.", 1)]
    if _words(said[0][1]) != one_line(title):
        return [_wrong(f"The title reads {_words(said[0][1])!r}", found[0].line)]
    for place, expected in enumerate(right, 1):
        if place >= len(said):
            return [_wrong(f"The heading {expected[1]} is missing", found[-1].line)]
        if said[place] != expected:
            return [_wrong(f"{found[place].text!r} stands where {expected[1]} belongs", found[place].line)]
    return [
        _wrong(f"There is no place for the heading {extra.text!r}", extra.line) for extra in found[len(right) + 1 :]
    ]


def _words(heading: str) -> str:
    """What a reader sees of a heading; none of what was taken for a sign of emphasis or the like."""
    (line,) = parser().parseInline(heading)
    return "".join(child.content for child in line.children or ())


def _wrong(message: str, line: int) -> Fault:
    return Fault("headings", "blocker", message, "This is a defect of the exporter; please report it.", line)


def check(text: str) -> list[Fault]:
    """What is wrong with anyone's contract document, in the order of its lines; the out-of-scope answer is right."""
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if is_out_of_scope(text):
        return []
    found = [heading for heading in headings(text) if heading.depth == 0]
    sections = [h for h in found if h.name in SECTIONS and h.level in (2, 3)]
    faults = [*_required(found), *_missing(found, sections), *_out_of_order(sections), *_extra(found, sections)]
    faults += [*_levels(found), *_places(found, sections), *_empty(found, sections), *_version(text)]
    return sorted(faults, key=lambda fault: fault.line)


def is_endless(text: str) -> bool:
    """Whether a document has so many lines or cells that reading it would take longer than anybody waits."""
    return _LINE * (text.count("\n") + text.count("\r")) + text.count("|") > _MOST_CELLS


def check_words(text: str) -> list[Fault]:
    """Which hard lines the words of anyone's document break, or say nothing of; of the sections that are there."""
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    found = [heading for heading in headings(text) if heading.depth == 0]
    return [] if is_out_of_scope(text) else sorted(_hard_lines(text, found), key=lambda fault: fault.line)


@lru_cache(maxsize=1)  # what a document says is asked twice: of its order, and of its words
def headings(text: str) -> tuple[Heading, ...]:
    """All headings, setext ones and those within other blocks too; front matter is passed over, lines still count."""
    body = _FRONT_MATTER.sub(lambda found: "\n" * found[0].count("\n"), text, count=1)
    tokens = _blocks().parse(body)
    opens = [place for place, token in enumerate(tokens) if token.type == "heading_open"]
    return tuple(
        Heading(
            int(tokens[place].tag[1]),
            tokens[place + 1].content.strip(),
            (tokens[place].map or [0])[0] + 1,
            tokens[place].level,
            _content(tokens[place + 3 : next_place]),
        )
        for place, next_place in pairwise([*opens, len(tokens)])
    )


@cache
def _blocks() -> MarkdownIt:
    """What reads the blocks of a document and not the words in them, which no fault is told by and a line can have 100,000 of."""
    from markdown_it import MarkdownIt  # lazily: 40 ms that a check of drafts need not pay

    return MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])


def _content(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words of blocks; comments are none."""
    said = (token.content for token in tokens if token.type in ("inline", "fence", "code_block", "html_block"))
    return tuple(text.strip() for text in said if text.strip() and not _COMMENTS.fullmatch(text))


def _required(found: Sequence[Heading]) -> Iterator[Fault]:
    """The three headings: each once, at level 2, in order."""
    lines: list[int] = []
    for name in HEADINGS:
        mine = [heading for heading in found if heading.text == name]
        right = [heading for heading in mine if heading.level == 2]
        if not right:
            where = mine[0].line if mine else 0
            yield Fault("heading-missing", "blocker", f"There is no heading '## {name}'", f"Add '## {name}'.", where)
        elif len(right) > 1:
            yield Fault(
                "heading-duplicate", "blocker", f"'## {name}' stands {len(right)} times", "Keep one.", right[1].line
            )
        lines += [heading.line for heading in right[:1]]
    if lines != sorted(lines):
        order = ", ".join(HEADINGS)
        yield Fault("heading-order", "warning", "The headings are out of order", f"The order is {order}.", min(lines))


def _missing(found: Sequence[Heading], sections: Sequence[Heading]) -> Iterator[Fault]:
    """Sections that are not there, or there more than once."""
    counts = Counter(heading.name for heading in sections)
    elsewhere = {heading.name for heading in found}
    for name in SECTIONS:
        mine = [heading for heading in sections if heading.name == name]
        if not mine and name not in elsewhere:
            fix = f"Add '### {name}' under Outputs; if it does not apply, write 'Not applicable: ' and the reason."
            yield Fault("section-missing", "blocker", f"The section {name} is missing", fix)
        if counts[name] > 1:
            message = f"The section {name} stands {counts[name]} times"
            yield Fault("section-duplicate", "blocker", message, "Join them under one heading.", mine[1].line)


def _out_of_order(sections: Sequence[Heading]) -> Iterator[Fault]:
    """Sections that stand after one that should follow them."""
    furthest = -1
    seen: set[str] = set()
    for heading in sections:
        place = SECTIONS.index(heading.name)
        if place < furthest and heading.name not in seen:
            message = f"The section {heading.name} stands after {SECTIONS[furthest]}"
            fix = f"Move it: it is number {place + 1} of {len(SECTIONS)}."
            yield Fault("section-order", "blocker", message, fix, heading.line)
        furthest = max(furthest, place)
        seen.add(heading.name)


def _extra(found: Sequence[Heading], sections: Sequence[Heading]) -> Iterator[Fault]:
    """Headings that look like sections and are none."""
    levels = {heading.level for heading in sections}
    for heading in found:
        if heading.name in KNOWN_EXTRA:
            home = KNOWN_EXTRA[heading.name]
            message = f"{heading.name} is no section of this contract"
            yield Fault("section-extra", "warning", message, f"Move what it says to {home}.", heading.line)
        elif heading.level in levels and _SECTION_LIKE.fullmatch(heading.name) and heading.name not in SECTIONS:
            message = f"{heading.name} is no section of this contract"
            fix = "Move what it says to one of the thirteen sections, or to a heading below them."
            yield Fault("section-extra", "warning", message, fix, heading.line)


def _levels(found: Sequence[Heading]) -> Iterator[Fault]:
    """Section names at a level where no section can be, or at two levels."""
    for heading in found:
        if heading.name in SECTIONS and heading.level not in (2, 3):
            message = f"The section {heading.name} is a heading of level {heading.level}"
            yield Fault("section-level", "blocker", message, f"Write '### {heading.name}'.", heading.line)


def _places(found: Sequence[Heading], sections: Sequence[Heading]) -> Iterator[Fault]:
    """Sections that stand before Outputs."""
    outputs = next((heading.line for heading in found if heading.text == "Outputs" and heading.level == 2), 0)
    for heading in sections:
        if heading.line < outputs:
            message = f"The section {heading.name} stands before Outputs"
            yield Fault("section-place", "blocker", message, "Move it under '## Outputs'.", heading.line)


def _empty(found: Sequence[Heading], sections: Sequence[Heading]) -> Iterator[Fault]:
    """Sections in which nothing is said, or only that nothing is."""
    places = {heading.line: place for place, heading in enumerate(found)}
    for heading in sections:
        said = [text for part in _within(places[heading.line], found) for text in part.content]
        if not said:
            message, code = f"The section {heading.name} is empty", "section-empty"
        elif len(said) == 1 and _NO_ANSWER.fullmatch(said[0].strip("*_`").strip()):
            message, code = f"The section {heading.name} says only {said[0]!r}", "section-bare"
        else:
            continue
        fix = "Say what it asks for, or 'Not applicable: ' and the reason."
        yield Fault(code, "blocker", message, fix, heading.line)


def _within(place: int, found: Sequence[Heading]) -> Iterator[Heading]:
    """The heading of a section, by its place, and those below it."""
    yield found[place]
    for below in range(place + 1, len(found)):
        if found[below].level <= found[place].level:
            return
        yield found[below]


def _hard_lines(text: str, found: Sequence[Heading]) -> Iterator[Fault]:
    """Hard lines that the words of the document break, or say nothing of; only of sections that are there."""
    named = [heading for heading in found if heading.name in SECTIONS or heading.name in HEADINGS]
    parts = sections_of(text, [(heading.name, heading.line) for heading in named])
    held = {name: part for name, part in parts.items() if name in SECTIONS and part[1].strip()}
    for said in hard_lines(held):
        if not said.is_kept and said.line:
            yield Fault(said.code, "blocker", said.message, said.fix, said.line)


def _version(text: str) -> Iterator[Fault]:
    """The version that readers go by."""
    if not re.search(r"^schema_version: ?1\s*$", text, re.MULTILINE):
        fix = "Begin with front matter that says schema_version: 1."
        yield Fault("schema-version", "warning", "The document does not say its schema_version", fix, 1)
