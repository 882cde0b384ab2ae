"""Checklist items about consumers in California: opt-outs, requests, vendors and what is disclosed."""

from __future__ import annotations

from wizard.checklist.persons import CONTROLS, controls_of
from wizard.checklist.reading import is_named, tells, words_of
from wizard.checklist.told import Told, every, met, quoted, settles, silent, some
from wizard.design import Design


@settles("compliance-ccpa-gpc")
def signal_read(design: Design) -> Told:
    """A control, edge case or trust entry names the signal and the opt-out."""
    told = [((*CONTROLS, one.id), words_of(one, "control", "evidence")) for one in design.access.controls]
    told += [(("risks", "edge_cases", one.id), words_of(one, "case", "expected")) for one in design.risks.edge_cases]
    for path, text in told:
        if tells(text, "global privacy control|sec-gpc|gpc", "opt"):
            return met((path, quoted(text)))
    return silent((CONTROLS, "no control or edge case names Global Privacy Control"))


@settles("compliance-ccpa-opt-out-travels")
def opt_outs_travel(design: Design) -> Told:
    """A control names the opt-out, its days and whom it reaches."""
    told = controls_of(
        design,
        "ccpa",
        lambda one: tells(
            words_of(one, "control", "evidence"),
            "opt",
            "15 business days|15 days|min|hours?|h\\b",
            "vendor|sub-?processor|external|register|suppression|job|every",
        ),
        "none says how an opt-out reaches others",
    )
    return silent(*told.where) if told.state == "unmet" else told


@settles("compliance-ccpa-request-records")
def request_records_kept(design: Design) -> Told:
    """A retention line for requests themselves."""
    return some(
        design.data.retention,
        "data.retention",
        lambda one: tells(
            one.data_set.replace("_", " "),
            r"(deletion|consumer|access|privacy|opt-?out|erasure|subject|data) requests?|requests? (of|by) (person|consumer)",
        ),
        "no line is about the requests of consumers",
        nothing="none are listed",
    )


@settles("compliance-ccpa-vendor-role")
def vendor_roles_named(design: Design) -> Told:
    """A control names each external system with personal data as one of three roles."""
    listed = [words_of(one, "control", "evidence") for one in design.access.controls]
    if not listed:
        return silent((CONTROLS, "none are listed"))
    roles = [text for text in listed if tells(text, "service provider|contractor|third part")]
    return every(
        [one for one in design.scope.external_systems if one.data_class == "personal"],
        "scope.external_systems",
        lambda one: any(is_named(one.name, text) for text in roles),
        "no control names its role",
        nothing="none exchanges personal data",
    )


@settles("compliance-ccpa-period-disclosed")
def periods_stated(design: Design) -> Told:
    """The period of every line for personal data."""
    return every(
        [one for one in design.data.retention if one.sensitivity in ("personal", "health", "card")],
        "data.retention",
        lambda one: one.period,
        "no period",
        nothing="no line is for personal data",
        field="period",
    )


@settles("compliance-ccpa-assessment-trigger")
def assessment_decided(design: Design) -> Told:
    """A control with owner about the risk assessment."""
    return controls_of(
        design,
        "ccpa",
        lambda one: tells(one.control, "risk assessment|assessment") and one.owner,
        "no control with an owner is about a risk assessment",
    )
