"""Taking a secret out of what was kept of a draft: a word in its place in every answer, and in every key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import Any, Final, NamedTuple

from wizard.design import Answers
from wizard.drafts.file import from_toml, lineage_of, to_toml
from wizard.errors import DraftUnreadable
from wizard.redact import find, placeholder
from wizard.text import clean, distinct
from wizard.workflow import STEPS


class Purged(NamedTuple):
    """In how many snapshots something was replaced, and how many had to go as a whole because they are no drafts."""

    changed: int
    removed: int


UNREADABLE: Final = b""
"""Stands for a snapshot that holds what is to go, and can not be read as a draft, so that nothing but the whole can go."""


def without(data: bytes, texts: Collection[str]) -> bytes | None:
    """A draft's bytes without these texts; `None` if it does not hold them, `UNREADABLE` if it is no draft and does."""
    known = _forms(texts)
    try:
        answers = from_toml(data)
    except DraftUnreadable:
        return UNREADABLE if any(_is_in(text, data) for text in known) else None
    said = "\0".join(words_in(answers))
    held = [text for text in known if _is_in(text, data) or text in said]
    if not held:
        return None
    changed = to_toml(_replaced(answers, held, {}), lineage_of(data))
    return changed if changed != data else None


def forgetting(texts: Collection[str]) -> Callable[[Answers], Answers]:
    """What makes answers without these texts, of many answers that share most of their parts; they share them afterwards too.

    The answers have to outlive it: parts are known by their identity.
    """
    known: dict[int, Any] = {}
    forms = _forms(texts)
    return lambda answers: dict(_replaced(answers, forms, known))


def found_in(data: bytes) -> dict[str, str]:
    """The secrets and personal data in a draft's bytes, each with its kind; also in bytes that are no draft any more."""
    try:
        said = list(words_in(from_toml(data)))
    except DraftUnreadable:
        said = [data.decode("utf-8", "replace")]
    return {text[one.start : one.end]: one.family.name for text in said for one in find(text)}


def holds(data: bytes, texts: Collection[str]) -> bool:
    """Whether a draft's bytes hold one of these texts, so that there is something to take out."""
    return without(data, texts) is not None


def _forms(texts: Collection[str]) -> list[str]:
    """Texts as they were given, and as they are in answers; the longest first, as it may hold a shorter one."""
    return sorted({text for given in texts for text in (given, clean(given)) if text}, key=len, reverse=True)


def _is_in(text: str, data: bytes) -> bool:
    """Whether bytes hold a text, as it is or as TOML escapes it: a comment may, and what is no draft any more."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return any(
        form.encode() in data for form in (text, escaped, escaped.replace("\n", "\\n"), text.replace("\n", "\r\n"))
    )


def words_in(value: Any) -> Iterator[str]:
    """Every text in answers, the keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from words_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from words_in(item)


def _replaced(value: Any, texts: Collection[str], known: dict[int, Any]) -> Any:
    """The value without the texts. What became of lists and tables is `known` by their identity."""
    if isinstance(value, str):
        for text in () if value in _own_words() else texts:
            value = value.replace(text, word_for(text))
        return value
    if not isinstance(value, (list, dict)):
        return value
    if id(value) not in known:
        items = [_replaced(item, texts, known) for item in (value.values() if isinstance(value, dict) else value)]
        if isinstance(value, dict):
            names = distinct((_replaced(key, texts, known) for key in value), "-")
            known[id(value)] = dict(zip(names, items, strict=True))
        else:
            known[id(value)] = items
    return known[id(value)]


@cache
def _own_words() -> frozenset[str]:
    """What a draft is written in whatever it says: the names of steps and fields, and the options to choose from."""
    words = {step.key for step in STEPS}
    inner = [field for step in STEPS for field in step.fields.values()]
    while inner:
        field = inner.pop()
        words |= {field.name, *(option.value for option in field.options)}
        inner += field.record.fields.values() if field.record is not None else ()
    return frozenset(words)


def word_for(text: str) -> str:
    """The word that stands where a text stood."""
    found = next((one for one in find(text) if text[one.start : one.end] == text), None)
    return placeholder(found.family.name if found else "secret")
