"""What is kept of a fault in the program: where it happened, and nothing of what anybody typed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from wizard.cli.output import shown
from wizard.cli.parser import installed_version
from wizard.drafts.recent import state_folder
from wizard.redact import Redactor, strings_in
from wizard.text import clean, one_line

MOST = 20
"""So many reports are kept, the last ones."""
DEEPEST, OUTERMOST = 40, 10
"""Frames of a traceback that are kept when there are too many: those where it happened, and those where it began."""
LONGEST_CHAIN = 8
LONGEST_MESSAGE = 400
WITHHELD = "(left out: nobody can say here whether it holds words of a draft)"
MARK = "[answer]"
TELL_NOTHING = frozenset([
    "answer", "and", "are", "argument", "arguments", "attribute", "bool", "bytes", "can", "cannot", "could",
    "decode", "dict", "encode", "error", "expected", "float", "for", "found", "from", "has", "have", "index", "int",
    "integer", "invalid", "item", "items", "key", "length", "list", "missing", "must", "name", "nonetype", "not",
    "none", "object", "out", "position", "range", "required", "str", "string", "subscriptable", "takes", "than",
    "that", "the", "this", "too", "tuple", "type", "unexpected", "unpack", "value", "values", "was", "were", "with"
])  # fmt: skip
"""Words of messages of Python itself; they stay, although somebody may have typed them too."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What was on the screen when it happened: the screen's name, its size, and all that was typed, if that is known."""

    screen: str = ""
    size: tuple[int, int] | None = None
    typed: Any = None


def what_happened(error: BaseException, scene: Scene = Scene()) -> list[str]:
    """Keep a report, and say in two lines what happened and where the report is, or why there is none."""
    try:
        kept = f"A report without your answers is in {shown(write_report(error, scene))}; please send it to those who make the program."
    except Exception as failure:  # noqa: BLE001  (a report that fails must hide nothing of what it was for)
        why = failure.strerror if isinstance(failure, OSError) and failure.strerror else type(failure).__name__
        kept = f"No report could be written ({why})."
    return [f"Something went wrong inside the program: {kind_and_place(error)}.", kept]


def kind_and_place(error: BaseException) -> str:
    """The kind of an error, and the line where it happened."""
    *_, (file, line, _) = [("", 0, ""), *_frames(error.__traceback__)]
    return f"{type(error).__name__} in {file.rpartition('/')[2]}, line {line}" if file else type(error).__name__


def write_report(error: BaseException, scene: Scene) -> Path:
    """Write a report that only its owner may read; its path. The oldest of too many are removed."""
    from wizard.drafts.durable import write_durably  # no command needs it that ends well

    folder = state_folder() / "reports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    now = datetime.now(UTC)
    path = folder / f"{now:%Y-%m-%dT%H-%M-%S-%f}Z-{os.getpid()}.txt"
    write_durably(path, report(error, scene, now).encode("utf-8", "backslashreplace"))
    for old in sorted(folder.glob("*.txt"))[:-MOST]:
        old.unlink(missing_ok=True)
    return path


def report(error: BaseException, scene: Scene, now: datetime) -> str:
    """The report: the surroundings, then each error of the chain, the one that ended the program first."""
    rows = [f"{name + ':':12}{value}" for name, value in _surroundings(scene, now)]
    for one in _chain(error):
        rows += ["", f"{type(one).__module__}.{type(one).__qualname__}: {_message(one, scene)}", *_traceback(one)]
    return clean("\n".join(rows)) + "\n"


def _surroundings(scene: Scene, now: datetime) -> Iterator[tuple[str, str]]:
    import platform

    yield "Program", f"backend-design {installed_version() or '(checkout)'}"
    yield "Time", f"{now:%Y-%m-%d %H:%M:%S} UTC"
    yield "Python", f"{platform.python_implementation()} {platform.python_version()}"
    yield "Textual", _version_of("textual")
    yield "Platform", f"{platform.system()} {platform.release()} {platform.machine()}"
    yield "TERM", one_line(os.environ.get("TERM", "(not set)"))[:60]
    yield "Locale", f"output in {getattr(sys.stderr, 'encoding', None)}, file names in {sys.getfilesystemencoding()}"
    yield "Terminal", "{}x{}".format(*scene.size) if scene.size else "(none)"
    yield "Screen", scene.screen or "(none)"


def _version_of(package: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return "(not installed)"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, what it came from, and the errors of a group, each once."""
    seen: list[BaseException] = []
    waiting: list[Any] = [error]
    while waiting and len(seen) < LONGEST_CHAIN:
        one = waiting.pop(0)
        if isinstance(one, BaseException) and not any(one is other for other in seen):
            seen.append(one)
            # The error of a worker is wrapped in one that has no traceback.
            waiting += [getattr(one, "error", None), one.__cause__, one.__context__, *getattr(one, "exceptions", ())]
    yield from seen


def _traceback(error: BaseException) -> list[str]:
    """A line for each frame, the innermost last; the middle of a long one is left out."""
    rows = [f"  {file}:{line} {name}" for file, line, name in _frames(error.__traceback__)]
    if len(rows) > DEEPEST + OUTERMOST:
        rows[OUTERMOST:-DEEPEST] = [f"  ({len(rows) - DEEPEST - OUTERMOST} more)"]
    return rows


def _frames(at: TracebackType | None) -> Iterator[tuple[str, int, str]]:
    while at is not None:
        code = at.tb_frame.f_code
        yield _short(code.co_filename), at.tb_lineno, code.co_qualname
        at = at.tb_next


def _short(file: str) -> str:
    """A file's path from its package on: what lies above says where somebody lives."""
    path = file.replace("\\", "/")
    roots = [root.replace("\\", "/").rstrip("/") + "/" for root in sys.path if root]
    own = str(Path(__file__).parents[2]).replace("\\", "/") + "/"
    known = [root for root in (*roots, own) if path.startswith(root)]
    return path.removeprefix(max(known, key=len)) if known else path.rpartition("/")[2]


def _message(error: BaseException, scene: Scene) -> str:
    """The message of an error without anything that was typed, and without secrets, paths and names of people."""
    if scene.typed is None:
        return WITHHELD
    try:
        message = str(error)
    except Exception:  # noqa: BLE001  (an error may fail to say what it is)
        return "(it has none that can be shown)"
    if len(message) > 50 * LONGEST_MESSAGE:
        return "(left out: too long)"
    message = _without(message, list(_texts(scene.typed)))
    message = re.sub(r"(?:~|[A-Za-z]:|\.{1,2})?(?:[/\\][^\s'\":,/\\]+){2,}|/[^\s'\":,]+", "[path]", message)
    return one_line(Redactor()(message))[:LONGEST_MESSAGE]


def _texts(typed: Any) -> Iterator[str]:
    """What was typed, and what stands for the person at the keyboard."""
    for part in typed if isinstance(typed, tuple) else (typed,):
        yield from strings_in(part)
    yield from (name for name in (os.environ.get("USER", ""), os.environ.get("LOGNAME", ""), Path.home().name) if name)


def _without(message: str, texts: list[str]) -> str:
    """The message without these texts, their lines, and any word of three letters or more that is in them."""
    lines = {line.strip() for text in texts for line in (text, *text.splitlines())} - {"", *TELL_NOTHING}
    forms = sorted(lines | {repr(line)[1:-1] for line in lines}, key=len, reverse=True)
    for form in forms:
        message = (
            re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", MARK, message) if len(form) < 3 else message.replace(form, MARK)
        )
    words = {word.casefold() for text in texts for word in re.findall(r"\w{3,}", text)} - TELL_NOTHING
    message = re.sub(r"\w{3,}", lambda found: MARK if found[0].casefold() in words else found[0], message)
    return re.sub(rf"{re.escape(MARK)}(?:\W{{0,3}}{re.escape(MARK)})+", MARK, message)
