"""Rules on where trust enters: ways in that no line names, and proofs that prove nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.naming import names_someone, stems
from wizard.rules.rule import Said, rule
from wizard.rules.wording import OF_SEVERAL, claims, short
from wizard.steps.scope import TrustEntry

NOTHING = (
    r"(?i)(nothing( (proves|verifies|checks) (it|them|this))?|un(verified|checked|authenticated)|not (verified|checked|authenticated)|"
    r"no (proof|verification|authentication|check|checks)|(we )?(just |simply )?trust(ed)?( it| them)?|it is trusted)[.!]?"
)
"""The whole of an answer by which nothing is proved."""
BY_ADDRESS = (
    r"\b(source |caller'?s? )?ip\b|\bip[- ](allow-?list|white-?list|address\w*|range\w*)|\b(internal|private|company|corporate) network\b|"
    r"\bvpn\b|\bfirewall\b|\b(source |network )address(es)?\b|\ballow-?list of (ip|addresses|networks)"
)
PROOF = (
    r"\b(signature|signed|signs|sign-?ing|token|m?tls|certificate|hmac|key|password|oauth|oidc|jwt|saml|cookie|session|pgp|digest|secret|"
    r"passkey|kerberos|credential\w*|second factor|mfa|login|challenge|audience|nonce)s?\b"
)
IN_URL = (
    r"\b(secret|token|api[- ]key|key|password)\b[^.;]{0,30}\b(in|as part of|as a) (the |an? )?(url|uri|query( string| parameter)?|path|link)\b|"
    r"\b(secret|unguessable|hidden|obscure) (url|uri|path|link|address)\b|\bquery (string|parameter) (secret|token|key|password)\b"
)


@rule(
    "trust-entry-unproved",
    "blocker",
    "A claim from outside is believed, and the answer says that nothing proves it. Anyone who finds the entry is who they say.",
    "Say what proves the claim: a signature, a token with an audience, a certificate.",
    "auth0-oidc-best-practices#in-which-order-does-the-api-check-a-token",
)
def _unproved(design: Design) -> Iterable[Said]:
    for entry in design.scope.trust_entries:
        if re.fullmatch(NOTHING, entry.verified_by.strip()):
            yield _at(entry, "nothing proves who is calling")


@rule(
    "trust-by-address",
    "blocker",
    "A caller is believed for its network address alone. One host taken over inside, and every call from there is believed.",
    "Keep the address as a second barrier and add a proof that the caller carries: a token, a certificate or a signature.",
    "threat-checklist#what-does-each-of-the-api-ten-ask",
)
def _by_address(design: Design) -> Iterable[Said]:
    for entry in design.scope.trust_entries:
        said = entry.verified_by
        if claims(BY_ADDRESS, said) and not re.search(PROOF, said, re.IGNORECASE):
            yield _at(entry, f"proved by where the call comes from alone ({short(said, OF_SEVERAL)})")


@rule(
    "trust-secret-in-url",
    "blocker",
    "A secret in an address is written into logs, histories and referrers on its way. Whoever reads one of them is the caller.",
    "Move the secret into a header, or sign the request.",
    "auth0-oidc-best-practices#where-does-each-client-keep-its-tokens",
)
def _secret_in_url(design: Design) -> Iterable[Said]:
    for entry in design.scope.trust_entries:
        if claims(IN_URL, entry.verified_by):
            yield _at(entry, f"the proof is part of the address ({short(entry.verified_by)})")


def _at(entry: TrustEntry, words: str) -> Said:
    name = short(entry.entry_point or entry.who) or "An entry"
    return Said(("scope", "trust_entries", entry.id, "verified_by"), f"{name}: {words}")


@rule(
    "trust-entry-missing",
    "warning",
    "A system calls us, and no line says where it comes in and what proves that it is the one.",
    "Add a line for where it comes in, or mend its direction.",
    "threat-checklist#how-is-one-request-taken-apart",
)
def _system_without_entry(design: Design) -> Iterable[Said]:
    """A line that shares a word with the name or purpose of the system may mean it, and is taken to."""
    entries = " ".join(f"{one.entry_point} {one.who} {one.verified_by}" for one in design.scope.trust_entries)
    if not entries:
        return
    said = stems(entries)
    for system in design.scope.external_systems:
        if system.direction not in ("in", "both") or not system.name:
            continue
        if not names_someone(entries, system.name) and not stems(system.purpose) & said:
            yield Said(
                ("scope", "external_systems", system.id, "direction"),
                f"{short(system.name)}: it calls us, and no trust entry says what proves that",
            )


WAYS_IN = {
    "mcp": ("MCP tools", r"\b(mcp|tools?|assistants?|agents?|models?|chatgpt)\b"),
    "apps-sdk": ("the app inside ChatGPT", r"\b(mcp|tools?|assistants?|agents?|models?|chatgpt|apps?)\b"),
    "cli": ("the command line", r"\b(cli|command|terminal|console|script|api|rest|graphql|token|key|post|get)s?\b"),
    "tauri": ("the desktop app", r"\b(tauri|desktop|app|client|api|rest|graphql|token|session|post|get)s?\b"),
}
"""What comes in over a surface, and how a trust entry speaks of it."""


@rule(
    "surface-without-trust-entry",
    "warning",
    "A surface lets callers in, and no line says who they are and what proves it.",
    "Add a line for this surface under where trust enters.",
    "integration-surfaces#what-does-each-surface-oblige-the-backend-to",
)
def _surface_without_entry(design: Design) -> Iterable[Said]:
    entries = " ".join(f"{one.entry_point} {one.who} {one.verified_by}" for one in design.scope.trust_entries)
    if not entries:
        return
    for surface in design.scope.surfaces:
        if surface in WAYS_IN and not re.search(WAYS_IN[surface][1], entries, re.IGNORECASE):
            yield Said(("scope", "trust_entries"), f"Trust entries: none is about {WAYS_IN[surface][0]}")


@rule(
    "webhook-without-trust-entry",
    "warning",
    "Signed webhooks are accepted, and no line says from whom, and how the signature is checked.",
    "Add a line for the address that takes them, with signature, key and tolerated age.",
    "auth0-oidc-best-practices#in-which-order-does-the-api-check-a-token",
)
def _webhook_without_entry(design: Design) -> Iterable[Said]:
    entries = " ".join(f"{one.entry_point} {one.who} {one.verified_by}" for one in design.scope.trust_entries)
    if not entries or "signed-webhook" not in design.access.auth_methods:
        return
    if not re.search(r"webhook|callback|hook|event|signature|signed|signs|hmac", entries, re.IGNORECASE):
        yield Said(("scope", "trust_entries"), "Trust entries: none is about the signed webhooks of step 6")
