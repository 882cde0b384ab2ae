"""How a command ends: exit codes, and what goes wrong on the command line only."""

from __future__ import annotations

import re

from wizard.errors import DraftChanged, DraftTaken, ExportFailed, ExportRefused, HistoryFailed, SaveFailed, WizardError

FINE, NOT_READY, USAGE, CONFLICT, INTERRUPTED = 0, 1, 2, 3, 130
BUG = "internal-error"
"""How machines are told of a mistake in this program."""
FAILED = 1
"""For what went wrong in neither the command line nor the draft: a full disk, a bug."""


class UsageError(WizardError):
    """The command line asks for something that there is not."""


class NoTerminal(WizardError):
    """Screens were asked for where nobody could see them or press a key."""


class NameTaken(WizardError):
    """There is a file already where a new one should be; it was left as it is."""


class OutputFailed(WizardError):
    """What was to be printed could not be."""


CODES: tuple[tuple[type[WizardError], int], ...] = (
    (DraftChanged, CONFLICT),
    (DraftTaken, CONFLICT),
    (NameTaken, CONFLICT),
    (ExportRefused, CONFLICT),
    (SaveFailed, FAILED),
    (ExportFailed, FAILED),
    (HistoryFailed, FAILED),
    (OutputFailed, FAILED),
)


def exit_code(error: WizardError) -> int:
    """The exit code of an error; 2 for everything that is wrong with what was asked or what was read."""
    return next((code for kind, code in CODES if isinstance(error, kind)), USAGE)


def name_of(error: BaseException) -> str:
    """How machines are told which error it is: `DraftUnreadable` is `draft-unreadable`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", type(error).__name__).lower()


def bug(error: Exception) -> str:
    """What is said of a mistake in this program: its kind and where, and nothing of what it worked on. A report is kept."""
    from wizard.cli.crash_report import what_happened  # only a mistake needs it

    return " ".join((*what_happened(error), "Drafts on disk are whole."))
