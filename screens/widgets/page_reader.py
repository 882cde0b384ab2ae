"""A reference page to be read: links that can be walked and followed, landmarks to scroll to, and words to be found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from screens.markdown import LANDMARK
from screens.widgets.reader import Reader

MARGIN = 2
"""Lines that are kept in sight above what was scrolled to."""


class Stretch(NamedTuple):
    """A piece of a line: its number, its first cell, and the cell after its last."""

    line: int
    start: int
    end: int


class Link(NamedTuple):
    """Where a link leads, and the pieces of lines that it covers."""

    target: str
    stretches: tuple[Stretch, ...]


class PageReader(Reader):
    """Shows one page. The current link and the current match are marked; what is marked is in sight."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"page--match", "page--current-match", "page--current-link"}
    DEFAULT_CSS = """
    PageReader > .page--match { background: $primary 30%; text-style: underline; }
    PageReader > .page--current-match { background: $accent; color: $background; text-style: bold; }
    PageReader > .page--current-link { background: $accent; color: $background; text-style: bold; }
    """

    class Followed(Message):
        """A link was clicked."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self.links: list[Link] = []
        self.link: Link | None = None
        """The link that would be followed."""
        self.matches: list[tuple[Stretch, ...]] = []
        self.match = 0
        """The place of the current match among all."""
        self._landmarks: dict[str, int] = {}
        self._words = ""
        self._goal: str | int | None = None
        self._marks: dict[int, list[tuple[int, int, str]]] = {}

    def laid_out(self, lines: list[list[Segment]]) -> list[Strip]:
        """The lines, with links and landmarks taken down; no link reaches the terminal, which could not follow it."""
        passed = self._passed()
        self._landmarks = {}
        pieces: list[tuple[str, Stretch]] = []
        strips = []
        for number, segments in enumerate(lines):
            kept, cell = [], 0
            for segment in segments:
                style, width = segment.style, segment.cell_length
                if style is not None:
                    landmark = style.meta.get(LANDMARK)
                    if landmark is not None:
                        self._landmarks.setdefault(landmark, number)
                    if style.link:
                        pieces.append((style.link, Stretch(number, cell, cell + width)))
                        style = style.update_link(None)
                kept.append(Segment(segment.text, style))
                cell += width
            strips.append(Strip(kept))
        before = self.links.index(self.link) if self.link is not None else None
        self.links = list(_joined(pieces))
        self.link = self.links[before] if before is not None and before < len(self.links) else None
        if self._goal is None and passed is not None:
            self._goal = self._landmarks.get(passed[0], 0) + passed[1]
        return strips

    def _passed(self) -> tuple[str, int] | None:
        """The last landmark above what is in sight, and how many lines ago it was: in other lines, reading goes on there."""
        top = self.scroll_offset.y
        line, name = max(((line, name) for name, line in self._landmarks.items() if line <= top), default=(0, ""))
        return (name, top - line) if name else None

    def drawn(self) -> None:
        """Find the words again, and go where it was wanted to."""
        self.matches = list(self._found())
        self._mark()
        if self._goal is not None:
            goal, self._goal = self._goal, None
            self._go(goal if isinstance(goal, int) else self._landmarks.get(goal, 0))

    def open_at(self, goal: str | int) -> None:
        """Say where the page that is shown next begins: at a heading, an item, or a line."""
        self._goal, self.link, self.links = goal, None, []

    def go_to(self, landmark: str) -> None:
        """Scroll to a heading or an item."""
        self._go(self._landmarks.get(landmark, 0))

    def walk(self, by: int) -> None:
        """Make the next link current, or the one before; the first time, one that is in sight if there is any."""
        if not self.links:
            return
        if self.link is not None:
            place = (self.links.index(self.link) + by) % len(self.links)
        else:
            top = self.scroll_offset.y
            below = [number for number, link in enumerate(self.links) if link.stretches[0].line >= top]
            place = below[0] if below and by > 0 else len(self.links) - 1 if by < 0 else 0
        self.link = self.links[place]
        self._mark()
        self._bring_in_sight(self.link.stretches[0].line)

    def find(self, words: str) -> None:
        """Look for words; the first match from here on is current."""
        self._words = words
        self.matches = list(self._found())
        top = self.scroll_offset.y
        self.match = next((n for n, match in enumerate(self.matches) if match[0].line >= top), 0)
        self._show_match()

    def find_next(self, by: int) -> None:
        """Make the next match current, or the one before."""
        if self.matches:
            self.match = (self.match + by) % len(self.matches)
            self._show_match()

    def line(self, place: int) -> Strip:
        """A line with its links and matches marked."""
        strip = self._lines[place]
        marks = self._marks.get(place)
        if not marks:
            return strip
        for start, end, name in marks:
            style = self.get_component_rich_style(name)
            before, marked, after = strip.crop(0, start), strip.crop(start, end), strip.crop(end, strip.cell_length)
            strip = Strip.join([before, _over(marked, style), after])
        return strip

    def on_click(self, event: events.Click) -> None:
        """A click on a link follows it."""
        event.stop()
        line, cell = event.y + self.scroll_offset.y, event.x
        for link in self.links:
            if any(part.line == line and part.start <= cell < part.end for part in link.stretches):
                self.post_message(self.Followed(link.target))
                return

    def _show_match(self) -> None:
        self._mark()
        if self.matches:
            self._bring_in_sight(self.matches[self.match][0].line)

    def _mark(self) -> None:
        """Note what is marked on which line."""
        self._marks = {}
        for number, match in enumerate(self.matches):
            name = "page--current-match" if number == self.match else "page--match"
            for part in match:
                self._marks.setdefault(part.line, []).append((part.start, part.end, name))
        for part in self.link.stretches if self.link is not None else ():
            self._marks.setdefault(part.line, []).append((part.start, part.end, "page--current-link"))
        self.refresh()

    def _found(self) -> Iterator[tuple[Stretch, ...]]:
        """Every place where the words stand one after the other, also over the end of a line."""
        words = self._words.split()
        if not words:
            return
        texts = [strip.text for strip in self._lines]
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + 1)
        pattern = r"\s+".join(re.escape(word) for word in words)
        for match in re.finditer(pattern, "\n".join(texts), re.IGNORECASE):
            first, last = (bisect_right(starts, place) - 1 for place in (match.start(), match.end() - 1))
            yield tuple(
                Stretch(number, cell_len(texts[number][:begin]), cell_len(texts[number][:end]))
                for number in range(first, last + 1)
                for begin in [_begin(texts[number], match.start() - starts[number])]
                for end in [min(len(texts[number]), match.end() - starts[number])]
            )

    def _go(self, line: int) -> None:
        self.scroll_to(y=max(0, line), animate=False, force=True)

    def _bring_in_sight(self, line: int) -> None:
        top, height = self.scroll_offset.y, self.size.height
        if not top <= line < top + height:
            self._go(line - MARGIN if line < top else line - height // 3)


def _begin(text: str, place: int) -> int:
    """Where a match begins on a line; on its further lines, at the first letter."""
    return place if place > 0 else len(text) - len(text.lstrip()) if place < 0 else 0


def _joined(pieces: list[tuple[str, Stretch]]) -> Iterator[Link]:
    """Links of neighbouring pieces: one link may be drawn in several styles and over the end of a line."""
    parts: list[Stretch] = []
    for number, (target, part) in enumerate(pieces):
        parts.append(part)
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if following is None or following[0] != target or not _touch(part, following[1]):
            yield Link(target, tuple(parts))
            parts = []


def _touch(one: Stretch, other: Stretch) -> bool:
    return other.start <= one.end + 1 if one.line == other.line else other.line == one.line + 1


def _over(strip: Strip, style: Style) -> Strip:
    """A strip in another style, whatever its own is."""
    return Strip(Segment.apply_style(iter(strip), None, style), strip.cell_length)
