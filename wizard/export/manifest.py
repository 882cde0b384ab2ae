"""What an export notes of itself beside its files: the digest of each as we wrote it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from wizard.drafts.disk import DISK, Disk, read_regular

MANIFEST = ".backend-design-export.json"
MOST_NOTED = 256 * 1024
"""Bytes; a longer manifest is not ours."""
MOST_EXPORTED = 64 * 1024 * 1024
"""Bytes; a larger file is not as we wrote it, so it need not be read to say so."""


def manifest_of(digests: Mapping[str, str]) -> bytes:
    """The manifest as it is written."""
    return (json.dumps({"schema_version": 1, "files": dict(sorted(digests.items()))}, indent=2) + "\n").encode()


def read_manifest(path: Path, disk: Disk = DISK) -> dict[str, str]:
    """The digest of each file as we wrote it last; empty where we wrote nothing, or wrote none that can be understood."""
    try:
        files = json.loads(read_regular(path, MOST_NOTED, disk))["files"]
        return {str(name): str(digest) for name, digest in files.items() if Path(name).name == name}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def digest_of(data: bytes) -> str:
    """What a file is known by in a manifest."""
    return hashlib.sha256(data).hexdigest()


def digest_at(path: Path, disk: Disk) -> str:
    """The same of what is on the disk; empty for what is no file, or too large to be ours."""
    try:
        return digest_of(read_regular(path, MOST_EXPORTED, disk))
    except ValueError:
        return ""
