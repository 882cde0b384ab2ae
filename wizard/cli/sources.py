"""What a path on the command line stands for: a draft, a document, or a folder of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from wizard.cli.failure import UsageError
from wizard.cli.output import shown
from wizard.design import Answers
from wizard.drafts.file import SUFFIX, from_toml
from wizard.drafts.store import read_bytes
from wizard.errors import DraftUnreadable, WizardError

DOCUMENT = "SPEC.md"
SPEC_FOLDER = "-spec"
"""How the folder of an export ends, which lies beside its draft."""
MARKDOWN = (".md", ".markdown")
PASSED_OVER = frozenset({"node_modules", "__pycache__"})


def draft_path(name: str) -> Path:
    """The draft someone means: the file of that name, else the one that has the ending too."""
    path = Path(name)
    longer = Path(name + SUFFIX)
    return longer if not os.path.lexists(path) and longer.is_file() else path


def answers_in(path: Path) -> Answers:
    """The answers of a draft; errors name the file as it was named on the command line, and what the history has of it."""
    try:
        return from_toml(read_bytes(path), shown(path))
    except DraftUnreadable as error:
        from wizard.drafts.history import with_history  # only a draft that can not be read needs it

        raise with_history(error, path) from error


def text_of(path: Path) -> str:
    """The text of a document. `DraftUnreadable` if it is none."""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DraftUnreadable(
            f"{path} can not be read: byte {error.start} is not UTF-8. The file was not touched."
        ) from error


def is_document(path: Path) -> bool:
    """Whether a file is Markdown by its name, and not a draft."""
    return path.suffix.lower() in MARKDOWN


def found(names: Iterable[str], *, has_documents: bool) -> Iterator[Path | WizardError]:
    """The drafts, and if wanted the documents, that the paths stand for, each once; an error where there is none."""
    seen: set[str] = set()
    for name in names:
        for path in _of(name, has_documents=has_documents):
            if isinstance(path, WizardError):
                yield path
            elif (real := os.path.realpath(path)) not in seen:
                seen.add(real)
                yield path


def _of(name: str, *, has_documents: bool) -> Iterator[Path | WizardError]:
    path = draft_path(name)
    if not path.is_dir():
        yield path
        return
    is_empty = True
    for item in _below(path, has_documents=has_documents):
        is_empty = False
        yield item
    if is_empty:
        what = f"drafts (*{SUFFIX}) or exported documents ({DOCUMENT})" if has_documents else f"drafts (*{SUFFIX})"
        yield UsageError(
            f"There are no {what} in {shown(path)} or below. Name another folder, or begin one with 'backend-design new NAME'."
        )


def _below(folder: Path, *, has_documents: bool) -> Iterator[Path | WizardError]:
    """What is in a folder and below, in order of name. Links to folders are not followed; hidden folders are left out."""
    failures: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in PASSED_OVER)
        for name in sorted(files):
            path = Path(place, name)
            if name.endswith(SUFFIX) or (has_documents and name == DOCUMENT and _is_exported(path)):
                yield path
    for failure in failures:
        yield DraftUnreadable(f"{shown(failure.filename)} can not be searched: {failure.strerror}.")


def _is_exported(path: Path) -> bool:
    """Whether a SPEC.md is one of ours, by its folder or its front matter; other tools write files of that name too."""
    if path.parent.name.endswith(SPEC_FOLDER):
        return True
    try:
        with path.open("rb") as file:
            return file.read(64).startswith(b"---\nschema_version:")
    except OSError:
        return False
