"""Search: everything that holds the typed words, by kind, with a way to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.getters import query_one
from textual.timer import Timer
from textual.widgets import Input

from screens.desk import Desk
from screens.drawing import HERE, KEY, LABEL, MUTED, TITLE, cut, line, wrap
from screens.page import WizardScreen, while_open
from screens.widgets.bars import KeyBar, KeyHint, TopBar
from screens.widgets.line_list import Line, LineList, marked
from wizard.design import Path
from wizard.findable import Kind
from wizard.folded import fold, spans
from wizard.knowledge.shelf import item_on_shelf
from wizard.search import Hit, search
from wizard.text import one_line

PAUSE_S = 0.08
"""A pause in typing after which words are looked for."""
LEAST = 2
"""Letters; one alone is in everything."""
MOST = 50
"""Hits of each kind that are listed."""
HEADINGS: dict[Kind, str] = {
    "question": "Questions", "answer": "Answers", "reference": "References", "item": "Checklist", "finding": "Findings",
}  # fmt: skip


class HitList(LineList, can_focus=False):
    """Hits by kind, one line each; the current one with its excerpt. The keys are those of the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.hits: list[Hit] = []
        self._counts: Counter[Kind] = Counter()
        self._words: Sequence[str] = ()

    @property
    def current(self) -> Hit | None:
        """The current hit."""
        return self.hits[self.row] if self.hits else None

    def show(self, hits: Sequence[Hit], words: str) -> None:
        """Show the hits for some words, the best of each kind first; the kind of the best hit comes first."""
        self._words = fold(words).split()
        self._counts = Counter(hit.kind for hit in hits)
        kinds = list(self._counts)
        shown = {kind: [hit for hit in hits if hit.kind == kind][:MOST] for kind in kinds}
        self.hits = [hit for kind in kinds for hit in shown[kind]]
        self.row = 0
        self.refresh()

    def count(self) -> int:
        """How many hits there are."""
        return len(self.hits)

    def nothing(self, width: int) -> list[Content]:
        """What can be found, or that nothing was."""
        words = (
            f"Nothing holds {'all these words' if len(self._words) > 1 else 'this word'}."
            if self._words
            else "Looks through questions, answers, reference pages, checklist items and findings. All words must occur."
        )
        return [line("  ", (row, MUTED)) for row in wrap(words, width - 4)]

    def lines(self, width: int) -> Iterator[Line]:
        """A heading for each kind, and its hits."""
        for place, hit in enumerate(self.hits):
            if not place or hit.kind != self.hits[place - 1].kind:
                if place:
                    yield None, Content("")
                found = self._counts[hit.kind]
                count = f"  the first {MOST}" if found > MOST else f"  {found}"
                yield None, line("  ", (HEADINGS[hit.kind], TITLE), (count, MUTED))
            yield place, self._line(hit, width, is_here=place == self.row)
            if place == self.row:
                for row in wrap(hit.excerpt, width - 8):
                    if row:
                        yield place, line("      ", *self._parts(row, "$foreground"))

    def _line(self, hit: Hit, width: int, *, is_here: bool) -> Content:
        room = width - 6
        title = cut(hit.title, room)
        place = hit.place if is_here or not hit.excerpt else f"{hit.place}: {hit.excerpt}" if hit.place else hit.excerpt
        left = room - len(title) - 2
        beside = (cut(f"  {one_line(place)}", left + 2), MUTED) if left > 8 else ("", "")
        mark = ((HERE if is_here else " ", KEY), "   ")
        return marked(
            line(*mark, *self._parts(title, LABEL if is_here else "$foreground"), beside), width, is_here=is_here
        )

    def _parts(self, text: str, style: str) -> Iterator[tuple[str, str]]:
        """A text in a style, with the words that were looked for in another."""
        end = 0
        for start, stop in spans(text, self._words):
            yield text[end:start], style
            yield text[start:stop], f"{style} underline"
            end = stop
        yield text[end:], style


class SearchScreen(WizardScreen[Path | None]):
    """Looks for words while they are typed. Closes with the path to go to; a page is read over it."""

    HELP_TOPIC = "search"
    DEFAULT_CSS = """
    SearchScreen Input { height: 1; border: none; border-left: outer $accent; padding: 0 1; margin: 1 2; background: $panel; color: $foreground; }
    SearchScreen Input:focus { border: none; border-left: outer $accent; }
    SearchScreen HitList { height: 1fr; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", priority=True, show=False),
        Binding("down", "move(1)", "down", priority=True, show=False),
        Binding("pageup", "move(-10)", "page up", priority=True, show=False),
        Binding("pagedown", "move(10)", "page down", priority=True, show=False),
        Binding("tab", "kind(1)", "next kind", priority=True, show=False),
        Binding("shift+tab", "kind(-1)", "kind before", priority=True, show=False),
        Binding("escape,ctrl+f", "close", "back", show=False),
    ]
    WAYS: ClassVar[dict[Kind, str]] = {
        "question": "go to the question", "answer": "go to the answer", "reference": "read it",
        "item": "read it", "finding": "go to the field",
    }  # fmt: skip

    field = query_one(Input)
    list = query_one(HitList)
    keys = query_one(KeyBar)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._timer: Timer | None = None

    def content(self) -> ComposeResult:
        """A line to type in over what was found."""
        top = TopBar(self._desk)
        top.place = "Search"
        yield top
        yield Input(placeholder="Search: at least two letters", select_on_focus=False)
        yield HitList()
        yield KeyBar()

    def begin(self) -> None:
        """Let words be typed."""
        self.field.cursor_blink = False
        self.set_focus(self.field)
        self._draw_keys()
        self._desk.reloaded.subscribe(self, while_open(self, self._look_again))

    @on(Input.Changed)
    def _wait(self, event: Input.Changed) -> None:
        """Look when the typing pauses."""
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE_S, self._look)

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        event.stop()
        self._look_now()
        self._go()

    @on(LineList.Moved)
    def _follow(self, message: LineList.Moved) -> None:
        message.stop()
        self._draw_keys()

    @on(LineList.Chosen)
    def _choose(self, message: LineList.Chosen) -> None:
        message.stop()
        self._go()

    def _look(self) -> None:
        self._timer = None
        words = self.field.value.strip()
        is_enough = len(words) >= LEAST
        self.list.show(
            search(self._desk.session.review, words, MOST + 1) if is_enough else (), words if is_enough else ""
        )
        self._draw_keys()

    def _look_again(self) -> None:
        """Look once more, in what was changed elsewhere; the current hit stays current if it is still found."""
        before = self.list.current
        self._look()
        if before is not None:
            self.list.row = next((n for n, hit in enumerate(self.list.hits) if hit[:2] == before[:2]), 0)
            self._draw_keys()

    def _look_now(self) -> None:
        """Look for what was typed since the last pause."""
        if self._timer is not None:
            self._timer.stop()
            self._look()

    def _go(self) -> None:
        """Go to the current hit: to a field by closing, to a page by reading it over this screen."""
        hit = self.list.current
        if hit is None:
            return
        if isinstance(hit.target, tuple):
            self.dismiss(hit.target)
            return
        from screens.reference import ReferenceScreen  # Markdown is not needed to search

        name, _, anchor = hit.target.partition("#")
        item = item_on_shelf(hit.target) if hit.kind == "item" else None
        self.app.push_screen(
            ReferenceScreen(self._desk, item.page, item=item.id) if item else ReferenceScreen(self._desk, name, anchor)
        )

    def _draw_keys(self) -> None:
        hit = self.list.current
        found = (
            (KeyHint("enter", self.WAYS[hit.kind]), KeyHint("up/down", "another"), KeyHint("tab", "next kind"))
            if hit
            else ()
        )
        self.keys.show(
            (
                *found,
                KeyHint("esc", "back", "screen.close"),
                KeyHint("F1", "help", "screen.help"),
                KeyHint("ctrl+q", "quit", "app.quit"),
            )
        )

    def action_move(self, by: int) -> None:
        """Make another hit the current one."""
        self._look_now()
        self.list.action_move(by)

    def action_kind(self, by: int) -> None:
        """Go to the first hit of the next kind, or of the one before."""
        self._look_now()
        firsts = [n for n, hit in enumerate(self.list.hits) if not n or hit.kind != self.list.hits[n - 1].kind]
        if firsts:
            here = max(n for n, first in enumerate(firsts) if first <= self.list.row)
            self.list.action_move(firsts[(here + by) % len(firsts)] - self.list.row)

    def action_close(self) -> None:
        """Go back to where the work was."""
        self.dismiss(None)
