"""Rules on what callers can do whom nobody knows, or who may do anything."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.calls import calls
from wizard.rules.api_records import at, named, short
from wizard.rules.rule import Said, Severity, rule
from wizard.steps.api_records import GraphqlOperation, RestOperation
from wizard.steps.domain import Attribute

OF_PEOPLE = ("personal", "health", "card")
TAKES_IN = ("create", "action", "mutation")
"""Kinds by which a stranger may well hand data in: signing up, signing in."""
ANYTHING = r"(?:[\w./-]+[:.])?\*|(?:all|any|everything|full|full[-_ ]access|root|superuser)"
"""Scopes that stand for all others."""


@rule(
    "public-beside-roles",
    "warning",
    "The operation is public and names roles or scopes as well. Since everybody may call it, the others say nothing; or public is wrong.",
    "Take public away, or the roles.",
    "threat-checklist#what-does-each-of-the-api-ten-ask",
)
def _public_beside_roles(design: Design) -> Iterable[Said]:
    for one in calls(design):
        if len(one.access) > 1 and "public" in one.access:
            others = ", ".join(name for name in one.access if name != "public")
            yield Said(at(one, "access"), f"{named(one)}: public, and for {short(others)} only")


@rule(
    "public-removes",
    "warning",
    "Anybody may change or remove what is already there, known or not. A reason was given, and a reviewer will ask what stops the next one.",
    "Ask for a role or scope, or for a secret that only the owner has, and say so.",
    "threat-checklist#what-does-each-of-the-api-ten-ask",
)
def _public_removes(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        if "public" in one.access and one.kind in ("replace", "update", "delete"):
            yield Said(at(one, "access"), f"{named(one)}: public, and its kind is {one.kind}")


@rule(
    "public-delicate-data",
    "blocker",
    "Anybody may read or change records with personal, health or card data.",
    "Ask for a role or scope; or show by an example that the answer holds none of it.",
    "threat-checklist#what-does-each-of-the-api-ten-ask",
)
def _public_delicate_data(design: Design) -> Iterable[Said]:
    public = [one for one in calls(design) if "public" in one.access and one.entity and one.kind not in TAKES_IN]
    if not public:
        return
    delicate = {
        entity.name: [each for each in entity.attributes if each.sensitivity in OF_PEOPLE]
        for entity in design.domain.entities
    }
    for one in public:
        held = delicate.get(one.entity)
        if held and not _is_left_out(one, held):
            is_meant = all(each.sensitivity == "personal" and _is_named(each.name, one.public_reason) for each in held)
            words = (
                f"{named(one)}: public, and {short(one.entity)} holds {short(held[0].name)}, {held[0].sensitivity} data"
            )
            yield Said(at(one, "access"), words, "warning" if is_meant else None)


def _is_left_out(one: RestOperation | GraphqlOperation, held: Iterable[Attribute]) -> bool:
    """Whether the answer that is shown holds none of this."""
    shown = one.response_example if isinstance(one, RestOperation) else ""
    return bool(shown) and not any(each.name in shown for each in held)


def _is_named(attribute: str, reason: str) -> bool:
    """Whether the reason speaks of the attribute: its publication is meant then."""
    words = re.findall(r"[a-z]{3,}", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", attribute).lower())
    return any(word in reason.lower() for word in words)


@rule(
    "scope-for-anything",
    "blocker",
    "The scope stands for all others. A token that was given out for this one call opens everything.",
    "Name the scope after the one thing it allows.",
    "integration-surfaces#what-does-an-mcp-server-add",
)
def _scope_for_anything(design: Design) -> Iterable[Said]:
    for tool in design.api.mcp_tools:
        if re.fullmatch(ANYTHING, tool.scope, re.IGNORECASE):
            yield Said(
                at(tool, "scope"), f"{named(tool)}: the scope {short(tool.scope)} allows anything", _milder(tool.scope)
            )
    for one in calls(design):
        for name in one.access:
            if name.startswith("scope:") and re.fullmatch(ANYTHING, name[6:], re.IGNORECASE):
                yield Said(
                    at(one, "access"), f"{named(one)}: the scope {short(name[6:])} allows anything", _milder(name[6:])
                )


def _milder(scope: str) -> Severity | None:
    return "warning" if scope.endswith("*") and scope != "*" else None
