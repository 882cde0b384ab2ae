"""Safe Markdown: the user's words can not leave their place in the document, and stay as readable as they were typed.

What a template prints is escaped unless it is `Markdown`, the type of text that was made safe here.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from wizard.text import clean, clean_tree, one_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


class Markdown(str):
    """Text that may stand in the document as it is."""

    __slots__ = ()


NOTHING = Markdown("")

_SPECIAL = re.compile(r"_+|[\\`*<\[~$&]|(?<= )#+$")
"""What may act within a line; the signs at the end are no words of a heading."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")
_BLOCK_START = re.compile(r"[#>|]|[-+](?=\s|$)|-(?=[-:| ]*$)|=(?=[= ]*$)|:(?=-)")
_NUMBERED = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")

_KEPT_BLOCKS = {"paragraph", "bullet_list", "ordered_list", "list_item"}
_KEPT_INLINE = {"text", "softbreak", "hardbreak", "code_inline"}
_KEPT_SPANS = {"em", "strong", "s", "link"}
_OTHER_DIALECTS = re.compile(r"^\s*(?:\[\^|\||:?-+:?[ \t]*(?:\||$))|\$\$", re.MULTILINE)
"""Footnotes, tables and formulas as GitHub reads them and CommonMark does not."""
_DEEPEST_LIST = 3
_PROBE = "### Probe"


def inline(text: str) -> Markdown:
    """One line that opens no block and no inline structure, wherever in a line it is put."""
    if isinstance(text, Markdown):
        return text
    line = one_line(text)
    escaped = _SPECIAL.sub(_escaped, line)
    if _BLOCK_START.match(line):
        return Markdown("\\" + escaped)
    if number := _NUMBERED.match(line):
        return Markdown(f"{number[1]}\\{escaped[number.end() :]}")
    return Markdown(escaped)


def _escaped(found: re.Match[str]) -> str:
    """The special characters found, with a backslash where they could act."""
    text, (start, end) = found.string, found.span()
    before, after = text[start - 1 : start], text[end : end + 1]
    if _is_harmless(found[0], before, after, text, start):
        return found[0]
    return "".join("\\" + character for character in found[0])


def _is_harmless(special: str, before: str, after: str, text: str, start: int) -> bool:
    """Whether special characters between two others mean only themselves; the ends of the text count as unknown."""
    match special[0]:
        case "*":
            return before.isspace() and after.isspace()
        case "_":
            return (before.isalnum() and after.isalnum()) or (before.isspace() and after.isspace())
        case "<":
            return after.isspace() or (after != "" and after in "=-0123456789" and "@" not in text)
        case "~":
            return after.isalnum() and (not before or before.isspace())
        case "$":
            return not before or before.isspace()
        case "&":
            return not _ENTITY.match(text, start)
        case "\\":
            return after != "" and after not in _PUNCTUATION
        case "[":
            return after == "]" and text[start + 2 : start + 3] not in ("(", "[", ":")
        case _:
            return False


def cell(text: str) -> Markdown:
    """The same for a cell of a table."""
    return text if isinstance(text, Markdown) else Markdown(inline(text).replace("|", "\\|"))


def code(text: str) -> Markdown:
    """A short piece of code, such as a path; as plain text where a code span would need more than one backtick."""
    line = one_line(text)
    return cell(line) if not line or "`" in line or "|" in line else Markdown(f"`{line}`")


def fence(text: str, info: str = "") -> Markdown:
    """Text as it is, between backticks of which there are more than it has in a row anywhere."""
    body = text.strip("\n").rstrip()
    if not body:
        return NOTHING
    longest = max(map(len, re.findall(r"`+", body)), default=0)
    ticks = "`" * max(3, longest + 1)
    info = info if info != "json" or body[0] in "{[" else ""
    return Markdown(f"{ticks}{re.sub(r'[^A-Za-z0-9-]', '', info)}\n{body}\n{ticks}")


@lru_cache(maxsize=4096)
def block(text: str) -> Markdown:
    """Prose of several lines: the user's own Markdown if it can not leak, otherwise its lines, escaped one by one."""
    if isinstance(text, Markdown):
        return text
    body = "\n".join(line.rstrip() for line in text.strip("\n").splitlines()).rstrip()
    if is_contained(body):
        return Markdown(body)
    paragraphs = re.split(r"\n\s*\n", body)
    return Markdown("\n\n".join("\\\n".join(_lines(paragraph)) for paragraph in paragraphs if paragraph.strip()))


def _lines(paragraph: str) -> list[str]:
    """The lines of a paragraph, escaped; a line break stays one."""
    return [inline(line) for line in paragraph.splitlines() if line.strip()]


def is_contained(text: str) -> bool:
    """Whether Markdown consists of paragraphs, lists, emphasis and inline code, and ends where it ends.

    Entities are not kept: what one stands for is not what was typed, and may reverse a line.
    """
    if _OTHER_DIALECTS.search(text) or _ENTITY.search(text):
        return False
    env: dict[str, Any] = {}
    tokens = parser().parse(f"{text}\n\n{_PROBE}\n", env)
    body, probe = tokens[:-3], tokens[-3:]
    ends = [token.type for token in probe] == ["heading_open", "inline", "heading_close"] and probe[0].level == 0
    return ends and not env.get("references") and all(_is_kept(token) for token in body)


def is_paragraph(text: str) -> bool:
    """Whether contained Markdown begins as a paragraph, so that words can be put before it."""
    tokens = parser().parse(text)
    return bool(tokens) and tokens[0].type == "paragraph_open"


def _is_kept(token: Token) -> bool:
    """Whether a block may stay; links that were refused here for what they open may be links for another reader."""
    if token.type == "inline":
        children = token.children or []
        said = "".join(child.content for child in children if child.type == "text")
        return "](" not in said and all(_is_kept_inline(child) for child in children)
    kind = token.type.removesuffix("_open").removesuffix("_close")
    return kind in _KEPT_BLOCKS and token.level < 2 * _DEEPEST_LIST + 1


def _is_kept_inline(token: Token) -> bool:
    if token.type in _KEPT_INLINE:
        return True
    kind = token.type.removesuffix("_open").removesuffix("_close")
    if kind == "link" and token.nesting == 1:
        return str(token.attrGet("href")).startswith(("https://", "http://", "mailto:"))
    return kind in _KEPT_SPANS


def cleaned(tokens: list[Token]) -> list[Token]:
    """Parsed Markdown, cleaned: clean text may hold entities and percent signs that stand for any character."""
    for token in tokens:
        token.content, token.attrs = clean(token.content), clean_tree(token.attrs)
        cleaned(token.children or [])
    return tokens


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough, as most readers of the document have it."""
    from markdown_it import MarkdownIt  # lazily: 40 ms that a start without an export need not pay

    return MarkdownIt("commonmark").enable(["table", "strikethrough"])
