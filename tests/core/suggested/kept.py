"""Cases for steps 5 and 6."""

from __future__ import annotations

from core.suggested.case import (
    CUSTOMER,
    KEY,
    ORDER,
    Case,
    at,
    column,
    draft,
    entity,
    field,
    known,
    rest,
    system,
    table,
    workflow,
)

NOTHING = draft()
POOL = {"tenancy_model": "pool"}
AUTH0 = {"surfaces": ["auth0"]}
MAIN = {"id": "d1", "name": "main", "technology": "PostgreSQL 18"}
ORDERS = table("orders", KEY, column("created_at", "timestamptz"), entity="Order")
CUSTOMERS = table("customers", KEY, entity="Customer")
REFERS = column("customer_id", references="customers.id")
ADMIN = {"id": "r-admin", "name": "shop-admin"}
SUM = {"id": "i1", "statement": "refunded never exceeds captured", "enforced_by": "transaction", "entity": "Order"}

CASES = (
    Case(
        "store-for-model", draft(domain={"entities": [CUSTOMER]}), at("data.stores"),
        {"technology": "PostgreSQL", "purpose": "truth about customer", "consistency": "strong"}, "This has to be kept: customer",
        draft(domain={"entities": [CUSTOMER]}, data={"stores": [MAIN]}),
    ),
    Case(
        "table-for-entity",
        draft(
            domain={"entities": [CUSTOMER, entity("Order", known("customer_id"), known("total", "Money", required=True), known("email", sensitivity="personal", unique=True))]},
            data={"stores": [MAIN], "tables": [CUSTOMERS]}, access=POOL,
        ),
        at("data.tables"),
        {
            "name": "orders", "store": "main", "entity": "Order",
            "table_columns": [
                {"name": "id", "type": "uuid", "primary_key": True, "nullable": False},
                {"name": "tenant_id", "type": "uuid", "nullable": False},
                {"name": "customer_id", "type": "uuid", "nullable": True, "references": "customers.id"},
                {"name": "total_minor", "type": "bigint", "nullable": False},
                {"name": "currency", "type": "char(3)", "nullable": False},
                {"name": "email", "type": "text", "nullable": True, "sensitivity": "personal", "unique": True},
                {"name": "created_at", "type": "timestamptz", "nullable": False, "default_value": "now()"},
            ],
        },
        "each row has tenant_id", draft(domain={"entities": [ORDER]}, data={"tables": [ORDERS]}),
    ),
    Case(
        "column-reference", draft(data={"tables": [CUSTOMERS, table("orders", KEY, column("customer_id"))]}),
        at("data.tables.t-orders.table_columns.c-customer_id.references"), "customers.id", "customers is known by id",
        draft(data={"tables": [table("orders", KEY, column("customer_id"))]}),
    ),
    Case(
        "column-sensitivity", draft(domain={"entities": [entity("Order", known("note", sensitivity="health"))]}, data={"tables": [table("orders", column("note"), entity="Order")]}),
        at("data.tables.t-orders.table_columns.c-note.sensitivity"), "health", "It keeps note of Order, which is health",
        draft(data={"tables": [table("orders", column("note"), entity="Order")]}),
    ),
    Case(
        "index-for-reference", draft(data={"tables": [CUSTOMERS, table("orders", KEY, REFERS)]}), at("data.tables.t-orders.indexes"),
        {"index_columns": "customer_id"}, "orders.customer_id refers to customers.id",
        draft(data={"tables": [CUSTOMERS, table("orders", KEY, REFERS, indexes=[{"index_columns": "customer_id, created_at"}])]}),
    ),
    Case(
        "index-for-list", draft(api={"operations": [rest("GET", "/orders", kind="list", entity="Order")]}, data={"tables": [ORDERS]}),
        at("data.tables.t-orders.indexes"), {"index_columns": "created_at, id", "serves": "GET /orders, newest first"}, "GET /orders lists orders",
        draft(api={"operations": [rest("GET", "/orders", kind="list", entity="Order")]}, data={"tables": [CUSTOMERS]}),
    ),
    Case(
        "boundary-for-invariant", draft(domain={"entities": [ORDER], "invariants": [SUM]}), at("data.boundaries"),
        {"what": "order: refunded never exceeds captured", "kind": "transaction"}, "refunded never exceeds captured",
        draft(domain={"entities": [ORDER], "invariants": [SUM]}, data={"boundaries": [{"what": "an order and its lines"}]}),
    ),
    Case(
        "zero-downtime", draft(scope={"workflows": [workflow("Pay", critical=True)]}), at("data.zero_downtime"), True, "when this does: Pay", NOTHING,
    ),
    Case(
        "retention-for-delicate", draft(domain={"entities": [CUSTOMER]}), at("data.retention"), {"data_set": "customers: email", "sensitivity": "personal"},
        "customers hold email", draft(domain={"entities": [CUSTOMER]}, data={"retention": [{"data_set": "customers, all columns"}]}),
    ),
    Case(
        "retention-of-requests", draft(start={"compliance": ["ccpa"]}, domain={"entities": [CUSTOMER]}), at("data.retention"),
        {"period": "24 months from the request"}, "ccpa applies", draft(start={"compliance": ["gdpr"]}, domain={"entities": [CUSTOMER]}),
    ),
    Case(
        "role-from-operation", draft(api={"operations": [rest("GET", "/orders", access=["clerk", "scope:orders", "public"])]}), at("access.roles"),
        {"name": "clerk"}, "GET /orders requires clerk", draft(api={"operations": [rest("GET", "/orders", access=["public"])]}),
    ),
    Case(
        "role-from-user", draft(scope={"users": [{"name": "Support agent", "needs": "to help"}]}), at("access.roles"),
        {"name": "support-agent", "description": "to help"}, "Support agent uses the system",
        draft(scope={"users": [{"name": "Support agent"}]}, access={"roles": [{"name": "support"}]}),
    ),
    Case(
        "authz-model", draft(api={"operations": [rest("GET", "/orders", access=["scope:orders"])]}), at("access.authz_model"), "scopes",
        "a role 0 and a token scope 1 times", draft(api={"operations": [rest("GET", "/orders", access=["public"])]}),
    ),
    Case(
        "tenant-id-source", draft(access={**POOL, "token_type": "jwt"}), at("access.tenant_id_source"),
        "claim of the verified token; a tenant in path or body is compared with it, else 404", "a call proves itself by jwt", draft(access=POOL),
    ),
    Case(
        "isolation-mechanism", draft(access=POOL, data={"stores": [MAIN]}), at("access.isolation_mechanism"),
        "row-level security, forced for the owner too, tenant set per transaction; tenant in cache keys and file names", "main is PostgreSQL 18",
        draft(access={"tenancy_model": "none"}, data={"stores": [MAIN]}),
    ),
    Case(
        "rules-per-record", draft(access=POOL, domain={"entities": [entity("Workspace")]}), at("access.object_rules"),
        "Callers see rows with their own workspace_id, added to every query in one place. A record of another tenant answers 404. "
        "A test calls each operation with an id of another tenant.", "a row is theirs by workspace_id", draft(access={"tenancy_model": "silo"}),
    ),
    Case(
        "second-factor-for-admins", draft(start={"compliance": ["pci-dss"]}, access={"roles": [ADMIN]}), at("access.mfa"),
        "shop-admin: always, passkey or one-time code; everyone who reaches card data", "shop-admin may change what others may not",
        draft(access={"roles": [ADMIN], "auth_methods": ["api-key"]}),
    ),
    Case(
        "admin-access", draft(access={"roles": [ADMIN]}), at("access.admin_access"),
        "Only shop-admin, on a host name of its own, with a second factor; granted by a colleague for 8 hours, and each use is audited.",
        "shop-admin is a role that administer", draft(access={"roles": [{"name": "clerk"}]}),
    ),
    Case(
        "auth-methods", draft(scope={"users": [{"name": "Clerk", "kind": "person"}], "external_systems": [system("Bank", "in")]}),
        at("access.auth_methods"), ["oidc", "signed-webhook"], "oidc for Clerk; signed-webhook for Bank", draft(scope={"users": [{"name": "Clerk"}]}),
    ),
    Case(
        "identity-provider", draft(scope={**AUTH0, "auth0_tenants": "dev, live"}), at("access.identity_provider"),
        "Auth0, one tenant per environment (dev, live)", "The surface auth0 is chosen", NOTHING,
    ),
    Case(
        "token-type", draft(access={"auth_methods": ["oidc", "session-cookie"]}), at("access.token_type"), "session-id", "session-cookie is a way in",
        draft(access={"auth_methods": ["mtls"]}),
    ),
    Case(
        "access-token-lifetime", draft(access={"auth_methods": ["oidc"], "token_type": "jwt"}), at("access.access_token_lifetime"), "10 min",
        "Most calls carry a jwt", draft(access={"auth_methods": ["api-key"], "token_type": "jwt"}),
    ),
    Case(
        "refresh-rotation", draft(scope={"surfaces": ["tauri"]}, access={"auth_methods": ["oidc"]}), at("access.refresh_rotation"), True,
        "from tauri", draft(access={"auth_methods": ["oidc"]}),
    ),
    Case(
        "token-storage", draft(scope={"surfaces": ["cli"]}), at("access.token_storage"), {"client": "Command line"}, "The surface cli is chosen",
        draft(scope={"surfaces": ["cli"]}, access={"token_storage": [{"client": "Terminal"}]}),
    ),
    Case("auth0-pkce", draft(scope=AUTH0), at("access.auth0_pkce"), True, "RFC 9700", draft(access={"auth_methods": ["oidc"]})),
    Case(
        "auth0-token-checks", draft(scope=AUTH0, access={**POOL, "auth0_audience": "https://api.shop.example"}), at("access.auth0_token_checks"),
        ["signature: RS256 only, keys of our Auth0 tenant", "iss: our Auth0 tenant", "aud: https://api.shop.example", "exp and nbf",
         "org_id: the tenant that the call is about", "scope or permissions: what the operation requires"],
        "tenants share the system (pool)", NOTHING,
    ),
    Case(
        "at-rest", draft(domain={"entities": [entity("Patient", known("diagnosis", sensitivity="health"))]}), at("access.at_rest"),
        "volumes and backups, with a managed key; diagnosis once more per field", "diagnosis (health)", draft(domain={"entities": [ORDER]}),
    ),
    Case(
        "in-transit", draft(scope={"external_systems": [system("Bank", data_class="personal")]}), at("access.in_transit"),
        "TLS 1.2 or later from clients, between services, and to the stores; the same to Bank, certificates checked", "Bank (personal)",
        draft(scope={"external_systems": [system("Bank", data_class="internal")]}),
    ),
    Case(
        "security-headers", draft(), at("access.security_headers"),
        ["Strict-Transport-Security: max-age=63072000; includeSubDomains", "X-Content-Type-Options: nosniff",
         "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'", "Referrer-Policy: no-referrer"],
        "The system type is rest", {},
    ),
    Case(
        "audit-events", draft(start={"system_type": "both"}, domain={"entities": [CUSTOMER]}, api={"graphql_operations": [field("mutation", "close", access=["admin"])]}),
        at("access.audit_events"),
        ["signed in, and refused sign-in", "access refused, with operation and record", "customers changed", "close called, with what it changed"],
        "Customer has email (personal) and close is for administrators", draft(domain={"entities": [ORDER]}),
    ),
    Case(
        "audit-retention", draft(start={"compliance": ["pci-dss", "hipaa"]}), at("access.audit_retention"), "6 years, all of it searchable by person",
        "164.316", draft(start={"compliance": ["gdpr"]}),
    ),
    Case(
        "control-for-scope", draft(start={"compliance": ["pci-dss"]}), at("access.controls"), {"scope": "pci-dss", "status": "open"}, "pci-dss applies",
        draft(start={"compliance": ["pci-dss"]}, access={"controls": [{"scope": "pci-dss", "control": "our own words"}]}),
    ),
    Case("legal-review", draft(start={"compliance": ["gdpr"]}), at("access.legal_review_needed"), True, "gdpr applies", draft(start={"compliance": ["none"]})),
)  # fmt: skip
