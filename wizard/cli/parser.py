"""Which commands there are, and how their words are read. A command's module is imported only when it is called for."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection
from importlib import import_module
from types import ModuleType
from typing import Any, NoReturn

from wizard.cli.failure import UsageError
from wizard.cli.output import say

NAME = "backend-design"

COMMANDS = {
    "new": "begin a draft",
    "open": "open a draft where the work stopped",
    "demo": "open a copy of a finished example",
    "check": "say whether drafts and documents are ready, and what blocks them",
    "export": "write the design as Markdown and JSON",
    "status": "say how far drafts are, one line each",
    "history": "list how a draft was before, and what changed since",
    "restore": "put a draft back as it was",
    "references": "list the reference pages, or print one",
    "explain": "say what a code means, and what to do about it",
    "schema": "print the JSON Schema of design.json",
    "completion": "print a completion script for bash, zsh or fish",
}
"""Every command and what it does. Its module, of the same name, is imported when it is called for."""

WIDTH = 79

DESCRIPTION = "A terminal wizard for backend design specs. Without a command it opens the home screen."
EXAMPLES = """\
examples:
  backend-design                       recent drafts, new ones, examples
  backend-design new payments-api      begin payments-api.design.toml
  backend-design check designs/        is every design in there ready?
  backend-design export payments-api   write payments-api-spec/SPEC.md

exit codes: 0 fine, 1 not ready (or it failed), 2 usage or unreadable input, 3 conflict, 130 interrupted
"""


class Words(argparse.RawDescriptionHelpFormatter):
    """Help of a fixed width: asking the terminal for its own costs an import in every run."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=WIDTH)


class Parser(argparse.ArgumentParser):
    """Reads a command line; a mistake in it is an error like any other."""

    def __init__(self, **settings: Any) -> None:
        settings |= {"allow_abbrev": False, "formatter_class": Words}
        if sys.version_info >= (3, 14):
            settings["color"] = False
        super().__init__(**settings)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where the right words are."""
        raise UsageError(f"{message}. '{self.prog} --help' shows how it is used.")

    def print_help(self, file: Any = None) -> None:
        """Print the help to stdout."""
        say(self.format_help().rstrip()) if file is None else super().print_help(file)


class Version(argparse.Action):
    """Prints the version. The metadata of packages is slow to import, and nothing else needs it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        """Print, and end."""
        say(f"{NAME} {installed_version() or '(run from a checkout, not installed)'}")
        parser.exit()


def installed_version() -> str:
    """The version that is installed; empty in a checkout that is not."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(NAME)
    except PackageNotFoundError:
        return ""


def parser_for(commands: Collection[str]) -> Parser:
    """The parser of a command line that uses these commands; for none, one that can only list them."""
    parser = Parser(prog=NAME, usage=f"{NAME} [COMMAND [OPTIONS]]", description=DESCRIPTION, epilog=EXAMPLES)
    parser.add_argument("--version", action=Version, nargs=0, help="print the version and exit")
    known = parser.add_subparsers(prog=NAME, dest="command", metavar="COMMAND [OPTIONS]", title="commands")
    for name in commands or COMMANDS:
        if not commands:
            known.add_parser(name, help=COMMANDS[name])
            continue
        module = module_of(name)
        purpose = (module.__doc__ or "").strip()
        added = known.add_parser(name, help=COMMANDS[name], description=purpose, epilog=module.EXAMPLES)
        module.add_arguments(added)
    return parser


def module_of(command: str) -> ModuleType:
    """The module of a command: `EXAMPLES`, `add_arguments(parser)` and `run(arguments, face)`."""
    return import_module(f"wizard.cli.{command}")
