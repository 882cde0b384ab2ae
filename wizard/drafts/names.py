"""Names of drafts: of their files, and what all versions of one have in common."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

from wizard.drafts.file import SUFFIX
from wizard.errors import WizardError


def free_name(path: Path) -> Path:
    """The path of a draft, or the first like it with a number that nothing has yet: `rooms`, `rooms-2` ..."""
    stem = path.name.removesuffix(SUFFIX)
    numbered = (path.with_name(f"{stem}{'' if number == 1 else f'-{number}'}{SUFFIX}") for number in count(1))
    return next(name for name in numbered if not os.path.lexists(name))


def typed_path(said: str) -> Path:
    """The path that somebody typed on a screen, where no shell reads `~` as a home folder. `WizardError` if nobody has that home."""
    try:
        return Path(said).expanduser()
    except RuntimeError as error:
        raise WizardError(f"There is no home folder {said.partition('/')[0]} here. Type the whole path.") from error


def typed_draft(said: str) -> Path:
    """The path of a new draft that somebody typed, with or without the ending. `WizardError` for what names no file."""
    path = typed_path(said)
    if path.name in ("", "..") or said.endswith("/"):
        raise WizardError(f"{said} names no file. Type a name, as in payments-api.")
    return path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)


def new_lineage() -> str:
    """What the versions of a new draft will have in common."""
    return os.urandom(8).hex()
