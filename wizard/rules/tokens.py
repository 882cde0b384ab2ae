"""Rules on tokens and cookies: how long they live, where they lie, how they end, and what Auth0 puts into them."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.design import Design, Path
from wizard.facts.headers import BROWSERS
from wizard.facts.stated import is_nothing, mentions, stated
from wizard.facts.tokens import idle_and_most, is_looked_up, none_issued
from wizard.facts.words import DAY, plain, spans
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short

LIFETIMES: Path = ("access", "auth0_refresh_lifetimes")
PUBLIC_CLIENTS = frozenset(("react-web", "apps-sdk", "tauri", "cli", "storybook"))
"""Surfaces that run where no secret can be kept."""
WEB_STORAGE = ("localstorage", "local storage", "sessionstorage", "session storage")
AGAINST_FORGERY = ("csrf", "xsrf", "samesite", "same site", "cross site", "origin", "double submit")
AT_ONCE = ("immediately", "at once", "instantly", "in real time", "right away", "without delay")


@rule(
    "access-token-lives-long",
    "warning",
    "A stolen token works until it expires, and a day is long enough to copy everything that its owner may see.",
    "Shorten it to minutes, and let a refresh token or a session carry on.",
    "auth0-oidc-best-practices#how-do-rotation-and-lifetimes-play-together",
)
def _lives_long(design: Design) -> Iterable[Said]:
    access = design.access
    if access.token_type not in ("jwt", "opaque"):
        return
    found = spans(access.access_token_lifetime)
    if found and found[0] > DAY:
        lasts = short(access.access_token_lifetime)
        yield Said(("access", "access_token_lifetime"), f"Access token lifetime: {lasts} is more than a day")


@rule(
    "refresh-token-not-rotated",
    "warning",
    "A client that can not keep a secret can not keep a refresh token either; without rotation its copy works unnoticed.",
    "Rotate refresh tokens, or bind them to the client's key.",
    "auth0-oidc-best-practices#how-do-rotation-and-lifetimes-play-together",
)
def _not_rotated(design: Design) -> Iterable[Said]:
    access = design.access
    if access.refresh_rotation is not False or none_issued(access.auth0_refresh_lifetimes):
        return
    public = [one for one in design.scope.surfaces if one in PUBLIC_CLIENTS]
    bound = any(mentions(one.storage, "dpop", "bound", "mtls", "mutual tls") for one in access.token_storage)
    if public and not bound and "mtls" not in access.auth_methods:
        yield Said(("access", "refresh_rotation"), f"Refresh token rotation: no, and {public[0]} can keep no secret")


@rule(
    "token-in-web-storage",
    "warning",
    "Every script of the page can read that storage, and so can one that an attacker got into it.",
    "Keep tokens on a server, with a session cookie for the browser, or in memory alone.",
    "auth0-oidc-best-practices#where-does-each-client-keep-its-tokens",
)
def _in_web_storage(design: Design) -> Iterable[Said]:
    is_hard = not {"auth0", "react-web"}.isdisjoint(design.scope.surfaces)
    for one in design.access.token_storage:
        if found := stated(one.storage, *WEB_STORAGE):
            where = "session storage" if found.startswith("session") else "local storage"
            yield Said(
                ("access", "token_storage", one.id, "storage"),
                f"{short(one.client) or 'Token storage'}: {where} can be read by every script of the page",
                "blocker" if is_hard else None,
            )


@rule(
    "token-type-without-method",
    "warning",
    "Most calls are said to carry a key that lasts, and no method hands one out.",
    "Choose the token that these methods issue, or add the method that issues keys.",
    "auth0-oidc-best-practices#where-does-each-client-keep-its-tokens",
)
def _type_without_method(design: Design) -> Iterable[Said]:
    methods = design.access.auth_methods
    if design.access.token_type == "static-key" and methods and "api-key" not in methods:  # noqa: S105  (a kind)
        yield Said(("access", "token_type"), f"Token type: a static key, and none comes with {', '.join(methods)}")


@rule(
    "cookie-without-forgery-guard",
    "warning",
    "A browser sends the cookie with requests that another site makes, so that site acts as the person.",
    "Say what keeps other sites out: SameSite, a token against forgery, or a check of Origin.",
    "security-headers#how-does-it-look-with-a-cookie",
)
def _cookie_without_guard(design: Design) -> Iterable[Said]:
    access = design.access
    shown = [one for one in design.scope.surfaces if one in BROWSERS]
    if "session-cookie" not in access.auth_methods or not shown:
        return
    texts = [one.storage for one in access.token_storage]
    texts += [one.verified_by for one in design.scope.trust_entries]
    texts += [f"{one.covered_by} {one.why_not}" for one in design.risks.owasp_coverage]
    texts += [f"{one.failure} {one.mitigation}" for one in design.risks.failure_modes]
    texts += [f"{one.title} {one.mitigation}" for one in design.risks.risks]
    texts += [access.object_rules, access.revocation, access.admin_access, *access.security_headers]
    if not any(mentions(text, *AGAINST_FORGERY) for text in texts):
        yield Said(
            ("access", "auth_methods"), f"Methods: a session cookie with {shown[0]}, and nothing stops forged requests"
        )


@rule(
    "revocation-faster-than-token",
    "warning",
    "A token that is checked locally is believed until it expires; nothing that was said takes it back sooner.",
    "Say what each call looks up, or name the lifetime as the time until access ends.",
    "auth0-oidc-best-practices#how-do-rotation-and-lifetimes-play-together",
)
def _faster_than_token(design: Design) -> Iterable[Said]:
    text = design.access.revocation
    if design.access.token_type != "jwt" or not stated(text, *AT_ONCE):  # noqa: S105  (a kind of token)
        return
    asks = (
        "check",
        "checks",
        "checked",
        "lookup",
        "look up",
        "looks up",
        "session",
        "sessions",
        "refresh",
        "blacklist",
    )
    if not spans(text) and not is_looked_up(text) and not mentions(text, *asks, "revocation list", "introspection"):
        yield Said(("access", "revocation"), f"Revocation: {short(text)}, while a JWT is believed until it expires")


@rule(
    "auth0-without-pkce",
    "blocker",
    "Without PKCE a code that is intercepted can be exchanged by whoever has it.",
    "Use PKCE with S256 in every code flow.",
    "auth0-oidc-best-practices#what-does-pkce-look-like",
)
def _without_pkce(design: Design) -> Iterable[Said]:
    if design.access.auth0_pkce is False:
        yield Said(("access", "auth0_pkce"), "PKCE everywhere: no, so an intercepted code is worth a token")


@rule(
    "auth0-lifetimes-contradict",
    "warning",
    "Two answers about refresh tokens can not both be true.",
    "Make the lifetimes agree with each other and with rotation.",
    "auth0-oidc-best-practices#how-do-rotation-and-lifetimes-play-together",
)
def _lifetimes_contradict(design: Design) -> Iterable[Said]:
    access = design.access
    text = access.auth0_refresh_lifetimes
    if none_issued(text):
        if access.refresh_rotation:
            yield Said(LIFETIMES, "Refresh token lifetimes: none are issued, and rotation is answered yes")
        return
    idle, most = idle_and_most(text)
    if idle is not None and most is not None and idle > most:
        yield Said(LIFETIMES, f"Refresh token lifetimes: idle is longer than the maximum in {short(text)}")
    lives = spans(access.access_token_lifetime)
    if most is not None and lives and lives[0] > most:
        yield Said(
            LIFETIMES, f"Refresh token lifetimes: the access token lives longer, {short(access.access_token_lifetime)}"
        )


@rule(
    "auth0-audience-of-auth0",
    "warning",
    "A token for an audience of Auth0 itself is meant for its own interfaces, not for this API.",
    "Register this API, and use the identifier that it gets.",
    "auth0-oidc-best-practices#what-is-particular-to-auth0",
)
def _audience_of_auth0(design: Design) -> Iterable[Said]:
    audience = design.access.auth0_audience.lower()
    if "auth0.com" in audience:
        yield Said(("access", "auth0_audience"), f"Audience: {short(audience)} is Auth0 itself, not this API")


@rule(
    "auth0-organizations-without-tenants",
    "warning",
    "Organizations keep customers apart in the token, and the design says that there are none to keep apart, or never looks.",
    "Choose a tenancy model, or check the organization of each token, or leave organizations out.",
    "tenancy#where-does-the-tenant-of-a-call-come-from",
)
def _organizations_without_tenants(design: Design) -> Iterable[Said]:
    access, said = design.access, design.scope.auth0_organizations
    if not said or is_nothing(said) or plain(said).startswith((" no ", " none ", " not ", " unused ")):
        return
    where = ("scope", "auth0_organizations")
    if access.tenancy_model == "none":
        yield Said(where, "Organizations: they are used, and the tenancy model is none")
    elif access.tenancy_model and access.auth0_token_checks:
        texts = (*access.auth0_token_checks, access.tenant_id_source, said)
        if not any(mentions(text, "org id", "organization", "organisation", "org", "tenant") for text in texts):
            yield Said(where, "Organizations: they are used, and no token check looks at them")
