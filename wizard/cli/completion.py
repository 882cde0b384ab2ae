"""Print a script that completes commands, options and file names in a shell."""

from __future__ import annotations

import argparse
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

    parser = parser_for(COMMANDS)
    _mark_files(parser, shtab.FILE)
    made: str = shtab.complete(parser, shell)
    return made


def _mark_files(parser: argparse.ArgumentParser, complete: Any) -> None:
    """Tell shtab which arguments of which commands are files, so that the commands need not know of shtab."""
    for action in parser._actions:  # argparse offers no other way to walk its tree
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                _mark_files(inner, complete)
        elif action.dest in FILES:
            action.complete = complete  # type: ignore[attr-defined]
