"""What is remembered between runs, outside the drafts: which were open, and where the work stopped in each."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from wizard.design import Path as AnswerPath
from wizard.drafts.store import read_bytes
from wizard.errors import SaveFailed, WizardError

MOST = 30


@dataclass(frozen=True, slots=True)
class Recent:
    """A draft that was open: its file, its title, and where the work stopped."""

    file: str
    title: str = ""
    step: str = "scope"
    group: str = ""
    field: str = ""
    answered: int = 0
    asked: int = 0
    verdict: str = ""


def state_folder() -> Path:
    """The platform's folder for state; `XDG_STATE_HOME` is honoured."""
    import platformdirs

    return Path(platformdirs.user_state_path("backend-design", appauthor=False))


def recent_drafts() -> list[Recent]:
    """The drafts that were open, the last one first. A memory that can not be read is an empty one."""
    try:
        rows = json.loads(read_bytes(state_folder() / "recent.json"))
        recent = [Recent(**row) for row in rows[:MOST]]
    except (WizardError, ValueError, TypeError, LookupError, RecursionError):
        return []
    return recent if all(_has_right_types(one) for one in recent) else []


def _has_right_types(recent: Recent) -> bool:
    usual = asdict(Recent(""))
    return all(type(value) is type(usual[name]) for name, value in asdict(recent).items())


def remembered(path: Path) -> Recent | None:
    """What is remembered of one draft."""
    file = str(path.resolve())
    return next((recent for recent in recent_drafts() if recent.file == file), None)


def remember(recent: Recent) -> None:
    """Keep where the work stopped. Nothing depends on it, so a failure to write is no failure."""
    from wizard.drafts.durable import write_durably  # opening a draft does not need it

    kept = [recent, *(other for other in recent_drafts() if other.file != recent.file)][:MOST]
    try:
        state_folder().mkdir(parents=True, exist_ok=True)
        write_durably(state_folder() / "recent.json", json.dumps([asdict(row) for row in kept], indent=1).encode())
    except (OSError, SaveFailed):
        return


def position(recent: Recent) -> AnswerPath:
    """The path of the field where the work stopped; the step alone if no field is known."""
    return (recent.step, *recent.field.split(".")) if recent.field else (recent.step,)
