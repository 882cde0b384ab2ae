"""Writing an export: everything is rendered and checked in memory, and only files of ours are replaced."""

from __future__ import annotations

import contextlib
import errno
import stat
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from wizard.drafts.disk import DISK, Disk
from wizard.errors import ExportFailed, ExportRefused
from wizard.export.data import design_json
from wizard.export.document import document, title_of
from wizard.export.in_place import staged
from wizard.export.look import Mark, Meddled, look, mark
from wizard.export.manifest import MANIFEST, digest_at, digest_of, manifest_of, read_manifest
from wizard.export.outgoing import outgoing
from wizard.export.place import put
from wizard.export.readback import check_own
from wizard.export.schema import check_design
from wizard.export.turn import turn
from wizard.review import Review

TRIES = 5
"""A folder that others change again and again is not tried for ever."""


def rendered_document(review: Review) -> str:
    """SPEC.md, read back before anyone else reads it. `ExportRefused` if its headings are not exactly right."""
    text = document(review)
    faults = check_own(text, title_of(review))
    if faults:
        raise ExportRefused(
            f"SPEC.md would be wrong at line {faults[0].line}: {faults[0].message}. Nothing was written. {faults[0].fix}"
        )
    return text


def rendered_data(review: Review) -> str:
    """design.json, checked against its schema."""
    text = design_json(review)
    check_design(text)
    return text


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its name, a few words about it, and what renders and checks it."""

    file: str
    about: str
    render: Callable[[Review], str]


FORMATS: dict[str, Format] = {
    "markdown": Format("SPEC.md", "the contract, to be read", rendered_document),
    "json": Format("design.json", "the same content for programs", rendered_data),
}
"""What can be exported, in the order in which it is written."""


def export_to(
    review: Review,
    folder: Path,
    formats: Collection[str],
    *,
    overwrite: bool = False,
    redact: bool = True,
    disk: Disk = DISK,
) -> list[Path]:
    """Write the formats into a folder, which is made if need be; the paths of the files, in the order of `FORMATS`.

    `ExportRefused` if a document is not right, or a place is not ours to write, and `ExportFailed` if it can not be written;
    then nothing was. `NotDurable` if all was, and the disk did not confirm it. `overwrite` insists on replacing files that
    someone else wrote or changed; `redact` replaces secrets and personal data.
    """
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise ExportRefused(f"There is no format {unknown[0]}. Choose from {', '.join(FORMATS)}.")
    ready = outgoing(review, redact=redact)
    chosen = [kind for name, kind in FORMATS.items() if name in formats]
    files = {kind.file: kind.render(ready).encode() for kind in chosen}
    if ".." in folder.parts:  # of what is not there yet no folder around can be asked for
        folder = disk.real(folder) if folder.name == ".." else disk.real(folder.parent) / folder.name
    try:
        with turn(folder, disk):
            _put(folder, files, disk, overwrite=overwrite)
    except OSError as error:
        raise ExportFailed(_failure(folder, error)) from error
    return [folder / name for name in files]


def _failure(folder: Path, error: OSError) -> str:
    """The words for a call that failed."""
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    what = "Make room or choose another folder" if is_full else "Choose another folder"
    return f"{folder} could not be written: {error.strerror or error}. {what}; what was there still is."


def _put(folder: Path, files: dict[str, bytes], disk: Disk, *, overwrite: bool) -> None:
    """Look and write, and begin anew if somebody changed the folder in between."""
    for _ in range(TRIES):
        with contextlib.suppress(Meddled):
            return _put_once(folder, files, disk, overwrite=overwrite)
    raise ExportRefused(
        f"Another program changes {folder} again and again. Nothing was written. Try later, or export to another folder."
    )


def _put_once(folder: Path, files: dict[str, bytes], disk: Disk, *, overwrite: bool) -> None:
    """Look whether all places are ours to write, then write all files and the manifest."""
    _check_folder(folder, disk)
    seen = look(folder, disk)
    for name in (*files, MANIFEST):
        _check_place(folder / name, (seen or {}).get(name), disk)
    noted = [read_manifest(place / MANIFEST, disk) for place in (folder, *staged(folder, disk))]
    for name, data in files.items():
        if name in (seen or {}) and not overwrite:
            _check_content(folder / name, data, {one[name] for one in noted if name in one}, disk)
    digests = noted[0] | _found(folder, noted[1:], disk) | {name: digest_of(data) for name, data in files.items()}
    put(folder, files | {MANIFEST: manifest_of(digests)}, seen, disk)


def _found(folder: Path, noted: Iterable[Mapping[str, str]], disk: Disk) -> dict[str, str]:
    """What exports that were broken off put in its place, and could not note any more."""
    waiting = [(name, digest) for one in noted for name, digest in one.items()]
    return {
        name: digest
        for name, digest in waiting
        if mark(folder / name, disk) and digest_at(folder / name, disk) == digest
    }


def _check_folder(folder: Path, disk: Disk) -> None:
    found = mark(folder, disk)
    if found is None:
        return
    if stat.S_ISLNK(found.mode):
        raise ExportRefused(f"{folder} is a symbolic link. Name the folder that it points to.")
    if not stat.S_ISDIR(found.mode):
        raise ExportRefused(f"{folder} is a file, not a folder. Name a folder to export to.")
    if not disk.may_write(
        folder
    ):  # where the folder around may be written, another one could take its place all the same
        raise ExportFailed(
            f"{folder} is read-only. Nothing was written. Make it writable, or export to another folder."
        )


def _check_place(path: Path, found: Mark | None, disk: Disk) -> None:
    """Refuse what no file of ours can take the place of."""
    if found is None:
        return
    if stat.S_ISLNK(found.mode):
        raise ExportRefused(f"{path} is a symbolic link and was left alone. Remove it, or export to another folder.")
    if not found.is_regular:
        raise ExportRefused(f"{path} is not a regular file. Remove it, or export to another folder.")
    if not disk.may_write(path):  # it would be replaced all the same
        raise ExportFailed(f"{path} is read-only. Nothing was written. Make it writable, or export to another folder.")


def _check_content(path: Path, data: bytes, known: Collection[str], disk: Disk) -> None:
    """Refuse what we did not write, or someone changed since; the same bytes can do no harm."""
    if digest_at(path, disk) in {*known, digest_of(data)}:
        return
    what = "was changed since it was exported" if known else "was not written by backend-design"
    raise ExportRefused(
        f"{path} {what}. Nothing was written. Move it away, export to another folder, or insist on overwriting it."
    )
