"""Checklist items that several compliance scopes share: controls, evidence, stores, roles, reviews and copies."""

from __future__ import annotations

import re

from wizard.checklist.applicable import SCOPES
from wizard.checklist.reading import joined, tells
from wizard.checklist.texts import says
from wizard.checklist.told import Told, every, met, quoted, settles, silent, some, unmet
from wizard.design import Design
from wizard.facts.words import DAY, has_time, spans

CONTROLS = ("access", "controls")
HALF_A_YEAR = 6 * 31 * DAY
MONTHS_APART = {
    "month": 31,
    "quarter": 92,
    "half": 184,
    "year": 366,
    "week": 7,
    "annual": 366,
    "daily": 1,
    "nightly": 1,
}
"""Days between reviews, by the word for it."""
REVIEW = r"review|recertif|attest"


def scopes_of(design: Design) -> frozenset[str]:
    """The compliance scopes that apply; `all` is every one."""
    chosen = design.start.compliance
    return SCOPES if "all" in chosen else SCOPES.intersection(chosen)


@settles("compliance-legal-review")
def legal_review_named(design: Design) -> Told:
    """Review is answered yes, with a reviewer."""
    where, needed = ("access", "legal_review_needed"), design.access.legal_review_needed
    if needed is None:
        return silent((where, "is not answered"))
    if not needed:
        return unmet((where, "no"))
    reviewer = design.access.legal_reviewer
    return (
        met((where, "yes"), (("access", "legal_reviewer"), quoted(reviewer))) if reviewer else _nobody_reviews(design)
    )


def _nobody_reviews(design: Design) -> Told:
    where = (("access", "legal_reviewer"), "is not answered")
    return silent(where) if design.depth == "simple-crud" else unmet(where)


@settles("compliance-met-has-evidence")
def met_controls_have_evidence(design: Design) -> Told:
    """Evidence and owner of each control that is met."""
    return every(
        [one for one in design.access.controls if one.status == "met"],
        "access.controls",
        lambda one: one.evidence and one.owner,
        lambda one: "no owner" if one.evidence else "no evidence",
        nothing="none is met",
    )


@settles("compliance-risk-per-scope")
def risks_for_each_scope(design: Design) -> Told:
    """Mitigation and owner of each compliance risk, and a risk for each scope."""
    listed = design.risks.compliance_risks
    bare = sorted(scopes_of(design) - {one.scope for one in listed if one.scope})
    if listed and bare:
        return unmet((("risks", "compliance_risks"), f"no line for {joined(bare)}"))
    return every(
        listed,
        "risks.compliance_risks",
        lambda one: one.mitigation and one.owner,
        lambda one: "no owner" if one.mitigation else "no mitigation",
    )


@settles("compliance-second-factor-regulated")
def second_factor_for_all(design: Design) -> Told:
    """The second factor is for everybody."""
    everyone = r"every(one|body| person| user| sign)|all (people|users|persons|staff and|sign-?ins|accounts|human)"
    nobody = {"no second factor": r"^(none|no|nobody)\b"}
    return says(design, "access.mfa", {"that everybody shows one": everyone}, nobody)


@settles("compliance-role-by-need")
def roles_described(design: Design) -> Told:
    """No role is without a description."""
    return every(
        design.access.roles, "access.roles", lambda one: one.description, "no description", field="description"
    )


@settles("compliance-leaver-loses-access")
def leavers_lose_access(design: Design) -> Told:
    """Revocation names a time."""
    text, where = design.access.revocation, ("access", "revocation")
    if not text:
        return silent((where, "is not answered"))
    is_timed = spans(text) or re.search(r"at once|immediately|instantly", text, re.IGNORECASE)
    return (met if is_timed else unmet)((where, quoted(text) if is_timed else f"{quoted(text)}: no time"))


@settles("compliance-access-reviewed")
def access_reviewed(design: Design) -> Told:
    """A control or next step with an owner about reviews of access, and how often."""
    told = [((*CONTROLS, one.id), f"{one.control}; {one.evidence}", one.owner) for one in design.access.controls]
    told += [(("file_plan", "next_steps", one.id), one.action, one.owner) for one in design.file_plan.next_steps]
    if not told:
        return silent((CONTROLS, "none are listed"))
    about = "access|account|right|role|permission|privilege|grant|leaver"
    found = [one for one in told if tells(one[1], REVIEW, about) and _days_apart(one[1]) is not None]
    if not found:
        return unmet((CONTROLS, "no control or next step reviews access at intervals"))
    path, text, owner = found[0]
    days = _days_apart(text) or 0
    if not owner or ("pci-dss" in scopes_of(design) and days * DAY > HALF_A_YEAR):
        return unmet((path, f"{quoted(text)}: {'less often than twice a year' if owner else 'no owner'}"))
    return met((path, f"{quoted(text)} ({owner})"))


def _days_apart(text: str) -> float | None:
    """How many days apart something is done that is said to recur."""
    if not has_time(text):
        return None
    if found := re.search(
        r"(?:each|every|once an?|per|a) (month|quarter|half|year|week)|\b(month|quarter|year|week|annual|daily|nightly)(?:ly)?\b",
        text,
        re.IGNORECASE,
    ):
        return float(MONTHS_APART[(found[1] or found[2]).lower()])
    every_so = re.search(r"(?:each|every) (.+)", text, re.IGNORECASE)
    found_spans = spans(every_so[1]) if every_so else []
    return found_spans[0] / DAY if found_spans else None


@settles("compliance-privilege-ends")
def privileges_end(design: Design) -> Told:
    """Administrative access names who grants, and for how long."""
    wanted = {
        "who grants it": r"granted|approv|\bgrants\b|given by|by a colleague|by the other",
        "when it ends": r"\b(for|after|within|expires?|ends?|lasts?)\b[^.;]*\d+ ?(h\b|hours?|min|days?)",
    }
    return says(design, "access.admin_access", wanted)


@settles("compliance-recovery-decided")
def recovery_decided(design: Design) -> Told:
    """Disaster recovery names an order and who decides."""
    wanted = {
        "what comes first": r"\bfirst\b|\border\b|\bthen\b|\bbefore\b",
        "who decides": r"decid|\bcalls? it\b|declares",
    }
    return says(design, "operations.disaster_recovery", wanted)


@settles("compliance-known-flaws")
def flaws_scanned(design: Design) -> Told:
    """A next step about scanning, with an owner and times of repair."""
    listed = design.file_plan.next_steps
    where = ("file_plan", "next_steps")
    found = [
        one for one in listed if tells(one.action, "scan|audit|check", "image|dependenc|flaw|vulnerab|cve|package")
    ]
    if not listed:
        return silent((where, "none are listed"))
    if not found:
        return unmet((where, "none scans images and dependencies"))
    timed = [one for one in found if one.owner and has_time(one.action)]
    if not timed:
        return unmet(((*where, found[0].id), f"{found[0].label}: no {'time of repair' if found[0].owner else 'owner'}"))
    return met(((*where, timed[0].id), timed[0].label))


@settles("compliance-soc2-categories")
def categories_named(design: Design) -> Told:
    """A control of scope soc2 names the categories of the report."""
    words = r"availability|confidentiality|processing integrity|privacy|security only|categor"
    return some(
        [one for one in design.access.controls if one.scope == "soc2"],
        "access.controls",
        lambda one: re.search(words, f"{one.control} {one.evidence}", re.IGNORECASE),
        "none of scope soc2 names the categories of the report",
        nothing="none is of scope soc2",
    )


@settles("compliance-iso-applicability")
def exclusions_reasoned(design: Design) -> Told:
    """Evidence of each control of iso27001 that does not apply."""
    return every(
        [one for one in design.access.controls if one.scope == "iso27001" and one.status == "not-applicable"],
        "access.controls",
        lambda one: one.evidence,
        "no reason",
        nothing="none of scope iso27001 is not-applicable",
        field="evidence",
    )
