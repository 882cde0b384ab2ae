"""The program: which command is meant, and how every run ends."""

from __future__ import annotations

import contextlib
from itertools import pairwise
from pathlib import Path

from wizard.cli.failure import BUG, FAILED, INTERRUPTED, USAGE, UsageError, bug, exit_code, name_of
from wizard.cli.output import envelope, say_json, shown, tell
from wizard.cli.parser import COMMANDS, NAME, module_of, parser_for
from wizard.cli.terminal import Face, require_terminal
from wizard.errors import WizardError

FORMATTED = ("check", "status", "references", "explain", "history")
"""Commands whose `--format json` is about what they print."""

INSTEAD = (
    "In a script, use 'backend-design check', 'export' or 'status'; 'backend-design --help' lists all. "
    "Otherwise start it in a terminal."
)


def run(argv: list[str], face: Face) -> int:
    """Run one command line; the exit code. Nothing gets past: neither a traceback nor what a draft says."""
    try:
        return _run(argv, face)
    except WizardError as error:
        return _failed(argv, str(error), name_of(error), exit_code(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  (the last resort; a traceback would show answers)
        if isinstance(error, FileNotFoundError) and _is_nowhere():
            return _failed(argv, "The folder that you are in is gone. Change to another one.", "folder-gone", USAGE)
        return _failed(argv, bug(error), BUG, FAILED)


def _is_nowhere() -> bool:
    """Whether the current folder was removed, so that no name leads anywhere from it."""
    try:
        Path.cwd()
    except FileNotFoundError:
        return True
    return False


def _run(argv: list[str], face: Face) -> int:
    command = argv[0] if argv and not argv[0].startswith("-") else ""
    _look_up(command)
    try:
        arguments = parser_for([command] if command else []).parse_args(argv)
    except SystemExit as ended:  # --help and --version
        return int(ended.code or 0)
    if arguments.command is None:
        require_terminal(INSTEAD)
        return face(None)
    code: int = module_of(arguments.command).run(arguments, face)
    return code


def _look_up(command: str) -> None:
    """`UsageError` for a command there is not, with the one that was probably meant."""
    if not command or command in COMMANDS:
        return
    from difflib import get_close_matches

    close = get_close_matches(command, COMMANDS, 1)
    hint = f"Did you mean '{close[0]}'?" if close else "There are " + ", ".join(COMMANDS) + "."
    if Path(command).exists():
        hint = f"To open that file: {NAME} open {shown(command)}"
    raise UsageError(f"There is no command '{shown(command)}'. {hint}")


def _failed(argv: list[str], message: str, kind: str, code: int) -> int:
    """Tell what went wrong, machines too if they are listening; the exit code."""
    with contextlib.suppress(WizardError):  # there is no one left to tell
        tell(message)
        if _is_for_machines(argv):
            errors = [{"code": kind, "message": message}]
            say_json(envelope(argv[0], message=message, errors=errors, meta={"exit_code": code}))
    return code


def _is_for_machines(argv: list[str]) -> bool:
    """Whether JSON was asked for on a command line that may be wrong otherwise."""
    asked = "--format=json" in argv or ("--format", "json") in pairwise(argv)
    return asked and argv[0] in FORMATTED
