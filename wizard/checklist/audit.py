"""Checklist items about the audit trail: what leaves a trace, what keeps the trace true, and when it goes."""

from __future__ import annotations

import re

from wizard.checklist.reading import lines, tells, words_of
from wizard.checklist.texts import says
from wizard.checklist.told import Told, every, met, quoted, settles, silent, some, unmet
from wizard.design import Design
from wizard.facts.words import DAY, spans

EVENTS = ("access", "audit_events")
RETENTION = ("access", "audit_retention")
REFUSED = "refus|reject|deni|deny|fail|wrong|lock|forbidden|unsuccessful|40[13]"
SIGN_IN = "sign-?in|log-?in|sign|authenticat|password|factor|credential"
ACCESS = "access|call|permission|authori[sz]|operation|attempt|record|refusal|rule"
READ = "read|view|open|look|search|export|list|quer|see|statement"
STAFF = "admin|support|staff|operator|back.?office|employee|engineer|colleague|database session"
PAID_OUT = "payout|iban|bank_?account|bank account|payment_?method|payment method"
OF_TRAIL = "audit|trail|chain"
PCI_WHOLE, PCI_AT_HAND = 12 * 30 * DAY, 3 * 30 * DAY
"""Twelve months and three, of which each has at least 30 days."""


@settles("audit-refusals-recorded")
def refusals_recorded(design: Design) -> Told:
    """Lines about refused sign-in and about refused access."""
    return lines(
        "access.audit_events", design, {"refused sign-in": (REFUSED, SIGN_IN), "refused access": (REFUSED, ACCESS)}
    )


@settles("audit-power-changes")
def power_changes(design: Design) -> Told:
    """Lines about roles, keys and settings, and about where money goes if the model knows of it."""
    wanted: dict[str, tuple[str, ...]] = {
        "roles": ("role|permission|grant|privilege|right|member",),
        "keys": ("key|secret|credential|certificate|token|client",),
        "settings": ("setting|config|polic|limit|flag|budget|plan|pin|pipeline|publish|rule|activated",),
    }
    names = [entity.name for entity in design.domain.entities]
    names += [one.name for entity in design.domain.entities for one in entity.attributes]
    if re.search(PAID_OUT, " ".join(names), re.IGNORECASE):
        wanted["payout or payment details"] = ("payout|payment|bank|iban|account",)
    return lines("access.audit_events", design, wanted)


@settles("audit-admin-reads")
def admin_reads(design: Design) -> Told:
    """Lines about reads by administrators, emergency access, and reads of the trail itself."""
    wanted = {
        "reads by administrators": (READ, STAFF),
        "emergency access": ("emergency|break.?glass|sealed",),
        "reads of the trail": (f"({READ})[^,]*(audit|trail)|(audit|trail)[^,]*({READ})",),
    }
    return lines("access.audit_events", design, wanted)


@settles("audit-two-identities")
def two_identities(design: Design) -> Told:
    """A line about acting for another."""
    listed = design.access.audit_events
    line = next((one for one in listed if tells(one, "on behalf|impersonat|acting (for|as)|delegat|for whom")), "")
    return met((EVENTS, quoted(line))) if line else silent((EVENTS, "no line is about acting for another"))


@settles("audit-apart-from-service")
def trail_apart(design: Design) -> Told:
    """The store is in another account, or its records are locked."""
    apart = r"\b(another|other|separate|second|security) (cloud |aws )?(account|project|subscription|tenant)|object lock|\bworm\b|write[- ]once|retention lock|\b(locked|immutable)\b"
    return says(design, "access.audit_integrity", {"a store that nobody of the service can change": apart})


@settles("audit-edit-shows")
def edits_show(design: Design) -> Told:
    """A chain, hash, signature or tree is named."""
    return says(
        design, "access.audit_integrity", {"what shows an edit": r"\bhash|chain|merkle|\bhmac|checksum|\bdigest"}
    )


@settles("audit-cut-shows")
def cuts_show(design: Design) -> Told:
    """A head or count elsewhere, and how often it is taken."""
    wanted = {
        "what shows a missing end": r"\bheads?\b|anchor|checkpoint|\bcount|\bseal|sequence number|last hash",
        "how often": r"\b(each|every|per) |hourly|nightly|daily|weekly",
    }
    return says(design, "access.audit_integrity", wanted)


@settles("audit-verified-by-job")
def trail_verified(design: Design) -> Told:
    """An alert about a break in the trail, with an owner."""
    broken = "verif|break|broke|gap|mismatch|agree|integrity|tamper|differ|recount|altered"
    found = [one for one in design.operations.alerts if tells(words_of(one, "name", "condition"), OF_TRAIL, broken)]
    if not found:
        return some(
            design.operations.alerts,
            "operations.alerts",
            lambda _: False,
            "none is about a break in the audit trail",
            nothing="none are listed",
        )
    return every(found, "operations.alerts", lambda one: one.owner, "no owner", field="owner")


@settles("audit-write-failure")
def write_failure_decided(design: Design) -> Told:
    """A failure mode of the trail, or its integrity, says what becomes of the action."""
    stops = r"\bbuffer|\bqueue|\brefus|\bblock|\bwait|\bheld\b|\bstops?\b|\bgo(es)? on\b|same transaction"
    modes = design.risks.failure_modes
    said = next(
        (
            one
            for one in modes
            if tells(words_of(one, "component", "failure"), "audit|trail|access entr")
            and tells(words_of(one, "effect", "mitigation"), stops)
        ),
        None,
    )
    if said is not None:
        return met((("risks", "failure_modes", said.id, "mitigation"), f"{said.label}: {quoted(said.mitigation)}"))
    integrity = design.access.audit_integrity
    if tells(integrity, "same transaction|refused (if|when)|buffered"):
        return met((("access", "audit_integrity"), quoted(integrity)))
    where = ("risks", "failure_modes")
    return unmet((where, "none is about the audit trail")) if modes else silent((where, "none are listed"))


@settles("audit-two-periods")
def two_periods(design: Design) -> Told:
    """Two periods, or one and that all of it can be searched."""
    text = design.access.audit_retention
    if not text:
        return silent((RETENTION, "is not answered"))
    found = at_hand(text)
    if found is None:
        return silent((RETENTION, "names no period"))
    return unmet((RETENTION, f"{quoted(text)}: one period only")) if len(found) == 1 else met((RETENTION, quoted(text)))


def at_hand(text: str) -> tuple[float, ...] | None:
    """The whole period of a retention and the part that can be searched, in milliseconds; None if it names none.

    `13 months, the last 3 searchable` counts its second number in months as well.
    """
    found = spans(text)
    if not found:
        return None
    if tells(text, r"all (of it )?(is )?(searchable|at hand|at once|online)|searchable throughout"):
        return found[0], found[0]
    last = _last_months(text)
    return (found[0], last) if last is not None else (found[0], *(one for one in found[1:2] if one >= DAY))


def _last_months(text: str) -> float | None:
    """The months in `the last 3 searchable`, where the unit was said before."""
    match = re.search(r"months?\b.*?\b(?:last|latest|newest|first) (\d+|two|three|four|six)\b", text, re.IGNORECASE)
    return next(iter(spans(f"{match[1]} months")), None) if match else None


@settles("compliance-pci-trail-twelve-months")
def twelve_months(design: Design) -> Told:
    """Both periods against twelve months and three."""
    text = design.access.audit_retention
    found = at_hand(text)
    if found is None:
        return silent((RETENTION, "names no period" if text else "is not answered"))
    if found[0] < PCI_WHOLE or (len(found) > 1 and found[1] < PCI_AT_HAND):
        return unmet((RETENTION, quoted(text)))
    return met((RETENTION, quoted(text))) if len(found) > 1 else silent((RETENTION, "does not say how much is at hand"))


@settles("audit-actor-separable")
def actors_separable(design: Design) -> Told:
    """Pseudonyms, and a mapping or key that can be deleted."""
    wanted = {
        "actors are pseudonyms": "pseudonym",
        "the mapping can be deleted": r"mapping|\b(key|table|names?)\b[^.;]*\b(delet|destroy|eras|remov|drop)|deletable",
    }
    return says(design, "access.audit_retention|access.audit_integrity", wanted)


@settles("audit-chain-per-tenant")
def chain_per_tenant(design: Design) -> Told:
    """Where there is a chain, it is said to be one for each tenant or partition."""
    per = r"\bper (tenant|customer|workspace|organi[sz]ation|merchant|account|partition)|each (tenant|customer|workspace|partition)"
    return says(
        design, "access.audit_integrity", {"one chain per tenant": rf"chains?\b[^;.]*(?:{per})|(?:{per})[^;.]*chain"}
    )


@settles("audit-retention-listed")
def trail_has_a_line(design: Design) -> Told:
    """A retention line whose data set is the trail."""
    return some(
        design.data.retention,
        "data.retention",
        lambda one: tells(one.data_set, "audit|trail|access_?entr|access log"),
        "no line is about the audit trail",
        nothing="none are listed",
    )


@settles("compliance-audit-reads")
def reads_recorded(design: Design) -> Told:
    """Lines about reads, searches and exports of health or card data."""
    marked = {
        entity.name
        for entity in design.domain.entities
        if any(one.sensitivity in ("health", "card") for one in entity.attributes)
    }
    about = "|".join(
        ["health|patient|medical|clinical|card|diagnos", *(name.lower() for name in marked if name.isidentifier())]
    )
    wanted = {
        kind: (words, about)
        for kind, words in {
            "reads": "read|view|open|see",
            "searches": "search|list|quer",
            "exports": "export|download|print|report|cop",
        }.items()
    }
    return lines("access.audit_events", design, wanted)


@settles("compliance-pci-silent-control")
def silent_control(design: Design) -> Told:
    """An alert about logging or another control that stopped."""
    stopped = "stop|silent|missing|unsent|absent|dead|down|gone|off|no (event|entr|record|log|heartbeat)|fail|gap"
    return some(
        design.operations.alerts,
        "operations.alerts",
        lambda one: tells(
            words_of(one, "name", "condition"), "audit|trail|scan|monitor|log collector|logging|control|filter", stopped
        ),
        "none is about a control that stopped",
        nothing="none are listed",
    )
