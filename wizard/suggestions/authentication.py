"""Suggestions for step 6 on authentication: ways in, tokens, and where clients keep them."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design
from wizard.facts.naming import some
from wizard.suggestions.asked import asked
from wizard.suggestions.suggestion import Offer, suggests

STORAGES = {
    "react-web": ("Web client", "none in the browser; session cookie: HttpOnly, Secure, SameSite, __Host- prefix"),
    "tauri": ("Desktop app", "keychain of the operating system; the webview never sees it"),
    "cli": ("Command line", "keychain of the operating system; secrets from standard input, never as a flag"),
}
"""By surface: the kind of client, and where it keeps what proves who it is."""


@suggests("auth-methods", "Who calls decides how they prove who they are.", "auth0-oidc-best-practices")
@asked("access", "auth_methods")
def _methods(design: Design) -> Iterator[Offer]:
    people = [user for user in design.scope.users if user.kind == "person"]
    services = [user for user in design.scope.users if user.kind == "service"]
    calling = [one for one in design.scope.external_systems if one.direction in ("in", "both") and one.name]
    outside = {system.name for system in calling}
    services = [user for user in services if user.name not in outside]
    found = {
        "oidc": [user.name for user in people],
        "client-credentials": [user.name for user in services],
        "signed-webhook": [system.name for system in calling],
    }
    methods = [method for method, names in found.items() if names]
    if methods:
        because = "; ".join(f"{method} for {some(found[method])}" for method in methods)
        basis = (
            *(("scope", "users", user.id, "kind") for user in (*people, *services)),
            *(("scope", "external_systems", system.id, "direction") for system in calling),
        )
        yield Offer(("access", "auth_methods"), methods, f"By who calls: {because}.", basis)


@suggests("identity-provider", "Auth0, chosen as a surface, holds the accounts.", "auth0-oidc-best-practices")
@asked("access", "identity_provider")
def _provider(design: Design) -> Iterator[Offer]:
    if "auth0" in design.scope.surfaces:
        tenants = design.scope.auth0_tenants
        said = f"Auth0, one tenant per environment{f' ({tenants})' if tenants else ''}"
        basis = (("scope", "surfaces"), *((("scope", "auth0_tenants"),) if tenants else ()))
        yield Offer(("access", "identity_provider"), said, "The surface auth0 is chosen.", basis)


@suggests("token-type", "The ways in decide what most calls carry.", "auth0-oidc-best-practices")
@asked("access", "token_type")
def _token_type(design: Design) -> Iterator[Offer]:
    methods = design.access.auth_methods
    carried = {"session-cookie": "session-id", "oidc": "jwt", "client-credentials": "jwt", "api-key": "static-key"}
    found = next((method for method in carried if method in methods), None)
    if found is not None:
        because = f"{found} is a way in, and what a call carries then is {carried[found]}."
        yield Offer(("access", "token_type"), carried[found], because, (("access", "auth_methods"),))


@suggests("access-token-lifetime", "A token that is checked locally has a short life.", "auth0-oidc-best-practices")
@asked("access", "access_token_lifetime")
def _lifetime(design: Design) -> Iterator[Offer]:
    carried = design.access.token_type
    if carried == "jwt":
        because = (
            "Most calls carry a jwt, which works until it expires, stolen or not; 10 min is a number to start from."
        )
        yield Offer(("access", "access_token_lifetime"), "10 min", because, (("access", "token_type"),))


@suggests(
    "refresh-rotation",
    "A client that can not keep a secret gets refresh tokens that are used once.",
    "auth0-oidc-best-practices",
)
@asked("access", "refresh_rotation")
def _rotation(design: Design) -> Iterator[Offer]:
    public = [one for one in design.scope.surfaces if one in ("react-web", "tauri", "cli", "mcp", "apps-sdk")]
    if public and "oidc" in design.access.auth_methods:
        because = f"People sign in by oidc from {some(public)}, where a client can not keep a secret."
        basis = (("scope", "surfaces"), ("access", "auth_methods"))
        yield Offer(("access", "refresh_rotation"), value=True, because=because, basis=basis)


@suggests(
    "token-storage",
    "Each kind of client keeps its token where the others can not read it.",
    "auth0-oidc-best-practices",
)
@asked("access", "token_storage")
def _storage(design: Design) -> Iterator[Offer]:
    """Whoever named one client otherwise has decided which kinds there are."""
    present = {one.client for one in design.access.token_storage}
    if present <= {client for client, _ in STORAGES.values()}:
        for surface in design.scope.surfaces:
            client, storage = STORAGES.get(surface, ("", ""))
            if client and client not in present:
                because = f"The surface {surface} is chosen, and its token has to be kept somewhere."
                yield Offer(
                    ("access", "token_storage"),
                    {"client": client, "storage": storage},
                    because,
                    (("scope", "surfaces"),),
                )


@suggests("auth0-pkce", "Every code flow uses PKCE.", "auth0-oidc-best-practices")
@asked("access", "auth0_pkce")
def _pkce(design: Design) -> Iterator[Offer]:
    if "oidc" in design.access.auth_methods or not design.access.auth_methods:
        because = "Auth0 issues the tokens, and people sign in by a code flow; RFC 9700 asks for PKCE in each."
        yield Offer(
            ("access", "auth0_pkce"),
            value=True,
            because=because,
            basis=(("scope", "surfaces"), ("access", "auth_methods")),
        )


@suggests("auth0-token-checks", "What the API checks in each token, in order.", "auth0-oidc-best-practices")
@asked("access", "auth0_token_checks")
def _token_checks(design: Design) -> Iterator[Offer]:
    audience = design.access.auth0_audience
    checks = [
        "signature: RS256 only, keys of our Auth0 tenant",
        "iss: our Auth0 tenant",
        f"aud: {audience}" if audience else "aud: the identifier of this API",
        "exp and nbf",
    ]
    is_shared = design.access.tenancy_model in ("pool", "bridge", "silo")
    if is_shared:
        checks.append("org_id: the tenant that the call is about")
    checks.append("scope or permissions: what the operation requires")
    because = "Auth0 issues the tokens" + (
        f", and tenants share the system ({design.access.tenancy_model})." if is_shared else "."
    )
    basis = (("scope", "surfaces"), ("access", "tenancy_model"), *((("access", "auth0_audience"),) if audience else ()))
    yield Offer(("access", "auth0_token_checks"), checks, because, basis)
