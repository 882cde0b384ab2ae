"""Lines of text with styles, and the few marks that mean the same everywhere. The user's words are never markup."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widgets import Static

from wizard.rules.rule import Severity

HERE = "▌"
MET, BLOCKS, OPEN, NOT_ASKED, BEGUN = "✓", "▲", "·", "–", "◐"
UNCHOSEN, CHOSEN = "○", "●"

MUTED = "$foreground-muted"
LABEL = "bold $foreground"
TITLE = "bold $primary"
NAME = "$primary"
KEY = "bold $accent"
BAD = "$error"
GOOD = "$success"
NOTED = "$warning"
SEVERITIES: dict[Severity, tuple[str, str]] = {
    "blocker": (BLOCKS, BAD),
    "warning": ("△", NOTED),
    "advice": (OPEN, MUTED),
}
"""How bad a finding is, as a sign and its style."""

Part = str | tuple[str, str] | Content


def line(*parts: Part) -> Content:
    """One line of plain words and (words, style) pairs; nothing in them is read as markup."""
    return Content.assemble(*parts)


def page(lines: Iterable[Content]) -> Content:
    """Lines one under the other."""
    return Content("\n").join(lines)


def show(static: Static, content: Content) -> None:
    """Show a text, unless it is shown already: every update lays out the whole screen."""
    shown = static.content
    if not (isinstance(shown, Content) and shown.is_same(content)):
        static.update(content)


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells, cut with an ellipsis or filled with spaces."""
    if width <= 0:
        return ""
    if cell_len(text) > width:
        return set_cell_size(text, width - 1) + "…"
    return text + " " * (width - cell_len(text))


def cut(text: str, width: int) -> str:
    """The text in at most `width` cells."""
    return fit(text, width).rstrip() if cell_len(text) > width else text


def wrap(text: str, width: int) -> list[str]:
    """The words of a text in lines of at most `width` cells; line ends are kept, a longer word is broken."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        current = ""
        for word in paragraph.split():
            rest = word
            if current and cell_len(current) + 1 + cell_len(rest) <= width:
                current = f"{current} {rest}"
                continue
            if current:
                lines.append(current)
            while cell_len(rest) > width:
                piece = set_cell_size(rest, width).rstrip() or rest[:1]
                lines.append(piece)
                rest = rest[len(piece) :]
            current = rest
        lines.append(current)
    return lines


def indented(text: str, width: int, style: str, indent: int = 2) -> list[Content]:
    """A wrapped text as lines of one style, moved to the right."""
    return [line(" " * indent, (row, style)) for row in wrap(text, max(10, width - indent))]
