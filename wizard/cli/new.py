"""Begin a draft: NAME.design.toml, in the current folder or where NAME says, and open it.

What is said on the command line is answered in the draft; everything else is asked on the screen.
"""

from __future__ import annotations

import argparse
import os
from functools import partial
from pathlib import Path
from typing import Any

from wizard.ask import Field
from wizard.cli.failure import FINE, NameTaken, UsageError
from wizard.cli.output import shown, tell
from wizard.cli.terminal import Face, require_terminal
from wizard.convert import convert
from wizard.drafts.file import SUFFIX
from wizard.drafts.names import new_lineage
from wizard.drafts.store import DraftFile
from wizard.steps.start import START
from wizard.text import clean

EXAMPLES = """\
examples:
  backend-design new payments-api
  backend-design new designs/claims --title 'Claims API' --system-type rest --compliance hipaa,soc2
  backend-design new payments-api --no-open     only make the file, as in a script
"""

ANSWERS = ("title", "system_type", "compliance", "domain", "depth")
"""The fields of the start form that can be answered on the command line."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the name, and one option for each answer."""
    parser.add_argument("name", metavar="NAME", help=f"the file, with or without {SUFFIX}")
    for name in ANSWERS:
        asking = START.fields[name]
        offered = ": " + ", ".join(option.value for option in asking.options) if asking.options else ""
        several = ", separated by commas" if asking.kind == "choices" else ""
        option = parser.add_argument(
            "--" + name.replace("_", "-"),
            metavar=name.rpartition("_")[2].upper(),
            type=partial(_answer, asking),
            help=f"{asking.prompt}{offered}{several}",
        )
        if asking.kind == "choice":
            option.choices = [value.value for value in asking.options]
    parser.add_argument("--no-open", action="store_true", help="make the draft and do not open it")


def run(arguments: argparse.Namespace, face: Face) -> int:
    """Make the draft, then open it; nothing is made where it could not be opened."""
    path = new_path(arguments.name)
    if not arguments.no_open:
        require_terminal("Nothing was made; --no-open makes the draft without opening it.")
    begin(path, {name: said for name in ANSWERS if (said := getattr(arguments, name)) is not None})
    tell(f"Made {shown(path)}.")
    return FINE if arguments.no_open else face(path, is_new=True)


def new_path(name: str) -> Path:
    """Where a draft of this name goes. `UsageError` for what can be no name, `NameTaken` if it is in use."""
    stem = name.removesuffix(SUFFIX).removesuffix(".toml")
    path = Path(stem + SUFFIX)
    if stem.endswith(("/", os.sep)) or Path(stem).name in ("", "..") or clean(name) != name or "\n" in name:
        raise UsageError(f"'{shown(name)}' can not be the name of a draft. Name a file, as in 'payments-api'.")
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {shown(path.parent)} to put the draft in. Make it first.")
    if os.path.lexists(path):
        raise NameTaken(
            f"{shown(path)} is there already, and was left as it is. Open it with 'backend-design open', or choose another name."
        )
    return path


def begin(path: Path, start: dict[str, Any]) -> None:
    """Write a draft that has only answers of the start form."""
    draft = DraftFile(path)
    draft.lineage = new_lineage()
    draft.save({"start": start} if start else {})


def _answer(asking: Field, said: str) -> Any:
    """An answer as the draft keeps it. `ArgumentTypeError` if the field does not take it."""
    value, wrong = convert(asking, clean(said))
    if wrong:
        offered = ", ".join(option.value for option in asking.options)
        raise argparse.ArgumentTypeError(wrong if offered in wrong else f"{wrong}; choose from {offered}")
    return list(value) if isinstance(value, tuple) else value or None
