"""Designs that trip the rules on who gets in and on tokens, and designs that keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.designs import small
from core.varied import first_of, varied

Given = Mapping[str, Any]

DELETE = {"method": "DELETE", "path": "/bookings/{id}", "summary": "Cancel", "idempotency": "natural"}
AUTH0 = {
    "scope__surfaces": ["auth0"],
    "access__auth0_audience": "https://api.rooms.example",
    "access__auth0_refresh_lifetimes": "idle 1 h, maximum 12 h",
}
COOKIE = {"scope__surfaces": ["react-web"], "access__auth_methods": ["session-cookie"]}
PERSON = small()["scope"]["users"]


def _operations(*changes: Given) -> list[Given]:
    """The operations of the small design, some of them changed."""
    first, second = small()["api"]["operations"]
    given = [{**first, **changes[0]}, {**second, **(changes[1] if len(changes) > 1 else changes[0])}]
    return [*given, *changes[2:]]


def _admin(words: str, **more: Any) -> Given:
    return varied(access__admin_access=words, **more)


def _stored(where: str, *surfaces: str) -> Given:
    line = {"client": "Booking page", "storage": where}
    return varied(access__token_storage=[line], scope__surfaces=list(surfaces))


def _auth0(**more: Any) -> Given:
    return varied(**{**AUTH0, **more})


def _path(path: str, *access: str) -> Given:
    return first_of("api", "operations", path=path, operation_id="", access=list(access), public_reason="open")


def _query(name: str) -> Given:
    field = {"kind": "query", "name": name, "access": ["public"], "public_reason": "open"}
    return varied(start__system_type="both", api__graphql_operations=[field])


PUBLIC = {"access": ["public"], "public_reason": "rooms hang on the wall"}

TRIPPED: dict[str, list[tuple[Given, str]]] = {
    "auth-none-while-guarded": [
        (varied(access__auth_methods=["none"]), "Methods: none, and createBooking is for employee only")
    ],
    "auth-none-beside-others": [(varied(access__auth_methods=["oidc", "none"]), "Methods: none stands beside oidc")],
    "auth-for-nothing": [
        (varied(api__operations=_operations(PUBLIC)), "Methods: every operation is public, and none asks for oidc")
    ],
    "people-without-sign-in": [
        (
            varied(access__auth_methods=["api-key"]),
            "Methods: Employee is a person, and api-key is for machines",
        )
    ],
    "authz-model-not-used": [
        (
            varied(api__operations=_operations({"access": ["scope:rooms:write"]})),
            "Authorization model: roles decide, and each operation asks for scopes alone",
        ),
        (
            varied(access__authz_model="scopes", api__operations=_operations({"access": ["employee"]})),
            "Authorization model: scopes decide, and no operation asks for one",
        ),
    ],
    "role-unused": [
        (
            varied(access__roles=[*small()["access"]["roles"], {"name": "auditor"}]),
            "auditor: no operation and no rule names this role",
        )
    ],
    "destruction-open-to-all-roles": [
        (
            varied(api__operations=_operations({}, {}, {**DELETE, "access": ["employee", "facilities"]})),
            "DELETE /bookings/{id}: every one of the 2 roles may call it, and it destroys",
        ),
        (
            varied(
                start__system_type="both",
                api__graphql_operations=[
                    {"kind": "mutation", "name": "deleteBooking", "access": ["facilities", "employee"]}
                ],
            ),
            "deleteBooking: every one of the 2 roles may call it, and it destroys",
        ),
    ],
    "admin-operation-public": [
        (_path("/admin/rooms", "public"), "POST /admin/rooms: it is for administrators or insiders, and public"),
        (
            _path("/v1/internal/sync", "public"),
            "POST /v1/internal/sync: it is for administrators or insiders, and public",
        ),
        (_query("adminRooms"), "adminRooms: it is for administrators or insiders, and public"),
    ],
    "admin-without-proof": [
        (_admin("Open"), "Administrative access: open"),
        (_admin("A page without authentication on its own host"), "Administrative access: without authentication"),
        (_admin("Facilities, with a shared password"), "Administrative access: shared password"),
    ],
    "admin-by-network-alone": [
        (_admin("VPN only"), "Administrative access: vpn is all that is asked of an administrator"),
        (
            _admin("Whoever is in the internal network"),
            "Administrative access: internal network is all that is asked of an administrator",
        ),
    ],
    "admin-without-second-factor": [
        (
            _admin("Facilities only.", access__mfa="none"),
            "Second factor: nobody needs one, and neither does administrative access name one",
        )
    ],
    "emergency-access-unowned": [
        (
            varied(access__break_glass="a file with the words in a safe"),
            "Emergency access: it names nobody who holds it or hears of its use",
        )
    ],
    "access-token-lives-long": [
        (varied(access__access_token_lifetime="30 days"), "Access token lifetime: 30 days is more than a day"),
        (varied(access__access_token_lifetime="48 h"), "Access token lifetime: 48 h is more than a day"),
    ],
    "refresh-token-not-rotated": [
        (
            varied(access__refresh_rotation=False, scope__surfaces=["react-web"]),
            "Refresh token rotation: no, and react-web can keep no secret",
        )
    ],
    "token-in-web-storage": [
        (
            _stored("localStorage, so that a reload keeps it", "auth0"),
            "Booking page: local storage can be read by every script of the page",
        ),
        (_stored("session storage"), "Booking page: session storage can be read by every script of the page"),
    ],
    "token-type-without-method": [
        (varied(access__token_type="static-key"), "Token type: a static key, and none comes with oidc")
    ],
    "cookie-without-forgery-guard": [
        (varied(**COOKIE), "Methods: a session cookie with react-web, and nothing stops forged requests")
    ],
    "revocation-faster-than-token": [
        (
            varied(access__revocation="immediately"),
            "Revocation: immediately, while a JWT is believed until it expires",
        )
    ],
    "auth0-without-pkce": [
        (_auth0(access__auth0_pkce=False), "PKCE everywhere: no, so an intercepted code is worth a token")
    ],
    "auth0-lifetimes-contradict": [
        (
            _auth0(access__auth0_refresh_lifetimes="none issued", access__refresh_rotation=True),
            "Refresh token lifetimes: none are issued, and rotation is answered yes",
        ),
        (
            _auth0(access__auth0_refresh_lifetimes="idle 30 days, maximum 14 days"),
            "Refresh token lifetimes: idle is longer than the maximum in idle 30 days, maximum 14 days",
        ),
        (
            _auth0(access__access_token_lifetime="24 h"),
            "Refresh token lifetimes: the access token lives longer, 24 h",
        ),
    ],
    "auth0-audience-of-auth0": [
        (
            _auth0(access__auth0_audience="https://rooms.eu.auth0.com/api/v2/"),
            "Audience: https://rooms.eu.auth0.com/api/v2/ is Auth0 itself, not this API",
        )
    ],
    "auth0-organizations-without-tenants": [
        (
            _auth0(scope__auth0_organizations="one per customer, org_id checked"),
            "Organizations: they are used, and the tenancy model is none",
        ),
        (
            _auth0(
                scope__auth0_organizations="one per company",
                access__tenancy_model="pool",
                access__tenant_id_source="a claim",
                access__auth0_token_checks=["RS256, issuer, audience, expiry"],
            ),
            "Organizations: they are used, and no token check looks at them",
        ),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[Given]] = {
    "auth-none-while-guarded": [
        small(),
        varied(access__auth_methods=["none"], api__operations=_operations(PUBLIC)),
        varied(access__auth_methods=[]),
    ],
    "auth-none-beside-others": [small(), varied(access__auth_methods=["none"])],
    "auth-for-nothing": [
        small(),
        varied(api__operations=_operations(PUBLIC, {})),
        varied(api__operations=_operations(PUBLIC, {"access": []})),
        varied(access__auth_methods=["none"], api__operations=_operations(PUBLIC)),
    ],
    "people-without-sign-in": [
        small(),
        varied(access__auth_methods=["api-key", "oidc"]),
        varied(access__auth_methods=["api-key"], scope__users=[{**PERSON[0], "kind": "service"}]),
        varied(access__auth_methods=["mtls"]),
    ],
    "authz-model-not-used": [
        small(),
        varied(access__authz_model="scopes"),
        varied(access__authz_model="abac", api__operations=_operations({"access": ["scope:rooms:write"]})),
        varied(access__authz_model="scopes", api__operations=[]),
    ],
    "role-unused": [
        small(),
        varied(access__roles=[*small()["access"]["roles"], {"name": "auditor"}], api__operations=[]),
        varied(
            access__roles=[*small()["access"]["roles"], {"name": "auditor"}],
            access__break_glass="the auditor is told",
        ),
    ],
    "destruction-open-to-all-roles": [
        varied(api__operations=_operations({}, {}, {**DELETE, "access": ["facilities"]})),
        varied(
            access__roles=[{"name": "employee"}],
            api__operations=_operations({}, {}, {**DELETE, "access": ["employee"]}),
        ),
        varied(api__operations=_operations({"access": ["employee", "facilities"]}, {})),
    ],
    "admin-operation-public": [
        _path("/admin/rooms", "facilities"),
        _path("/administration", "public"),
        _query("administrators"),
        _path("/rooms/admin-note", "public"),
    ],
    "admin-without-proof": [
        small(),
        _admin("Nobody gets in without authentication"),
        _admin("No shared password; passkeys"),
        _admin("Open to facilities, with a second factor"),
        _admin("Anonymous access is disabled"),
    ],
    "admin-by-network-alone": [
        small(),
        _admin("VPN, and a passkey of the person"),
        _admin("No VPN; one host name for all"),
        _admin("Through a bastion in the internal network"),
    ],
    "admin-without-second-factor": [
        varied(access__mfa="none"),
        _admin("Facilities only.", access__mfa="all staff"),
        _admin("Facilities only.", access__mfa="none; facilities by passkey"),
        _admin("Facilities only."),
    ],
    "emergency-access-unowned": [
        varied(access__break_glass="sealed account, pages security, expires after 1 h"),
        varied(access__break_glass=""),
        varied(access__break_glass="none"),
    ],
    "access-token-lives-long": [
        varied(access__access_token_lifetime="24 h"),
        varied(access__access_token_lifetime="10 min, refreshed for 30 days"),
        varied(access__access_token_lifetime="short"),
        varied(access__access_token_lifetime="30 days", access__token_type="session-id"),
    ],
    "refresh-token-not-rotated": [
        varied(access__refresh_rotation=True, scope__surfaces=["react-web"]),
        varied(access__refresh_rotation=False),
        varied(scope__surfaces=["react-web"]),
        varied(
            access__refresh_rotation=False,
            scope__surfaces=["cli"],
            access__token_storage=[{"client": "CLI", "storage": "keychain, bound with DPoP"}],
        ),
    ],
    "token-in-web-storage": [
        _stored("never in localStorage", "auth0"),
        _stored("memory; localStorage is forbidden", "react-web"),
        _stored("session cookie, HttpOnly"),
        _stored("local key store of the system"),
    ],
    "token-type-without-method": [
        small(),
        varied(access__token_type="static-key", access__auth_methods=["oidc", "api-key"]),
        varied(access__token_type="static-key", access__auth_methods=[]),
    ],
    "cookie-without-forgery-guard": [
        varied(**{**COOKIE, "scope__surfaces": []}),
        varied(**COOKIE, access__token_storage=[{"client": "Page", "storage": "cookie, SameSite=Strict"}]),
        varied(**COOKIE, access__object_rules="Each change carries a CSRF token."),
    ],
    "revocation-faster-than-token": [
        varied(access__revocation="immediately, by a list of refused tokens"),
        varied(access__revocation="immediately", access__token_type="opaque"),
        varied(access__revocation="session deleted at once; tokens refused within 60 s"),
        varied(access__revocation="not immediately; tokens live 10 min"),
    ],
    "auth0-without-pkce": [_auth0(access__auth0_pkce=True), _auth0(), varied(access__auth0_pkce=False)],
    "auth0-lifetimes-contradict": [
        _auth0(),
        _auth0(access__auth0_refresh_lifetimes="none issued", access__refresh_rotation=False),
        _auth0(access__auth0_refresh_lifetimes="one hour"),
    ],
    "auth0-audience-of-auth0": [_auth0(), varied(access__auth0_audience="https://rooms.eu.auth0.com/api/v2/")],
    "auth0-organizations-without-tenants": [
        _auth0(),
        _auth0(scope__auth0_organizations="not used"),
        _auth0(scope__auth0_organizations=":", access__tenancy_model="pool"),
        _auth0(
            scope__auth0_organizations="one per company",
            access__tenancy_model="pool",
            access__auth0_token_checks=["RS256, issuer, audience, org_id"],
        ),
    ],
}
"""Designs that come close to a rule and do not trip it."""
