"""Checklist items about the baseline: scopes, editions of protocols, and drafts that are read again."""

from __future__ import annotations

import re

from wizard.checklist.told import Told, met, quoted, settles, silent, unmet
from wizard.checklist.weighed import each, is_hidden
from wizard.design import Design
from wizard.steps.scope import ExternalSystem

EDITION = re.compile(r"\bv\d|\d+\.\d+|/\d|\b(?:19|20)\d\d(?:-\d\d)*\b", re.ASCII)
DRAFT = re.compile(r"\bdrafts?\b|newest revision", re.IGNORECASE)


@settles("baseline-scope-reasoned")
def scope_is_reasoned(design: Design) -> Told:
    """Regimes, or none with a reason."""
    scopes, at = design.start.compliance, ("start", "compliance")
    if not scopes:
        return silent((at, "is not answered"))
    if "none" not in scopes:
        return met((at, quoted(scopes)))
    if len(scopes) > 1:
        return unmet((at, f"none beside others: {quoted(scopes)}"))
    reason, at = design.start.compliance_none_reason, ("start", "compliance_none_reason")
    return met((at, quoted(reason))) if reason else unmet((at, "none, without a reason"))


@settles("baseline-protocol-editions")
def protocols_name_editions(design: Design) -> Told:
    """Every protocol has a version or the date of an edition in it."""
    if is_hidden(ExternalSystem, "protocol", design):
        return silent((("scope", "external_systems"), "protocols are not asked for"))

    def wrong(system: ExternalSystem) -> str:
        if not system.protocol:
            return "no protocol"
        return "" if re.search(r"\d", system.protocol) else f"no edition in {quoted(system.protocol)}"

    return each(
        design.scope.external_systems,
        "scope.external_systems",
        wrong,
        unclear=lambda one: "" if EDITION.search(one.protocol) else f"is that an edition? {quoted(one.protocol)}",
        field="protocol",
    )


@settles("baseline-reread-planned")
def drafts_are_read_again(design: Design) -> Told:
    """A next step reads the drafts again, with owner and date."""
    at = ("file_plan", "next_steps")
    found = [step for step in design.file_plan.next_steps if DRAFT.search(step.action)]
    if not found:
        return silent((at, "none speaks of drafts"))
    if filled := [step for step in found if step.owner and step.due]:
        return met(((*at, filled[0].id), quoted(filled[0].action)))
    return unmet(((*at, found[0].id), f"no owner or no date: {quoted(found[0].action)}"))
