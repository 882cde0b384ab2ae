"""Say whether drafts and exported documents are ready, and what blocks them.

Folders are searched for *.design.toml and exported SPEC.md; any Markdown document can be named.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from wizard.cli.checked import SEVERITIES, Checked, checked
from wizard.cli.failure import FINE, NOT_READY, USAGE, name_of
from wizard.cli.guide import tell_of_guide
from wizard.cli.output import envelope, plural, say, say_json, shown, tell
from wizard.cli.sources import found
from wizard.cli.terminal import Face
from wizard.errors import WizardError

EXAMPLES = """\
examples:
  backend-design check payments-api.design.toml
  backend-design check designs/ --fail-on warning
  backend-design check docs/SPEC.md --format json

exit codes: 0 all are ready, 1 one is not, or has findings at --fail-on, 2 one can not be read, or there is none
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the paths, the format and the bar."""
    parser.add_argument("path", metavar="PATH", nargs="+", help="a draft, a Markdown document, or a folder to search")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to say it (default: text)")
    parser.add_argument(
        "--fail-on", choices=SEVERITIES, default="blocker", help="the least severity that fails (default: blocker)"
    )


def run(arguments: argparse.Namespace, face: Face) -> int:  # noqa: ARG001  (every command is called alike)
    """Check everything that the paths stand for, and print what is to be said."""
    done: list[Checked] = []
    errors: list[dict[str, str]] = []
    for path in found(arguments.path, has_documents=True):
        try:
            if isinstance(path, WizardError):
                raise path
            done.append(checked(path))
        except WizardError as error:
            tell(str(error))
            errors.append({"code": name_of(error), "message": str(error)})
    tell_of_guide()
    code = _code(done, errors, arguments.fail_on)
    if arguments.format == "json":
        data = {"verdict": "ready" if code == FINE else "not-ready", "checked": [one.to_data() for one in done]}
        meta = {"exit_code": code, "fail_on": arguments.fail_on}
        say_json(envelope("check", message=_summary(done, errors), data=data, errors=errors, meta=meta))
    else:
        lines = [line for one in done for line in (*_lines(one, arguments.fail_on), "")]
        say("\n".join([*lines, _summary(done, errors)]))
    return code


def _code(done: Sequence[Checked], errors: Sequence[object], fail_on: str) -> int:
    """2 if anything could not be read, 1 if anything is not ready or has findings that fail, else 0."""
    if errors or not done:
        return USAGE
    return NOT_READY if any(one.verdict != "ready" or one.at_least(fail_on) for one in done) else FINE


def _summary(done: Sequence[Checked], errors: Sequence[object]) -> str:
    """The verdict on all in one sentence."""
    if not done:
        return "Nothing could be checked."
    ready = sum(one.verdict == "ready" for one in done)
    parts = [f"{ready} ready", f"{len(done) - ready} not ready"] + [f"{len(errors)} unreadable"] * bool(errors)
    return f"{plural(len(done) + len(errors), 'file')} checked: {', '.join(parts)}."


def _lines(one: Checked, fail_on: str) -> list[str]:
    """The verdict on one file, then what blocks it, place by place, each with what to do."""
    listed = one.at_least(fail_on)
    lines = [f"{shown(one.file)}: {one.words}"]
    at = None
    for finding in listed:
        if finding.place != at:
            at = finding.place
            lines.append(f"  {at}")
        lines.append(f"    {finding.severity}: {finding.message}")
        lines.append(f"      fix: {finding.fix}")
    left_out = len(one.findings) - len(listed)
    if left_out:
        lines.append(f"  and {plural(left_out, 'lesser finding')}, which --fail-on advice lists")
    return lines
