"""Risks of who gets in: what is open to all, what one factor guards, keys that last, controls that are still planned."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.calls import calls, changes
from wizard.facts.stated import is_nothing
from wizard.risks.risk import Degree, Seen, risky
from wizard.steps.api_records import RestOperation

FACTORS = r"\b(second factor|two[- ]factor|multi[- ]factor|mfa|2fa|totp|passkeys?|webauthn|hardware key|smart card|factors?)\b"


@risky("public-operation", "security")
def _public(design: Design) -> Iterable[Seen]:
    for call in calls(design):
        if "public" in call.access and call.label:
            field = "operations" if isinstance(call, RestOperation) else "graphql_operations"
            is_write = changes(call)
            yield Seen(
                ("api", field, call.id),
                f"{call.label} is called by programs, again and again",
                Degree(4, "anyone on the network can call it, and it is found within days"),
                Degree(4, "it changes something, for callers whom nobody knows")
                if is_write
                else Degree(2, "it only reads; it costs capacity, and what it tells can be collected"),
            )


@risky("admin-single-factor", "security")
def _admin(design: Design) -> Iterable[Seen]:
    access = design.access
    said = f"{access.admin_access} {access.mfa} {access.break_glass}"
    if access.admin_access and (is_nothing(access.mfa) or not re.search(FACTORS, said, re.IGNORECASE)):
        yield Seen(
            ("access", "mfa"),
            "Somebody else signs in as an administrator",
            Degree(3, "one password that was phished or reused is enough; no second factor is named"),
            Degree(5, "an administrator may do everything, the audit trail included"),
        )


@risky("static-keys", "security")
def _static_keys(design: Design) -> Iterable[Seen]:
    access = design.access
    if access.token_type == "static-key" or "api-key" in access.auth_methods:  # noqa: S105  (a kind of token)
        yield Seen(
            ("access", "auth_methods"),
            "A key that was copied is used by somebody else",
            Degree(3, "keys are pasted into files, tickets and shells, and are valid until replaced"),
            Degree(4, "it may do everything that its owner may, and looks like the owner"),
        )


@risky("control-not-in-place", "compliance")
def _controls(design: Design) -> Iterable[Seen]:
    for control in design.access.controls:
        if control.status in ("planned", "open"):
            yield Seen(
                ("access", "controls", control.id),
                f"Not in place when it is asked for: {control.control or 'a control'}",
                Degree(4, "nobody has decided how it is met")
                if control.status == "open"
                else Degree(3, "it is decided, and not designed in yet"),
                Degree(4, f"{control.scope or 'the scope'} is not met without it"),
            )


@risky("legal-review-open", "compliance")
def _legal(design: Design) -> Iterable[Seen]:
    access = design.access
    if access.legal_review_needed and not access.legal_review_done:
        yield Seen(
            ("access", "legal_review_done"),
            "Counsel finds after the build what the design may not do",
            Degree(3, "the review is needed, and not done"),
            Degree(4, "what it finds is in the data design, and that is a migration by then"),
        )
