"""Designs that trip the rules on where trust enters, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.varied import first_of, more_of, varied


def _proof(words: str) -> dict[str, Any]:
    return first_of("scope", "trust_entries", verified_by=words)


def _caller(**values: Any) -> dict[str, Any]:
    return more_of(
        "scope", "external_systems", {"name": "Badge reader", "direction": "in", "criticality": "soft", **values}
    )


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "trust-entry-unproved": [
        (_proof("nothing"), "POST /bookings: nothing proves who is calling"),
        (_proof("Not verified."), "POST /bookings: nothing proves who is calling"),
        (_proof("we just trust them"), "POST /bookings: nothing proves who is calling"),
    ],
    "trust-by-address": [
        (
            _proof("IP allowlist at the gateway"),
            "POST /bookings: proved by where the call comes from alone (IP allowlist at the gateway)",
        ),
        (_proof("inside the VPN"), "POST /bookings: proved by where the call comes from alone (inside the VPN)"),
    ],
    "trust-secret-in-url": [
        (
            _proof("a token in the query string"),
            "POST /bookings: the proof is part of the address (a token in the query string)",
        ),
        (_proof("secret URL per partner"), "POST /bookings: the proof is part of the address (secret URL per partner)"),
    ],
    "trust-entry-missing": [
        (_caller(), "Badge reader: it calls us, and no trust entry says what proves that"),
        (_caller(direction="both"), "Badge reader: it calls us, and no trust entry says what proves that"),
    ],
    "surface-without-trust-entry": [
        (varied(scope__surfaces=["mcp"]), "Trust entries: none is about MCP tools"),
        (varied(scope__surfaces=["apps-sdk"]), "Trust entries: none is about the app inside ChatGPT"),
    ],
    "webhook-without-trust-entry": [
        (
            varied(access__auth_methods=["oidc", "signed-webhook"]),
            "Trust entries: none is about the signed webhooks of step 6",
        )
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "trust-entry-unproved": [
        varied(),
        _proof("nothing; it is data, and goes to models that have no tools"),
        _proof("nothing proves them: text is data, bound as parameters"),
    ],
    "trust-by-address": [
        _proof("IP allowlist and a client certificate"),
        _proof("signature over the body; source addresses are not trusted"),
        _proof("never by its IP alone"),
    ],
    "trust-secret-in-url": [
        _proof("bearer token in the Authorization header"),
        _proof("API key, never in the URL"),
        _proof("signature for one object, 15 min"),
    ],
    "trust-entry-missing": [
        varied(),
        _caller(direction="out"),
        _caller(name="Directory"),
        _caller(purpose="sends bookings made at the door"),
        varied(scope__trust_entries=[], scope__external_systems=[{"name": "Badge reader", "direction": "in"}]),
    ],
    "surface-without-trust-entry": [
        varied(),
        varied(scope__surfaces=["cli", "storybook", "tauri"]),
        {
            **first_of("scope", "trust_entries", entry_point="MCP endpoint"),
            "scope": {**first_of("scope", "trust_entries", entry_point="MCP endpoint")["scope"], "surfaces": ["mcp"]},
        },
    ],
    "webhook-without-trust-entry": [
        varied(),
        {
            **varied(access__auth_methods=["signed-webhook"]),
            "scope": _proof("HMAC over the body, at most 5 min old")["scope"],
        },
    ],
}
"""Designs that come close to a rule and do not trip it."""
