"""What putting a version back would change in the draft, step by step, with each answer as it is and as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from screens.drawing import BAD, HERE, KEY, LABEL, MUTED, NAME, TITLE, cut, fit, indented, line, page, wrap
from wizard.cells import words as cell
from wizard.differences import Difference, by_step, summary
from wizard.drafts.snapshots import Snapshot
from wizard.provenance import KEY as ORIGINS
from wizard.secrecy import KEY as SHOWN
from wizard.two_values import in_sight
from wizard.workflow import STEP_BY_KEY

MOST, MOST_LINES, MOST_FIELDS = 400, 6, 4
"""Changes that are told, lines of one answer, and answers of a record that comes or goes."""
NOW, THEN = "now   ", "then  "


class PastChanges(Widget, can_focus=True):
    """Draws the lines in sight, however many there are."""

    DEFAULT_CSS = "PastChanges { width: 1fr; height: 1fr; padding: 1 2; background: $surface; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "scroll(-1)", "up", show=False),
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("pageup", "scroll(-10)", "page up", show=False),
        Binding("pagedown,space", "scroll(10)", "page down", show=False),
        Binding("home", "scroll(-1000000)", "first", show=False),
        Binding("end", "scroll(1000000)", "last", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.version: Snapshot | None = None
        """The version that is told of."""
        self._found: Sequence[Difference] | str = ()
        self._top = 0
        self._lines: list[Content] = []
        self._drawn_for = 0

    def show_changes(self, version: Snapshot, found: Sequence[Difference] | str) -> None:
        """Tell what putting a version back would change, or why it can not be put back; the place that was read stays."""
        if self.version is None or version.file != self.version.file:
            self._top = 0
        self.version, self._found, self._drawn_for = version, found, 0
        self.refresh()

    def forget(self) -> None:
        """Forget which version was told of: it is to be told anew."""
        self.version = None

    def render(self) -> Content:
        """The lines in sight, and how many there are below."""
        width, height = self.size
        if width != self._drawn_for:
            self._lines, self._drawn_for = list(told(self._found, width - 2)), width
        self._top = max(0, min(self._top, len(self._lines) - height))
        mark = (HERE if self.has_focus else " ", KEY)
        rows = [line(mark, " ", row) for row in self._lines[self._top : self._top + height]]
        below = len(self._lines) - self._top - height
        if below > 0 and rows:
            rows[-1] = line(mark, " ", (f"{below + 1} more lines", MUTED))
        return page(rows)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel scrolls."""
        event.stop()
        self.action_scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel scrolls."""
        event.stop()
        self.action_scroll(-3)

    def on_focus(self) -> None:
        """The mark that keys scroll here."""
        self.refresh()

    def on_blur(self) -> None:
        """It goes."""
        self.refresh()

    def action_scroll(self, by: int) -> None:
        """Scroll by lines."""
        self._top += by
        self.refresh()


def told(found: Sequence[Difference] | str, width: int) -> Iterator[Content]:
    """The changes in lines of at most so many cells."""
    if isinstance(found, str):
        yield from _wrapped("This version can not be put back.", width, f"bold {BAD}")
        yield from _wrapped(found, width, "$foreground")
        return
    if not found:
        yield line(("The draft says just that already.", "$foreground"))
        return
    yield from _wrapped(f"Putting it back changes {summary(found)}", width, LABEL)
    own = [one for one in found if one.path[0] in (ORIGINS, SHOWN)]
    asked = [one for one in found if one.path[0] not in (ORIGINS, SHOWN)]
    for group in by_step(asked[:MOST]):
        number = STEP_BY_KEY[group.step].number if group.step in STEP_BY_KEY else 0
        yield Content("")
        yield line(
            (f"{number} {group.title}" if number else group.title, TITLE), (f"  {len(group.differences)}", MUTED)
        )
        for one in group.differences:
            yield from _one(one, width)
    if len(asked) > MOST:
        yield Content("")
        yield line((f"and {len(asked) - MOST} more", MUTED))
    if own and asked:
        yield Content("")
        yield from _wrapped(f"And {summary(own)}", width, MUTED)


def _one(one: Difference, width: int) -> Iterator[Content]:
    yield from (line((row, NAME)) for row in islice(wrap(one.subject, width), 2))
    if one.is_record:
        word = {"added": "comes back", "removed": "is removed", "moved": "moves to where it was"}.get(
            one.kind, one.kind
        )
        yield line("  ", (word, LABEL))
        yield from _fields(one, width)
        return
    now, then = in_sight(one.shown(one.before), one.shown(one.after), width * MOST_LINES)
    yield from _value(NOW, now, width, MUTED)
    yield from _value(THEN, then, width, "$foreground")


def _value(word: str, said: str, width: int, style: str) -> Iterator[Content]:
    room = width - 2 - len(word)
    rows = wrap(said or "open", room)
    if len(rows) > MOST_LINES:
        rows = [*rows[: MOST_LINES - 1], cut(rows[MOST_LINES - 1] + " …", room)]
    for n, row in enumerate(rows):
        yield line("  ", (word if not n else " " * len(word), MUTED), (row, style if said else MUTED))


def _fields(one: Difference, width: int) -> Iterator[Content]:
    """The first answers of a record that comes or goes, but for its name, which stands above."""
    record: Any = one.after if one.kind == "added" else one.before
    kind = one.field.record if one.field is not None else None
    if one.kind == "moved" or kind is None or not isinstance(record, Mapping):
        return
    said = ((field.prompt, cell(field, record.get(name))) for name, field in kind.fields.items())
    for prompt, words in islice(
        ((prompt, words) for prompt, words in said if words and words not in one.subject), MOST_FIELDS
    ):
        yield line("    ", (fit(prompt, 18), MUTED), " ", (cut(words, width - 24), MUTED))


def _wrapped(words: str, width: int, style: str) -> Iterator[Content]:
    yield from indented(words, width, style, 0)
