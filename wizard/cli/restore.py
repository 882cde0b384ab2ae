"""Put a draft back as it was: version N of its history, 1 being the newest.

What the draft holds now is kept first, even if it is damaged, so this can be taken back too. With --to the draft is left
alone, and the version becomes a draft of its own.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from wizard.cli.failure import FINE, UsageError
from wizard.cli.new import new_path
from wizard.cli.output import shown, tell
from wizard.cli.past import UNSAVED, Past, answers_of, past_of
from wizard.cli.terminal import Face
from wizard.design import Answers
from wizard.differences import differences
from wizard.drafts.disk import DISK
from wizard.drafts.file import SCHEMA_VERSION, read_toml
from wizard.drafts.guard import MOST_BYTES
from wizard.drafts.open_draft import OpenDraft
from wizard.errors import DraftReadOnly, DraftTaken, DraftUnreadable

EXAMPLES = """\
examples:
  backend-design restore payments-api               as it was in the newest version
  backend-design restore payments-api 3             'backend-design history' has the numbers
  backend-design restore payments-api --unsaved     what was typed and could not be saved
  backend-design restore payments-api 3 --to old    leave the draft alone, make old.design.toml
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the draft, the snapshot, and another place for it."""
    parser.add_argument("draft", metavar="DRAFT", help="a draft, also one that is damaged or gone")
    parser.add_argument("number", metavar="N", nargs="?", help="which version (default: 1, the newest)")
    parser.add_argument("--unsaved", action="store_true", help="what was typed and could not be saved, instead")
    parser.add_argument("--to", metavar="FILE", help="make a new draft of it, and leave DRAFT alone")


def run(arguments: argparse.Namespace, face: Face) -> int:  # noqa: ARG001  (every command is called alike)
    """Read the snapshot, keep what is there, and put the snapshot in its place."""
    if arguments.unsaved and arguments.number is not None:
        raise UsageError("Say a number or --unsaved, not both.")
    past = past_of(arguments.draft)
    snapshot = past.named(UNSAVED if arguments.unsaved else arguments.number or "1")
    answers = answers_of(past.bytes_of(snapshot), f"The version of {snapshot.time}")
    if arguments.to is not None:
        target = new_path(arguments.to)
        _save(target, answers)
        tell(f"Made {shown(target)} as the draft was at {snapshot.time}. {shown(past.path)} was left alone.")
        return FINE
    is_so = past.answers is not None and not differences(past.answers, answers)
    has_kept = not is_so and _put_back(past, answers)
    if arguments.unsaved:
        past.history.drop_unsaved(snapshot.file)
    if is_so:
        tell(
            f"{shown(past.path)} is as it was at {snapshot.time}, so nothing was changed. Name an older version, as in 'restore {shown(past.path)} 2'."
        )
        return FINE
    kept = " What it held before is in the history: 'backend-design history' lists it." if has_kept else ""
    tell(f"{shown(past.path)} is as it was at {snapshot.time}.{kept}")
    return FINE


def _save(path: Path, answers: Answers) -> None:
    """Begin a draft with these answers, and a lineage of its own."""
    draft = OpenDraft(path)
    draft.read()
    try:
        draft.save(answers)
    finally:
        draft.close()
    _say_warnings(draft)


def _put_back(past: Past, answers: Answers) -> bool:
    """Save the answers over whatever the draft holds; whether it held anything. `DraftTaken` if someone has it open."""
    draft = OpenDraft(past.path)
    holder = draft.work()
    try:
        if holder is not None:
            raise DraftTaken(
                f"{shown(past.path)} is open elsewhere, by {holder.words}, so nothing was put back. Close it there, or use --to FILE."
            )
        present = _bytes_now(past.path)
        _refuse_newer(past.path, present)
        if present:
            past.history.keep(present, "restored")
        draft.replace(present, past.history.lineage)
        draft.save(answers)
    finally:
        draft.close()
    _say_warnings(draft)
    return bool(present)


def _bytes_now(path: Path) -> bytes:
    """The bytes of the draft, whatever they are; none if it is gone. `DraftUnreadable` for what is no file."""
    try:
        if DISK.status(path).st_size <= MOST_BYTES and path.is_file():
            return DISK.read(path)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise DraftUnreadable(
            f"{shown(path)} can not be read: {error.strerror or error}. It was left as it is."
        ) from error
    raise DraftUnreadable(
        f"{shown(path)} is no file, or too large to be kept in the history, so it was left as it is. Move it away, or use --to FILE."
    )


def _refuse_newer(path: Path, present: bytes) -> None:
    """`DraftReadOnly` for a draft of a newer program: it may hold what this one would lose."""
    try:
        schema = read_toml(present, shown(path), allows_newer=True).schema
    except DraftUnreadable:
        return
    if schema > SCHEMA_VERSION:
        raise DraftReadOnly(
            f"{shown(path)} was written by a newer backend-design, so this one leaves it alone. Upgrade it, or use --to FILE."
        )


def _say_warnings(draft: OpenDraft) -> None:
    while warning := draft.take_warning():
        tell(warning)
