"""The records of step 6, and its groups about Auth0, protection and compliance."""

from typing import Literal, get_args

from wizard.ask import Group, Record, ask
from wizard.steps.step import has_scope, has_surface

Regime = Literal["soc2", "iso27001", "pci-dss", "hipaa", "gdpr", "ccpa"]
"""A compliance scope that brings controls with it; `all` and `none` are ways of choosing among these."""

has_any_scope = has_scope(*get_args(Regime))
"""A condition: at least one of them applies."""


class TokenStorage(Record, columns=("client", "storage"), noun="client", named_by=(("client",),)):
    """Where one kind of client keeps what proves who it is."""

    client: str = ask(
        "Client",
        "A kind of client, not a single one.",
        why="Browser, desktop and service can keep secrets differently well; one line for all suits none.",
        need=True,
        eg="Merchant dashboard",
    )
    storage: str = ask(
        "Storage",
        "Where the token lives, and what can not read it there.",
        why="Whatever a script in the page can read, an injected script can send elsewhere; local storage is readable.",
        need=True,
        eg="none in the browser; session cookie, HttpOnly, Secure",
    )


class Role(Record, columns=("name", "description"), noun="role"):
    """A set of permissions with a name; operations in step 4 refer to it."""

    name: str = ask(
        "Name",
        "As operations will refer to it.",
        why="It ends up in tokens, logs and contracts. A role named after a person's job changes with the job.",
        need=True,
        eg="merchant-admin",
    )
    description: str = ask(
        "Description",
        "Who holds it, and what for.",
        why="If nobody can say who holds it, it is granted to whoever asks.",
        depth="simple-crud",
        eg="manages keys and users of one merchant",
    )


class Control(
    Record,
    columns=("scope", "control", "status", "evidence", "owner"),
    noun="control",
    named_by=(("scope", "control"), ("control",)),
):
    """What one compliance scope asks of this design, and how far it is met."""

    scope: Regime | None = ask(
        "Scope",
        "The scope that asks for it.",
        why="An auditor of one scope reads only its lines; a control listed under none was done for nothing.",
        need=True,
    )
    control: str = ask(
        "Control",
        "What must hold, in your own words.",
        why="'We encrypt data' names no data and no key, so nobody can say whether it holds.",
        need=True,
        eg="stored card numbers are unreadable",
    )
    status: Literal["met", "planned", "open", "not-applicable"] | None = ask(
        "Status",
        why="Marked met too early, it is not worked on again until the auditor asks.",
        need=True,
        hints={
            "met": "by this design, with evidence",
            "planned": "decided, not designed in yet",
            "open": "nobody has decided",
            "not-applicable": "with the reason as evidence",
        },
    )
    evidence: str = ask(
        "Evidence",
        "Where a reviewer can see it; for not-applicable, why it does not apply.",
        why="A control without evidence is a claim, and an audit asks for the evidence first.",
        need=lambda control: control.status == "not-applicable",
        eg="key policy in the infrastructure repository",
    )
    owner: str = ask(
        "Owner",
        "Who answers for it.",
        why="Evidence ages. Somebody has to renew it each year, or the control lapses without a sound.",
        depth="simple-crud",
        eg="Security lead",
    )


class Auth0Tokens(Group, heading="Auth0 tokens", when=has_surface("auth0")):
    """What Auth0 puts into its tokens, and what the API checks in them."""

    auth0_audience: str = ask(
        "Audience",
        "The API identifier that clients request and this API insists on.",
        why="Without an audience the access token may be opaque, and a token meant for another API would be believed.",
        need=True,
        eg="https://api.payments.example",
    )
    auth0_pkce: bool | None = ask(
        "PKCE everywhere",
        "Whether every code flow uses it, with S256, confidential clients included.",
        why="It ties the code to the client that asked for it, so an intercepted code is worth nothing.",
        need=True,
    )
    auth0_refresh_lifetimes: str = ask(
        "Refresh token lifetimes",
        "Idle and maximum; or that none are issued.",
        why="Rotation does not extend the maximum, so people sign in again at that point; choose when.",
        need=True,
        eg="idle 14 days, maximum 90 days",
    )
    auth0_rotation_overlap: str = ask(
        "Rotation overlap",
        "Seconds in which the previous refresh token still works, and why.",
        why="Zero signs people out on a bad network; a long one gives a thief the same seconds.",
        eg="5 s, for two tabs refreshing at once",
    )
    auth0_claims: tuple[str, ...] = ask(
        "Claims relied on",
        "One a line, with what it decides.",
        why="Anyone holding a token can read it, and each claim is true only as of the moment of issue.",
        depth="simple-crud",
        eg="permissions: which operations may be called",
    )
    auth0_token_checks: tuple[str, ...] = ask(
        "Token checks",
        "What the API verifies on every call, one a line, in order.",
        why="A valid signature says who issued the token, not that it was meant for this API, tenant or operation.",
        need=True,
        eg="RS256 only, then issuer, audience, expiry, org_id",
    )


class Protection(Group, heading="Protection"):
    """How secrets and data are guarded, and what is recorded about access."""

    secrets: str = ask(
        "Secret storage",
        "Where they are kept, how they reach the code, how they are replaced.",
        why="A secret in a repository or image stays in its history; rotation never tried fails when it is urgent.",
        need=True,
        eg="secret manager, mounted at start, rotated every 90 days",
    )
    in_transit: str = ask(
        "In transit",
        "Which connections are encrypted, from where to where; inside the network as well.",
        why="Plain traffic behind the load balancer is readable to whoever gets as far as one host.",
        depth="simple-crud",
        eg="TLS 1.2 or later at the edge, mTLS between services",
    )
    at_rest: str = ask(
        "At rest",
        "What is encrypted, with whose keys, and which fields once more.",
        why="Disk encryption protects a lost disk; it does nothing against a query with stolen credentials.",
        depth="simple-crud",
        eg="volumes, and bank details per field with a managed key",
    )
    cors_origins: tuple[str, ...] = ask(
        "CORS origins",
        "The exact origins that may read answers in a browser, one a line.",
        why="CORS says which pages may read an answer; it does not stop the request. A wildcard lets any page read.",
        need=has_surface("react-web", "storybook", "apps-sdk"),
        when=has_surface("react-web", "storybook", "apps-sdk"),
        eg="https://dashboard.payments.example",
    )
    security_headers: tuple[str, ...] = ask(
        "Security headers",
        "Name and value, one a line.",
        why="They switch off what a browser would otherwise permit: framing, sniffing, plain HTTP.",
        eg="X-Content-Type-Options: nosniff",
    )
    audit_events: tuple[str, ...] = ask(
        "Audit events",
        "Actions that must leave a trace, one a line; refused attempts and admin reads too.",
        why="After an incident the questions are who did what, and when; only what was recorded answers them.",
        need=True,
        eg="payout account changed, with old and new hash",
    )
    audit_integrity: str = ask(
        "Audit integrity",
        "What keeps the trail from being altered or cut short, by administrators too.",
        why="A log its suspect can edit proves nothing. A hash chain shows edits; a lost end needs a copy of its head.",
        need=True,
        eg="append-only store in another account, chained, head signed hourly",
    )
    audit_retention: str = ask(
        "Audit retention",
        "How long it is kept, and how much of it can be searched at once.",
        why="PCI DSS v4.0.1 asks for twelve months, three of them at hand; erasure rights pull the other way.",
        need=True,
        eg="13 months, the last 3 searchable, actors pseudonymous",
    )


class Compliance(Group, heading="Compliance", when=has_any_scope):
    """What the chosen scopes ask for; a checklist, not legal advice."""

    controls: tuple[Control, ...] = ask(
        "Controls",
        "What each scope asks for here. One line each, at least one per scope.",
        why="An auditor goes from control to evidence; this is that list while changing the design is still cheap.",
        need=True,
    )
    legal_review_needed: bool | None = ask(
        "Legal review",
        "Whether a lawyer or compliance officer has to read this before launch.",
        why="Which law applies, and on what basis, is a legal question; an architect's answer does not settle it.",
        need=True,
    )
    legal_reviewer: str = ask(
        "Legal reviewer",
        "A person or office.",
        why="A review without a name is scheduled by nobody.",
        when=lambda design: bool(design.access.legal_review_needed),
        depth="simple-crud",
        eg="Data protection officer",
    )
    legal_review_done: bool | None = ask(
        "Legal review done",
        why="'No' is a good answer while the design is young; the contract shows it as open.",
        when=lambda design: bool(design.access.legal_review_needed),
        depth="simple-crud",
    )
