"""Writing an export: everything is rendered and checked in memory, and only files of ours are replaced."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from wizard.drafts.disk import DISK, Disk
from wizard.errors import ExportRefused
from wizard.export.data import design_json
from wizard.export.document import document, title_of
from wizard.export.outgoing import outgoing
from wizard.export.place import put, staged
from wizard.export.readback import check_own
from wizard.export.schema import check_design
from wizard.review import Review

MANIFEST = ".backend-design-export.json"
"""Beside the exported files: the digest of each as we wrote it."""


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

    `ExportRefused` if a document is not right, or a place is not ours to write; then nothing was written. `NotDurable` if all
    was, and the disk did not confirm it. `overwrite` insists on replacing files that someone else wrote or changed; `redact`
    replaces secrets and personal data.
    """
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise ExportRefused(f"There is no format {unknown[0]}. Choose from {', '.join(FORMATS)}.")
    ready = outgoing(review, redact=redact)
    chosen = [kind for name, kind in FORMATS.items() if name in formats]
    files = {kind.file: kind.render(ready).encode() for kind in chosen}
    try:
        _put(folder, files, disk, overwrite=overwrite)
    except OSError as error:
        raise ExportRefused(
            f"{folder} could not be written: {error.strerror or error}. Make room or choose another folder."
        ) from error
    return [folder / name for name in files]


def _put(folder: Path, files: dict[str, bytes], disk: Disk, *, overwrite: bool) -> None:
    """Look whether all places are ours to write, then write all files and the manifest."""
    _check_folder(folder, disk)
    manifest = read_manifest(folder, disk)
    unfinished = [read_manifest(stage, disk) for stage in staged(folder, disk)]
    for name, data in files.items():
        known = {digests[name] for digests in (manifest, *unfinished) if name in digests}
        _check_target(folder / name, data, known, disk, overwrite=overwrite)
    written = manifest | {name: _digest(data) for name, data in files.items()}
    kept = json.dumps({"schema_version": 1, "files": dict(sorted(written.items()))}, indent=2) + "\n"
    put(folder, files | {MANIFEST: kept.encode()}, manifest.keys(), disk)


def read_manifest(folder: Path, disk: Disk = DISK) -> dict[str, str]:
    """The digest of each file as we wrote it last; empty where we wrote nothing, or nobody can tell."""
    path = folder / MANIFEST
    mode = _mode(path, disk)
    if mode is not None and not stat.S_ISREG(mode):
        raise ExportRefused(f"{path} is not a regular file. Remove it, or export to another folder.")
    try:
        files = json.loads(disk.read(path))["files"]
        return {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _mode(path: Path, disk: Disk) -> int | None:
    """What a path is, be it a link; nothing if it is not there."""
    try:
        return disk.own_status(path).st_mode
    except FileNotFoundError:
        return None


def _check_folder(folder: Path, disk: Disk) -> None:
    mode = _mode(folder, disk)
    if mode is not None and stat.S_ISLNK(mode):
        raise ExportRefused(f"{folder} is a symbolic link. Name the folder that it points to.")
    if mode is not None and not stat.S_ISDIR(mode):
        raise ExportRefused(f"{folder} is a file, not a folder. Name a folder to export to.")


def _check_target(path: Path, data: bytes, known: Collection[str], disk: Disk, *, overwrite: bool) -> None:
    """Refuse what we did not write, or someone changed since; the same bytes can do no harm."""
    mode = _mode(path, disk)
    if mode is None:
        return
    if stat.S_ISLNK(mode):
        raise ExportRefused(f"{path} is a symbolic link and was left alone. Remove it, or export to another folder.")
    if not stat.S_ISREG(mode):
        raise ExportRefused(f"{path} is not a regular file. Remove it, or export to another folder.")
    on_disk = disk.read(path)
    if on_disk == data or _digest(on_disk) in known or overwrite:
        return
    what = "was changed since it was exported" if known else "was not written by backend-design"
    raise ExportRefused(
        f"{path} {what}. Nothing was written. Move it away, export to another folder, or insist on overwriting it."
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
