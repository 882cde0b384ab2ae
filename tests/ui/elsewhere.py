"""What other programs do to a draft while it is open: an editor, git, a second window on another machine."""

from pathlib import Path
from typing import Any

from ui.sitting import Sitting

from wizard.answers import with_value
from wizard.design import Path as AnswerPath
from wizard.drafts.file import from_toml, lineage_of, to_toml

Changes = dict[AnswerPath, Any]


def write_elsewhere(draft: Path, changes: Changes) -> bytes:
    """Write other answers into a draft, as a program that knows nothing of locks; the bytes that are there then."""
    data = draft.read_bytes()
    answers = from_toml(data, draft.name)
    for path, value in changes.items():
        answers = with_value(answers, path, value(answers) if callable(value) else value)
    new = to_toml(answers, lineage_of(data))
    draft.write_bytes(new)
    return new


async def conflict(s: Sitting, mine: Changes, theirs: Changes) -> bytes:
    """Let a draft be changed here and elsewhere, and wait for the screen that asks; the bytes that are on the disk then."""
    written = write_elsewhere(s.desk.draft.path, theirs)
    for path, value in mine.items():
        s.desk.session.answer(path, value)
    s.desk.settle()
    s.desk.look_soon()
    await s.until(lambda: s.screen_name == "ConflictScreen")
    return written
