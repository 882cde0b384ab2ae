"""Rules on planned paths: inside the repository, one file each, and the same on every machine."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from wizard.design import Design
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short

DEVICES = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"),
    ]
)
"""Names that Windows keeps for devices, whatever ending follows."""
FORBIDDEN = '<>:"|?*'
"""Characters that no file on Windows may have in its name."""
_DRIVE = r"^[a-zA-Z]:"


@rule(
    "file-outside",
    "blocker",
    "A planned path leaves the repository, or depends on whose machine it is. Whatever writes the plan out would write elsewhere.",
    "Write the path from the root of the repository.",
    "feature-flagging-rollout#when-is-a-plan-a-plan",
)
def _outside(design: Design) -> Iterable[Said]:
    for file in design.file_plan.files:
        words = file.path and _leaves(file.path)
        if words:
            yield Said(("file_plan", "files", file.id, "path"), f"{_shown(file.path)}: {words}")


@rule(
    "file-unportable",
    "blocker",
    "A planned path can not exist on every system, or is another one there. A repository with it can not be checked out.",
    "Use letters, digits, dash, underscore and dot, with / between folders.",
    "feature-flagging-rollout#when-is-a-plan-a-plan",
)
def _unportable(design: Design) -> Iterable[Said]:
    for file in design.file_plan.files:
        words = file.path and not _leaves(file.path) and _differs(file.path)
        if words:
            yield Said(("file_plan", "files", file.id, "path"), f"{_shown(file.path)}: {words}")


@rule(
    "file-path-twice",
    "blocker",
    "Two planned paths are one file on systems that do not tell upper from lower case, or forms of one letter, apart.",
    "Name one of them otherwise, or join them.",
    "feature-flagging-rollout#when-is-a-plan-a-plan",
)
def _twice(design: Design) -> Iterable[Said]:
    """Two that are written alike are said to be so elsewhere."""
    seen: dict[str, str] = {}
    for file in design.file_plan.files:
        key = _place(file.path)
        if key and seen.setdefault(key, file.path) != file.path:
            yield Said(
                ("file_plan", "files", file.id, "path"), f"{_shown(file.path)}: the same file as {_shown(seen[key])}"
            )


@lru_cache(maxsize=4096)
def _leaves(path: str) -> str:
    """How a path leaves the repository, as it stands or in the plain form of its letters; empty if it does not."""
    for text in (path, unicodedata.normalize("NFKC", path)):
        parts = text.replace("\\", "/").split("/")
        if text.startswith(("/", "\\")):
            return "begins at the root of the machine"
        if re.match(_DRIVE, text):
            return "names a drive"
        if parts[0].startswith("~"):
            return "lies in somebody's home folder"
        if any(part.strip() == ".." for part in parts):
            return "leads out of the repository"
    return ""


@lru_cache(maxsize=4096)
def _differs(path: str) -> str:
    """What keeps a path from existing everywhere; empty if nothing does."""
    for text in (path, unicodedata.normalize("NFKC", path)):
        if "\\" in text:
            return "has a backslash, which is a letter on some systems and a border on others"
        if any(unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") for letter in text):
            return "has a character that can not be seen"
        if any(letter in FORBIDDEN for letter in text):
            return "has a character that Windows does not allow"
        for part in text.rstrip("/").split("/"):
            if part.partition(".")[0].rstrip(" ").lower() in DEVICES:
                return f"{short(part)} is the name of a device on Windows"
            if part not in (".", "") and part[-1:] in (".", " "):
                return "ends a name with a dot or a blank, which Windows drops"
    return ""


def _place(path: str) -> str:
    """Where a path leads, on a system that does not tell letters apart."""
    if path.isascii() and path.islower() and "./" not in path and "//" not in path:
        return path.rstrip("/")
    text = unicodedata.normalize("NFKC", path).casefold().replace("\\", "/")
    return "/".join(part for part in text.split("/") if part not in ("", "."))


def _shown(path: str) -> str:
    """A path in which what can not be seen is written out."""
    return short("".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in path))
