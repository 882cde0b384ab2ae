"""What was taken out of a draft and is still in its history: how many versions hold a text, which secrets they hold, and what is beyond."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from wizard.design import Answers
from wizard.drafts.history import History
from wizard.drafts.purging import found_in, holds
from wizard.errors import HistoryFailed
from wizard.facts.naming import counted
from wizard.redact import strings_in
from wizard.secrecy import digest_of, shown_in

SHORTEST = 4
"""Characters of a text that is to go; shorter ones stand in too many words that are no secret."""
BEYOND = (
    "Not in reach: git, backups, exports and copies of the draft, and what the disk still has of files that are gone. "
    "Have a key replaced where it was issued."
)
"""What is said wherever something was taken out."""


def holding(history: History, texts: Collection[str]) -> int:
    """How many versions hold one of these texts, the unsaved one too. `HistoryFailed` if the folder can not be read."""
    return sum(holds(data, texts) for data in _readable(history))


def secrets_in(history: History, answers: Answers) -> dict[str, str]:
    """The secrets and personal data in any version, each with its kind, but for what the answers say may be shown."""
    shown = shown_in(answers)
    found: dict[str, str] = {}
    for data in _readable(history):
        found |= found_in(data)
    return {text: kind for text, kind in found.items() if digest_of(text) not in shown}


def left_behind(history: History, answers: Answers) -> dict[str, str]:
    """The same, without those that the answers still hold."""
    said = "\n".join(strings_in(answers))
    return {text: kind for text, kind in secrets_in(history, answers).items() if text not in said}


def kinds_of(kinds: Iterable[str]) -> str:
    """What they are, counted and without saying them: `2 Stripe keys, 1 IBAN`."""
    return ", ".join(
        f"{count} {kind}" if kind.endswith("credentials") else counted(count, kind)
        for kind, count in Counter(kinds).items()
    )


def _readable(history: History) -> Iterator[bytes]:
    """The bytes of every version but the damaged ones."""
    for snapshot in history.versions():
        try:
            yield history.bytes_of(snapshot)
        except HistoryFailed:
            continue
