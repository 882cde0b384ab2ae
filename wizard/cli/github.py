"""Findings as GitHub's workflow commands: lines on stdout that become annotations beside the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wizard.cli.checked import Checked
from wizard.cli.many import Unread
from wizard.cli.output import shown
from wizard.cli.repository import from_root

LEVELS = {"blocker": "error", "warning": "warning", "advice": "notice"}
"""What each severity is there."""


def commands(done: Iterable[Checked], unread: Iterable[Unread]) -> Iterator[str]:
    """A command for each file that can not be read, then for each finding."""
    for one in unread:
        yield command("error", {"file": _named(one.file), "title": one.code}, one.message)
    for checked in done:
        file = _named(checked.file)
        for point in checked.findings:
            told = {"file": file, "line": str(max(point.line, 1)), "title": f"{point.code}: {point.place}"}
            yield command(LEVELS[point.severity], told, f"{point.message}\n{point.fix}")


def command(level: str, told: dict[str, str], message: str) -> str:
    """One command in one line; properties that are empty are left out."""
    properties = ",".join(f"{name}={_property(value)}" for name, value in told.items() if value)
    return f"::{level} {properties}::{_escaped(message)}"


def _named(file: str) -> str:
    return shown(from_root(file)) if file else ""


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
