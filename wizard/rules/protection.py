"""Rules on what guards secrets and data: where secrets lie, what is encrypted, which pages may read, what leaves a trace."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.design import Design, Path
from wizard.facts.headers import BROWSERS, headers_of, obsolete
from wizard.facts.stated import is_nothing, mentions, stated
from wizard.facts.tables import SENSITIVE, shape
from wizard.facts.words import plain, spans
from wizard.rules.rule import Said, rule
from wizard.rules.wording import short
from wizard.steps.step import has_scope

ORIGINS: Path = ("access", "cors_origins")
HEADERS: Path = ("access", "security_headers")
BY_BROWSER = frozenset(("session-cookie", "mtls"))
"""Methods whose proof a browser sends by itself."""
IN_PLAIN_SIGHT = (
    *("in the repository", "in a repository", "in our repository", "in the repo", "in git", "in the code"),
    *("in source code", "in the source code", "hard coded", "hardcoded", "in the image", "in the docker image"),
    *("in plain text", "in plaintext", "in clear text", "in cleartext", "in a wiki", "in the wiki", "spreadsheet"),
    *("committed", "checked in", "in a shared document", "in the readme"),
)
IN_A_FILE = ("env file", "env files", "dotenv", "config file", "configuration file", "properties file")
KEPT_SAFE = (
    *(
        "kubernetes",
        "docker secrets",
        "systemd",
        "secret store",
        "secrets store",
        "credential manager",
        "ssm",
        "doppler",
    ),
    *("encrypted", "sops", "sealed", "vault", "secret manager", "secrets manager", "kms", "key vault", "keychain"),
    *(
        "hsm",
        "git crypt",
        "age",
        "references",
        "names",
        "paths",
        "mounted",
        "parameter store",
        "1password",
        "bitwarden",
    ),
)
UNENCRYPTED = (
    *("plain http", "unencrypted", "cleartext", "clear text", "plaintext", "plain text", "in the clear"),
    *("no encryption", "not encrypted", "without encryption", "without tls", "no tls"),
)
ABOUT_ACCESS = (
    *("sign in", "signin", "login", "log in", "auth", "authentication", "password", "mfa", "factor", "session"),
    *("sessions", "role", "roles", "permission", "permissions", "admin", "admins", "administrator", "administrators"),
    *(
        "grant",
        "grants",
        "granted",
        "refused",
        "refusal",
        "denied",
        "access",
        "key",
        "keys",
        "token",
        "tokens",
        "account",
    ),
    *(
        "accounts",
        "credential",
        "credentials",
        "privilege",
        "privileges",
        "user",
        "users",
        "staff",
        "client",
        "clients",
    ),
)
YEAR_OF_MONTHS = 12 * 30 * 24 * 3_600_000.0
"""Twelve months of at least 30 days, in milliseconds."""


@rule(
    "cors-any-origin",
    "blocker",
    "Any page on the web may read the answers in the browser of whoever visits it.",
    "List the exact origins of your own pages.",
    "security-headers#what-does-cors-do-and-what-not",
)
def _any_origin(design: Design) -> Iterable[Said]:
    by_browser = [one for one in design.access.auth_methods if one in BY_BROWSER]
    for line in design.access.cors_origins:
        if _origin(line) != "*":
            continue
        if by_browser:
            said = f"CORS origins: * with {by_browser[0]}, so any page reads as the person who is signed in"
        else:
            said = "CORS origins: * lets every page of the web read the answers"
        yield Said(ORIGINS, said)


def _origin(line: str) -> str:
    """The origin at the beginning of a line; words after it say what it is for."""
    return (line.split() or [""])[0].strip("'\",;").lower()


@rule(
    "cors-loose-origin",
    "warning",
    "An origin that others can take or forge lets their pages read the answers.",
    "Name exact origins with https.",
    "security-headers#what-does-cors-do-and-what-not",
)
def _loose_origin(design: Design) -> Iterable[Said]:
    for line in design.access.cors_origins:
        origin = _origin(line)
        if origin == "null":
            yield Said(ORIGINS, "CORS origins: null is the origin of any sandboxed frame and local file", "blocker")
        elif origin.startswith("http://") and not _is_own_machine(origin):
            yield Said(
                ORIGINS, f"CORS origins: {short(origin)} is plain HTTP, so whoever is on the way writes the page"
            )
        elif "*" in origin and origin != "*":
            yield Said(ORIGINS, f"CORS origins: {short(origin)} lets every name under it read, forgotten ones too")


def _is_own_machine(origin: str) -> bool:
    return origin.removeprefix("http://").partition(":")[0] in ("localhost", "127.0.0.1", "[")


@rule(
    "secrets-in-plain-sight",
    "blocker",
    "A secret in a repository, file or image is read by everybody who gets a copy, and stays in its history.",
    "Keep secrets in a secret manager, and say how they reach the code and how they are replaced.",
    "compliance#which-answer-serves-several-scopes-at-once",
)
def _secrets_in_plain_sight(design: Design) -> Iterable[Said]:
    text = design.access.secrets
    whole = plain(text).strip()
    found = whole if whole in ("env", "env file", "plaintext", "plain text", "none", "config") else ""
    found = found or stated(text, *IN_PLAIN_SIGHT) or stated(text, *IN_A_FILE, *(("env",) if ".env" in text else ()))
    if found and not mentions(text, *KEPT_SAFE):
        yield Said(("access", "secrets"), f"Secret storage: {short(text)} leaves secrets readable")


@rule(
    "transit-unencrypted",
    "blocker",
    "Whoever is on the way between two hosts reads and changes what passes.",
    "Encrypt every connection, inside the network as well.",
    "compliance#which-answer-serves-several-scopes-at-once",
)
def _transit_unencrypted(design: Design) -> Iterable[Said]:
    text, where = design.access.in_transit, ("access", "in_transit")
    found = "nothing is encrypted" if is_nothing(text) or plain(text) == " http " else stated(text, *UNENCRYPTED)
    if found:
        encrypted = mentions(text, "tls", "https", "mtls", "ssl", "wireguard", "ipsec", "ssh")
        yield Said(where, f"In transit: {found}", "warning" if encrypted else None)


@rule(
    "rest-unencrypted",
    "warning",
    "A disk, a snapshot or a backup that gets away is read without any key.",
    "Say what is encrypted and who holds the keys; it is needed where something personal or secret is kept.",
    "compliance#which-answer-serves-several-scopes-at-once",
)
def _rest_unencrypted(design: Design) -> Iterable[Said]:
    text = design.access.at_rest
    found = "nothing is encrypted" if is_nothing(text) else stated(text, *UNENCRYPTED)
    if found and not mentions(text, "kms", "key", "keys", "aes"):
        held = _sensitive(design)
        said = f"At rest: {found}, and {short(held)} is sensitive" if held else f"At rest: {found}"
        yield Said(("access", "at_rest"), said, "blocker" if held else None)


def _sensitive(design: Design) -> str:
    """The first column or attribute that is marked personal, health, card or secret, as the design calls it."""
    for table in design.data.tables:
        if not shape(table).classes.isdisjoint(SENSITIVE):
            return next(f"{table.name}.{one.name}" for one in table.table_columns if one.sensitivity in SENSITIVE)
    for entity in design.domain.entities:
        for one in entity.attributes:
            if one.sensitivity in SENSITIVE:
                return f"{entity.name}.{one.name}"
    return ""


@rule(
    "sensitive-store-unencrypted",
    "blocker",
    "Secrets, card or health data lie in a store of which nobody said that it is encrypted.",
    "Say what is encrypted in that store, and who holds the key.",
    "compliance#which-answer-serves-several-scopes-at-once",
)
def _store_unencrypted(design: Design) -> Iterable[Said]:
    at_rest = design.access.at_rest
    everywhere = bool(at_rest) and not is_nothing(at_rest)
    bare = {
        one.name: one
        for one in design.data.stores
        if one.name and (is_nothing(one.encryption) or not (one.encryption or everywhere))
    }
    told: set[str] = set()
    for table in design.data.tables if bare else ():
        if table.store not in bare or table.store in told:
            continue
        held = shape(table).classes & {"health", "card", "secret"}
        if held:
            told.add(table.store)
            said = f"{short(table.store)}: no encryption is named, and {short(table.name)} holds {'/'.join(sorted(held))} data"
            yield Said(("data", "stores", bare[table.store].id, "encryption"), said)


@rule(
    "header-obsolete",
    "advice",
    "Browsers have given this header up; it protects nobody, and some of its values do harm.",
    "Remove it.",
    "security-headers#what-is-obsolete",
)
def _header_obsolete(design: Design) -> Iterable[Said]:
    for name in obsolete(headers_of(design)):
        yield Said(HEADERS, f"Security headers: {short(name)} is obsolete")


@rule(
    "transport-header-missing",
    "warning",
    "Without it a browser makes its first call in plain HTTP, where somebody on the way answers instead.",
    "Add Strict-Transport-Security with a max-age of a year or more.",
    "security-headers#which-answers-need-which-headers",
)
def _transport_missing(design: Design) -> Iterable[Said]:
    found = headers_of(design)
    if not found or not any(one in BROWSERS for one in design.scope.surfaces):
        return
    value = next((value for name, value in found if name == "strict-transport-security"), None)
    if value is None:
        yield Said(
            HEADERS, "Security headers: Strict-Transport-Security is not among them, and browsers read the answers"
        )
    elif "max-age=0" in value.lower().replace(" ", "").replace('"', "").split(";"):
        yield Said(HEADERS, "Security headers: Strict-Transport-Security with max-age=0 switches itself off")


@rule(
    "script-policy-open",
    "advice",
    "A policy that permits inline or evaluated code permits the code that an attacker writes into the page.",
    "Use nonces or hashes instead.",
    "security-headers#which-answers-need-which-headers",
)
def _script_policy_open(design: Design) -> Iterable[Said]:
    for name, value in headers_of(design):
        if name == "content-security-policy":
            for part in value.lower().split(";"):
                words = part.split()
                if words[:1] in (["script-src"], ["default-src"]) and {"'unsafe-inline'", "'unsafe-eval'", "*"} & set(
                    words
                ):
                    yield Said(HEADERS, f"Security headers: {short(part.strip())} permits scripts of anybody")


@rule(
    "audit-without-access",
    "advice",
    "After an incident the first question is who got in and who was let in; nothing on the list records that.",
    "Add sign-ins, refused attempts, and changes of roles and keys.",
    "audit-log-integrity#what-does-one-record-say",
)
def _audit_without_access(design: Design) -> Iterable[Said]:
    events = design.access.audit_events
    if events and not any(mentions(line, *ABOUT_ACCESS) for line in events):
        yield Said(("access", "audit_events"), "Audit events: none is about sign-in, roles, keys or refused access")


@rule(
    "audit-trail-too-short",
    "warning",
    "PCI DSS v4.0.1 asks for twelve months of audit trail.",
    "Keep it for twelve months at least, three of them at hand.",
    "compliance#what-does-pci-dss-v401-ask-of-a-design",
)
def _audit_too_short(design: Design) -> Iterable[Said]:
    if has_scope("pci-dss")(design):
        text = design.access.audit_retention
        found = spans(text)
        if found and max(found) < YEAR_OF_MONTHS:
            yield Said(("access", "audit_retention"), f"Audit retention: {short(text)} is less than twelve months")
