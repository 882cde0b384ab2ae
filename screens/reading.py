"""Markdown to be read on a screen, in the colours of the theme."""

from __future__ import annotations

from rich.console import Console, RenderableType
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
    names |= {"markdown.link": f"underline {primary}", "markdown.link_url": f"underline {primary}"}
    names |= {"markdown.table.header": f"bold {primary}", "markdown.table.border": primary, "markdown.hr": primary}
    muted = theme.variables.get("foreground-muted", "default")
    names |= {"markdown.item.number": primary, "markdown.block_quote": muted}
    names |= {"reader.muted": muted, "reader.good": theme.success or "default", "reader.bad": theme.error or "default"}
    console.push_theme(Styles({name: style for name, style in names.items() if style}))


def readable(markdown: str) -> RenderableType:
    """A document or section to be shown in a `Reader`: one renderable, however long it is."""
    from screens.markdown import Document  # parser and highlighter cost 40 ms, and only readers need them

    return Document(markdown)
