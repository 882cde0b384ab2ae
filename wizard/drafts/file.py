"""The draft file: answers as TOML, and back. The same answers always make the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from itertools import count
from typing import Any, NamedTuple

import tomli

from wizard.ask import Field
from wizard.design import Answers
from wizard.drafts.guard import DEEPEST, guard, is_long, look_through, refused
from wizard.text import clean_tree
from wizard.workflow import STEPS

SCHEMA_VERSION = 1
SUFFIX = ".design.toml"
_LINEAGE = "[0-9a-f]{16}"
MOST_KNOWN = 50_000
"""Written records that are kept before all are forgotten; more than any draft has."""


class Reading(NamedTuple):
    """A draft as its bytes say it."""

    answers: Answers
    schema: int
    lineage: str
    """What all versions of one draft have in common, wherever they lie; empty if it was never worked on."""


def to_toml(answers: Answers, lineage: str = "") -> bytes:
    """The draft in UTF-8: schema version and title first, then steps in workflow order, `[end]` last."""
    return Writer().toml(answers, lineage)


class Writer:
    """Writes one draft again and again, and only the records anew that changed.

    tomli_w alone would put short records into one line, where a change of one word is a change of the whole record.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Mapping[str, Any], str, str]] = {}

    def toml(self, answers: Answers, lineage: str = "") -> bytes:
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
        end = {"complete": True, "lineage": lineage} if lineage else {"complete": True}
        parts += self._table("", {**unknown, "end": end}, {})
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


def lineage_of(data: bytes) -> str:
    """The lineage in a draft's bytes, also of a draft that can not be read any more; empty if none is there."""
    found = re.findall(rb'^lineage = "(%s)"\s*$' % _LINEAGE.encode(), data, re.MULTILINE)
    return found[-1].decode() if found else ""


def from_toml(data: bytes, name: str = "the draft") -> Answers:
    """The answers in a draft's bytes. `DraftUnreadable` says what is wrong, where, and what can be done."""
    return read_toml(data, name).answers


def read_toml(data: bytes, name: str = "the draft", *, allows_newer: bool = False) -> Reading:
    """A draft's bytes. `DraftUnreadable` for what is none, and for a newer schema unless that is allowed.

    Of a newer schema, what means the same in both is read; it must not be written.
    """
    text = guard(data, name)
    try:
        document = tomli.loads(text)
    except (tomli.TOMLDecodeError, ValueError, RecursionError, MemoryError) as error:
        raise refused(name, *_not_toml(text, error)) from error
    version = _version(document, name, allows_newer=allows_newer)
    end = document.pop("end", None)
    if not (isinstance(end, dict) and end.get("complete") is True):
        raise refused(
            name,
            "it ends early: its last table [end] with complete = true is missing, so part of it may be lost",
            "Take the whole file from git or a copy; if you wrote it by hand, add these two lines",
        )
    if version < SCHEMA_VERSION:
        from wizard.drafts.migrate import migrated  # only old drafts need it

        document = migrated(document, version, name)
    answers = _answers(document, name)
    if is_long(text):
        look_through(answers, name)
    lineage = str(end.get("lineage", ""))
    return Reading(answers, version, lineage if re.fullmatch(_LINEAGE, lineage) else "")


def _answers(document: dict[str, Any], name: str) -> Answers:
    """The answers in a document of the newest schema."""
    answers: dict[str, Any] = clean_tree(_plain(document, 0, name))
    title = answers.pop("title", None)
    for step in STEPS:
        if step.key in answers and not isinstance(answers[step.key], dict):
            raise refused(
                name,
                f"[{step.key}] must be a table of answers",
                f"Write [{step.key}] in a line of its own, and its answers below",
            )
        if step.key in answers:
            answers[step.key] = _with_ids(answers[step.key], step.fields)
    if title is not None:
        answers["start"] = {"title": title, **answers.get("start", {})}
    return answers


def _version(document: dict[str, Any], name: str, *, allows_newer: bool) -> int:
    """The schema that a document was written in; a refusal if it can not be known and only known ones will do."""
    version = document.pop("schema_version", None)
    if version is None:
        raise refused(
            name,
            "it is not a backend-design draft, as it does not begin with schema_version",
            "Drafts end in .design.toml and are made by 'backend-design new'",
        )
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        said = repr(version)
        said = said if len(said) <= 20 else f"{said[:20]}…"
        raise refused(
            name,
            f"schema_version must be {SCHEMA_VERSION}, not {said}",
            f"Write schema_version = {SCHEMA_VERSION}, or take the file from git",
        )
    if version > SCHEMA_VERSION and not allows_newer:
        raise refused(
            name,
            f"it was written by a newer backend-design (schema {str(version)[:9]}; this one knows {SCHEMA_VERSION})",
            "Upgrade backend-design to open it; until then it can be read as text",
        )
    return version


def _not_toml(text: str, error: Exception) -> tuple[str, str]:
    """Why a text is no TOML, and what to do about it."""
    lines = text.split("\n")
    conflict = next((n for n, line in enumerate(lines, 1) if line.startswith(("<<<<<<< ", ">>>>>>> "))), None)
    if conflict is not None:
        return (
            f"it holds git conflict markers (<<<<<<<), the first in line {conflict}",
            "Resolve the conflict, keeping each record whole, and open the draft again",
        )
    if isinstance(error, tomli.TOMLDecodeError):
        return f"it is not valid TOML: {error}", "Mend that place, or take the file from git"
    return "it is nested too deeply or too large to be a draft", "Take the file from git or from a copy"


def _with_ids(given: dict[str, Any], fields: Mapping[str, Field]) -> dict[str, Any]:
    """Answers in which every record has an id of its own, also in a file written by hand."""
    for name, field in fields.items():
        items = given.get(name)
        if field.record is None or not isinstance(items, list):
            continue
        taken = {item["id"] for item in items if isinstance(item, dict) and isinstance(item.get("id"), str)}
        seen: set[str] = set()
        free = 0
        for place, item in enumerate(items, 1):
            if isinstance(item, dict):
                if not isinstance(item.get("id"), str) or not item["id"] or item["id"] in seen:
                    free = next(n for n in count(max(place, free)) if f"r{n}" not in taken)
                    item["id"] = f"r{free}"
                    taken.add(item["id"])
                seen.add(item["id"])
                _with_ids(item, field.record.fields)
    return given


def _plain(value: Any, depth: int, name: str) -> Any:
    """TOML values without dates and nan, which answers have as text; nesting is bounded."""
    if depth > DEEPEST:
        raise refused(
            name, f"it is nested more than {DEEPEST} levels deep", "Mend it in an editor, or take it from git"
        )
    if isinstance(value, dict):
        return {key: _plain(item, depth + 1, name) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, depth + 1, name) for item in value]
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    return value if value == value else "nan"  # nan is not even itself, so nobody could tell that it was saved
