"""Print a script that completes commands, options and file names in a shell."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wizard.cli.failure import FINE
from wizard.cli.output import say
from wizard.cli.parser import COMMANDS, parser_for
from wizard.cli.terminal import Face

SHELLS = ("bash", "zsh", "fish")
FILES = ("draft", "path", "to", "name")
"""Arguments that are completed with the names of files."""

EXAMPLES = """\
examples:
  eval "$(backend-design completion bash)"                    in ~/.bashrc
  backend-design completion zsh > ~/.zfunc/_backend-design    a folder of your fpath
  backend-design completion fish > ~/.config/fish/completions/backend-design.fish
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the shell."""
    parser.add_argument("shell", choices=SHELLS, help="the shell that the script is for")


def run(arguments: argparse.Namespace, face: Face) -> int:  # noqa: ARG001  (every command is called alike)
    """Print the script."""
    say(script(arguments.shell).rstrip())
    return FINE


def script(shell: str) -> str:
    """The completion script for a shell."""
    import shtab

    from wizard.cli.explained import codes  # lazily, as all pages and rules are read for it
    from wizard.knowledge.library import page_names
    from wizard.knowledge.shelf import STANDARDS_PAGE
    from wizard.rules.checks import kinds

    parser = parser_for(COMMANDS)
    _mark_files(parser, shtab.FILE)
    _offer(
        parser, {"page": (STANDARDS_PAGE, *page_names()), "code": codes(), "why_not": [kind.code for kind in kinds()]}
    )
    made: str = shtab.complete(parser, shell)
    return made


def _offer(parser: argparse.ArgumentParser, offered: Mapping[str, Sequence[str]]) -> None:
    """Complete names that the commands look up themselves; nothing is parsed with this parser."""
    for action in _arguments(parser):
        if action.dest in offered:
            action.choices = offered[action.dest]


def _mark_files(parser: argparse.ArgumentParser, complete: Any) -> None:
    """Tell shtab which arguments of which commands are files, so that the commands need not know of shtab."""
    for action in _arguments(parser):
        if action.dest in FILES:
            action.complete = complete  # type: ignore[attr-defined]


def _arguments(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """The arguments of all commands."""
    for action in parser._actions:  # argparse offers no other way to walk its tree
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _arguments(inner)
        else:
            yield action
