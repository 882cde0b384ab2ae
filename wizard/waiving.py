"""Waivers: findings that somebody puts up with until a day, and those that no longer do what they were for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from wizard.design import Path
from wizard.facts.dates import day
from wizard.rules.general import PERSONAL, SECRET
from wizard.rules.rule import Finding
from wizard.steps.risk_records import Waiver

DECIDED_ELSEWHERE = frozenset((SECRET.code, PERSONAL.code))
"""Kinds of findings that no waiver sets aside: what they are about may be shown, or is taken out."""
WAIVERS: Path = ("risks", "waivers")


class Waived(NamedTuple):
    """A finding and the waiver that it is set aside by."""

    finding: Finding
    waiver: Waiver


class Lapsed(NamedTuple):
    """A waiver that sets nothing aside: what it is, and why in a word: `unused`, `expired` or `undated`."""

    waiver: Waiver
    why: str


def set_aside(
    findings: Sequence[Finding], waivers: Iterable[Waiver], today: date
) -> tuple[list[Finding], list[Waived], list[Lapsed]]:
    """The findings that still count, those that are waived, and the waivers that do nothing.

    A waiver holds through the day it names. One that says not who, why or until when sets nothing aside.
    """
    by_id = {waiver.finding: waiver for waiver in waivers if waiver.finding}
    if not by_id:
        return list(findings), [], []
    kept, waived = list[Finding](), list[Waived]()
    for finding in findings:
        waiver = by_id.get(finding.id)
        if waiver is not None and _holds(waiver, today):
            waived.append(Waived(finding, waiver))
        else:
            kept.append(finding)
    known = {finding.id for finding in findings}
    return kept, waived, list(_lapsed(by_id.values(), known, today))


def _holds(waiver: Waiver, today: date) -> bool:
    until = day(waiver.until)
    return bool(waiver.who and waiver.reason and until is not None and until >= today)


def _lapsed(waivers: Iterable[Waiver], known: set[str], today: date) -> Iterator[Lapsed]:
    for waiver in waivers:
        until = day(waiver.until)
        if waiver.finding not in known:
            yield Lapsed(waiver, "unused")
        elif until is None and waiver.until:
            yield Lapsed(waiver, "undated")
        elif until is not None and until < today:
            yield Lapsed(waiver, "expired")


def can_be_waived(finding: Finding) -> bool:
    """Whether a waiver would set a finding aside; what is wrong with a waiver is mended in it."""
    return finding.code not in DECIDED_ELSEWHERE and finding.path[:2] != WAIVERS
