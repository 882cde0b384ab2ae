"""Checklist items about the headers of an answer and the pages that may read it."""

from __future__ import annotations

import re

from wizard.checklist.access import only_with
from wizard.checklist.reading import joined, tells
from wizard.checklist.told import Told, every, met, quoted, settles, silent, unmet
from wizard.design import Design, Path
from wizard.facts.headers import BROWSERS, headers_of, obsolete

HEADERS = ("access", "security_headers")
ORIGINS = ("access", "cors_origins")
TWO_YEARS = 63_072_000
"""Seconds, as OWASP advises for Strict-Transport-Security."""
SENSITIVE = ("personal", "health", "card", "secret")
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d+)?", re.IGNORECASE)


def holds(design: Design, name: str, *parts: str, lacks: str) -> Told:
    """Whether a header of this name has all the parts in its value; unmet only if headers are listed."""
    found = headers_of(design)
    if not found:
        return silent((HEADERS, "none are listed"))
    for known, value in found:
        if known == name and all(part in value.lower() for part in parts):
            return met((HEADERS, f"{known}: {quoted(value)}"))
    return unmet((HEADERS, lacks))


@settles("headers-hsts")
def transport_is_strict(design: Design) -> Told:
    """Two years or more, with subdomains."""
    found = headers_of(design)
    if not found:
        return silent((HEADERS, "none are listed"))
    value = next((value for name, value in found if name == "strict-transport-security"), "")
    age = re.search(r"max-age=\"?(\d+)", value, re.IGNORECASE)
    if not value:
        return unmet((HEADERS, "no Strict-Transport-Security"))
    is_fine = age and int(age[1]) >= TWO_YEARS and "includesubdomains" in value.lower()
    return (met if is_fine else unmet)((HEADERS, quoted(value)))


@settles("headers-nosniff")
def no_sniffing(design: Design) -> Told:
    """The header is listed with its only value."""
    return holds(design, "x-content-type-options", "nosniff", lacks="no X-Content-Type-Options: nosniff")


@settles("headers-csp-json")
def policy_of_json(design: Design) -> Told:
    """A listed policy closes everything."""
    parts = ("default-src 'none'", "frame-ancestors 'none'")
    return holds(
        design, "content-security-policy", *parts, lacks="no policy of default-src 'none'; frame-ancestors 'none'"
    )


@settles("headers-csp-document")
def policy_of_documents(design: Design) -> Told:
    """A listed policy names the four directives; none allows inline code."""
    inline = next(
        (
            value
            for name, value in headers_of(design)
            if name.startswith("content-security") and "unsafe-inline" in value
        ),
        "",
    )
    if inline:
        return unmet((HEADERS, quoted(inline)))
    parts = ("object-src", "base-uri", "form-action", "frame-ancestors")
    return holds(design, "content-security-policy", *parts, lacks=f"no policy names {', '.join(parts)}")


@settles("headers-no-store")
def nothing_stored(design: Design) -> Told:
    """Where an entity or table holds something sensitive, no-store is listed."""
    held = [one.name for entity in design.domain.entities for one in entity.attributes if one.sensitivity in SENSITIVE]
    held += [one.name for table in design.data.tables for one in table.table_columns if one.sensitivity in SENSITIVE]
    if not held:
        return silent((("domain", "entities"), "nothing is marked personal, health, card or secret"))
    return holds(
        design, "cache-control", "no-store", lacks=f"no Cache-Control: no-store, with {joined(dict.fromkeys(held))}"
    )


@settles("headers-none-obsolete")
def none_obsolete(design: Design) -> Told:
    """No name of the list has been given up by browsers."""
    found = headers_of(design)
    if not found:
        return silent((HEADERS, "none are listed"))
    old = obsolete(found)
    return unmet((HEADERS, joined(old))) if old else met((HEADERS, f"none of {len(found)}"))


@settles("headers-sign-out-clears")
def sign_out_clears(design: Design) -> Told:
    """Where the server keeps sessions, Clear-Site-Data is listed."""
    return only_with("session-cookie", design, lambda one: holds(one, "clear-site-data", lacks="no Clear-Site-Data"))


@settles("cors-exact-origins")
def origins_exact(design: Design) -> Told:
    """Every line is scheme, host and perhaps port."""
    return every(
        design.access.cors_origins,
        "access.cors_origins",
        lambda line: _ORIGIN.fullmatch(line.strip()),
        "is no exact origin",
    )


@settles("cors-vary-origin")
def varies_by_origin(design: Design) -> Told:
    """Vary is listed with Origin."""
    told = holds(design, "vary", "origin", lacks="")
    return told if told.state == "met" else silent((HEADERS, "no Vary: Origin is listed"))


@settles("cors-none-unneeded")
def none_unneeded(design: Design) -> Told:
    """A browser surface is chosen, or headers open answers although none is."""
    chosen = [surface for surface in design.scope.surfaces if surface in BROWSERS]
    if chosen:
        return met((("scope", "surfaces"), joined(chosen)))
    opened = [f"{name}: {quoted(value)}" for name, value in headers_of(design) if name.startswith("access-control-")]
    return (
        unmet((HEADERS, joined(opened))) if opened else silent((("scope", "surfaces"), "no browser surface is chosen"))
    )


@settles("cors-no-local-production")
def no_local_origins(design: Design) -> Told:
    """No line for production is plain or local."""
    return every(
        design.access.cors_origins,
        "access.cors_origins",
        lambda line: (
            not re.search(r"http://|localhost|127\.0\.0\.1|\[::1\]", line)
            or re.search(r"\b(dev|test|local)\w* ", line + " ")
        ),
        "plain or local",
    )


@settles("cors-forgery-defence")
def forgery_defended(design: Design) -> Told:
    """Where the server keeps sessions, an answer names a token, header or origin check against forged requests."""
    return only_with("session-cookie", design, _forgery_defence)


def _forgery_defence(design: Design) -> Told:
    words = "csrf|xsrf|forged|forgery|anti forgery|double submit|sec-fetch|origin header|custom header"
    told: list[tuple[Path, str]] = [(HEADERS, line) for line in design.access.security_headers]
    told += [(("access", "token_storage", one.id, "storage"), one.storage) for one in design.access.token_storage]
    told += [(("scope", "trust_entries", one.id, "verified_by"), one.verified_by) for one in design.scope.trust_entries]
    found = next(((path, text) for path, text in told if tells(text, words)), None)
    if found is None:
        return silent((HEADERS, "no answer names a defence against forged requests"))
    return met((found[0], quoted(found[1])))
