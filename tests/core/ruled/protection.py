"""Designs that trip the rules on tenants, protection and compliance, and designs that keep them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.designs import small
from core.varied import varied

Given = Mapping[str, Any]

KEY = {"name": "id", "type": "uuid", "primary_key": True}
TENANT = {"name": "tenant_id", "type": "uuid", "nullable": False}
PERSON = {"name": "booked_by", "type": "text", "sensitivity": "personal"}
PAGE = {"scope__surfaces": ["react-web"]}
STORE = small()["data"]["stores"][0]
BOOKING, ROOM = small()["domain"]["entities"]
CONTROL = small()["access"]["controls"][0]


def _pool(*tables: Given, **more: Any) -> Given:
    """The small design with tenants that share these tables."""
    given = {
        "access__tenancy_model": "pool",
        "access__tenant_id_source": "claim of the token",
        "access__isolation_mechanism": "row-level security",
        "data__tables": list(tables) or small()["data"]["tables"],
    }
    return varied(**{**given, **more})


def _table(name: str, *columns: Given, **more: Any) -> Given:
    return {"name": name, "store": "main", "table_columns": [KEY, *columns], **more}


def _columns(*columns: Given, **more: Any) -> Given:
    """The small design with one table of these columns."""
    return varied(data__tables=[_table("things", *columns)], domain__entities=[ROOM], **more)


def _origins(*lines: str, **more: Any) -> Given:
    return varied(**PAGE, access__cors_origins=list(lines), **more)


def _headers(*lines: str, **more: Any) -> Given:
    return varied(access__security_headers=list(lines), **more)


def _scopes(*scopes: str, **more: Any) -> Given:
    return varied(start__compliance=list(scopes), **more)


def _none(reason: str, *columns: Given) -> Given:
    return _columns(*columns, start__compliance=["none"], start__compliance_none_reason=reason)


def _control(**changes: Any) -> Given:
    return varied(access__controls=[{**CONTROL, **changes}])


def _class(kind: str, **more: Any) -> Given:
    return {"name": f"{kind}_value", "type": "text", "sensitivity": kind, **more}


TRIPPED: dict[str, list[tuple[Given, str]]] = {
    "tenant-id-is-a-wish": [
        (
            _pool(access__tenant_id_source="X-Tenant header"),
            "Source of tenant id: X-Tenant header is only what the caller says",
        ),
        (_pool(access__tenant_id_source="the path"), "Source of tenant id: the path is only what the caller says"),
    ],
    "isolation-left-to-care": [
        (_pool(access__isolation_mechanism="code review"), "Isolation mechanism: code review refuses no query"),
        (_pool(access__isolation_mechanism="None"), "Isolation mechanism: none refuses no query"),
    ],
    "tenants-without-model": [
        (
            varied(domain__entities=[*small()["domain"]["entities"], {"name": "Workspace", "kind": "value-object"}]),
            "Tenancy model: none, and Workspace is an entity",
        )
    ],
    "pool-without-tenant-column": [
        (_pool(), "Tables: tenants share them, and no column holds the tenant of a row"),
    ],
    "pool-table-without-tenant": [
        (
            _pool(_table("rooms", TENANT), _table("notes", PERSON)),
            "notes: data about persons in a shared table, and nothing says whose row it is",
        ),
        (
            _pool(
                _table("rooms", TENANT, entity="Room"),
                _table("bookings", entity="Booking"),
                domain__entities=[
                    {**BOOKING, "attributes": [{"id": "t", "name": "tenant", "type": "Tenant", "required": True}]},
                    ROOM,
                ],
            ),
            "bookings: Booking belongs to a tenant, and no column says which",
        ),
    ],
    "unique-across-tenants": [
        (
            _pool(_table("rooms", TENANT, {"name": "name", "type": "text", "unique": True})),
            "rooms.name: unique among all tenants, not within one",
        ),
        (
            _pool(
                _table(
                    "rooms",
                    TENANT,
                    {"name": "code", "type": "text"},
                    indexes=[{"index_columns": "code", "unique": True}],
                )
            ),
            "rooms: the unique index on code leaves out tenant_id",
        ),
    ],
    "cors-any-origin": [
        (_origins("*"), "CORS origins: * lets every page of the web read the answers"),
        (
            _origins("*", access__auth_methods=["session-cookie"]),
            "CORS origins: * with session-cookie, so any page reads as the person who is signed in",
        ),
    ],
    "cors-loose-origin": [
        (_origins("null"), "CORS origins: null is the origin of any sandboxed frame and local file"),
        (
            _origins("http://rooms.example"),
            "CORS origins: http://rooms.example is plain HTTP, so whoever is on the way writes the page",
        ),
        (
            _origins("https://*.rooms.example"),
            "CORS origins: https://*.rooms.example lets every name under it read, forgotten ones too",
        ),
    ],
    "secrets-in-plain-sight": [
        (varied(access__secrets="env file"), "Secret storage: env file leaves secrets readable"),
        (varied(access__secrets=".env on the server"), "Secret storage: .env on the server leaves secrets readable"),
        (varied(access__secrets="in the repository"), "Secret storage: in the repository leaves secrets readable"),
        (
            varied(access__secrets="a config file, in plain text"),
            "Secret storage: a config file, in plain text leaves secrets readable",
        ),
    ],
    "transit-unencrypted": [
        (varied(access__in_transit="plain HTTP"), "In transit: plain http"),
        (varied(access__in_transit="none"), "In transit: nothing is encrypted"),
        (varied(access__in_transit="TLS at the edge, plain HTTP inside"), "In transit: plain http"),
    ],
    "rest-unencrypted": [
        (
            varied(access__at_rest="not encrypted"),
            "At rest: not encrypted, and bookings.booked_by is sensitive",
        ),
        (
            _columns(access__at_rest="none"),
            "At rest: nothing is encrypted",
        ),
    ],
    "sensitive-store-unencrypted": [
        (_columns(_class("secret")), "main: no encryption is named, and things holds secret data"),
        (
            _columns(_class("health"), data__stores=[{**STORE, "encryption": "none"}], access__at_rest="volumes"),
            "main: no encryption is named, and things holds health data",
        ),
    ],
    "header-obsolete": [
        (_headers("X-XSS-Protection: 1; mode=block"), "Security headers: x-xss-protection is obsolete"),
        (_headers("Expect-CT: max-age=86400"), "Security headers: expect-ct is obsolete"),
    ],
    "transport-header-missing": [
        (
            _headers("X-Content-Type-Options: nosniff", **PAGE),
            "Security headers: Strict-Transport-Security is not among them, and browsers read the answers",
        ),
        (
            _headers("Strict-Transport-Security: max-age=0", **PAGE),
            "Security headers: Strict-Transport-Security with max-age=0 switches itself off",
        ),
    ],
    "script-policy-open": [
        (
            _headers("Content-Security-Policy: default-src 'self'; script-src 'self' 'unsafe-inline'"),
            "Security headers: script-src 'self' 'unsafe-inline' permits scripts of anybody",
        )
    ],
    "audit-without-access": [
        (
            varied(access__audit_events=["booking cancelled"]),
            "Audit events: none is about sign-in, roles, keys or refused access",
        )
    ],
    "audit-trail-too-short": [
        (
            _scopes("pci-dss", access__audit_retention="90 days"),
            "Audit retention: 90 days is less than twelve months",
        ),
        (_scopes("all", access__audit_retention="6 months"), "Audit retention: 6 months is less than twelve months"),
    ],
    "scope-without-control": [
        (_scopes("gdpr", "soc2"), "Controls: none is listed for soc2"),
        (_scopes("all"), "Controls: none is listed for hipaa"),
    ],
    "control-of-no-scope": [
        (_scopes("soc2"), "bookings are deleted after two years: it is of gdpr, which was not chosen")
    ],
    "control-without-evidence": [
        (_control(evidence=""), "bookings are deleted after two years: marked met, and no evidence is named")
    ],
    "control-not-met": [
        (_control(status="planned"), "bookings are deleted after two years: planned, not designed in yet"),
        (_control(status="open"), "bookings are deleted after two years: open, nobody has decided"),
    ],
    "legal-review-open": [
        (
            varied(access__legal_review_done=False),
            "Legal review: needed by Data protection officer, and not done",
        ),
        (
            varied(access__legal_review_done=None, access__legal_reviewer=""),
            "Legal review: needed, and not done",
        ),
    ],
    "legal-review-waived": [
        (varied(access__legal_review_needed=False), "Legal review: not needed, with gdpr"),
    ],
    "no-scope-with-regulated-data": [
        (_none("inside one network", _class("card")), "Compliance scope: none, and things.card_value holds card data"),
        (
            _none("inside one network", _class("health")),
            "Compliance scope: none, and things.health_value holds health data",
        ),
        (_none("inside one network", PERSON), "Compliance scope: none, and things.booked_by is about persons"),
    ],
    "scope-missing-for-data": [
        (_columns(_class("card")), "Compliance scope: things.card_value holds card data, and pci-dss is not chosen"),
        (
            _columns(_class("health"), start__compliance=["soc2"]),
            "Compliance scope: things.health_value holds health data, and neither hipaa nor gdpr is chosen",
        ),
        (
            _scopes("soc2"),
            "Compliance scope: bookings.booked_by is about persons, and neither gdpr nor ccpa is chosen",
        ),
    ],
    "card-code-kept": [
        (_columns({"name": "cvv", "type": "text"}), "things.cvv: the security code of a card would be kept")
    ],
    "password-kept-as-text": [
        (_columns({"name": "password", "type": "text"}), "things.password: text keeps the password itself")
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[Given]] = {
    "tenant-id-is-a-wish": [
        _pool(),
        _pool(access__tenant_id_source="path, compared with the claim"),
        _pool(access__tenant_id_source="subdomain, checked against the memberships"),
        varied(access__tenant_id_source="the path"),
    ],
    "isolation-left-to-care": [
        _pool(),
        _pool(access__isolation_mechanism="code review, and row level security"),
        _pool(access__isolation_mechanism="not left to convention"),
    ],
    "tenants-without-model": [
        small(),
        _pool(domain__entities=[{"name": "Workspace", "kind": "value-object"}]),
    ],
    "pool-without-tenant-column": [
        _pool(_table("bookings", TENANT, entity="Booking")),
        _pool(
            _table("bookings", {"name": "shop_id", "type": "uuid"}, entity="Booking"),
            access__tenant_id_source="shop_id of the verified token",
        ),
        _pool(access__tenancy_model="silo"),
        _pool(_table("schema_migrations")),
        _pool(_table("bookings", {"name": "org_id", "type": "uuid"}, entity="Booking")),
        _pool(
            _table("bookings", {"name": "guild_id", "type": "uuid"}, entity="Booking"),
            access__isolation_mechanism="row-level security by guild",
        ),
    ],
    "pool-table-without-tenant": [
        _pool(
            _table("rooms", TENANT),
            _table("notes", PERSON, {"name": "room_id", "type": "uuid", "references": "rooms.id"}),
        ),
        _pool(_table("rooms", TENANT), _table("notes", {"name": "text", "type": "text"})),
        _pool(_table("rooms", TENANT), _table("notes", PERSON, {"name": "user_id", "type": "uuid"})),
        _pool(_table("rooms", TENANT, entity="Room"), _table("room_files", PERSON, entity="Room")),
        _pool(
            _table("tenants", PERSON),
            _table("rooms", {**TENANT, "references": "tenants.id"}),
        ),
        _pool(_table("rooms", TENANT), _table("notes", PERSON), access__tenancy_model="silo"),
        _pool(_table("rooms", {"name": "company_id", "type": "uuid"}), _table("companies", PERSON)),
    ],
    "unique-across-tenants": [
        _pool(_table("rooms", TENANT, {"name": "digest", "type": "bytea", "unique": True})),
        _pool(
            _table(
                "rooms",
                TENANT,
                {"name": "name", "type": "text"},
                indexes=[{"index_columns": "tenant_id, name", "unique": True}],
            )
        ),
        _pool(
            _table(
                "rooms",
                TENANT,
                {"name": "name", "type": "text"},
                indexes=[{"index_columns": "name", "unique": True, "serves": "sign-in, across all"}],
            )
        ),
    ],
    "cors-any-origin": [_origins("https://rooms.example"), varied(access__cors_origins=["*"])],
    "cors-loose-origin": [_origins("https://rooms.example"), _origins("http://localhost:3000"), _origins("*")],
    "secrets-in-plain-sight": [
        small(),
        varied(access__secrets="SOPS-encrypted, in the repository"),
        varied(access__secrets="never in the repository"),
        varied(access__secrets="secret manager, mounted as an env file"),
        varied(access__secrets="one set per environment"),
        varied(access__secrets="Kubernetes secrets, read as a config file"),
        varied(access__secrets="a scan refuses what is committed"),
    ],
    "transit-unencrypted": [
        varied(access__in_transit="TLS 1.2 or later everywhere"),
        varied(access__in_transit="no plain HTTP anywhere; TLS"),
        varied(access__in_transit="nothing is unencrypted"),
    ],
    "rest-unencrypted": [
        varied(access__at_rest="volumes, managed key"),
        varied(access__at_rest="volumes; nothing is unencrypted"),
        varied(access__at_rest=""),
    ],
    "sensitive-store-unencrypted": [
        small(),
        _columns(_class("secret"), access__at_rest="all volumes, managed key"),
        _columns(_class("secret"), data__stores=[{**STORE, "encryption": "whole volume"}]),
        _columns(PERSON),
    ],
    "header-obsolete": [_headers("X-XSS-Protection: 0"), _headers("Referrer-Policy: no-referrer")],
    "transport-header-missing": [
        _headers("X-Content-Type-Options: nosniff"),
        _headers("Strict-Transport-Security: max-age=63072000", **PAGE),
        varied(**PAGE),
    ],
    "script-policy-open": [
        _headers("Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'"),
        _headers("Content-Security-Policy: script-src 'self'"),
    ],
    "audit-without-access": [small(), varied(access__audit_events=["booking cancelled", "sign-in refused"])],
    "audit-trail-too-short": [
        _scopes("pci-dss", access__audit_retention="12 months, the last 3 searchable"),
        _scopes("pci-dss", access__audit_retention="as long as the law asks"),
        varied(access__audit_retention="90 days"),
    ],
    "scope-without-control": [small(), _scopes("none"), _scopes("soc2", access__controls=[])],
    "control-of-no-scope": [small(), _scopes("all"), _scopes("none")],
    "control-without-evidence": [small(), _control(status="planned", evidence="")],
    "control-not-met": [small(), _control(status="not-applicable")],
    "legal-review-open": [small(), varied(access__legal_review_needed=False)],
    "legal-review-waived": [small(), _scopes("none", access__legal_review_needed=False)],
    "no-scope-with-regulated-data": [
        _none("synthetic persons only", PERSON),
        _none("card numbers are made up", _class("card")),
        _none("inside one network"),
        small(),
    ],
    "scope-missing-for-data": [
        small(),
        _columns(_class("card"), start__compliance=["pci-dss", "gdpr"]),
        _columns(_class("health")),
        _scopes(
            "soc2", data__retention=[{**small()["data"]["retention"][0], "legal_basis": "Privacy Act, by contract"}]
        ),
    ],
    "card-code-kept": [
        _columns({"name": "security_code", "type": "text"}),
        _columns({"name": "pin_id", "type": "uuid"}),
    ],
    "password-kept-as-text": [
        _columns({"name": "password_hash", "type": "text"}),
        _columns({"name": "password", "type": "argon2 digest"}),
    ],
}
"""Designs that come close to a rule and do not trip it."""
