"""What is looked at before a file is parsed, so that no file can hang or exhaust the parser, and how a file is refused."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from wizard.errors import DraftUnreadable
from wizard.text import clean

MOST_BYTES = 4 * 1024 * 1024
DEEPEST = 32
"""Levels of tables and lists within each other."""
MOST_WORK = 400_000
"""What a draft may cost the parser; a design of 2,000 operations and 1,000 tables has two thirds of it."""
_WORK = {"=": 1, ",": 1, "{": 1, "[": 2, ".": 4}
"""What a sign of structure costs, in keys: a heading takes the time of two, each part of a dotted key that of four."""
LONGEST = 1024 * 1024
"""Characters of one answer, or of one key."""
MOST_ROWS = 10_000
"""Items of one list, or lines of one answer; a large design has some hundred."""
MOST_IN_ALL = 30_000
"""Items and lines of all lists and answers; a design of 2,000 operations and 1,000 tables has two thirds of it."""
_ROW_MAKERS = (",", "\n", "\\", "\u2028", "\u2029")
"""Signs one of which a file has for every item or line but the first, be it escaped or not yet cleaned."""
_LONGEST_LINE = 1000
"""Characters of a line in which no harm can be; most drafts have no longer one, or only within answers."""
_ANSWERS = (
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\Z)|"(?:[^"\\\n]|\\[^\n])*+"?'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)|'[^'\n]*+'?|\#[^\n]*+"
)
"""Strings and comments; each either ends or takes all that is left, so that looking for them never starts over."""
_TOO_DEEP = rf"[\[{{]{{101}}|(?:^|(?<=[=,{{}}\[\]]))(?:[^.=,{{}}\[\]\n]*+\.){{{DEEPEST + 1}}}|(?P<word>\w{{1001}})"
"""Brackets on end, and keys of many parts, for which the parser's time is a square; and numbers that fill the memory."""
_KEPT_FROM = "Take the file from git or from a copy"


class Problem(NamedTuple):
    """Why a file is no draft, where in it if that can be said, and what to do about it."""

    why: str
    remedy: str


def refused(name: str, why: str, remedy: str) -> DraftUnreadable:
    """The refusal of a file in the words for a person: what, where and why, and what now."""
    error = DraftUnreadable(clean(f"{name} can not be read: {why}. The file was not touched. {remedy}."))
    error.why = clean(why)
    return error


def guard(data: bytes, name: str) -> str:
    """The text of a draft's bytes. `DraftUnreadable` for what can not be one; limits are those of the TOML parser."""
    problem = _of_bytes(data)
    if problem is None:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        problem = _of_structure(text)
    if problem is not None:
        raise refused(name, *problem)
    return text


def _of_bytes(data: bytes) -> Problem | None:
    """What is wrong with the bytes, if anything is."""
    if not data.strip():
        return Problem("it is empty", f"{_KEPT_FROM}, or begin a draft with 'backend-design new'")
    if len(data) > MOST_BYTES:
        return too_large(len(data))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Problem("it is UTF-16", "Save it as UTF-8 in an editor")
    if not data.strip(b"\0"):
        return Problem("it holds nothing but NUL bytes, as after a power cut", _KEPT_FROM)
    if b"\0" in data:
        return Problem(
            f"it holds NUL bytes, the first in line {_line(data, data.index(0))}, so it is UTF-16 or not a text file",
            f"{_KEPT_FROM}, or save it as UTF-8 in an editor",
        )
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = f"byte {error.start} in line {_line(data, error.start)}"
        return Problem(f"{where} is not UTF-8", "Save it as UTF-8 in an editor")
    return None


def too_large(size: int) -> Problem:
    """What is said of a file of more bytes than a draft has."""
    return Problem(
        f"it has {size / 1024 / 1024:.1f} MiB, and drafts have at most {MOST_BYTES // 1024 // 1024}",
        "If it is a draft, shorten its longest answers in an editor",
    )


def _of_structure(text: str) -> Problem | None:
    """What is wrong outside of the answers, which may hold any number of dots, brackets and letters."""
    if not _is_doubtful(text):
        return None
    answers, too_deep = _patterns()
    bare = answers.sub(_line_ends, text)
    if found := too_deep.search(bare):
        where = f"line {bare.count(chr(10), 0, found.end()) + 1}"
        if found["word"]:
            return Problem(
                f"{where} holds a number or a key of more than 1,000 characters", f"Mend {where} in an editor"
            )
        return Problem(f"{where} is nested too deeply to be a draft", f"Mend {where} in an editor, or take it from git")
    if _work(bare) > MOST_WORK:
        return Problem("it has too many keys, items and tables to be a draft", "Split the design, or take it from git")
    return None


def _is_doubtful(text: str) -> bool:
    """Whether the structure has to be told from the answers; a look at the lines is a tenth of that."""
    if _work(text) > MOST_WORK:
        return True
    return any(len(line) > _LONGEST_LINE or line.count(".") > DEEPEST for line in text.split("\n"))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Answers and comments; and what is too deep or too long among the rest. Compiled only for a doubtful file."""
    return (
        re.compile(_ANSWERS, re.DOTALL),
        re.compile(_TOO_DEEP, re.MULTILINE),
    )


def _work(text: str) -> int:
    return sum(cost * text.count(sign) for sign, cost in _WORK.items())


def _line_ends(found: re.Match[str]) -> str:
    """What is left of an answer: its line ends, so that places stay lines of the file."""
    return "\n" * found[0].count("\n")


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def is_long(text: str) -> bool:
    """Whether there may be answers or lists in a draft's text that are too long, so that all have to be looked at."""
    return len(text) > LONGEST or sum(map(text.count, _ROW_MAKERS)) >= MOST_ROWS


def look_through(answers: Any, name: str) -> None:
    """Refuse answers, keys and lists that are too long to be any, and too many of them."""
    rows = 0
    inner = [("", answers)]
    while inner:
        place, value = inner.pop()
        if isinstance(value, str):
            lines = value.count("\n")
            rows += lines
            if len(value) > LONGEST or lines >= MOST_ROWS:
                raise refused(name, *_long_answer(place or "an answer", value))
        elif isinstance(value, dict):
            inner += ((_place(place, key), item) for key, item in value.items())
            inner += (("a key", key) for key in value)
        elif isinstance(value, list):
            rows += len(value)
            if len(value) > MOST_ROWS:
                why = f"{place or 'a list'} has {len(value):,} entries, and lists have at most {MOST_ROWS:,}"
                raise refused(name, why, "Split the design, or take some out in an editor")
            inner += ((place, item) for item in value)
    if rows > MOST_IN_ALL:
        why = (
            f"its lists and answers have {rows:,} entries and lines, and those of a draft have at most {MOST_IN_ALL:,}"
        )
        raise refused(name, why, "Split the design, or take some out in an editor")


def _long_answer(place: str, text: str) -> Problem:
    """What is said of an answer that is too long."""
    if len(text) > LONGEST:
        why = f"{place} has {len(text):,} characters, and answers have at most {LONGEST:,}"
    else:
        why = f"{place} has {text.count(chr(10)) + 1:,} lines, and answers have at most {MOST_ROWS:,}"
    return Problem(why, "Shorten it in an editor")


def _place(outer: str, key: str) -> str:
    shown = key if len(key) <= 40 else key[:39] + "…"
    return f"{outer}.{shown}" if outer else shown
