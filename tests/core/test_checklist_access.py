"""What the answers tell about tokens, headers, the audit trail, tenants and threats."""

from __future__ import annotations

from typing import Any

import pytest
from core.designs import small
from core.given import given
from core.told_rows import Row, State, design, states_without_row, told

from wizard.checklist.checklist import Checker, predicates
from wizard.design import Reader
from wizard.knowledge.library import item_by_id

MODULES = ("access", "tokens", "headers", "audit", "tenants", "threats", "tool_threats")
PAGES = ("auth0-oidc-best-practices", "security-headers", "audit-log-integrity", "tenancy", "threat-checklist")
NEVER: dict[str, dict[State, str]] = {
    "oidc-id-token-refused": {"unmet": "other checks may refuse them too"},
    "oidc-service-proof": {"unmet": "prose may say it in other words"},
    "oidc-key-names-client": {"unmet": "no answer says for whom a key stands"},
    "cors-vary-origin": {"unmet": "Vary is no security header, so it may be said elsewhere"},
    "cors-forgery-defence": {"unmet": "a defence may have a name that nobody looked for"},
    "audit-two-identities": {"unmet": "there may be nobody who acts for another"},
    "audit-apart-from-service": {"unmet": "prose may say it in other words"},
    "audit-edit-shows": {"unmet": "prose may say it in other words"},
    "audit-cut-shows": {"unmet": "prose may say it in other words"},
    "audit-actor-separable": {"unmet": "prose may say it in other words"},
    "audit-chain-per-tenant": {"unmet": "prose may say it in other words"},
    "tenancy-second-barrier": {"unmet": "prose may say it in other words"},
    "tenancy-beyond-database": {"unmet": "prose may say it in other words, and not every system has all four"},
    "tenancy-rls-forced": {"unmet": "prose may say it in other words"},
    "tenancy-set-per-transaction": {"unmet": "prose may say it in other words"},
    "tenancy-onboarding-repeatable": {"unmet": "prose may say it in other words"},
    "tenancy-offboarding-proof": {"unmet": "prose may say it in other words"},
    "threat-api8-quiet-errors": {"met": "no list of words proves that nothing shows through"},
    "threat-a01-refuse-by-default": {"unmet": "prose may say it in other words"},
}
"""Why there is no row of a state."""

COOKIE = "session cookie, HttpOnly, Secure, SameSite=Lax, __Host- prefix"
CSP = "Content-Security-Policy: "
TENANTS = "tenant_id in the token"


def kept(storage: str) -> list[dict[str, str]]:
    """Token storage with one line."""
    return [{"client": "Dashboard", "storage": storage}]


def alert(name: str, condition: str = "one in 5 min", owner: str = "Security") -> list[dict[str, str]]:
    """Alerts with one line."""
    return [{"name": name, "condition": condition, "owner": owner}]


def case(text: str) -> list[dict[str, str]]:
    """Edge cases with one line."""
    return [{"case": text, "expected": "refused"}]


def owasp(item: str, covered_by: str) -> list[dict[str, str]]:
    """OWASP rows with one line."""
    return [{"item": item, "covered_by": covered_by}]


def failure(component: str, name: str, mitigation: str) -> list[dict[str, str]]:
    """Failure modes with one line."""
    return [{"component": component, "failure": name, "effect": "is felt", "mitigation": mitigation}]


def tool(read_only: bool | None, scope: str) -> dict[str, Any]:
    """A tool with its scope."""
    return {"name": f"tool-{read_only}-{scope}", "read_only": read_only, "scope": scope}


def table(name: str = "orders", *, column: dict[str, Any] | None = None, **more: Any) -> list[dict[str, Any]]:
    """Tables with one line that has a tenant column."""
    tenant = {"name": "tenant_id", "type": "uuid", "nullable": False} | (column or {})
    columns = [{"name": "id", "type": "uuid", "primary_key": True}, tenant, *more.pop("columns", [])]
    return [{"name": name, "table_columns": columns, "indexes": [{"index_columns": "tenant_id, id"}], **more}]


def marked(sensitivity: str, name: str = "diagnosis") -> list[dict[str, Any]]:
    """Entities with one attribute of a class."""
    return [{"name": "Visit", "attributes": [{"name": name, "type": "text", "sensitivity": sensitivity}]}]


TOKENS = [
    given("oidc-no-old-grants", "met", "no method is an OAuth grant", access__auth_methods=["session-cookie"]),
    given("oidc-no-old-grants", "met", "code with PKCE", scope__auth0_flows="code with PKCE; no implicit grant"),
    given("oidc-no-old-grants", "unmet", "password grant", scope__auth0_flows="password grant for the old app"),
    given("oidc-no-old-grants", "silent", "no answer names the flows", access__auth_methods=["oidc"]),
    given("oidc-pkce-s256", "met", "yes", access__auth0_pkce=True),
    given("oidc-pkce-s256", "unmet", "not in every", access__auth0_pkce=False),
    given("oidc-pkce-s256", "silent", "not answered"),
    given("oidc-refresh-protected", "met", "yes", access__auth_methods=["oidc"], access__refresh_rotation=True),
    given("oidc-refresh-protected", "met", "oidc is not a method", access__auth_methods=["mtls"]),
    given("oidc-refresh-protected", "unmet", "no", access__auth_methods=["oidc"], access__refresh_rotation=False),
    given("oidc-refresh-protected", "silent", "for a person to judge", access__auth_methods=["oidc"],
          access__refresh_rotation=False, access__token_storage=kept("bound by DPoP")),
    given("oidc-refresh-protected", "silent", "no method"),
    given("oidc-no-web-storage", "met", "Dashboard", access__token_storage=kept("memory, not in localStorage")),
    given("oidc-no-web-storage", "unmet", "localStorage", access__token_storage=kept("localStorage")),
    given("oidc-no-web-storage", "silent", "none"),
    given("oidc-cookie-locked", "met", "Dashboard", access__token_storage=kept(COOKIE)),
    given("oidc-cookie-locked", "unmet", "no SameSite", access__token_storage=kept("__Host- cookie, Secure, HttpOnly")),
    given("oidc-cookie-locked", "silent", "no line names a cookie", access__token_storage=kept("keychain")),
    given("oidc-lifetime-fits-revocation", "met", "10 min", access__token_type="jwt",
          access__access_token_lifetime="10 min", access__revocation="within 15 min"),
    given("oidc-lifetime-fits-revocation", "met", "list", access__token_type="jwt",
          access__access_token_lifetime="1 h", access__revocation="a list of refused tokens, 60 s"),
    given("oidc-lifetime-fits-revocation", "met", "opaque", access__token_type="opaque"),
    given("oidc-lifetime-fits-revocation", "unmet", "no list", access__token_type="jwt",
          access__access_token_lifetime="1 h", access__revocation="within 60 s"),
    given("oidc-lifetime-fits-revocation", "silent", "not answered"),
    given("oidc-no-passthrough", "met", "own token", access__service_to_service="own token per service"),
    given("oidc-no-passthrough", "met", "exchange",
          access__service_to_service="token exchange; no caller's token is passed on"),
    given("oidc-no-passthrough", "unmet", "forwarded", access__service_to_service="the caller's token is forwarded"),
    given("oidc-no-passthrough", "silent", "whose token", access__service_to_service="inside one network"),
    given("oidc-service-proof", "met", "mutual TLS", access__service_to_service="mutual TLS"),
    given("oidc-service-proof", "met", "rotated every", access__service_to_service="client credentials",
          access__secrets="secret manager, rotated every 90 days"),
    given("oidc-service-proof", "silent", "neither", access__service_to_service="client credentials"),
    given("oidc-key-names-client", "met", "not a method", access__auth_methods=["oidc"]),
    given("oidc-key-names-client", "silent", "for whom", access__auth_methods=["api-key"]),
    given("oidc-check-order", "met", "RS256", access__auth0_token_checks=[
        "RS256 only", "issuer, audience, expiry", "typ is at+jwt", "then permissions"]),
    given("oidc-check-order", "unmet", "no check of expiry, type", access__auth0_token_checks=["RS256, issuer, audience"]),
    given("oidc-check-order", "unmet", "before", access__auth0_token_checks=[
        "permissions", "RS256 only, issuer, audience, expiry, type"]),
    given("oidc-check-order", "silent", "none"),
    given("oidc-id-token-refused", "met", "at+jwt", access__auth0_token_checks=["typ is at+jwt"]),
    given("oidc-id-token-refused", "silent", "no check", access__auth0_token_checks=["issuer"]),
    given("auth0-audience-checked", "met", "audience", access__auth0_audience="https://api.example",
          access__auth0_token_checks=["audience is ours"]),
    given("auth0-audience-checked", "unmet", "no check", access__auth0_audience="https://api.example",
          access__auth0_token_checks=["issuer"]),
    given("auth0-audience-checked", "silent", "not answered"),
    given("auth0-access-lifetime-chosen", "met", "10 min", access__access_token_lifetime="10 min"),
    given("auth0-access-lifetime-chosen", "unmet", "24 h", access__access_token_lifetime="24 h"),
    given("auth0-access-lifetime-chosen", "silent", "no period", access__access_token_lifetime="short"),
    given("auth0-two-lifetimes", "met", "idle 14 days", access__auth0_refresh_lifetimes="idle 14 days, maximum 90 days"),
    given("auth0-two-lifetimes", "met", "none", access__auth0_refresh_lifetimes="none are issued"),
    given("auth0-two-lifetimes", "unmet", "not both", access__auth0_refresh_lifetimes="30 days"),
    given("auth0-two-lifetimes", "unmet", "idle 90", access__auth0_refresh_lifetimes="idle 90 days, maximum 14 days"),
    given("auth0-two-lifetimes", "silent", "not answered"),
    given("auth0-overlap-reasoned", "met", "two tabs", access__auth0_rotation_overlap="5 s, for two tabs at once"),
    given("auth0-overlap-reasoned", "met", "0", access__auth0_rotation_overlap="0"),
    given("auth0-overlap-reasoned", "unmet", "no reason", access__auth0_rotation_overlap="30 s"),
    given("auth0-overlap-reasoned", "silent", "not answered"),
    given("auth0-reuse-noticed", "met", "reused", access__audit_events=["refresh token reused"]),
    given("auth0-reuse-noticed", "met", "Reuse", operations__alerts=alert("Reuse of a refresh token")),
    given("auth0-reuse-noticed", "unmet", "no owner", operations__alerts=alert("Reuse of a token", owner="")),
    given("auth0-reuse-noticed", "unmet", "neither", access__audit_events=["key created"]),
    given("auth0-reuse-noticed", "silent", "none"),
    given("auth0-org-checked", "met", "org_id", scope__auth0_organizations="one per customer",
          access__auth0_token_checks=["org_id equals the path"]),
    given("auth0-org-checked", "unmet", "no check", scope__auth0_organizations="one per customer",
          access__auth0_token_checks=["issuer"]),
    given("auth0-org-checked", "silent", "not answered"),
    given("auth0-claims-lean", "met", "permissions", access__auth0_claims=["permissions: which operations"]),
    given("auth0-claims-lean", "unmet", "email", access__auth0_claims=["email: shown in the trail"]),
    given("auth0-claims-lean", "unmet", "sub", access__auth0_claims=["sub"]),
    given("auth0-claims-lean", "silent", "none"),
]  # fmt: skip

HSTS = "Strict-Transport-Security: max-age="
HEADERS = [
    given("headers-hsts", "met", "63072000", access__security_headers=[HSTS + "63072000; includeSubDomains"]),
    given("headers-hsts", "unmet", "31536000", access__security_headers=[HSTS + "31536000; includeSubDomains"]),
    given("headers-hsts", "unmet", "no Strict", access__security_headers=["X-Content-Type-Options: nosniff"]),
    given("headers-hsts", "silent", "none"),
    given("headers-nosniff", "met", "nosniff", access__security_headers=["x-content-type-options: nosniff"]),
    given("headers-nosniff", "unmet", "no X-Content", access__security_headers=["Referrer-Policy: no-referrer"]),
    given("headers-nosniff", "silent", "none"),
    given("headers-csp-json", "met", "default-src", access__security_headers=[CSP + "default-src 'none'; frame-ancestors 'none'"]),
    given("headers-csp-json", "unmet", "no policy", access__security_headers=[CSP + "default-src 'self'"]),
    given("headers-csp-json", "silent", "none"),
    given("headers-csp-document", "met", "base-uri", access__security_headers=[
        CSP + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"]),
    given("headers-csp-document", "unmet", "unsafe-inline", access__security_headers=[CSP + "script-src 'unsafe-inline'"]),
    given("headers-csp-document", "unmet", "no policy names", access__security_headers=[CSP + "default-src 'none'"]),
    given("headers-csp-document", "silent", "none"),
    given("headers-no-store", "met", "no-store", domain__entities=marked("personal"), access__security_headers=["Cache-Control: no-store"]),
    given("headers-no-store", "unmet", "diagnosis", domain__entities=marked("health"), access__security_headers=["Vary: Origin"]),
    given("headers-no-store", "silent", "nothing is marked", access__security_headers=["Vary: Origin"]),
    given("headers-none-obsolete", "met", "none of 1", access__security_headers=["X-XSS-Protection: 0"]),
    given("headers-none-obsolete", "unmet", "expect-ct", access__security_headers=["Expect-CT: max-age=1"]),
    given("headers-none-obsolete", "silent", "none"),
    given("headers-sign-out-clears", "met", "clear-site-data", access__auth_methods=["session-cookie"],
          access__security_headers=['Clear-Site-Data: "cookies"']),
    given("headers-sign-out-clears", "met", "not a method", access__auth_methods=["oidc"]),
    given("headers-sign-out-clears", "unmet", "no Clear", access__token_storage=kept(COOKIE),
          access__security_headers=["Vary: Origin"]),
    given("headers-sign-out-clears", "silent", "no method"),
    given("cors-exact-origins", "met", "https://a", access__cors_origins=["https://a.example:8443"]),
    given("cors-exact-origins", "unmet", "*.example", access__cors_origins=["https://*.example"]),
    given("cors-exact-origins", "unmet", "a.example/", access__cors_origins=["https://a.example/"]),
    given("cors-exact-origins", "silent"),
    given("cors-vary-origin", "met", "vary", access__security_headers=["Vary: Accept, Origin"]),
    given("cors-vary-origin", "silent", "no Vary"),
    given("cors-none-unneeded", "met", "react-web"),
    given("cors-none-unneeded", "unmet", "access-control", scope__surfaces=["cli"],
          access__security_headers=["Access-Control-Allow-Origin: *"]),
    given("cors-none-unneeded", "silent", "no browser", scope__surfaces=["cli"]),
    given("cors-no-local-production", "met", "https://a", access__cors_origins=["https://a.example"]),
    given("cors-no-local-production", "unmet", "localhost", access__cors_origins=["http://localhost:5173"]),
    given("cors-no-local-production", "silent"),
    given("cors-forgery-defence", "met", "CSRF", access__auth_methods=["session-cookie"],
          access__token_storage=kept("cookie, CSRF token in a header")),
    given("cors-forgery-defence", "met", "not a method", access__auth_methods=["oidc"]),
    given("cors-forgery-defence", "silent", "no answer names", access__auth_methods=["session-cookie"]),
]  # fmt: skip

AUDIT = [
    given("audit-refusals-recorded", "met", "refused sign-in", access__audit_events=["refused sign-in", "call refused, with role"]),
    given("audit-refusals-recorded", "unmet", "refused access", access__audit_events=["failed sign-in"]),
    given("audit-refusals-recorded", "silent", "none"),
    given("audit-power-changes", "met", "role granted", access__audit_events=["role granted", "key rotated", "limit changed"]),
    given("audit-power-changes", "unmet", "keys", access__audit_events=["role granted", "limit changed"]),
    given("audit-power-changes", "unmet", "payout", access__audit_events=["role granted", "key rotated", "limit changed"],
          domain__entities=[{"name": "PayoutAccount"}, {"name": "payout_account"}]),
    given("audit-power-changes", "silent", "none"),
    given("audit-admin-reads", "met", "trail", access__audit_events=[
        "support opened a record", "emergency access opened", "audit trail read"]),
    given("audit-admin-reads", "unmet", "reads of the trail", access__audit_events=["support opened a record"]),
    given("audit-admin-reads", "silent", "none"),
    given("audit-two-identities", "met", "on behalf", access__audit_events=["support acted on behalf of a customer"]),
    given("audit-two-identities", "silent", "no line", access__audit_events=["key created"]),
    given("audit-apart-from-service", "met", "another account", access__audit_integrity="store in another account"),
    given("audit-apart-from-service", "silent", "does not say", access__audit_integrity="append-only table"),
    given("audit-edit-shows", "met", "chain", access__audit_integrity="hash chain"),
    given("audit-edit-shows", "silent", "does not say", access__audit_integrity="append-only, no hash"),
    given("audit-cut-shows", "met", "head", access__audit_integrity="head signed hourly"),
    given("audit-cut-shows", "silent", "how often", access__audit_integrity="head stored elsewhere"),
    given("audit-verified-by-job", "met", "Audit trail", operations__alerts=alert("Audit trail has a gap")),
    given("audit-verified-by-job", "unmet", "no owner", operations__alerts=alert("Audit chain is broken", owner="")),
    given("audit-verified-by-job", "unmet", "none is about", operations__alerts=alert("Payments fail")),
    given("audit-verified-by-job", "silent", "none are listed"),
    given("audit-write-failure", "met", "buffered", risks__failure_modes=failure("audit store", "gone", "buffered for 1 h")),
    given("audit-write-failure", "met", "same transaction", access__audit_integrity="written in the same transaction"),
    given("audit-write-failure", "unmet", "none is about", risks__failure_modes=failure("database", "gone", "standby")),
    given("audit-write-failure", "silent", "none are listed"),
    given("audit-two-periods", "met", "13 months", access__audit_retention="13 months, the last 3 searchable"),
    given("audit-two-periods", "met", "6 years", access__audit_retention="6 years, all of it searchable"),
    given("audit-two-periods", "unmet", "one period", access__audit_retention="13 months"),
    given("audit-two-periods", "silent", "no period", access__audit_retention="for ever"),
    given("compliance-pci-trail-twelve-months", "met", "13", access__audit_retention="13 months, the last 3 searchable within 4 h"),
    given("compliance-pci-trail-twelve-months", "unmet", "6 months", access__audit_retention="6 months, all searchable"),
    given("compliance-pci-trail-twelve-months", "unmet", "30 days", access__audit_retention="1 year, 30 days searchable"),
    given("compliance-pci-trail-twelve-months", "silent", "at hand", access__audit_retention="13 months"),
    given("audit-actor-separable", "met", "pseudonym", access__audit_retention="1 year; actors are pseudonyms, the mapping is deletable"),
    given("audit-actor-separable", "silent", "mapping", access__audit_retention="1 year, actors pseudonymous"),
    given("audit-chain-per-tenant", "met", "per tenant", access__audit_integrity="hash chain per tenant"),
    given("audit-chain-per-tenant", "silent", "one chain", access__audit_integrity="hash chain"),
    given("audit-retention-listed", "met", "audit_entries", data__retention=[{"data_set": "audit_entries"}]),
    given("audit-retention-listed", "unmet", "no line", data__retention=[{"data_set": "orders"}]),
    given("audit-retention-listed", "silent", "none are listed"),
    given("compliance-audit-reads", "met", "patient", access__audit_events=["each read, search and export of a patient"]),
    given("compliance-audit-reads", "unmet", "exports", access__audit_events=["patient record read", "search for a patient"]),
    given("compliance-audit-reads", "silent", "none"),
    given("compliance-pci-silent-control", "met", "Audit", operations__alerts=alert("Audit log is silent", "no event for 5 min")),
    given("compliance-pci-silent-control", "unmet", "none is about", operations__alerts=alert("Payments slow")),
    given("compliance-pci-silent-control", "silent", "none are listed"),
]  # fmt: skip

TENANCY = [
    given("tenancy-model-weighed", "met", "pool", pattern__tradeoffs=[{"decision": "a pool for all tenants"}]),
    given("tenancy-model-weighed", "unmet", "none is about", pattern__tradeoffs=[{"decision": "mail is sent later"}]),
    given("tenancy-model-weighed", "silent", "none", access__tenancy_model="none"),
    given("tenancy-id-verified", "met", "claim", access__tenant_id_source="claim of the verified token"),
    given("tenancy-id-verified", "unmet", "header", access__tenant_id_source="X-Tenant header"),
    given("tenancy-id-verified", "silent", "not answered"),
    given("tenancy-second-barrier", "met", "row-level", access__isolation_mechanism="row-level security"),
    given("tenancy-second-barrier", "silent", "does not say", access__isolation_mechanism="a filter in each query"),
    given("tenancy-beyond-database", "met", "cache", access__isolation_mechanism="tenant in cache key, file prefix, queue message, search filter"),
    given("tenancy-beyond-database", "silent", "files", access__isolation_mechanism="tenant in each cache key"),
    given("tenancy-rls-forced", "met", "forced", access__isolation_mechanism="row-level security, forced; the role owns no table, can not bypass"),
    given("tenancy-rls-forced", "silent", "the role", access__isolation_mechanism="row-level security, forced"),
    given("tenancy-set-per-transaction", "met", "per transaction", access__isolation_mechanism="row-level security, set per transaction"),
    given("tenancy-set-per-transaction", "silent", "per transaction", access__isolation_mechanism="row-level security"),
    given("tenancy-column-leads", "met", "orders", access__tenant_id_source=TENANTS, data__tables=table()),
    given("tenancy-column-leads", "met", "silo", access__tenancy_model="silo"),
    given("tenancy-column-leads", "unmet", "nullable", data__tables=table(column={"nullable": True})),
    given("tenancy-column-leads", "unmet", "begins with", data__tables=table(indexes=[])),
    given("tenancy-column-leads", "silent", "no table"),
    given("tenancy-unique-within", "met", "orders", data__tables=table(indexes=[{"index_columns": "tenant_id, number", "unique": True}])),
    given("tenancy-unique-within", "met", "orders", data__tables=table(
        indexes=[{"index_columns": "digest", "unique": True, "serves": "look-up, global on purpose"}])),
    given("tenancy-unique-within", "unmet", "number", data__tables=table(indexes=[{"index_columns": "number", "unique": True}])),
    given("tenancy-unique-within", "silent", "digest", data__tables=table(columns=[{"name": "digest", "type": "text", "unique": True}])),
    given("tenancy-unset-fails", "met", "without", risks__edge_cases=case("a job without a tenant")),
    given("tenancy-unset-fails", "unmet", "none is about", risks__edge_cases=case("an order twice")),
    given("tenancy-unset-fails", "silent", "none are listed"),
    given("tenancy-three-limits", "met", "50", access__tenant_limits="50 requests/s, 20 jobs in flight, 100 GB"),
    given("tenancy-three-limits", "unmet", "storage", access__tenant_limits="50 requests/s, 20 jobs in flight"),
    given("tenancy-three-limits", "silent", "not answered"),
    given("tenancy-restore-one", "met", "main", data__stores=[{"name": "main", "backup": "daily; one tenant alone by export"}]),
    given("tenancy-restore-one", "unmet", "no backup", data__stores=[{"name": "main"}]),
    given("tenancy-restore-one", "silent", "says nothing", data__stores=[{"name": "main", "backup": "daily"}]),
    given("tenancy-onboarding-repeatable", "met", "idempotent", access__tenant_onboarding="one idempotent job; active only after the last step"),
    given("tenancy-onboarding-repeatable", "silent", "activates last", access__tenant_onboarding="one idempotent job"),
    given("tenancy-offboarding-order", "met", "keys at once", access__tenant_offboarding="keys at once, export 30 days, then deletion"),
    given("tenancy-offboarding-order", "unmet", "not in this order", access__tenant_offboarding="deletion after 30 days, then export, then keys"),
    given("tenancy-offboarding-order", "silent", "does not name", access__tenant_offboarding="keys at once"),
    given("tenancy-offboarding-proof", "met", "proof", access__tenant_offboarding="deletion with proof, backups after 35 days"),
    given("tenancy-offboarding-proof", "silent", "backups", access__tenant_offboarding="deletion with proof"),
]  # fmt: skip

READ = {"method": "GET", "path": "/visits/{id}", "summary": "A visit", "access": ["clerk"]}
PINNED = {"path": "uv.lock", "purpose": "pinned dependencies"}
THREATS = [
    given("threat-api1-stranger-test", "met", "test", risks__owasp_coverage=owasp("API1", "test with a foreign id")),
    given("threat-api1-stranger-test", "unmet", "no test", risks__owasp_coverage=owasp("API1", "a gateway product")),
    given("threat-api1-stranger-test", "unmet", "no row", risks__owasp_coverage=owasp("API2", "locks")),
    given("threat-api1-stranger-test", "silent", "no row"),
    given("threat-api3-read-list", "met", "none of 1", domain__entities=marked("health"),
          api__operations=[{**READ, "response_example": '{"id": "v1"}'}]),
    given("threat-api3-read-list", "unmet", "diagnosis", domain__entities=marked("health"),
          api__operations=[{**READ, "access": ["public"], "response_example": '{"diagnosis": "flu"}'}]),
    given("threat-api3-read-list", "silent", "diagnosis", domain__entities=marked("health"),
          api__operations=[{**READ, "response_example": '{"diagnosis": "flu"}'}]),
    given("threat-api7-fetches", "met", "nothing", risks__owasp_coverage=[{"item": "API7", "why_not": "nothing is fetched"}]),
    given("threat-api7-fetches", "met", "list of hosts", risks__owasp_coverage=owasp("API7", "list of hosts, redirects refused")),
    given("threat-api7-fetches", "unmet", "no row API7", risks__owasp_coverage=owasp("API1", "tests")),
    given("threat-api7-fetches", "silent", "hosts or redirects", risks__owasp_coverage=owasp("API7", "a proxy")),
    given("threat-api8-inner-traffic", "met", "mTLS", access__in_transit="TLS at the edge, mTLS between services"),
    given("threat-api8-inner-traffic", "unmet", "plain", access__in_transit="TLS at the edge, plain HTTP behind it"),
    given("threat-api8-inner-traffic", "silent", "inside", access__in_transit="TLS 1.3 at the edge"),
    given("threat-api8-quiet-errors", "unmet", "SQLSTATE", api__error_codes=[{"code": "x", "title": "SQLSTATE 23505"}]),
    given("threat-api8-quiet-errors", "silent", "was found", api__error_codes=[{"code": "x", "title": "Taken"}]),
    given("threat-api9-data-flows", "met", "Ledger", scope__external_systems=[{"name": "Ledger", "data_class": "none"}]),
    given("threat-api9-data-flows", "unmet", "Ledger", scope__external_systems=[{"name": "Ledger"}]),
    given("threat-api9-data-flows", "silent"),
    given("threat-api9-copies", "met", "inventory", risks__owasp_coverage=owasp(
        "API9", "inventory of versions and hosts; no production data outside production")),
    given("threat-api9-copies", "unmet", "no row", risks__owasp_coverage=owasp("API1", "tests")),
    given("threat-api9-copies", "silent", "not all", risks__owasp_coverage=owasp("API9", "openapi.yaml")),
    given("threat-a01-refuse-by-default", "met", "deny by default", risks__owasp_coverage=owasp("API5", "deny by default, tested")),
    given("threat-a01-refuse-by-default", "silent", "no answer", risks__owasp_coverage=owasp("API5", "roles")),
    given("threat-a03-build-known", "met", "uv.lock", file_plan__files=[PINNED], file_plan__next_steps=[
        {"action": "write an SBOM and sign each image", "owner": "Mara"}]),
    given("threat-a03-build-known", "unmet", "no owner", file_plan__files=[PINNED],
          file_plan__next_steps=[{"action": "write an SBOM and sign each image"}]),
    given("threat-a03-build-known", "unmet", "a component list", file_plan__files=[PINNED]),
    given("threat-a03-build-known", "silent", "none are listed"),
    given("threat-a06-critical-path", "met", "store the order", scope__critical_path="Order", scope__workflows=[
        {"name": "Order", "steps": ["store the order"]}],
        risks__risks=[{"title": "Someone forges 'store the order'", "category": "security"}]),
    given("threat-a06-critical-path", "unmet", "security", risks__risks=[{"title": "Prices rise", "category": "cost"}]),
    given("threat-a06-critical-path", "silent", "Theft", risks__risks=[{"title": "Theft", "category": "security"}]),
    given("threat-a07-admins-first", "met", "passkey", access__admin_access="Staff only, with a passkey"),
    given("threat-a07-admins-first", "met", "all staff", access__mfa="all staff at sign-in"),
    given("threat-a07-admins-first", "unmet", "none", access__mfa="none"),
    given("threat-a07-admins-first", "silent", "names no second factor", access__admin_access="Staff only"),
    given("threat-a08-webhooks-signed", "met", "webhooks", scope__trust_entries=[
        {"entry_point": "POST /webhooks/psp", "verified_by": "signature over the body, 5 min tolerance"}]),
    given("threat-a08-webhooks-signed", "unmet", "no time limit", scope__trust_entries=[
        {"entry_point": "POST /webhooks/psp", "verified_by": "signature"}]),
    given("threat-a08-webhooks-signed", "silent", "none is a webhook", scope__trust_entries=[
        {"entry_point": "Webhook address of a customer", "verified_by": "challenge"}]),
    given("threat-a09-alert", "met", "refused access", operations__alerts=alert("Much refused access")),
    given("threat-a09-alert", "unmet", "no owner", operations__alerts=alert("Much refused access", owner="")),
    given("threat-a09-alert", "unmet", "none is about", operations__alerts=alert("Disk full", owner="Platform")),
    given("threat-a09-alert", "silent", "none are listed"),
    given("threat-a10-closed", "met", "Identity", risks__failure_modes=failure("Identity provider", "gone", "calls are refused")),
    given("threat-a10-closed", "unmet", "none is about", risks__failure_modes=failure("Database", "gone", "standby")),
    given("threat-a10-closed", "silent", "whether calls pass", risks__failure_modes=failure("Identity provider", "gone", "we call them")),
    given("threat-llm01-order-in-text", "met", "instruct", risks__edge_cases=case("a document that instructs the model")),
    given("threat-llm01-order-in-text", "unmet", "none is about", risks__edge_cases=case("an empty list")),
    given("threat-llm01-order-in-text", "silent", "none are listed"),
    given("threat-mcp02-scopes-apart", "met", "2 tools", api__mcp_tools=[tool(True, "read"), tool(False, "write")]),
    given("threat-mcp02-scopes-apart", "unmet", "read", api__mcp_tools=[tool(True, "read"), tool(False, "read")]),
    given("threat-mcp02-scopes-apart", "silent", "read", api__mcp_tools=[tool(True, "read"), tool(None, "read")]),
    given("threat-mcp08-calls-recorded", "met", "tool called", api__mcp_tools=[tool(False, "w")], access__audit_events=["tool called, with scope"]),
    given("threat-mcp08-calls-recorded", "unmet", "no line", api__mcp_tools=[tool(False, "w")], access__audit_events=["key created"]),
    given("threat-mcp08-calls-recorded", "silent", "none writes", api__mcp_tools=[tool(True, "r")]),
]  # fmt: skip

ROWS = [*TOKENS, *HEADERS, *AUDIT, *TENANCY, *THREATS]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.item}-{row.state}-{row.words}")
def test_answers_settle_the_item_and_say_by_what(row: Row) -> None:
    said = told(row, *MODULES)
    assert said.state == row.state, said
    assert not row.words or any(row.words in where.words for where in said.where), said


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.item}-{row.state}-{row.words}")
def test_evidence_leads_to_an_answer(row: Row) -> None:
    for where in told(row, *MODULES).where:
        assert hasattr(getattr(design(row.answers), where.path[0]), where.path[1])


def test_every_settled_item_has_its_three_rows_or_a_reason() -> None:
    assert not states_without_row(ROWS, NEVER, *MODULES)


def test_most_items_of_the_pages_on_access_are_settled() -> None:
    of_pages = [item for item in item_by_id().values() if item.page in PAGES]
    assert len([item for item in of_pages if item.id in predicates()]) > len(of_pages) / 2


def test_a_small_design_is_told_what_its_trail_lacks() -> None:
    by_id = Checker().check(Reader().read(small()).design).by_id
    assert by_id["audit-refusals-recorded"].state == "not-met"
    assert by_id["audit-apart-from-service"].state == "met"
    assert by_id["threat-a07-admins-first"].state == "met"
