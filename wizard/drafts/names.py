"""Names of drafts: of their files, and what all versions of one have in common."""

from __future__ import annotations

import contextlib
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


def from_here(path: Path) -> str:
    """A path as somebody would type it here: without the folder that this was started in."""
    with contextlib.suppress(OSError, ValueError):
        return str(path.relative_to(Path.cwd()))
    return str(path)


def typed_path(said: str) -> Path:
    """The path that somebody typed on a screen, where no shell reads `~` as a home folder. `WizardError` if it leads nowhere."""
    try:
        path = Path(said).expanduser()
        path.absolute()
    except RuntimeError as error:
        raise WizardError(f"There is no home folder {said.partition('/')[0]} here. Type the whole path.") from error
    except OSError as error:
        raise WizardError("The folder that this was started in is gone. Type the whole path.") from error
    return path


def typed_draft(said: str) -> Path:
    """The path of a new draft that somebody typed, with or without the ending. `WizardError` for what names no file."""
    path = typed_path(said)
    if path.name in ("", "..") or said.endswith("/"):
        raise WizardError(f"{said} names no file. Type a name, as in payments-api.")
    return path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)


def new_lineage() -> str:
    """What the versions of a new draft will have in common."""
    return os.urandom(8).hex()
