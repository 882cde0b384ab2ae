"""Suggestions for step 6 on protection: encryption, headers, and what leaves a trace."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design, Path
from wizard.facts.naming import plural, some, spaced
from wizard.suggestions.asked import asked
from wizard.suggestions.sensitive import DELICATE, Held, delicate_attributes, delicate_columns
from wizard.suggestions.suggestion import Offer, suggests

MOST_EVENTS = 12
HEADERS = (
    "Strict-Transport-Security: max-age=63072000; includeSubDomains",
    "X-Content-Type-Options: nosniff",
    "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy: no-referrer",
)
"""What an API that serves no pages answers with; values of the OWASP Secure Headers project."""
RETENTION = (
    ("hipaa", "6 years, all of it searchable by person", "HIPAA asks for 6 years of documentation (164.316)"),
    ("pci-dss", "12 months, the last 3 at hand", "PCI DSS asks for 12 months, 3 of them at once (10.5.1)"),
)
"""By scope: how long the trail is kept, and why; the longest first."""


def _held(design: Design) -> Iterator[Held]:
    yield from delicate_attributes(design, DELICATE)
    yield from delicate_columns(design, DELICATE)


@suggests("at-rest", "What is delicate is encrypted where it is kept.", "compliance")
@asked("access", "at_rest")
def _at_rest(design: Design) -> Iterator[Offer]:
    held = list(_held(design))
    if held:
        strong = [one for one in held if one.sensitivity in ("card", "health", "secret")]
        names = list(dict.fromkeys(spaced(one.name) for one in strong))
        said = "volumes and backups, with a managed key" + (f"; {some(names)} once more per field" if names else "")
        because = (
            "What is delicate here: "
            + some(list(dict.fromkeys(f"{spaced(one.name)} ({one.sensitivity})" for one in held)))
            + "."
        )
        yield Offer(("access", "at_rest"), said, because, tuple(one.path for one in (strong or held)[:8]))


@suggests("in-transit", "What is delicate is encrypted on every way that it takes.", "compliance")
@asked("access", "in_transit")
def _in_transit(design: Design) -> Iterator[Offer]:
    held = next(_held(design), None)
    systems = [one for one in design.scope.external_systems if one.data_class in DELICATE and one.name]
    if held is None and not systems:
        return
    said = "TLS 1.2 or later from clients, between services, and to the stores"
    reasons, basis = [], []
    if systems:
        said += f"; the same to {some([system.name for system in systems])}, certificates checked"
        reasons.append(
            f"{some([f'{system.name} ({system.data_class})' for system in systems])} exchange what is delicate"
        )
        basis += [("scope", "external_systems", system.id, "data_class") for system in systems]
    if held is not None:
        reasons.append(f"{held.entity} has {spaced(held.name)} ({held.sensitivity})")
        basis.append(held.path)  # type: ignore[arg-type]
    yield Offer(("access", "in_transit"), said, f"{'; '.join(reasons)}.", tuple(basis))


@suggests(
    "security-headers", "An API that serves no pages tells browsers to do nothing with its answers.", "security-headers"
)
@asked("access", "security_headers")
def _headers(design: Design) -> Iterator[Offer]:
    if design.start.system_type is None:
        return
    held = next(_held(design), None)
    headers = [*HEADERS, *(["Cache-Control: no-store"] if held else [])]
    because = f"The system type is {design.start.system_type}, which serves no pages" + (
        f"; {spaced(held.name)} of {held.entity} must not stay in a cache." if held else "."
    )
    basis = (("start", "system_type"), *((held.path,) if held else ()))
    yield Offer(("access", "security_headers"), headers, because, basis)


@suggests("audit-events", "What is delicate, and what only some may do, leaves a trace.", "audit-log-integrity")
@asked("access", "audit_events")
def _events(design: Design) -> Iterator[Offer]:
    events, basis = ["signed in, and refused sign-in", "access refused, with operation and record"], []
    reasons: list[str] = []
    for held in delicate_attributes(design):
        event = f"{spaced(plural(held.entity))} changed" + (
            ", and read" if held.sensitivity in ("health", "card") else ""
        )
        if event not in events and len(events) < MOST_EVENTS:
            events.append(event)
            basis.append(held.path)
            reasons.append(f"{held.entity} has {spaced(held.name)} ({held.sensitivity})")
    for path, label in _admin_calls(design):
        if len(events) < MOST_EVENTS:
            events.append(f"{label} called, with what it changed")
            basis.append(path)
            reasons.append(f"{label} is for administrators")
    if reasons:
        yield Offer(("access", "audit_events"), events, f"{some(reasons)}.", tuple(basis))


def _admin_calls(design: Design) -> Iterator[tuple[Path, str]]:
    for operation in design.api.operations:
        if (
            operation.access
            and operation.method not in ("GET", "HEAD")
            and all("admin" in name for name in operation.access)
        ):
            yield ("api", "operations", operation.id, "access"), operation.label
    for field in design.api.graphql_operations:
        if field.access and field.kind == "mutation" and all("admin" in name for name in field.access):
            yield ("api", "graphql_operations", field.id, "access"), field.name


@suggests("audit-retention", "Some scopes say how long the trail is kept.", "audit-log-integrity")
@asked("access", "audit_retention")
def _retention(design: Design) -> Iterator[Offer]:
    for scope, said, reason in RETENTION:
        if scope in design.start.compliance or "all" in design.start.compliance:
            yield Offer(("access", "audit_retention"), said, f"{reason}.", (("start", "compliance"),))
            return
