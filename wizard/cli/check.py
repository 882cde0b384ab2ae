"""Say whether drafts and exported documents are ready, and what blocks them.

Folders are searched for *.design.toml and exported SPEC.md; any Markdown document can be named.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from functools import partial

from wizard.cli.checked import SEVERITIES, Beside, Checked, checked
from wizard.cli.failure import FINE, NOT_READY, USAGE
from wizard.cli.guide import tell_of_guide
from wizard.cli.many import Unread, outcomes
from wizard.cli.output import envelope, plural, say, say_json, shown, tell
from wizard.cli.sources import found
from wizard.cli.terminal import Face

EXAMPLES = """\
examples:
  backend-design check payments-api.design.toml
  backend-design check designs/ --fail-on warning
  backend-design check docs/SPEC.md --format json
  backend-design check designs/ --format sarif > designs.sarif
  backend-design check --why-not page-size-above-maximum payments-api

exit codes: 0 all are ready, 1 one is not, or has findings at --fail-on, 2 one can not be read, or there is none
"""


BESIDE: Mapping[str, Beside] = {"text": "", "json": "judgement", "github": "lines", "sarif": "lines"}
"""The formats, and what each needs to know beside the findings."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the paths, the format and the bar."""
    parser.add_argument("path", metavar="PATH", nargs="+", help="a draft, a Markdown document, or a folder to search")
    parser.add_argument(
        "--format",
        choices=tuple(BESIDE),
        default="text",
        help="how to say it: for people (default), for programs, as annotations of a GitHub build, or as a SARIF log",
    )
    parser.add_argument(
        "--fail-on", choices=SEVERITIES, default="blocker", help="the least severity that fails (default: blocker)"
    )
    parser.add_argument(
        "--why-not", metavar="CODE", help="say instead why findings of this code were not, or were, found in the drafts"
    )


def run(arguments: argparse.Namespace, face: Face) -> int:  # noqa: ARG001  (every command is called alike)
    """Check everything that the paths stand for, and print what is to be said."""
    if arguments.why_not is not None:
        from wizard.cli import why_not  # lazily: most checks ask what is wrong, not what is not

        return why_not.run(arguments)
    work = partial(checked, beside=BESIDE[arguments.format])
    told = outcomes(work, list(found(arguments.path, has_documents=True)))
    done = [one for one in told if isinstance(one, Checked)]
    unread = [one for one in told if isinstance(one, Unread)]
    for one in unread:
        tell(one.message)
    tell_of_guide()
    code = _code(done, unread, arguments.fail_on)
    _say(arguments, done, unread, code)
    return code


def _say(arguments: argparse.Namespace, done: Sequence[Checked], unread: Sequence[Unread], code: int) -> None:
    """Print what was found in the format that was asked for; each format is imported when it is."""
    match arguments.format:
        case "json":
            data = {"verdict": "ready" if code == FINE else "not-ready", "checked": [one.to_data() for one in done]}
            meta = {"exit_code": code, "fail_on": arguments.fail_on}
            errors = [one.to_data() for one in unread]
            say_json(envelope("check", message=_summary(done, unread), data=data, errors=errors, meta=meta))
        case "sarif":
            from wizard.cli.sarif import log

            say_json(log(done, unread, code))
        case "github":
            from wizard.cli.github import commands

            say("\n".join([*commands(done, unread), _summary(done, unread)]))
        case _:
            lines = [line for one in done for line in (*_lines(one, arguments.fail_on), "")]
            say("\n".join([*lines, _summary(done, unread)]))


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
