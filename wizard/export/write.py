"""Writing an export: everything is rendered and checked in memory, and only files of ours are replaced."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from wizard.errors import ExportRefused
from wizard.export.data import design_json
from wizard.export.document import document
from wizard.export.outgoing import outgoing
from wizard.export.readback import check_own
from wizard.export.schema import check_design
from wizard.review import Review

MANIFEST = ".backend-design-export.json"
"""Beside the exported files: the digest of each as we wrote it."""


def rendered_document(review: Review) -> str:
    """SPEC.md, read back before anyone else reads it. `ExportRefused` if its headings are not exactly right."""
    text = document(review)
    faults = check_own(text)
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
    review: Review, folder: Path, formats: Collection[str], *, overwrite: bool = False, redact: bool = True
) -> list[Path]:
    """Write the formats into a folder, which is made if need be; the paths of the files, in the order of `FORMATS`.

    `ExportRefused` if a document is not right, or a place is not ours to write; then nothing was written. `overwrite`
    insists on replacing files that someone else wrote or changed; `redact` replaces secrets and personal data.
    """
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise ExportRefused(f"There is no format {unknown[0]}. Choose from {', '.join(FORMATS)}.")
    ready = outgoing(review, redact=redact)
    chosen = [kind for name, kind in FORMATS.items() if name in formats]
    files = {kind.file: kind.render(ready).encode() for kind in chosen}
    _check_folder(folder)
    manifest = read_manifest(folder)
    for name, data in files.items():
        _check_target(folder / name, data, manifest.get(name), overwrite=overwrite)
    manifest |= {name: _digest(data) for name, data in files.items()}
    kept = json.dumps({"schema_version": 1, "files": dict(sorted(manifest.items()))}, indent=2) + "\n"
    _write_all(folder, files | {MANIFEST: kept.encode()})
    return [folder / name for name in files]


def read_manifest(folder: Path) -> dict[str, str]:
    """The digest of each file as we wrote it last; empty where we wrote nothing, or nobody can tell."""
    path = folder / MANIFEST
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise ExportRefused(f"{path} is not a regular file. Remove it, or export to another folder.")
    try:
        files = json.loads(path.read_bytes())["files"]
        return {str(name): str(digest) for name, digest in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _check_folder(folder: Path) -> None:
    if folder.is_symlink():
        raise ExportRefused(f"{folder} is a symbolic link. Name the folder that it points to.")
    if folder.exists() and not folder.is_dir():
        raise ExportRefused(f"{folder} is a file, not a folder. Name a folder to export to.")


def _check_target(path: Path, data: bytes, known: str | None, *, overwrite: bool) -> None:
    """Refuse what we did not write, or someone changed since; the same bytes can do no harm."""
    if path.is_symlink():
        raise ExportRefused(f"{path} is a symbolic link and was left alone. Remove it, or export to another folder.")
    if not path.exists():
        return
    if not path.is_file():
        raise ExportRefused(f"{path} is not a regular file. Remove it, or export to another folder.")
    on_disk = path.read_bytes()
    if on_disk == data or _digest(on_disk) == known or overwrite:
        return
    what = "was changed since it was exported" if known else "was not written by backend-design"
    raise ExportRefused(
        f"{path} {what}. Nothing was written. Move it away, export to another folder, or insist on overwriting it."
    )


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write temporary files beside their targets, then rename all of them."""
    written: dict[Path, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            temporary = folder / f".{name.lstrip('.')}.{secrets.token_hex(4)}.tmp"
            written[temporary] = folder / name
            _write(temporary, data)
        for temporary, target in written.items():
            temporary.replace(target)
    except OSError as error:
        raise ExportRefused(
            f"{folder} could not be written: {error.strerror or error}. Make room or choose another folder."
        ) from error
    finally:
        for temporary in written:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(descriptor)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
