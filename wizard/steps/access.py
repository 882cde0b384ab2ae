"""Step 6: how callers prove who they are, what they may touch, and how that stays provable afterwards."""

from collections.abc import Callable
from typing import Any, Literal

from wizard.ask import Group, Text, ask
from wizard.steps.access_records import Auth0Tokens, Compliance, Protection, Role, TokenStorage
from wizard.steps.step import Step, has_surface

AuthMethod = Literal[
    "oidc", "session-cookie", "passkey", "api-key", "client-credentials", "mtls", "signed-webhook", "none"
]


def uses_method(*methods: str) -> Callable[[Any], bool]:
    """A condition: callers authenticate in one of these ways, or no way was chosen yet."""
    return lambda design: not design.access.auth_methods or any(one in design.access.auth_methods for one in methods)


def has_tenants(design: Any) -> bool:
    """A condition: a tenancy model other than `none` was chosen."""
    return design.access.tenancy_model in ("pool", "bridge", "silo")


class Authentication(Group, heading="Authentication"):
    """How a caller proves who it is, and for how long that is believed."""

    auth_methods: tuple[AuthMethod, ...] = ask(
        "Methods",
        "Every way in, for people and for machines.",
        why="Each method is a door with its own lock, its own recovery and its own way of being picked.",
        need=True,
        hints={
            "oidc": "people sign in at an identity provider",
            "session-cookie": "the server keeps the session",
            "passkey": "a key pair on the user's device",
            "api-key": "names a client, never a person",
            "client-credentials": "services fetch short-lived tokens",
            "mtls": "both sides show a certificate",
            "signed-webhook": "the sender signs the body",
            "none": "every operation is public",
        },
    )
    identity_provider: str = ask(
        "Identity provider",
        "Who holds the accounts and issues the tokens.",
        why="It is a hard dependency: while it is down nobody new gets in, and its issuer name is what the API checks.",
        depth="simple-crud",
        eg="company directory, one issuer per environment",
    )
    token_type: Literal["jwt", "opaque", "session-id", "static-key"] | None = ask(
        "Token type",
        "What most calls carry as proof.",
        why="It decides what a call costs to check, and whether access can be taken away before it expires.",
        depth="simple-crud",
        hints={
            "jwt": "checked locally, valid until it expires",
            "opaque": "looked up at the issuer, revocable at once",
            "session-id": "looked up in our own session store",
            "static-key": "valid until someone replaces it",
        },
    )
    access_token_lifetime: str = ask(
        "Access token lifetime",
        "A number and its unit.",
        why="A stolen token that is checked locally works for exactly this long.",
        when=uses_method("oidc", "client-credentials", "session-cookie", "passkey"),
        eg="10 min",
        depth="simple-crud",
    )
    refresh_rotation: bool | None = ask(
        "Refresh token rotation",
        "Whether each use of a refresh token replaces it, and reuse of an old one ends the session.",
        why="A public client can not keep a secret; with rotation, a copied refresh token gives itself away when used.",
        need=lambda design: "oidc" in design.access.auth_methods and has_surface("auth0")(design),
        when=uses_method("oidc"),
    )
    token_storage: tuple[TokenStorage, ...] = ask(
        "Token storage",
        "One line for each kind of client.",
        why="Browser, desktop and server have different safe places; one rule for all is wrong for two of them.",
        need=has_surface("auth0"),
    )
    revocation: str = ask(
        "Revocation",
        "How access ends before its time, and after how many seconds or minutes everywhere.",
        why="A dismissed employee and a leaked key are both a matter of minutes; neither waits for an expiry date.",
        eg="session deleted at once; tokens refused within 60 s",
        depth="simple-crud",
    )
    mfa: str = ask(
        "Second factor",
        "Who must show one, for what, and which kinds count.",
        why="Passwords are phished and reused. Administrators and changes of payout details are where it hurts most.",
        when=uses_method("oidc", "session-cookie", "passkey"),
        eg="all staff; merchants when changing a payout account",
        depth="simple-crud",
    )


class Authorization(Group, heading="Authorization"):
    """What a caller may do once it is known."""

    authz_model: Literal["rbac", "abac", "rebac", "scopes"] | None = ask(
        "Authorization model",
        "The one that decides most calls.",
        why="It settles where rules live and how a reviewer can find out who may do what.",
        need=True,
        hints={
            "rbac": "roles hold permissions",
            "abac": "attributes of caller, record and moment decide",
            "rebac": "relations decide, as in shared documents",
            "scopes": "the token says what its client may do",
        },
    )
    roles: tuple[Role, ...] = ask(
        "Roles",
        "Every role or scope that an operation may require. One line each.",
        why="Operations name them in step 4; a role that no operation asks for is either unused or forgotten there.",
        need=True,
    )
    admin_access: Text = ask(
        "Administrative access",
        "Who administers the system, through which path, with which extra proof.",
        why="Admin paths are fewer and stronger than all others, and the first an attacker looks for.",
        need=True,
        eg="Staff only, own host name, second factor, role granted for 8 hours by a colleague.",
    )
    break_glass: str = ask(
        "Emergency access",
        "How someone gets in when the normal way is broken, and who is told.",
        why="If none is designed, one is improvised on the worst night of the year, and stays.",
        eg="sealed account, pages security, expires after 1 h",
        depth="simple-crud",
    )
    service_to_service: str = ask(
        "Between services",
        "How one service proves itself to another, and on whose behalf it acts.",
        why="A caller's token passed on unchanged lets every service behind act as that caller anywhere.",
        eg="own token per service; user context by token exchange",
    )


class Permissions(Group, heading="Permissions"):
    """Which records a caller may touch; roles say only which operations."""

    object_rules: Text = ask(
        "Rules per record",
        "What ties a caller to the records it may read or change, and where that is checked.",
        why="Changing an id in the path is the oldest attack on an API (OWASP API1:2023), and no role check stops it.",
        need=True,
        eg="Merchants see payments with their merchant_id; added to every query in the repository layer.",
    )


class Tenancy(Group, heading="Tenancy", depth="standard"):
    """How customers that share the system are kept apart."""

    tenancy_model: Literal["none", "pool", "bridge", "silo"] | None = ask(
        "Tenancy model",
        "How much the tenants share.",
        why="It fixes the price of a tenant, the reach of a mistake, and whether one tenant can be restored alone.",
        need=True,
        hints={
            "none": "one organisation uses it",
            "pool": "shared tables, a tenant key on every row",
            "bridge": "some parts shared, some per tenant",
            "silo": "a stack or database of its own for each",
        },
    )
    tenant_id_source: str = ask(
        "Source of tenant id",
        "Where a call's tenant comes from.",
        why="Taken from a header or path alone, it is the caller's wish; taken from a verified identity, it is a fact.",
        need=has_tenants,
        when=has_tenants,
        eg="claim of the verified token, compared with the path",
    )
    isolation_mechanism: str = ask(
        "Isolation mechanism",
        "What refuses a query that forgot the tenant; caches, files and queues included.",
        why="One missing filter shows one customer another's data; the second barrier is for the day it is missing.",
        need=has_tenants,
        when=has_tenants,
        eg="row-level security, forced; tenant in each cache key",
    )
    tenant_limits: str = ask(
        "Limits per tenant",
        "Rate, storage and concurrency that one tenant may use.",
        why="Without them the largest import of one customer is the outage of all the others.",
        when=has_tenants,
        depth="multi-tenant",
        eg="50 requests/s, 20 jobs in flight, 100 GB",
    )
    tenant_onboarding: str = ask(
        "Onboarding",
        "What creates a tenant, and what is undone when it fails halfway.",
        why="A tenant that exists in three systems and not in the fourth is a support case with no owner.",
        when=has_tenants,
        depth="multi-tenant",
        eg="one idempotent job; active only after the last step",
    )
    tenant_offboarding: str = ask(
        "Offboarding",
        "What is exported, deleted and revoked, in which order, by when.",
        why="Keys that outlive a contract are access nobody watches; data that outlives it is a liability.",
        when=has_tenants,
        depth="multi-tenant",
        eg="keys at once, export 30 days, then deletion with proof",
    )


class Access(Authentication, Auth0Tokens, Authorization, Permissions, Tenancy, Protection, Compliance):
    """The answers of step 6."""


ACCESS = Step(
    "access",
    6,
    "Access",
    "Who may do what, and how that is proven.",
    Access,
    ("AUTHN_AUTHZ",),
)
