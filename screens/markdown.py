"""Markdown in our own shapes: headings at the left, narrow tables as cards, reference pages with links and live checklist items.

Imported late: parser and highlighter cost 40 ms, and only what is read needs them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

from markdown_it.token import Token
from rich import markdown as md
from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.table import Table as Grid
from rich.text import Text

from wizard.export.markdown import cleaned
from wizard.knowledge.page import anchor_of

LEAST_COLUMN = 12
"""Cells that a column of a table needs to be read."""
LANDMARK = "landmark"
"""The meta key of text that is scrolled to by name."""
TAGS = ("when: ", "source: ", "section: ")
BOXES = ("[ ] ", "[x] ", "[X] ")


class Heading(md.Heading):
    """A heading at the left, where the eye goes down; a landmark."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self.text.justify = "left"
        self.text.stylize(Style(meta={LANDMARK: anchor_of(self.text.plain)}))
        yield self.text


class Table(md.TableElement):
    """A table, or where its columns would be slivers, a card for each row."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        headings = [cell.content for cell in self.header.row.cells] if self.header and self.header.row else []
        if self.body is None or len(headings) * LEAST_COLUMN <= options.max_width:
            for table in super().__rich_console__(console, options):
                if isinstance(table, Grid):
                    for column in table.columns:
                        column.overflow = "fold"  # a word that is too long for its column is still to be read
                yield table
            return
        for row in self.body.rows:
            yield Text("")
            for place, cell in enumerate(row.cells):
                said = cell.content.copy()
                if said.plain not in ("", "–"):
                    said.stylize("bold" if not place else "")
                    heading = f"{headings[place].plain}  " if place else ""
                    yield Text.assemble((heading, "markdown.table.header"), said)


class Document(md.Markdown):
    """Markdown with such headings and tables."""

    elements: ClassVar[dict[str, type[md.MarkdownElement]]] = {
        **md.Markdown.elements, "heading_open": Heading, "table_open": Table,
    }  # fmt: skip

    def __init__(self, text: str, *, hyperlinks: bool = False) -> None:
        super().__init__(text, hyperlinks=hyperlinks, code_theme="ansi_dark")
        self.parsed = cleaned(self.parsed)


class Told(NamedTuple):
    """How a checklist item stands: its id, how long the id is that its text begins with, its sign, and the words under it."""

    id: str
    prefix: int
    sign: str
    style: str
    words: tuple[str, ...] = ()
    words_style: str = "reader.muted"


Teller = Callable[[str], Told | None]
"""Says of a task's text how the checklist item stands that it is; nothing of a task that is none."""


class Code(md.CodeBlock):
    """A block of code in one colour: highlighting would make the first page of each language wait for its lexer."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield Padding(Text(str(self.text).rstrip(), "markdown.code_block"), (0, 0, 0, 2))


class Task(md.ListItem):
    """An item of a list; a task is drawn as it stands in this design, with what tells it and its tags below."""

    def __init__(self, tell: Teller) -> None:
        super().__init__()
        self._tell = tell
        self._parts: list[md.MarkdownElement] = []

    @classmethod
    def create(cls, markdown: md.Markdown, token: Token) -> Task:  # noqa: ARG003  (the parser's signature)
        """An item of a reference page."""
        return cls(markdown.tell if isinstance(markdown, ReferenceText) else lambda _: None)

    def on_child_close(self, context: md.MarkdownContext, child: md.MarkdownElement) -> bool:
        """Keep the paragraphs and lists that the item is made of."""
        self._parts.append(child)
        return super().on_child_close(context, child)

    def render_bullet(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The item behind its sign, or behind a bullet."""
        first, *rest = self._parts or [md.Paragraph("left")]
        text = first.text if isinstance(first, md.Paragraph) and self._parts else Text()
        told = self._tell(text.plain[4:]) if text.plain.startswith(BOXES) else None
        if told is None:
            yield from super().render_bullet(console, options)
            return
        statement, tags = _parted(text)
        statement = statement[4 + told.prefix :]
        statement.stylize(Style(meta={LANDMARK: told.id}))
        rows = [statement, *(Text(words, told.words_style) for words in told.words)]
        rows.append(Text(f"{told.id}   {tags}".rstrip(), "reader.muted"))
        sign, margin = Segment(f"{told.sign} ", console.get_style(told.style)), Segment("  ")
        narrower = options.update(width=options.max_width - 2)
        lines = [line for row in rows for line in console.render_lines(row, narrower, pad=False)]
        for number, line in enumerate(lines):
            yield margin if number else sign
            yield from line
            yield Segment.line()
        for element in rest:
            yield from console.render(Padding(element, (0, 0, 0, 2)), options)


def _parted(text: Text) -> tuple[Text, str]:
    """A task's text without the tags at its end, and the tags."""
    spans = [span for span in text.spans if text.plain[span.start : span.end].startswith(TAGS)]
    end = min((span.start for span in spans), default=len(text))
    return text[:end], "   ".join(text.plain[span.start : span.end] for span in spans)


class ReferenceText(Document):
    """A page to be read in the reader: its links can be followed, its tasks stand as in the design."""

    elements: ClassVar[dict[str, type[md.MarkdownElement]]] = {
        **Document.elements, "list_item_open": Task, "fence": Code, "code_block": Code,
    }  # fmt: skip

    def __init__(self, text: str, tell: Teller) -> None:
        self.tell = tell
        super().__init__(text, hyperlinks=True)
