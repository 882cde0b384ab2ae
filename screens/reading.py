"""Markdown to be read on a screen, in the colours of the theme."""

from __future__ import annotations

from typing import ClassVar

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text
from rich.theme import Theme as Styles
from textual.theme import Theme

LEAST_COLUMN = 12
"""Cells that a column of a table needs to be read."""


def use_theme(console: Console, theme: Theme) -> None:
    """Let Markdown be drawn in the colours of a theme, until the next one."""
    primary, accent = theme.primary, theme.accent or theme.primary
    heading = f"bold {primary}"
    names = {f"markdown.h{level}": heading for level in range(1, 7)}
    names |= {
        "markdown.code": accent,
        "markdown.code_block": theme.foreground or "default",
        "markdown.item.bullet": primary,
    }
    names |= {"markdown.table.header": f"bold {primary}", "markdown.table.border": primary, "markdown.hr": primary}
    console.push_theme(Styles({name: style for name, style in names.items() if style}))


def readable(markdown: str) -> RenderableType:
    """A document or section to be shown in a `Static`: one renderable, however long it is."""
    from rich import markdown as md  # parser and highlighter cost 40 ms, and only readers need them

    class Heading(md.Heading):
        """A heading at the left, where the eye goes down."""

        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            self.text.justify = "left"
            yield self.text

    class Table(md.TableElement):
        """A table, or where its columns would be slivers, a card for each row."""

        def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
            headings = [cell.content for cell in self.header.row.cells] if self.header and self.header.row else []
            if self.body is None or len(headings) * LEAST_COLUMN <= options.max_width:
                yield from super().__rich_console__(console, options)
                return
            for row in self.body.rows:
                yield Text("")
                for place, cell in enumerate(row.cells):
                    said = cell.content.copy()
                    if said.plain not in ("", "–"):
                        said.stylize("bold" if not place else "")
                        heading = f"{headings[place].plain}  " if place else ""
                        yield Text.assemble((heading, "markdown.table.header"), said)

    class Page(md.Markdown):
        """Markdown with such headings and tables."""

        elements: ClassVar[dict[str, type[md.MarkdownElement]]] = {
            **md.Markdown.elements, "heading_open": Heading, "table_open": Table,
        }  # fmt: skip

    return Page(markdown, hyperlinks=False, code_theme="ansi_dark")
