"""The way out: people's words and machine documents to stdout and stderr, whatever is or is not at their other end."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Any, TextIO

from wizard.cli.failure import OutputFailed
from wizard.text import clean, in_one_row, one_line


def say(text: str) -> None:
    """Print to stdout what was asked for. What its encoding lacks is escaped; a reader who went away is no failure."""
    _write(sys.stdout, text + "\n")


def tell(text: str) -> None:
    """Print to stderr what a person should know beside the result."""
    _write(sys.stderr, f"backend-design: {one_line(clean(text))}\n")


def say_document(text: str) -> None:
    """Print a document to stdout, in UTF-8 whatever the locale, so that a redirect makes the same bytes as a file."""
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        _write(sys.stdout, text)
        return
    with _kept_up(sys.stdout):
        sys.stdout.flush()
        raw.write(text.encode("utf-8", "backslashreplace"))
        raw.flush()


def say_json(document: Any) -> None:
    """Print one JSON document to stdout. In ASCII, so that nothing in it can act on a terminal."""
    import json

    say(json.dumps(document, indent=2))


def envelope(
    command: str, *, message: str, data: Any = None, errors: list[dict[str, str]], meta: dict[str, Any]
) -> dict[str, Any]:
    """What every command prints with `--format json`; `status` says whether all that was asked for could be done."""
    return {
        "schema": f"backend-design.{command}.v1",
        "status": "error" if errors else "ok",
        "message": clean(message),
        "data": data,
        "errors": [{name: clean(value) for name, value in error.items()} for error in errors],
        "meta": meta,
    }


def shown(path: object) -> str:
    """A file's name as a terminal may see it: in one line, with control characters made visible."""
    return in_one_row(str(path))


def plural(count: int, noun: str) -> str:
    """`1 blocker`, `2 blockers`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _write(stream: TextIO | None, text: str) -> None:
    """Write and flush at once, so that what can not be written is known here and not when the program ends."""
    if stream is None:  # closed by whoever started the program
        return
    encoding = stream.encoding or "utf-8"
    with _kept_up(stream):
        stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
        stream.flush()


@contextlib.contextmanager
def _kept_up(stream: TextIO) -> Any:
    """Stay calm when the other end of a pipe is gone; any other failure to write is an `OutputFailed`."""
    try:
        yield
    except BrokenPipeError:
        _drop(stream)
    except OSError as error:
        _drop(stream)
        raise OutputFailed(f"The output could not be written: {error.strerror or error}.") from error


def _drop(stream: TextIO) -> None:
    """Send the rest to nowhere; without this Python would try again when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
