"""What 'history --purge' does: a text goes from every snapshot, and people are told where it may be still."""

from __future__ import annotations

import contextlib
import sys
from typing import Any

from wizard.cli.failure import UsageError
from wizard.cli.output import plural, shown
from wizard.cli.past import Past
from wizard.drafts.leftovers import BEYOND, SHORTEST, secrets_in
from wizard.drafts.purging import holds
from wizard.drafts.store import read_bytes
from wizard.errors import DraftUnreadable
from wizard.text import clean

LONGEST = 100_000
"""Characters that are read of standard input."""


def purge(past: Past, *, only_found: bool) -> tuple[dict[str, Any], str]:
    """Take out what is asked for, or all that is found; what became of it, for programs and for people."""
    kinds = secrets_in(past.history, past.answers or {}) if only_found else {_asked_for(): "text"}
    if not kinds:
        count = plural(len(past.snapshots) + bool(past.unsaved), "version")
        return _data(past, kinds, 0, 0), f"No secret and no personal data were found in {count}. {BEYOND}"
    changed, removed = past.history.purge(kinds)
    told = [f"Replaced in {plural(changed, 'version')}" if changed else "Nothing was to be replaced"]
    if only_found:
        told[0] += f": {', '.join(sorted(set(kinds.values())))}"
    if removed:
        told.append(f"Removed as a whole: {plural(removed, 'version')} that can not be read as a draft")
    data = _data(past, kinds, changed, removed)
    still = "still holds it: take it out there too, or it comes back" if data["draft_holds_it"] else "does not hold it"
    if data["draft_holds_it"] is None:
        still = "can not be read, so it may still hold it"
    told.append(f"{shown(past.path)} itself {still}")
    return data, f"{'. '.join(told)}. {BEYOND}"


def _data(past: Past, kinds: dict[str, str], changed: int, removed: int) -> dict[str, Any]:
    return {
        "draft": str(past.path),
        "kinds": sorted(set(kinds.values())),
        "changed": changed,
        "removed": removed,
        "draft_holds_it": _holds(past, kinds),
    }


def _holds(past: Past, kinds: dict[str, str]) -> bool | None:
    """Whether the draft holds one of the texts; `None` if nobody can tell."""
    try:
        return holds(read_bytes(past.path), kinds)
    except DraftUnreadable:
        return None if past.path.exists() else False


def _asked_for() -> str:
    """The text that is to go, typed where nobody sees it, or the first line of standard input; never an argument."""
    text = ""
    if sys.stdin is not None and sys.stdin.isatty():
        from getpass import getpass

        with contextlib.suppress(EOFError):  # ctrl+d
            text = getpass("The text that is to go (it is not shown): ")
    elif sys.stdin is not None:
        text = sys.stdin.readline(LONGEST)
    text = clean(text.rstrip("\r\n"))
    if len(text.strip()) < SHORTEST:
        raise UsageError(
            f"The text that is to go needs {SHORTEST} characters or more: shorter ones stand in too many other words. Nothing was changed."
        )
    return text
