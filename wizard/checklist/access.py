"""Checklist items about signing in: flows, tokens, cookies and keys, whoever issues them."""

from __future__ import annotations

import re

from wizard.checklist.reading import tells
from wizard.checklist.told import Predicate, Told, Where, every, met, quoted, settles, silent, unmet
from wizard.design import Design
from wizard.facts.tokens import is_looked_up
from wizard.facts.words import spans

METHODS = ("access", "auth_methods")
REVOCATION = ("access", "revocation")
SERVICES = ("access", "service_to_service")
OAUTH = frozenset(("oidc", "client-credentials"))


def only_with(method: str, design: Design, then: Predicate) -> Told:
    """For items of the form "where X is a method, ...": met where it is none, else what `then` says.

    A cookie in token storage is a session cookie, whatever the methods say.
    """
    methods = design.access.auth_methods
    if method == "session-cookie" and any("cookie" in one.storage.lower() for one in design.access.token_storage):
        return then(design)
    if not methods:
        return silent((METHODS, "no method is chosen"))
    return then(design) if method in methods else met((METHODS, f"{method} is not a method"))


@settles("oidc-no-old-grants")
def no_old_grants(design: Design) -> Told:
    """No method is an OAuth grant, or the flows are named and none is an old one."""
    methods, flows = design.access.auth_methods, design.scope.auth0_flows
    if methods and OAUTH.isdisjoint(methods):
        return met((METHODS, "no method is an OAuth grant"))
    if not flows:
        return silent((METHODS, "no answer names the flows"))
    where = (("scope", "auth0_flows"), quoted(flows))
    old = tells(flows, "implicit|password grant|password flow|resource owner|ropc|ropg")
    return unmet(where) if old else met(where)


@settles("oidc-pkce-s256")
def pkce_everywhere(design: Design) -> Told:
    """The answer on PKCE is about every code flow, with S256."""
    where = ("access", "auth0_pkce")
    if design.access.auth0_pkce is None:
        return silent((where if "auth0" in design.scope.surfaces else METHODS, "PKCE is not answered"))
    return met((where, "yes, everywhere")) if design.access.auth0_pkce else unmet((where, "no, not in every code flow"))


@settles("oidc-refresh-protected")
def refresh_protected(design: Design) -> Told:
    """Rotation is answered yes."""
    return only_with("oidc", design, _rotates)


def _rotates(design: Design) -> Told:
    where, rotation = ("access", "refresh_rotation"), design.access.refresh_rotation
    if rotation:
        return met((where, "yes"))
    if rotation is None:
        return silent((where, "is not answered"))
    bound = [one for one in design.access.token_storage if tells(one.storage, "dpop|bound|mtls|mutual tls")]
    if bound or "mtls" in design.access.auth_methods:
        return silent((where, "no; whether refresh tokens are bound to their client is for a person to judge"))
    return unmet((where, "no, and nothing binds refresh tokens to their client"))


@settles("oidc-no-web-storage")
def no_web_storage(design: Design) -> Told:
    """No line keeps a token where every script of the page can read it."""
    return every(
        design.access.token_storage,
        "access.token_storage",
        lambda one: not tells(one.storage, "localstorage|local storage|sessionstorage|session storage"),
        lambda one: quoted(one.storage),
        field="storage",
    )


@settles("oidc-cookie-locked")
def cookies_locked(design: Design) -> Told:
    """Every line with a cookie names all four locks."""
    return every(
        [one for one in design.access.token_storage if "cookie" in one.storage.lower()],
        "access.token_storage",
        lambda one: not _locks_missing(one.storage),
        lambda one: f"no {', '.join(_locks_missing(one.storage))}",
        nothing="no line names a cookie",
        field="storage",
    )


def _locks_missing(storage: str) -> list[str]:
    low = storage.lower()
    named = {
        "Secure": "secure" in low.replace("insecure", ""),
        "HttpOnly": "httponly" in low.replace("-", "").replace(" ", ""),
    }
    named |= {"SameSite": "samesite" in low, "__Host-": "__host-" in low}
    return [name for name, is_there in named.items() if not is_there]


@settles("oidc-lifetime-fits-revocation")
def lifetime_fits_revocation(design: Design) -> Told:
    """For tokens that are checked locally: the longest lifetime against the longest time of revocation."""
    access = design.access
    if access.token_type is None:
        return silent((("access", "token_type"), "is not answered"))
    if access.token_type != "jwt":  # noqa: S105  (a kind of token)
        return met((("access", "token_type"), access.token_type))
    if not access.revocation:
        return silent((REVOCATION, "is not answered"))
    if is_looked_up(access.revocation):
        return met((REVOCATION, quoted(access.revocation)))
    lives, ends = spans(access.access_token_lifetime), spans(access.revocation)
    told = Where(("access", "access_token_lifetime"), quoted(access.access_token_lifetime) or "is not answered")
    if not lives or not ends:
        return silent(told, (REVOCATION, quoted(access.revocation)))
    if max(lives) <= max(ends):
        return met(told, (REVOCATION, quoted(access.revocation)))
    return unmet(told, (REVOCATION, f"{quoted(access.revocation)}; no list of refused tokens"))


@settles("oidc-no-passthrough")
def no_token_passed_on(design: Design) -> Told:
    """Between services says with which token a service calls another."""
    text = design.access.service_to_service
    if not text:
        return silent((SERVICES, "is not answered"))
    if any(_passes_on(clause) for clause in re.split(r"[,;.]", text)):
        return unmet((SERVICES, quoted(text)))
    if tells(
        text, "own token|own service|exchange|workload|client credentials|token per service|token for each service"
    ):
        return met((SERVICES, quoted(text)))
    return silent((SERVICES, "does not say whose token is sent"))


def _passes_on(clause: str) -> bool:
    """Whether a clause says that a token of somebody else is sent on."""
    is_sent = re.search(r"\b(pass(ed|es)? (on|through)|passthrough|forward)", clause, re.IGNORECASE)
    return bool(
        is_sent and re.search(r"token|caller", clause, re.IGNORECASE) and not re.search(r"\b(no|not|never)\b", clause)
    )


@settles("oidc-service-proof")
def services_prove_themselves(design: Design) -> Told:
    """A key pair or certificate is named, or Secrets says how shared secrets rotate."""
    text, secrets = design.access.service_to_service, design.access.secrets
    if not text:
        return silent((SERVICES, "is not answered"))
    if tells(
        text,
        "private_key_jwt|private key jwt|mtls|mutual tls|workload identit|workload certificate|spiffe|client certificate",
    ):
        return met((SERVICES, quoted(text)))
    if tells(secrets, "rotat|replaced every|change every|changed every|live ") and spans(secrets):
        return met((("access", "secrets"), quoted(secrets)))
    return silent((SERVICES, "names neither key pair nor certificate"))


@settles("oidc-key-names-client")
def keys_name_clients(design: Design) -> Told:
    """Met where there are no API keys; with them, it is for a person to judge."""
    return only_with(
        "api-key", design, lambda _: silent((METHODS, "api-key is a method; no answer says for whom a key stands"))
    )
