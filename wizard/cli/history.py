"""List how a draft was before: the versions that were kept of it, the newest first, and what changed after each.

They lie outside of the draft's folder, so they are there also when the draft is damaged or gone. 'backend-design restore'
puts one back. --purge takes a secret out of all of them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wizard.cli.failure import FINE, UsageError
from wizard.cli.output import envelope, plural, say, say_document, say_json, shown, tell
from wizard.cli.past import UNSAVED, Past, answers_of, past_of
from wizard.cli.terminal import Face, is_read_on_screen
from wizard.differences import Difference, by_step, differences, summary
from wizard.drafts.snapshots import Snapshot
from wizard.errors import DraftUnreadable
from wizard.text import clean

EXAMPLES = """\
examples:
  backend-design history payments-api
  backend-design history payments-api --show 3          what changed since the third
  backend-design history payments-api --show 3 --toml > old.toml
  backend-design history payments-api --purge           asks for the text that is to go
"""
SHOWN = 20
"""Snapshots that are listed unless all are asked for: each is read for that."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the draft, and what is to be done with its history."""
    parser.add_argument("draft", metavar="DRAFT", help="a draft, also one that is damaged or gone")
    parser.add_argument(
        "--show", metavar="N", help=f"what changed between version N, or '{UNSAVED}', and the draft now"
    )
    parser.add_argument("--toml", action="store_true", help="with --show: print that version's text instead")
    parser.add_argument("--all", action="store_true", help=f"list all versions, not only the newest {SHOWN}")
    parser.add_argument("--purge", action="store_true", help="ask for a text, and take it out of every version")
    parser.add_argument(
        "--purge-found",
        action="store_true",
        help="take out every secret and personal datum that is found in a version, and that the draft does not show on purpose",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to say it (default: text)")


def run(arguments: argparse.Namespace, face: Face) -> int:  # noqa: ARG001  (every command is called alike)
    """List the snapshots, show one, or purge them all."""
    if arguments.toml and arguments.show is None:
        raise UsageError("--toml prints one version, so name it: --show 1 --toml.")
    past = past_of(arguments.draft)
    is_for_machines = arguments.format == "json"
    if arguments.purge or arguments.purge_found:
        from wizard.cli.purge import purge  # it looks for secrets, which nothing else here does

        data, message = purge(past, only_found=arguments.purge_found and not arguments.purge)
        text = message
    elif arguments.show is None:
        data, message, text = _listed(past, None if arguments.all else SHOWN)
    elif arguments.toml and not is_for_machines:
        _print(past.bytes_of(past.named(arguments.show)))
        return FINE
    else:
        data, message, text = _shown(past, past.named(arguments.show))
    if is_for_machines:
        say_json(envelope("history", message=message, data=data, errors=[], meta={"exit_code": FINE}))
    else:
        say(text)
    return FINE


def _print(data: bytes) -> None:
    """A snapshot's text as it was; a terminal gets it with its control characters made visible."""
    text = data.decode("utf-8", "backslashreplace")
    say_document(clean(text) if is_read_on_screen() else text)


@dataclass(frozen=True, slots=True)
class _Row:
    """A snapshot in the list: its number, the size of the draft then, and what changed after it."""

    number: int
    snapshot: Snapshot
    size: int
    changes: int | None
    words: str

    def to_data(self) -> dict[str, Any]:
        """The row for programs."""
        return {
            "number": self.number or None,
            "at": self.snapshot.at.isoformat(),
            "why": self.snapshot.why,
            "size": self.size,
            "changes": self.changes,
            "changed": self.words,
            "file": str(self.snapshot.file),
        }

    def cells(self) -> tuple[str, ...]:
        """The row for people."""
        name = str(self.number or UNSAVED)
        return name, self.snapshot.time, self.snapshot.words, f"{self.size / 1000:.1f} kB", self.words


def _listed(past: Past, most: int | None) -> tuple[Any, str, str]:
    rows = list(_rows(past, most))
    count = len(past.snapshots)
    message = f"{shown(past.path)}: {plural(count, 'version')}"
    data = {"draft": str(past.path), "count": count, "versions": [row.to_data() for row in rows]}
    if not rows:
        return data, message, f"{message}. The first is kept when the draft is changed on the screen."
    cells = [row.cells() for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(
            cell.rjust(width) if place in (0, 3) else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in cells
    ]
    if most is not None and count > most:
        lines.append(f"{count - most} older ones: --all lists them too")
    return data, message, "\n".join([message, *lines])


def _rows(past: Past, most: int | None) -> Iterator[_Row]:
    """The unsaved slot, then the snapshots, each with what changed up to the next newer one that can be read."""
    if past.unsaved is not None:
        yield _row(past, 0, past.unsaved)
    for number, snapshot in enumerate(past.snapshots[:most], 1):
        yield _row(past, number, snapshot)


def _row(past: Past, number: int, snapshot: Snapshot) -> _Row:
    data = past.data_of(snapshot)
    if data is None:
        return _Row(number, snapshot, 0, None, "is damaged")
    try:
        after = past.versions.after(snapshot, past.snapshots[: max(0, number - 1)], past.answers)
    except DraftUnreadable:
        return _Row(number, snapshot, len(data), None, "can not be read as a draft; --toml prints it")
    if after is None:
        return _Row(number, snapshot, len(data), None, "the newest that can be read")
    name = "the draft" if after.until is None else f"number {past.snapshots.index(after.until) + 1}"
    words = summary(after.found) or f"as {name}"
    until = "" if after.is_next or not after.found else f", up to {name}"
    return _Row(number, snapshot, len(data), len(after.found), words + until)


def _shown(past: Past, snapshot: Snapshot) -> tuple[Any, str, str]:
    """The differences between a snapshot and the draft as it is."""
    then = answers_of(past.bytes_of(snapshot), f"The version of {snapshot.time}")
    if past.answers is None:
        tell(f"{past.trouble} So this is all that the version says.")
    found = differences(then, past.answers) if past.answers is not None else differences({}, then)
    now = "the draft now" if past.answers is not None else "nothing"
    message = f"{snapshot.time}, {snapshot.words}, against {now}: {summary(found) or 'no difference'}"
    lines = [message]
    for group in by_step(found):
        lines += ["", group.title, *(f"  {one.words}" for one in group.differences)]
    data = {"at": snapshot.at.isoformat(), "why": snapshot.why, "differences": [_to_data(one) for one in found]}
    return data, message, "\n".join(lines)


def _to_data(one: Difference) -> dict[str, Any]:
    told = {"path": ".".join(one.path), "kind": one.kind, "step": one.step, "subject": one.subject, "words": one.words}
    return told if one.kind == "moved" else {**told, "before": one.before, "after": one.after}
