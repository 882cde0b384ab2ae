"""Checklist items about people whose data is held: on which basis, for which purpose, and what they may ask."""

from __future__ import annotations

import re
from collections.abc import Callable

from wizard.checklist.reading import is_named, tells, words_of
from wizard.checklist.texts import says
from wizard.checklist.told import Told, every, met, quoted, settles, silent, some, unmet
from wizard.design import Design
from wizard.facts.words import DAY, spans
from wizard.steps.access_records import Control
from wizard.steps.data import RetentionRule

RETENTION = ("data", "retention")
CONTROLS = ("access", "controls")
BASIS = r"consent|contract|legal (obligation|duty|duties)|\blaws?\b|\bact\b|vital|public (interest|task)|legitimate interest|art\.? ?6|article 6|obligation|duties|dut(y|ies) of"
HEALTH_BASIS = r"art\.? ?9|article 9|explicit consent|health ?care|treatment|public health|medical"
SIX_YEARS = 6 * 365 * DAY


def controls_of(design: Design, scope: str, is_fine: Callable[[Control], object], lacks: str) -> Told:
    """Some control of one scope; silent if the scope has none."""
    return some(
        [one for one in design.access.controls if one.scope == scope],
        "access.controls",
        is_fine,
        lacks,
        nothing=f"none is of scope {scope}",
    )


@settles("compliance-request-identity")
def requests_verified(design: Design) -> Told:
    """A trust entry for requests of persons."""
    words = r"subject|own data|erasure|privacy request|data request|requests? (of|by|from) (a |the )?(person|people|patient|consumer|payer|user)|consumer request|access request"
    return some(
        [one for one in design.scope.trust_entries if one.verified_by],
        "scope.trust_entries",
        lambda one: tells(words_of(one, "entry_point", "who"), words),
        "no line is about requests of persons about their own data",
        nothing="none are listed",
    )


@settles("compliance-hipaa-associates")
def associates_signed(design: Design) -> Told:
    """A control that is met names each external system of class health with its agreement."""
    signed = [
        words_of(one, "control", "evidence")
        for one in design.access.controls
        if one.status == "met" and tells(words_of(one, "control", "evidence"), "associate|agreement|baa")
    ]
    if not design.access.controls:
        return silent((CONTROLS, "none are listed"))
    return every(
        [one for one in design.scope.external_systems if one.data_class == "health"],
        "scope.external_systems",
        lambda one: any(is_named(one.name, text) for text in signed),
        "no control that is met names its agreement",
        nothing="none exchanges health data",
    )


@settles("compliance-hipaa-emergency-access")
def emergencies_planned(design: Design) -> Told:
    """Emergency access names the outage, its end and the trace it leaves."""
    wanted = {
        "how care goes on": r"\bcare\b|sign-?in|identity|directory|is down|outage|ward|clinic|paper|print",
        "when it ends": r"\d+ ?(h\b|hours?|min|days?)|expires|\bends?\b",
        "what it leaves in the trail": r"audit|trail|record|logged",
    }
    return says(design, "access.break_glass", wanted)


@settles("compliance-hipaa-six-years")
def papers_kept(design: Design) -> Told:
    """A retention line for policies or risk analyses, of six years or more."""
    found = [
        one
        for one in design.data.retention
        if tells(one.data_set, "polic|risk anal|documentation|required doc|procedure")
    ]
    if not found:
        return (
            some((), "data.retention", lambda _: False, "none are listed")
            if not design.data.retention
            else unmet((RETENTION, "no line for policies and risk analyses"))
        )
    return every(
        found,
        "data.retention",
        lambda one: max(spans(one.period), default=0) >= SIX_YEARS,
        lambda one: f"{quoted(one.period)}, less than six years",
        field="period",
    )


@settles("compliance-hipaa-media")
def media_covered(design: Design) -> Told:
    """A deletion method speaks of disks or media."""
    return some(
        design.data.retention,
        "data.retention",
        lambda one: tells(one.deletion_method, r"disks?\b|media|medium|hardware"),
        "no deletion method covers disks and media",
        nothing="none are listed",
    )


@settles("compliance-gdpr-legal-basis")
def basis_named(design: Design) -> Told:
    """Legal basis of every line for personal or health data."""
    return every(
        [one for one in design.data.retention if one.sensitivity in ("personal", "health")],
        "data.retention",
        _has_basis,
        "no legal basis",
        nothing="no line is for personal or health data",
        field="legal_basis",
        is_open=lambda one: one.legal_basis,
        doubt=lambda one: (
            f"{quoted(one.legal_basis)}: no basis of Art. 6{' and Art. 9' if one.sensitivity == 'health' else ''} was found"
        ),
    )


def _has_basis(rule: RetentionRule) -> bool:
    is_health = rule.sensitivity == "health"
    return tells(rule.legal_basis, BASIS) and (not is_health or tells(rule.legal_basis, HEALTH_BASIS))


@settles("compliance-gdpr-purpose")
def purposes_served(design: Design) -> Told:
    """An operation with a workflow, on the entity or on one that it is related to."""
    served = {one.entity for one in design.api.operations if one.workflow}
    if not served:
        return silent((("api", "operations"), "none names its entity and workflow"))
    near: dict[str, set[str]] = {}
    for relation in design.domain.relations:
        near.setdefault(relation.source, set()).add(relation.target)
        near.setdefault(relation.target, set()).add(relation.source)
    return every(
        [one for one in design.domain.entities if any(a.sensitivity in ("personal", "health") for a in one.attributes)],
        "domain.entities",
        lambda one: one.name in served or near.get(one.name, set()) & served,
        "no operation with a workflow is about it or its neighbours",
        nothing="none has personal attributes",
        is_open=lambda one: one.description,
        doubt="no operation with a workflow is about it; whether its description says the purpose is for a person to judge",
    )


@settles("compliance-gdpr-record")
def record_entered(design: Design) -> Told:
    """A control or next step with an owner about the record of processing."""
    words = r"record of processing|records of processing|processing activities|art(icle|\.)? ?30\b|\b28 and 30\b|register of processing"
    told = [((*CONTROLS, one.id), words_of(one, "control", "evidence"), one.owner) for one in design.access.controls]
    told += [(("file_plan", "next_steps", one.id), one.action, one.owner) for one in design.file_plan.next_steps]
    where = ("file_plan", "next_steps")
    if not told:
        return silent((where, "none are listed"))
    found = next((one for one in told if re.search(words, one[1], re.IGNORECASE)), None)
    if found is None:
        return unmet((where, "neither a next step nor a control is about the record of processing"))
    return met((found[0], f"{quoted(found[1])} ({found[2]})")) if found[2] else unmet((found[0], "no owner"))


@settles("compliance-gdpr-roles")
def roles_of_processing(design: Design) -> Told:
    """A control says who is controller or processor."""
    words = r"\b(joint )?controllers?\b|(as|are|is|we|data) (a |the )?processors?\b|we process for|processor for"
    told = controls_of(
        design,
        "gdpr",
        lambda one: re.search(words, words_of(one, "control", "evidence"), re.IGNORECASE),
        "none says for which data we are controller or processor",
    )
    return silent(*told.where) if told.state == "unmet" else told


@settles("compliance-gdpr-portable")
def data_portable(design: Design) -> Told:
    """An operation or control about export of a person's data names a format."""
    told = [(("api", "operations", one.id), f"{one.path} {one.summary}") for one in design.api.operations]
    told += [((*CONTROLS, one.id), f"{one.control}: {one.evidence}") for one in design.access.controls]
    for path, text in told:
        if tells(text, r"export|portab|art(icle)?\.? ?20\b|15 and 20", r"json|csv|xml|machine-readable|newline"):
            return met((path, quoted(text)))
    return silent((CONTROLS, "no operation or control names the format of an export"))


@settles("compliance-gdpr-seventy-two-hours")
def breach_in_time(design: Design) -> Told:
    """A control names the 72 hours and a deputy."""
    told = controls_of(
        design,
        "gdpr",
        lambda one: tells(words_of(one, "control", "evidence"), "72", "deput|second person|stand-in"),
        "none names 72 h and a deputy",
    )
    return silent(*told.where) if told.state == "unmet" else told


@settles("compliance-gdpr-impact-assessment")
def impact_assessed(design: Design) -> Told:
    """A control with evidence and owner about the impact assessment."""
    words = r"impact assessment|dpia|art(icle)?\.? ?35\b|and 35\b"
    return controls_of(
        design,
        "gdpr",
        lambda one: tells(one.control, words) and one.evidence and one.owner,
        "no control with evidence and owner is about an impact assessment",
    )
