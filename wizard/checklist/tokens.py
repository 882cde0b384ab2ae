"""Checklist items about the tokens of Auth0: what is in them, what is checked, and when they end."""

from __future__ import annotations

import re

from wizard.checklist.reading import tells
from wizard.checklist.told import Told, every, met, quoted, settles, silent, unmet
from wizard.design import Design
from wizard.facts.tokens import idle_and_most, none_issued
from wizard.facts.words import DAY, spans

CHECKS = ("access", "auth0_token_checks")
LIFETIMES = ("access", "auth0_refresh_lifetimes")
OVERLAP = ("access", "auth0_rotation_overlap")
CHECKED = {
    "pinned algorithm": "rs256|rs384|rs512|ps256|es256|es384|eddsa|algorithm",
    "issuer": r"iss\b|issuer",
    "audience": r"aud\b|audience",
    "expiry": r"exp\b|expir|lifetime",
    "type": r"typ\b|type\b|at\+jwt",
}
"""What the API verifies on every call, with the words that name it."""
LEAST_REASON = 2
"""A reason has at least so many words."""
PERSONAL = r"e-?mail|name\b|given_name|family_name|phone|birth|address|password|secret|ssn|national"


@settles("oidc-check-order")
def checks_in_order(design: Design) -> Told:
    """All five checks are among the token checks, and permissions come after them."""
    listed = design.access.auth0_token_checks
    if not listed:
        return silent((CHECKS, "none are listed"))
    found = {name: _first(listed, words) for name, words in CHECKED.items()}
    missing = [name for name, place in found.items() if place is None]
    if missing:
        return unmet((CHECKS, f"no check of {', '.join(missing)}"))
    rights = _first(listed, "permission|scope|role")
    last = max(place for place in found.values() if place is not None)
    if rights is not None and rights < last:
        return unmet((CHECKS, f"{quoted(listed[rights])} comes before {quoted(listed[last])}"))
    return met((CHECKS, quoted(listed)))


def _first(listed: tuple[str, ...], words: str) -> int | None:
    return next((place for place, line in enumerate(listed) if tells(line, words)), None)


@settles("oidc-id-token-refused")
def id_tokens_refused(design: Design) -> Told:
    """A token check asks for the type of access tokens, or names ID tokens."""
    listed = design.access.auth0_token_checks
    line = next(
        (line for line in listed if "at+jwt" in line.lower() or re.search(r"\bid tokens?\b", line, re.IGNORECASE)), ""
    )
    return met((CHECKS, quoted(line))) if line else silent((CHECKS, "no check tells ID tokens from access tokens"))


@settles("auth0-audience-checked")
def audience_checked(design: Design) -> Told:
    """The audience is answered, and one of the token checks."""
    audience, listed = design.access.auth0_audience, design.access.auth0_token_checks
    if not audience or not listed:
        return silent((CHECKS if audience else ("access", "auth0_audience"), "is not answered"))
    line = next((line for line in listed if tells(line, r"aud\b|audience") or audience in line), "")
    return met((CHECKS, quoted(line))) if line else unmet((CHECKS, "no check of the audience"))


@settles("auth0-access-lifetime-chosen")
def lifetime_chosen(design: Design) -> Told:
    """The lifetime is answered with a period other than the default."""
    text, where = design.access.access_token_lifetime, ("access", "access_token_lifetime")
    found = spans(text)
    if not found:
        return silent((where, "names no period" if text else "is not answered"))
    return unmet((where, quoted(text))) if DAY in found else met((where, quoted(text)))


@settles("auth0-two-lifetimes")
def two_lifetimes(design: Design) -> Told:
    """Idle and maximum are both a period, or no refresh token is issued."""
    text = design.access.auth0_refresh_lifetimes
    if not text:
        return silent((LIFETIMES, "is not answered"))
    if none_issued(text):
        return met((LIFETIMES, quoted(text)))
    idle, most = idle_and_most(text)
    if idle is None or most is None:
        found = spans(text)
        return (unmet if len(found) == 1 else silent)((LIFETIMES, f"{quoted(text)}: not both idle and maximum"))
    return (met if idle <= most else unmet)((LIFETIMES, quoted(text)))


@settles("auth0-overlap-reasoned")
def overlap_reasoned(design: Design) -> Told:
    """Zero seconds, or seconds followed by words."""
    text = design.access.auth0_rotation_overlap
    if not text:
        return silent((OVERLAP, "is not answered"))
    found = spans(text)
    if re.match(r"(0\b(?![.,]\d)|zero|none|no\b)", text.strip(), re.IGNORECASE):
        return met((OVERLAP, quoted(text)))
    if not found:
        return silent((OVERLAP, "names no seconds"))
    reason = re.findall(r"[^\W\d_]{3,}", re.sub(r"\bsec\w*|\bmin\w*", "", text))
    return (
        met((OVERLAP, quoted(text))) if len(reason) >= LEAST_REASON else unmet((OVERLAP, f"{quoted(text)}: no reason"))
    )


@settles("auth0-reuse-noticed")
def reuse_noticed(design: Design) -> Told:
    """An audit event names the reuse of refresh tokens, or an alert with an owner does."""
    events, alerts = design.access.audit_events, design.operations.alerts
    where = ("access", "audit_events")
    line = next((line for line in events if tells(line, "reuse|reused|ferrt|spent", "token|ferrt|refresh")), "")
    if line:
        return met((where, quoted(line)))
    found = next((one for one in alerts if tells(f"{one.name}\n{one.condition}", "reuse|reused|ferrt|spent")), None)
    if found is not None:
        path = ("operations", "alerts", found.id, "owner")
        return met((path, found.label)) if found.owner else unmet((path, f"{found.label}: no owner"))
    if not events and not alerts:
        return silent((where, "none are listed"))
    return unmet((where, "neither an audit event nor an alert is about reuse"))


@settles("auth0-org-checked")
def organizations_checked(design: Design) -> Told:
    """`org_id` is among the token checks and compared, or organizations are not tenants."""
    said, listed = design.scope.auth0_organizations, design.access.auth0_token_checks
    where = ("scope", "auth0_organizations")
    if not said:
        return silent((where, "is not answered"))
    if re.match(r"(none|no|not used|unused)\b", said.strip(), re.IGNORECASE):
        return met((where, quoted(said)))
    line = next((line for line in listed if "org_id" in line), "")
    if listed and not line:
        return unmet((CHECKS, "no check of org_id"))
    if line and tells(f"{line}\n{said}", "compar|path|host|tenant|equal|match|same"):
        return met((CHECKS, quoted(line)), (where, quoted(said)))
    return silent((CHECKS, "does not say with what org_id is compared"))


@settles("auth0-claims-lean")
def claims_lean(design: Design) -> Told:
    """Every claim has words behind a colon or dash, and none is named after personal or secret data."""
    return every(
        design.access.auth0_claims,
        "access.auth0_claims",
        lambda line: re.search(r"\S(: | - | – | → )\S", line) and not tells(re.split(r": | - ", line)[0], PERSONAL),
        "says no purpose, or is personal",
    )
