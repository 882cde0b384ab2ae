"""Markdown to be read on a screen, in the colours of the theme."""

from __future__ import annotations

from typing import ClassVar

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.theme import Theme as Styles
from textual.theme import Theme


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

    class Page(md.Markdown):
        """Markdown with such headings."""

        elements: ClassVar[dict[str, type[md.MarkdownElement]]] = {**md.Markdown.elements, "heading_open": Heading}

    return Page(markdown, hyperlinks=False, code_theme="ansi_dark")
