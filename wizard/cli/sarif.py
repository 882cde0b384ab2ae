"""Findings as a SARIF 2.1.0 log, the form in which tools of analysis hand their results on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from wizard.cli.checked import Checked, Point, SetAside
from wizard.cli.many import Unread
from wizard.cli.parser import NAME, installed_version
from wizard.cli.repository import uri
from wizard.export.faults import FAULTS
from wizard.rules.checks import kinds
from wizard.rules.rule import Code, Rule
from wizard.text import clean

VERSION = "2.1.0"
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"blocker": "error", "warning": "warning", "advice": "note"}
"""What each severity is there."""
FINGERPRINT = "findingId/v1"
"""Under this name a result carries what its finding is known by from one check to the next."""


def log(done: Sequence[Checked], unread: Iterable[Unread], exit_code: int) -> dict[str, Any]:
    """The log of one run; waived findings are in it as suppressed results, unreadable files as notifications."""
    known = (*kinds(), *FAULTS)
    places = {kind.code: number for number, kind in enumerate(known)}
    driver = {"name": NAME, "version": installed_version(), "rules": [_rule(kind) for kind in known]}
    notices = [_notification(one) for one in unread]
    invocation: dict[str, Any] = {"executionSuccessful": not notices, "exitCode": exit_code}
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [
            {
                "tool": {"driver": {name: value for name, value in driver.items() if value}},
                "invocations": [invocation | {"toolExecutionNotifications": notices}],
                "results": list(chain.from_iterable(_results(one, places) for one in done)),
            }
        ],
    }


def _rule(kind: Code | Rule) -> dict[str, Any]:
    """A kind of finding. What it means is said twice: some readers show the short description, some the full one."""
    return {
        "id": kind.code,
        "shortDescription": {"text": kind.meaning},
        "fullDescription": {"text": kind.meaning},
        "help": {"text": kind.fix},
        "defaultConfiguration": {"level": LEVELS[kind.severity]},
    }


def _results(checked: Checked, places: dict[str, int]) -> Iterable[dict[str, Any]]:
    file = uri(checked.file)
    for point in checked.findings:
        yield _result(point, file, places) | {"suppressions": []}
    for waived in checked.waived:
        yield _result(waived.point, file, places) | {"suppressions": [_suppression(waived)]}


def _result(point: Point, file: str, places: dict[str, int]) -> dict[str, Any]:
    rule = {"ruleIndex": places[point.code]} if point.code in places else {}
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": file}, "region": {"startLine": max(point.line, 1)}}
    }
    if "path" in point.data:
        location["logicalLocations"] = [{"fullyQualifiedName": str(point.data["path"])}]
    return {
        "ruleId": point.code,
        **rule,
        "level": LEVELS[point.severity],
        "message": {"text": f"{point.message.removesuffix('.')}. {point.fix}"},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: point.id},
    }


def _suppression(waived: SetAside) -> dict[str, str]:
    """The waiver of a finding; it stands in the draft itself."""
    said = f"{waived.reason} ({waived.who}, until {waived.until})"
    return {"kind": "inSource", "status": "accepted", "justification": said}


def _notification(one: Unread) -> dict[str, Any]:
    located = {"locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(one.file)}}}]} if one.file else {}
    return {"descriptor": {"id": one.code}, "level": "error", "message": {"text": clean(one.message)}, **located}
