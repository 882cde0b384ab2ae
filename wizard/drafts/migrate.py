"""Drafts of older programs: one function a schema, from each to the next, so that every draft ever written opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wizard.drafts.guard import refused

Document = dict[str, Any]
"""A draft as its file has it: title, steps and what is unknown, without schema version and `[end]`."""
Migration = Callable[[Document], Document]
"""Makes a document of the next schema of one of the last. Changes nothing in place, and keeps what it does not know."""

MIGRATIONS: tuple[Migration, ...] = ()
"""The first leads from schema 1 to 2, and so on; there is one for each schema but the newest."""


def migrated(document: Document, version: int, name: str) -> Document:
    """The document in the newest schema. `DraftUnreadable` if its content is not what its own schema says."""
    for number, migration in enumerate(MIGRATIONS[version - 1 :], version):
        try:
            document = migration(document)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise refused(
                name,
                f"it was written by an older backend-design (schema {number}), and what stands in it is not as schema {number} has it",
                "Compare it with the last one in git that opened, or open it with the program that wrote it",
            ) from error
    return document
