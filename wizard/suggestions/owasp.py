"""Suggestions for the OWASP API Top 10 of step 8: which answers of the design cover which of the ten."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wizard.design import Design, Path
from wizard.facts.naming import counted, lowered, some, words_of
from wizard.suggestions.asked import asked
from wizard.suggestions.sensitive import DELICATE, delicate_attributes
from wizard.suggestions.suggestion import Offer, suggests

LONGEST = 160
"""A quoted answer is cut after so many characters."""
ADDRESSES = frozenset(("url", "uri", "webhook", "callback", "endpoint", "href", "link"))
"""Words by which an attribute or argument is known to hold an address that somebody else chose."""

Covered = tuple[str, str, tuple[Path, ...]] | None
"""What covers an item, why, and where that is said; nothing if no answer does."""


def _quoted(text: str) -> str:
    first = " ".join(text.split())
    return first if len(first) <= LONGEST else first[: first.rfind(" ", 0, LONGEST)] + " ..."


def _objects(design: Design) -> Covered:
    rules = design.access.object_rules
    return (
        (_quoted(rules), "Step 6 says what ties callers to records.", (("access", "object_rules"),)) if rules else None
    )


def _authentication(design: Design) -> Covered:
    methods, mfa, lifetime = design.access.auth_methods, design.access.mfa, design.access.access_token_lifetime
    if not methods or methods == ("none",):
        return None
    said, basis = some(methods), [("access", "auth_methods")]
    if lifetime:
        said, basis = f"{said}; tokens live {lifetime}", [*basis, ("access", "access_token_lifetime")]
    if mfa:
        said, basis = f"{said}; second factor: {_quoted(mfa)}", [*basis, ("access", "mfa")]
    return said, f"Step 6 lists the ways in: {some(methods)}.", tuple(basis)


def _properties(design: Design) -> Covered:
    held = list(delicate_attributes(design, DELICATE))
    if not held:
        return None
    names = some(list(dict.fromkeys(f"{one.entity}.{one.name}" for one in held)))
    said = f"requests with members that the schema does not name are refused; answers are built field by field, {names} only for those who may see them"
    return said, f"Step 3 marks as delicate: {names}.", tuple(one.path for one in held[:5])


def _resources(design: Design) -> Covered:
    classes = [one for one in design.api.rate_classes if one.name and one.limit and one.window]
    if not classes:
        return None
    limits = "; ".join(
        f"{one.name}: {one.limit} in {one.window} s" + (f" per {one.key}" if one.key else "") for one in classes[:4]
    )
    basis: tuple[Path, ...] = tuple(("api", "rate_classes", one.id, "limit") for one in classes[:4])
    if design.api.page_size_max:
        limits, basis = f"{limits}; at most {design.api.page_size_max} items a page", (*basis, ("api", "page_size_max"))
    if design.api.max_complexity:
        limits, basis = (
            f"{limits}; at most {design.api.max_complexity} points a query",
            (*basis, ("api", "max_complexity")),
        )
    return limits, f"Step 4 has limits: {some([one.name for one in classes])}.", basis


def _functions(design: Design) -> Covered:
    roles = [role for role in design.access.roles if role.name]
    called = sum(bool(one.access) for one in design.api.operations)
    called += sum(bool(one.access) for one in design.api.graphql_operations)
    if not roles or not called:
        return None
    names = some([role.name for role in roles])
    said = f"each of {called} operations names who may call it, all else is refused; a test calls each as {names}"
    return (
        said,
        f"Step 6 has the roles {names}, and {called} operations require a role or scope.",
        tuple(("access", "roles", role.id, "description") for role in roles[:3]),
    )


def _configuration(design: Design) -> Covered:
    headers, origins = design.access.security_headers, design.access.cors_origins
    if not headers and not origins:
        return None
    parts, basis = [], []
    if headers:
        parts.append(f"{counted(len(headers), 'security header')}, such as {headers[0].partition(':')[0]}")
        basis.append(("access", "security_headers"))
    if origins:
        parts.append(f"CORS for {some(origins)} alone")
        basis.append(("access", "cors_origins"))
    if design.access.in_transit:
        parts.append(_quoted(design.access.in_transit))
        basis.append(("access", "in_transit"))
    return "; ".join(parts), "Step 6 states what browsers and connections may do.", tuple(basis)


def _inventory(design: Design) -> Covered:
    strategy, sunset, notice = design.api.versioning_strategy, design.api.sunset_policy, design.api.deprecation_notice
    if strategy is None or not (sunset or notice):
        return None
    files = {"rest": "openapi.yaml", "graphql": "schema.graphql", "both": "openapi.yaml and schema.graphql"}
    listed = files.get(design.start.system_type or "", "this contract")
    ends = ("sunset_policy", sunset) if sunset else ("deprecation_notice", notice)
    said = f"the inventory is {listed}; versions by {strategy}; {lowered(_quoted(ends[1]))}"
    return (
        said,
        f"Step 4 says how versions come ({strategy}) and go.",
        (("api", "versioning_strategy"), ("api", ends[0])),
    )


def _consumption(design: Design) -> Covered:
    policies = [one for one in design.operations.dependency_policies if one.system and one.timeout_ms]
    if not policies:
        return None
    said = "answers are checked against a schema, redirects are not followed; " + "; ".join(
        f"{one.system}: {one.timeout_ms} ms" for one in policies[:4]
    )
    basis = tuple(("operations", "dependency_policies", one.id, "timeout_ms") for one in policies[:4])
    return said, f"Step 7 has a policy for {some([one.system for one in policies])}.", basis


COVERS: dict[str, Callable[[Design], Covered]] = {
    "API1": _objects,
    "API2": _authentication,
    "API3": _properties,
    "API4": _resources,
    "API5": _functions,
    "API8": _configuration,
    "API9": _inventory,
    "API10": _consumption,
}
"""By item: what covers it. API6 is about the business alone, and API7 has a rule of its own."""


@suggests("owasp-covered", "Answers of the other steps cover items of the OWASP API Top 10.", "threat-checklist")
@asked("risks", "owasp_coverage")
def _rows(design: Design) -> Iterator[Offer]:
    present = {row.item for row in design.risks.owasp_coverage}
    for item, covers in COVERS.items():
        found = covers(design) if item not in present else None
        if found is not None:
            said, because, basis = found
            yield Offer(("risks", "owasp_coverage"), {"item": item, "covered_by": said}, because, basis)


@suggests("owasp-no-addresses", "Nothing is fetched from an address that a caller gives.", "threat-checklist")
@asked("risks", "owasp_coverage")
def _no_addresses(design: Design) -> Iterator[Offer]:
    """Only where the design has so many operations with their fields that an address would have shown."""
    if any(row.item == "API7" for row in design.risks.owasp_coverage):
        return
    attributes = [(entity, one) for entity in design.domain.entities for one in entity.attributes if one.name]
    calls = [one for one in design.api.operations if one.path]
    fields = [one for one in design.api.graphql_operations if one.name]
    if not attributes or not (calls or fields):
        return
    texts = (one.request_example for one in calls)
    takes = any(ADDRESSES & set(words_of(f"{one.name} {one.type}")) for _, one in attributes)
    takes = takes or any("http" in text or "url" in text.lower() for text in texts)
    if takes or any(ADDRESSES & set(words_of(one.arguments)) for one in fields):
        return
    because = f"{counted(len(attributes), 'attribute')} and {counted(len(calls) + len(fields), 'operation')}: none takes an address."
    row = {"item": "API7", "why_not": "nothing here fetches an address that a caller gives"}
    yield Offer(
        ("risks", "owasp_coverage"),
        row,
        because,
        tuple(("domain", "entities", entity.id, "attributes") for entity, _ in attributes[:1]),
    )
