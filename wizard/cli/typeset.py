"""Markdown set for a terminal: bold and underlined words, tables in columns, lines that fit a width."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from unicodedata import category, east_asian_width

from markdown_it.tree import SyntaxTreeNode

from wizard.export.markdown import cleaned, parser

BOLD, UNDERLINED, PLAIN = "\x1b[1m", "\x1b[4m", "\x1b[0m"
LEAST_COLUMN = 16
"""Cells that a column of a table needs to be read; a table that would have less is set as a card for each row."""
LEAST_TEXT = 12
"""Cells that are left to the text of the most deeply nested list."""
GAP = 2
"""Blank cells between two columns."""
CODE_INDENT = "    "
_SPANS = {"strong": BOLD, "em": UNDERLINED}


class Piece(NamedTuple):
    """Characters in one style; several without a blank between them are a word."""

    text: str
    style: str = ""


Word = tuple[Piece, ...]
"""What is not broken unless it is longer than a line. The empty word is a line break."""
NEW_LINE: Word = ()


def typeset(markdown: str, width: int, here: str = "") -> str:
    """A page for a terminal of this width; `here` is its name, for links within it."""
    return "\n".join(_blocks(SyntaxTreeNode(cleaned(parser().parse(markdown))).children, width, here))


def in_lines(text: str, width: int) -> list[str]:
    """Plain words, broken at a width."""
    return _wrap(_words([Piece(text)]), width)


def cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if category(c) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(c) in "WF") for c in text)


def _blocks(nodes: Sequence[SyntaxTreeNode], width: int, here: str, *, is_tight: bool = False) -> list[str]:
    """Blocks below each other, with a blank line between them unless they belong to a tight list."""
    lines: list[str] = []
    for node in nodes:
        if lines and not is_tight:
            lines.append("")
        lines += _block(node, max(width, LEAST_TEXT), here)
    return lines


def _block(node: SyntaxTreeNode, width: int, here: str) -> list[str]:
    match node.type:
        case "heading":
            style = BOLD if node.tag in ("h1", "h2") else UNDERLINED
            return _wrap(_words(_inline(node, here, style)), width)
        case "bullet_list" | "ordered_list":
            return list(_list(node, width, here))
        case "fence" | "code_block" | "html_block":
            return [CODE_INDENT + line if line else "" for line in node.content.rstrip("\n").split("\n")]
        case "table":
            return list(_table(node, width, here))
        case "blockquote":
            return [f"> {line}".rstrip() for line in _blocks(node.children, width - 2, here)]
        case "hr":
            return ["-" * width]
        case _:
            return _wrap(_words(_inline(node, here)), width)


def _list(node: SyntaxTreeNode, width: int, here: str) -> Iterator[str]:
    """The items of a list, each hanging from its mark."""
    first = int(node.attrs.get("start", 1))
    is_tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
    for number, item in enumerate(node.children, first):
        mark = f"{number}. " if node.type == "ordered_list" else "- "
        if number > first and not is_tight:
            yield ""
        for place, line in enumerate(_blocks(item.children, width - len(mark), here, is_tight=is_tight) or [""]):
            yield ((" " * len(mark) if place else mark) + line).rstrip()


def _table(node: SyntaxTreeNode, width: int, here: str) -> Iterator[str]:
    """A table in columns, or where they would be slivers, a card for each row."""
    head, *body = (row.children for part in node.children for row in part.children)
    titles = [_words(_inline(cell, here, BOLD)) for cell in head]
    rows = [[_words(_inline(cell, here)) for cell in row] for row in body]
    widths = _shares([max(map(_length, column)) for column in zip(titles, *rows, strict=True)], width)
    if widths is None:
        yield from _cards(titles, rows, width)
        return
    yield from _row(titles, widths)
    yield from _row([_words([Piece("-" * cells)]) for cells in widths], widths)
    for row in rows:
        yield from _row(row, widths)


def _cards(titles: Sequence[Sequence[Word]], rows: Iterable[Sequence[Sequence[Word]]], width: int) -> Iterator[str]:
    """Each row as lines of its own: the first cell, and below it the others behind their headings."""
    for place, row in enumerate(rows):
        if place:
            yield ""
        yield from _wrap(row[0], width)
        for title, words in zip(titles[1:], row[1:], strict=True):
            if words:
                lines = _wrap([*title, *words], width - GAP)
                yield from (" " * GAP + line for line in lines)


def _shares(natural: Sequence[int], width: int) -> list[int] | None:
    """Cells for each column: narrow ones get all they need, wide ones share the rest; none if that is too little."""
    left = width - GAP * (len(natural) - 1)
    widths = [0] * len(natural)
    for place, column in enumerate(sorted(range(len(natural)), key=lambda column: natural[column])):
        widths[column] = min(natural[column], left // (len(natural) - place))
        left -= widths[column]
        if widths[column] < min(natural[column], LEAST_COLUMN):
            return None
    return widths


def _row(row: Iterable[Sequence[Word]], widths: Sequence[int]) -> Iterator[str]:
    """Cells beside each other, as many lines as the longest has."""
    wrapped = [_filled(words, width) for words, width in zip(row, widths, strict=True)]
    for number in range(max(map(len, wrapped))):
        beside = [lines[number] if number < len(lines) else (0, "") for lines in wrapped]
        yield (
            (" " * GAP)
            .join(text + " " * (width - taken) for (taken, text), width in zip(beside, widths, strict=True))
            .rstrip()
        )


def _inline(node: SyntaxTreeNode, here: str, style: str = "") -> list[Piece]:
    """The pieces of a block's words."""
    pieces: list[Piece] = []
    for child in node.children:
        match child.type:
            case "text" | "html_inline":
                pieces.append(Piece(child.content, style))
            case "softbreak":
                pieces.append(Piece(" "))
            case "hardbreak":
                pieces.append(Piece("\n"))
            case "code_inline":
                pieces.append(Piece(f"`{child.content}`", style))
            case "link":
                pieces += _link(child, here, style)
            case "image":
                pieces.append(Piece(child.content, style))
            case kind:
                pieces += _inline(child, here, style + _SPANS.get(kind, ""))
    return pieces


def _link(node: SyntaxTreeNode, here: str, style: str) -> list[Piece]:
    """The words of a link, and behind them where it leads, in the words of `references`."""
    words = _inline(node, here, style + UNDERLINED)
    target = str(node.attrs.get("href", ""))
    target = f"{here}{target}" if target.startswith("#") else target.replace(".md#", "#").removesuffix(".md")
    if target in ("", "".join(piece.text for piece in words)):
        return words
    return [*words, Piece(f" ({target})", style)]


def _words(pieces: Iterable[Piece]) -> list[Word]:
    """Pieces split at blanks; a line break is a word without pieces."""
    words: list[Word] = []
    is_open = False
    for piece in pieces:
        for row, line in enumerate(piece.text.split("\n")):
            if row:
                words.append(NEW_LINE)
                is_open = False
            for place, part in enumerate(line.split(" ")):
                is_open = is_open and not place
                if part and is_open:
                    words[-1] = (*words[-1], Piece(part, piece.style))
                elif part:
                    words.append((Piece(part, piece.style),))
                    is_open = True
    return words


def _length(words: Sequence[Word]) -> int:
    """The cells that words take in one line."""
    return sum(sum(cells(piece.text) for piece in word) for word in words) + max(0, len(words) - 1)


def _wrap(words: Iterable[Word], width: int) -> list[str]:
    return [text for _, text in _filled(words, width)]


def _filled(words: Iterable[Word], width: int) -> list[tuple[int, str]]:
    """Lines of at most `width` cells, each with how many it takes."""
    lines: list[list[Word]] = [[]]
    for word in (part for whole in words for part in _broken(whole, max(width, 1))):
        if word == NEW_LINE or (lines[-1] and _length([*lines[-1], word]) > width):
            lines.append([])
        if word != NEW_LINE:
            lines[-1].append(word)
    return [(_length(line), _shown(line)) for line in lines]


def _broken(word: Word, width: int) -> Iterator[Word]:
    """A word in parts that fit a line."""
    if _length([word]) <= width:
        yield word
        return
    part: list[Piece] = []
    taken = 0
    for letter in (Piece(letter, piece.style) for piece in word for letter in piece.text):
        if part and taken + cells(letter.text) > width:
            yield tuple(part)
            part, taken = [], 0
        joins = part and part[-1].style == letter.style
        part[-1:] = [Piece(part[-1].text + letter.text, letter.style)] if joins else [*part[-1:], letter]
        taken += cells(letter.text)
    yield tuple(part)


def _shown(line: Sequence[Word]) -> str:
    """A line with its styles switched on and off; a blank between two words of one style is in that style too."""
    pieces: list[Piece] = []
    for word in line:
        if pieces:
            pieces.append(Piece(" ", word[0].style if word[0].style == pieces[-1].style else ""))
        pieces += word
    runs = ((style, "".join(piece.text for piece in run)) for style, run in groupby(pieces, lambda piece: piece.style))
    return "".join(f"{style}{text}{PLAIN}" if style else text for style, text in runs)
