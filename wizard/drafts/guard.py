"""What is looked at before a file is parsed, so that no file can hang or exhaust the parser."""

from __future__ import annotations

import re

from wizard.errors import DraftUnreadable

MOST_BYTES = 4 * 1024 * 1024
_TOO_DEEP = re.compile(r"[\[{]{101}|^(?:[^.=\n]*\.){65}", re.MULTILINE)
"""More than 100 brackets on end, or more than 64 dots before the first `=` of a line: the parser is quadratic in both."""
_STRINGS = re.compile(r'"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*"|\'\'\'.*?\'\'\'|\'[^\'\n]*\'', re.DOTALL)


def guard(data: bytes, name: str) -> str:
    """The text of a draft's bytes. `DraftUnreadable` for what can not be one; limits are those of the TOML parser."""
    problem = _looked_at(data)
    if problem:
        raise DraftUnreadable(f"{name} can not be read: {problem}. The file was not touched.")
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def _looked_at(data: bytes) -> str:
    """What is wrong with the bytes; empty if nothing is."""
    if not data.strip():
        return "it is empty. Begin a draft with 'backend-design new'"
    if len(data) > MOST_BYTES:
        return f"it has {len(data) / 1024 / 1024:.1f} MiB, and drafts have at most {MOST_BYTES // 1024 // 1024}"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "it is UTF-16. Save it as UTF-8"
    if not data.strip(b"\0"):
        return "it holds nothing but NUL bytes, as after a power cut. Take it from git or a copy"
    if b"\0" in data:
        return "it holds NUL bytes. It is not a text file"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return f"byte {error.start} is not UTF-8"
    # An answer may hold any number of dots and brackets; only what stands outside of strings is structure.
    if _TOO_DEEP.search(text) and _TOO_DEEP.search(_STRINGS.sub("", text)):
        return "it is nested too deeply to be a draft"
    return ""
