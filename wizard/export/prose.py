"""Sentences around answers: nothing is said about what was not answered."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wizard.export.markdown import NOTHING, Markdown, block, inline, is_paragraph
from wizard.export.tables import separator, shown

_ENDS = (".", "!", "?", ":", "…")


def say(lead: str, answer: Any, tail: str = "") -> Markdown:
    """A sentence of a lead, an answer and perhaps a tail; nothing if there is no answer."""
    said = inline(shown(answer))
    if not said:
        return NOTHING
    return sentence(Markdown(" ".join(part for part in (inline(lead), said, inline(tail)) if part)))


def either(answer: bool | None, yes: str, no: str = "") -> Markdown:  # noqa: FBT001  (it is the answer)
    """One sentence for yes and another for no; nothing while it is open."""
    return NOTHING if answer is None else sentence(yes if answer else no)


def sentence(text: str) -> Markdown:
    """Text with a capital first and a full stop last."""
    said = inline(text)
    if not said:
        return NOTHING
    return Markdown(said[:1].upper() + said[1:] + ("" if said.endswith(_ENDS) else "."))


def para(*sentences: str) -> Markdown:
    """Sentences as one paragraph, set apart; nothing if none has words."""
    said = [inline(text) for text in sentences if text]
    return Markdown(" ".join(said) + "\n\n") if said else NOTHING


def run_in(label: str, answer: str) -> Markdown:
    """A paragraph that begins with its subject in bold; nothing if there is no answer."""
    if not answer.strip():
        return NOTHING
    head = Markdown(f"**{inline(label)}:**")
    body = answer if isinstance(answer, Markdown) else block(answer)
    if "\n" not in body and is_paragraph(body):
        body = Markdown(body if body.endswith(_ENDS) else f"{body}.")
    return Markdown(f"{head} {body}\n\n" if is_paragraph(body) else f"{head}\n\n{body}\n\n")


def intro(lead: str, body: Markdown) -> Markdown:
    """A table or list with a sentence before it; nothing if the body is."""
    return Markdown(f"{inline(lead)}\n\n{body}\n\n") if body else NOTHING


def points(lines: Iterable[str]) -> Markdown:
    """A bullet list; nothing if it would be empty."""
    said = [inline(line) for line in lines]
    return Markdown("\n".join(f"- {line}" for line in said if line))


def numbered(lines: Iterable[str]) -> Markdown:
    """A numbered list; nothing if it would be empty."""
    said = [inline(line) for line in lines]
    return Markdown("\n".join(f"{place}. {line}" for place, line in enumerate(filter(None, said), 1)))


def phrase(items: Iterable[str]) -> Markdown:
    """Several things within a sentence: "a, b and c"; with semicolons where one has commas of its own."""
    said = [text for text in map(inline, items) if text]
    if len(said) < 2:
        return Markdown("".join(said))
    between = separator(said)
    last = " and " if between == ", " else "; and "
    return Markdown(between.join(said[:-1]) + last + said[-1])


def headed(heading: str, body: str) -> Markdown:
    """A part of a section under its heading; nothing if nothing is in it."""
    if not body.strip():
        return NOTHING
    inner = body if isinstance(body, Markdown) else block(body)
    return Markdown(f"#### {inline(heading)}\n\n{inner.strip()}\n\n")


def tidy(text: str) -> Markdown:
    """Text with at most one blank line between its parts and none at its ends; fenced examples are not touched."""
    lines: list[str] = []
    fence = ""
    for line in text.strip().split("\n"):
        if fence:
            fence = "" if line == fence else fence
        elif line.startswith("```"):
            fence = line[: len(line) - len(line.lstrip("`"))]
        if fence or line.strip() or (lines and lines[-1].strip()):
            lines.append(line if fence else line.rstrip())
    return Markdown("\n".join(lines))
