"""Suggestions for step 1: who uses the system, where trust enters, and what its surfaces have in common."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design, Path
from wizard.facts.naming import listing, lowered, names_someone, some
from wizard.suggestions.asked import asked
from wizard.suggestions.suggestion import Offer, suggests

SYSTEM_PROOFS = {
    "signed-webhook": "signature over the raw body, refused when older than 5 min",
    "mtls": "its client certificate",
    "client-credentials": "a short-lived token of its own, issued for this API alone",
    "api-key": "an API key of its own, compared by digest",
}
"""What proves a system that calls us, by the ways in that the design allows; the strongest against a copied call first."""
PERSON_PROOFS = {
    "oidc": "token of the identity provider: issuer, audience and expiry are checked",
    "passkey": "a passkey, then a session of our own",
    "session-cookie": "session cookie: HttpOnly, Secure, SameSite",
    "api-key": "an API key that names the client, compared by digest",
}
"""The same for a person in front of a surface."""
DOORS = {
    "react-web": (
        "Browser session",
        "a person in the web client",
        ("browser", "dashboard", "web", "session", "person"),
    ),
    "mcp": ("MCP endpoint", "a language model that acts for a person", ("mcp", "assistant")),
    "apps-sdk": ("Tools called from ChatGPT", "ChatGPT, for a person", ("mcp", "chatgpt")),
    "cli": ("Calls of the command line", "a person at a terminal, or a script", ("cli", "command", "terminal")),
    "tauri": ("Desktop app", "a person at the desktop app", ("tauri", "desktop")),
}
"""By surface: where trust enters through it, who claims to be calling, and the words by which an entry is known to be about it."""


def _proof(design: Design, proofs: dict[str, str]) -> tuple[str, str]:
    """What proves a caller, by the first way in that the design has; a usual one while it has none. And that way in."""
    methods = design.access.auth_methods
    method = next((one for one in proofs if one in methods), "")
    return proofs[method or next(iter(proofs))], method


@suggests("user-from-actor", "Whoever starts a workflow is a user of the system.", "domain-modelling")
@asked("scope", "users")
def _actors(design: Design) -> Iterator[Offer]:
    known = {user.name for user in design.scope.users}
    systems = {system.name for system in design.scope.external_systems}
    for workflow in design.scope.workflows:
        if not workflow.actor or workflow.actor in known:
            continue
        known.add(workflow.actor)
        user = {"name": workflow.actor, "needs": f"to {lowered(workflow.name)}"}
        if workflow.actor in systems:
            user["kind"] = "service"
        because = f"{workflow.actor} starts '{workflow.name}' and is not among the users."
        yield Offer(("scope", "users"), user, because, (("scope", "workflows", workflow.id, "actor"),))


@suggests("critical-path", "The only critical workflow is the critical path.", "slo-and-error-budgets")
@asked("scope", "critical_path")
def _critical_path(design: Design) -> Iterator[Offer]:
    critical = [workflow for workflow in design.scope.workflows if workflow.critical and workflow.name]
    if len(critical) == 1:
        because = f"{critical[0].name} is the only workflow that is marked critical."
        basis = ("scope", "workflows", critical[0].id, "critical")
        yield Offer(("scope", "critical_path"), critical[0].name, because, (basis,))


@suggests("critical-path-is-critical", "The workflow that is the critical path is critical.", "slo-and-error-budgets")
@asked("scope", "workflows", "critical")
def _path_is_critical(design: Design) -> Iterator[Offer]:
    for workflow in design.scope.workflows:
        if workflow.name and workflow.name == design.scope.critical_path and workflow.critical is None:
            at = ("scope", "workflows", workflow.id, "critical")
            yield Offer(
                at, value=True, because=f"{workflow.name} is the critical path.", basis=(("scope", "critical_path"),)
            )


@suggests("trust-from-system", "Where a system outside calls us, what it claims has to be proven.", "threat-checklist")
@asked("scope", "trust_entries")
def _systems(design: Design) -> Iterator[Offer]:
    callers = [one for one in design.scope.external_systems if one.name and one.direction in ("in", "both")]
    if not callers:
        return
    known = " ".join(f"{one.entry_point} {one.who} {one.verified_by}" for one in design.scope.trust_entries)
    proof, method = _proof(design, SYSTEM_PROOFS)
    for system in callers:
        if names_someone(known, system.name):
            continue
        entry = {"entry_point": f"Calls from {system.name}", "who": lowered(system.name), "verified_by": proof}
        because = f"{system.name} calls us ({system.direction})" + (f", and {method} is a way in." if method else ".")
        basis: Path = ("scope", "external_systems", system.id, "direction")
        yield Offer(("scope", "trust_entries"), entry, because, (basis, ("access", "auth_methods")))


@suggests(
    "trust-from-surface",
    "Each surface is a place where somebody outside starts to be believed.",
    "integration-surfaces",
)
@asked("scope", "trust_entries")
def _surfaces(design: Design) -> Iterator[Offer]:
    known = " ".join(f"{one.entry_point} {one.who} {one.verified_by}" for one in design.scope.trust_entries).lower()
    proof, method = _proof(design, PERSON_PROOFS)
    for surface in design.scope.surfaces:
        if surface not in DOORS or (surface == "apps-sdk" and "mcp" in design.scope.surfaces):
            continue
        entry_point, who, telling = DOORS[surface]
        if any(word in known for word in telling):
            continue
        entry = {"entry_point": entry_point, "who": who, "verified_by": proof}
        because = f"The surface {surface} is chosen, and no entry says what proves its callers."
        basis = (("scope", "surfaces"), *((("access", "auth_methods"),) if method else ()))
        yield Offer(("scope", "trust_entries"), entry, because, basis)


@suggests(
    "cli-exit-codes",
    "A command line tells scripts by its exit code what kind of failure it was.",
    "integration-surfaces",
)
@asked("scope", "cli_exit_codes")
def _exit_codes(design: Design) -> Iterator[Offer]:
    codes = ["0 done", "1 refused or failed", "2 wrong usage"]
    refusing = [one for one in design.api.error_codes if one.status in (401, 403)]
    if refusing:
        codes.append("3 not signed in, or not allowed")
    later = [one for one in design.api.error_codes if one.status in (429, 503)]
    if later:
        codes.append("4 try again later")
    named = [one.code for one in refusing + later]
    because = "The surface cli is chosen" + (f", and its calls can end in {some(named)}." if named else ".")
    basis = (("scope", "surfaces"), *(("api", "error_codes", one.id, "status") for one in refusing + later))
    yield Offer(("scope", "cli_exit_codes"), [*codes, "130 interrupted"], because, basis)


@suggests("contract-source", "A browser client is built from the file that this design exports.", "tech-standards")
@asked("scope", "web_contract_source")
def _contract_source(design: Design) -> Iterator[Offer]:
    files = {"rest": ["openapi.yaml"], "graphql": ["schema.graphql"], "both": ["openapi.yaml", "schema.graphql"]}
    if design.start.system_type is not None:
        said = listing(files[design.start.system_type])
        because = f"The system type is {design.start.system_type}, for which this design is exported as {said}."
        source = f"{said} in this repository, exported from this design"
        yield Offer(("scope", "web_contract_source"), source, because, (("start", "system_type"),))


@suggests(
    "mcp-authorization", "An MCP server accepts tokens that were issued for it, and no others.", "integration-surfaces"
)
@asked("scope", "mcp_authorization")
def _mcp_authorization(design: Design) -> Iterator[Offer]:
    if "oidc" in design.access.auth_methods and design.scope.mcp_transport != "stdio":
        issuer = design.access.identity_provider or "the identity provider"
        said = f"OAuth tokens of {lowered(issuer)}, audience is this server, PKCE with S256; a caller's token is never passed on"
        because = f"People sign in by oidc at {lowered(issuer)}, and a tool call has to prove the same."
        basis = (("access", "auth_methods"), ("scope", "mcp_transport"))
        yield Offer(("scope", "mcp_authorization"), said, because, basis)
