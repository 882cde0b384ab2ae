"""The draft file: answers as TOML, and back. The same answers always make the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from itertools import count
from typing import Any

import tomli

from wizard.ask import Field
from wizard.design import Answers
from wizard.drafts.guard import guard
from wizard.errors import DraftUnreadable
from wizard.text import clean_tree
from wizard.workflow import STEPS

SCHEMA_VERSION = 1
SUFFIX = ".design.toml"
DEEPEST = 32
MOST_KNOWN = 50_000
"""Written records that are kept before all are forgotten; more than any draft has."""


def to_toml(answers: Answers) -> bytes:
    """The draft in UTF-8: schema version and title first, then steps in workflow order, `[end]` last."""
    return Writer().toml(answers)


class Writer:
    """Writes one draft again and again, and only the records anew that changed.

    tomli_w alone would put short records into one line, where a change of one word is a change of the whole record.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Mapping[str, Any], str, str]] = {}

    def toml(self, answers: Answers) -> bytes:
        """The same as `to_toml`."""
        start = answers.get("start")
        steps = {step.key: step.fields for step in STEPS if isinstance(answers.get(step.key), Mapping)}
        lines: dict[str, Any] = {"schema_version": SCHEMA_VERSION}
        if isinstance(start, Mapping) and "title" in start:
            lines["title"] = start["title"]
        lines |= {
            name: value for name, value in answers.items() if not isinstance(value, Mapping) and not _are_records(value)
        }
        parts = list(self._table("", lines, {}))
        for name, fields in steps.items():
            given = {key: value for key, value in answers[name].items() if (name, key) != ("start", "title")}
            if given:
                parts += [f"\n[{name}]\n", *self._table(name, given, fields)]
        unknown = {
            name: value
            for name, value in answers.items()
            if name not in steps and (isinstance(value, Mapping) or _are_records(value))
        }
        parts += self._table("", {**unknown, "end": {"complete": True}}, {})
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        return "".join(parts).lstrip("\n").encode()

    def _table(self, name: str, table: Mapping[str, Any], fields: Mapping[str, Field]) -> Iterator[str]:
        """A table with one value a line, then its tables, then its records, each under a heading of its own."""
        import tomli_w

        ordered = _ordered(table, fields)
        plain = {
            key: value for key, value in ordered.items() if not isinstance(value, Mapping) and not _are_records(value)
        }
        yield tomli_w.dumps(plain, multiline_strings=True)
        for key, value in ordered.items():
            if key in plain:
                continue
            heading = f"{name}.{_key(key)}" if name else _key(key)
            field = fields.get(key)
            inner = field.record.fields if field is not None and field.record is not None else {}
            if isinstance(value, Mapping):
                yield f"\n[{heading}]\n"
                yield from self._table(heading, value, {})
            else:
                for record in value:
                    yield self._record(heading, record, inner)

    def _record(self, heading: str, record: Mapping[str, Any], fields: Mapping[str, Field]) -> str:
        known = self._known.get(id(record))
        if known is None or known[0] is not record or known[1] != heading:
            text = "".join([f"\n[[{heading}]]\n", *self._table(heading, record, fields)])
            known = self._known[id(record)] = (record, heading, text)
        return known[2]


def _ordered(given: Mapping[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    """Answers in the order of the model, `id` first, what the model does not know last."""
    known = [name for name in ("id", *fields) if name in given]
    return {name: given[name] for name in (*known, *(name for name in given if name not in fields and name != "id"))}


def _are_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)


def _key(name: str) -> str:
    """A key as TOML writes it; quoting is the library's."""
    import tomli_w

    return tomli_w.dumps({name: 0}).removesuffix(" = 0\n")


def from_toml(data: bytes, name: str = "the draft") -> Answers:
    """The answers in a draft's bytes. `DraftUnreadable` says what is wrong, where, and what can be done."""
    text = guard(data, name)
    try:
        document = tomli.loads(text)
    except (tomli.TOMLDecodeError, ValueError, RecursionError, MemoryError) as error:
        raise DraftUnreadable(_not_toml(text, name, error)) from error
    _check_version(document, name)
    end = document.pop("end", None)
    if not (isinstance(end, dict) and end.get("complete") is True):
        raise DraftUnreadable(
            f"{name} ends early: its last table [end] with complete = true is missing, so part of it may be lost. "
            "The file was not touched. Take the whole file from git or a copy; if you wrote it by hand, add these two lines."
        )
    answers = _plain(document, 0, name)
    title = answers.pop("title", None)
    for step in STEPS:
        if step.key in answers and not isinstance(answers[step.key], dict):
            raise DraftUnreadable(f"{name}: [{step.key}] must be a table of answers. The file was not touched.")
        if step.key in answers:
            answers[step.key] = _with_ids(answers[step.key], step.fields)
    if title is not None:
        answers["start"] = {"title": title, **answers.get("start", {})}
    return dict(clean_tree(answers))


def _check_version(document: dict[str, Any], name: str) -> None:
    version = document.pop("schema_version", None)
    if version is None:
        raise DraftUnreadable(
            f"{name} is not a backend-design draft: it does not begin with schema_version. The file was not touched. "
            "Drafts end in .design.toml and are made by 'backend-design new'."
        )
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise DraftUnreadable(
            f"{name}: schema_version must be {SCHEMA_VERSION}, not {version!r}. The file was not touched."
        )
    if version > SCHEMA_VERSION:
        raise DraftUnreadable(
            f"{name} was written by a newer backend-design (schema {version}; this one knows {SCHEMA_VERSION}). "
            "The file was not touched. Upgrade backend-design to open it."
        )


def _not_toml(text: str, name: str, error: Exception) -> str:
    if any(line.startswith(("<<<<<<< ", ">>>>>>> ")) for line in text.splitlines()):
        why = "it holds git conflict markers (<<<<<<<). Resolve the conflict, keeping each record whole"
    elif isinstance(error, tomli.TOMLDecodeError):
        why = f"it is not valid TOML: {error}. Mend that place, or take the file from git"
    else:
        why = "it is nested too deeply or too large to be a draft"
    return f"{name} can not be read: {why}. The file was not touched."


def _with_ids(given: dict[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    """Answers in which every record has an id of its own, also in a file written by hand."""
    for name, field in fields.items():
        items = given.get(name)
        if field.record is None or not isinstance(items, list):
            continue
        taken = {item["id"] for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)}
        seen: set[str] = set()
        for place, item in enumerate(items, 1):
            if isinstance(item, dict):
                if not isinstance(item.get("id"), str) or not item["id"] or item["id"] in seen:
                    item["id"] = next(new for n in count(place) if (new := f"r{n}") not in taken)
                    taken.add(item["id"])
                seen.add(item["id"])
                _with_ids(item, field.record.fields)
    return given


def _plain(value: Any, depth: int, name: str) -> Any:
    """TOML values without dates, which answers have as text; nesting is bounded."""
    if depth > DEEPEST:
        raise DraftUnreadable(f"{name} is nested more than {DEEPEST} levels deep. The file was not touched.")
    if isinstance(value, dict):
        return {key: _plain(item, depth + 1, name) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, depth + 1, name) for item in value]
    return value.isoformat() if isinstance(value, (date, datetime, time)) else value
