"""Why a kind of finding said nothing of a draft: `check --why-not`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from wizard.cli.failure import FINE, USAGE, UsageError
from wizard.cli.looked_at import Answer, Look, kind_of, looked_at
from wizard.cli.many import Unread, outcomes
from wizard.cli.output import envelope, plural, say, say_json, shown, tell
from wizard.cli.sources import found

FORMATS = ("text", "json")
MOST_LISTED = 25
"""So many answers in one state are printed for people; some rules read every text of a design."""


HEADINGS = {"answered": "It read", "not-answered": "Not answered", "not-asked": "Not asked of this design"}
"""What stands above the answers in each state."""


def run(arguments: argparse.Namespace) -> int:
    """Look at every draft that the paths stand for with the eyes of one rule, and print what it saw."""
    if arguments.format not in FORMATS:
        raise UsageError(f"--why-not answers as {' or '.join(FORMATS)}, not as {arguments.format}.")
    kind = kind_of(shown(arguments.why_not).strip().lower())
    told = outcomes(partial(looked_at, code=kind.code), list(found(arguments.path, has_documents=False)))
    looks = [one for one in told if isinstance(one, Look)]
    unread = [one for one in told if isinstance(one, Unread)]
    for one in unread:
        tell(one.message)
    code = USAGE if unread else FINE
    if arguments.format == "json":
        rule: dict[str, Any] = {"code": kind.code, "severity": kind.severity, "meaning": kind.meaning, "fix": kind.fix}
        data = rule | {"drafts": [look.to_data() for look in looks]}
        errors = [one.to_data() for one in unread]
        message = f"{kind.code} speaks of {sum(bool(look.found) for look in looks)} of {plural(len(looks), 'draft')}"
        say_json(envelope("why-not", message=message, data=data, errors=errors, meta={"exit_code": code}))
    elif looks:
        say("\n".join([f"{kind.code}: {kind.meaning}", *(line for look in looks for line in ("", *_lines(look)))]))
    return code


def _lines(look: Look) -> Iterator[str]:
    """What was found in a draft and what was read for it, a line each."""
    yield f"{shown(look.file)}: {_verdict(look)}"
    for point in look.found:
        yield f"  {point.place}"
        yield f"    {point.severity}: {point.message}"
        yield f"      at {point.id.partition('@')[2]}"
        yield f"      fix: {point.fix}"
    for one in look.waived:
        yield f"  waived until {one.until} by {one.who}: {one.point.message}"
    for state, heading in HEADINGS.items():
        yield from _listed(heading, [answer for answer in look.read if answer.state == state])


def _verdict(look: Look) -> str:
    return f"speaks at {plural(len(look.found), 'place')}" if look.found else f"silent. {look.because}"


def _listed(heading: str, answers: Sequence[Answer]) -> Iterator[str]:
    if not answers:
        return
    yield f"  {heading}:"
    for answer in answers[:MOST_LISTED]:
        yield f"    {answer.place}: {answer.prompt}{f' = {answer.says}' if answer.says else ''}"
    if len(answers) > MOST_LISTED:
        yield f"    and {len(answers) - MOST_LISTED} more, which --format json lists"
