"""The line at the top, which says where the work stands, and the line at the bottom, which says which keys work now.

Under the line at the top a second one appears while something is wrong with the draft on the disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from screens.desk import Desk
from screens.drawing import BAD, BLOCKS, GOOD, KEY, LABEL, MET, MUTED, NOTED, cut, fit, line
from wizard.text import in_one_row

WIDE = 100
"""Columns from which the top line has room for words."""


class TopBar(Widget):
    """What is worked on, where, saved when, how far, ready or not."""

    DEFAULT_CSS = """
    TopBar { height: 1; dock: top; background: $panel; padding: 0 1; }
    TopBar.troubled { height: 2; }
    """

    def __init__(self, desk: Desk, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # the options are Widget's
        self._desk = desk
        self.place = ""
        """Where in the workflow this screen is."""
        self.explains = True
        """Whether a second line says what is wrong; not where the whole screen does."""
        self._review = desk.session.review
        """What was drawn last; while somebody types, nobody waits for a new one."""

    def settle(self) -> None:
        """Draw the review of the answers as they are now."""
        self._review = self._desk.session.review
        self.refresh()

    def told(self) -> None:
        """Draw what became of the draft on the disk."""
        self.set_class(bool(self._told), "troubled")
        self.refresh()

    @property
    def _told(self) -> str:
        return in_one_row(self._desk.trouble or self._desk.read_only) if self.explains else ""

    def on_mount(self) -> None:
        """Follow what becomes of the draft on the disk, on every screen; it may be one to look at from the start."""
        self._desk.saved.subscribe(self, lambda _: self.told())
        self._desk.reloaded.subscribe(self, lambda _: self.settle())
        self.told()

    def render(self) -> Content:
        """One line, and one more if the draft is in trouble; on a narrow screen the place is left to the line below."""
        width = self.size.width
        told = self._told
        first = self._first(width)
        return line(first, "\n", trouble_line(told, width, is_bad=bool(self._desk.trouble))) if told else first

    def _first(self, width: int) -> Content:
        right = self._state(width)
        room = width - right.cell_length - 2
        left = line((cut(in_one_row(self._desk.name), max(8, room)), LABEL))
        if self.place and room - left.cell_length > 8:
            left = line(left, "  ", (cut(self.place, room - left.cell_length - 2), MUTED))
        return line(left, " " * max(2, width - left.cell_length - right.cell_length), right)

    def _state(self, width: int) -> Content:
        review = self._review
        total = review.total
        count = f"{total.answered}/{total.asked}" if width < WIDE else f"{total.answered} of {total.asked} answered"
        verdict = line(("checking", MUTED)) if review.is_hasty else verdict_words(review.verdict, len(review.blockers))
        return line(self._saved(), "  ", (count, MUTED), "  ", self._sources(width), verdict)

    def _sources(self, width: int) -> Content:
        """How many answers nobody confirmed; nothing of a draft that was typed."""
        if not self._review.origins:
            return Content("")
        from screens.widgets.marks import counts  # a draft that was typed needs no marks

        return counts(self._review.provenance, width)

    def _saved(self) -> Content:
        desk = self._desk
        if desk.trouble:
            return line((f"{BLOCKS} {'DAMAGED' if desk.is_saved else 'NOT SAVED'}", f"bold {BAD}"))
        if desk.read_only:
            return line(("READ ONLY", f"bold {NOTED}"))
        if not desk.is_saved or desk.expects_words:
            return line(("saving…", MUTED))
        return line((f"Saved {desk.saved_at:%H:%M:%S}" if desk.saved_at else "Saved", MUTED))


def trouble_line(words: str, width: int, *, is_bad: bool) -> Content:
    """What is wrong with the draft on the disk, as far as it fits, and the key that says what can be done."""
    key = line(("ctrl+s", KEY), (" what to do", MUTED))
    room = max(8, width - key.cell_length - 3)
    return line((fit(words, room), BAD if is_bad else NOTED), "   ", key)


def verdict_words(verdict: str, blockers: int) -> Content:
    """The verdict in words, with its sign."""
    if verdict == "ready":
        return line((f"{MET} ready", f"bold {GOOD}"))
    if verdict == "out-of-scope":
        return line(("– out of scope", f"bold {MUTED}"))
    return line((f"{BLOCKS} not ready: {blockers} blocker{'s' if blockers != 1 else ''}", f"bold {BAD}"))


class KeyHint(NamedTuple):
    """A key, what it does, and the action that a click on it runs."""

    key: str
    does: str
    action: str = ""


class KeyBar(Widget):
    """The keys that work now, as many as there is room for."""

    DEFAULT_CSS = "KeyBar { height: 1; dock: bottom; background: $panel; padding: 0 1; }"

    class Clicked(Message):
        """A key was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, hints: Sequence[KeyHint] = (), **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]  # the options are Widget's
        self._hints = hints
        self._ends: list[tuple[int, KeyHint]] = []

    def show(self, hints: Sequence[KeyHint]) -> None:
        """Show other keys."""
        if hints != self._hints:
            self._hints = hints
            self.refresh()

    def render(self) -> Content:
        """Key and word, key and word."""
        parts: list[tuple[str, str]] = []
        self._ends = []
        used = 0
        for hint in self._hints:
            width = len(hint.key) + 1 + len(hint.does)
            if used + width > self.size.width:
                break
            parts += [(hint.key, KEY), (f" {hint.does}", MUTED), ("   ", "")]
            used += width + 3
            self._ends.append((used, hint))
        return line(*parts)

    def on_click(self, event: events.Click) -> None:
        """A click on a key is the key."""
        event.stop()
        place = event.x - self.styles.padding.left
        for end, hint in self._ends:
            if place < end:
                if hint.action:
                    self.post_message(self.Clicked(hint.action))
                return
