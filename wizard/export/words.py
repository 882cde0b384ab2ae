"""What a chosen option is called within a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.export.markdown import Markdown
from wizard.export.prose import phrase

WORDS: dict[str, dict[str, str]] = {
    "system": {"rest": "a REST API", "graphql": "a GraphQL API", "both": "a REST API and a GraphQL API"},
    "domain": {"ai-pipelines": "AI pipelines", "general": ""},
    "regime": {
        "soc2": "SOC 2",
        "iso27001": "ISO/IEC 27001:2022",
        "pci-dss": "PCI DSS v4.0.1",
        "hipaa": "HIPAA",
        "gdpr": "GDPR",
        "ccpa": "CCPA/CPRA",
    },
    "pattern": {
        "clean": "Clean Architecture",
        "hexagonal": "Hexagonal Architecture",
        "ddd": "Domain-Driven Design",
        "hybrid": "a hybrid",
        "layered": "plain layers",
    },
    "versioning": {
        "url": "Clients say in the path which version they mean.",
        "header": "Clients say in a request header which version they mean.",
        "media-type": "Clients say in the media type which version they mean.",
        "schema-evolution": "There is one version, which grows by additions and deprecations only.",
    },
    "errors": {
        "problem-details": "Every error is a problem detail of RFC 9457 (application/problem+json).",
        "graphql-errors": "Every error is an entry of the GraphQL errors list, with its code in extensions.",
        "own": "Errors have a format of their own.",
    },
    "paging": {
        "cursor": "Lists are paged by opaque cursors.",
        "offset": "Lists are paged by offset and limit.",
        "page": "Lists are paged by page number.",
        "none": "No list can grow, so nothing is paged.",
    },
    "persisted": {
        "only": "Only persisted queries are run.",
        "allowed": "Persisted queries are allowed, others run within the limits.",
        "none": "Every query is sent in full.",
    },
    "authn": {
        "oidc": "OpenID Connect",
        "session-cookie": "session cookies",
        "passkey": "passkeys",
        "api-key": "API keys",
        "client-credentials": "client credentials",
        "mtls": "mutual TLS",
        "signed-webhook": "signed webhooks",
        "none": "nothing: every operation is public",
    },
    "token": {
        "jwt": "a JWT that is checked locally",
        "opaque": "an opaque token that is looked up at its issuer",
        "session-id": "a session id that is looked up in the session store",
        "static-key": "a static key that is valid until it is replaced",
    },
    "authz": {
        "rbac": "Roles decide what a caller may do (RBAC).",
        "abac": "Attributes of caller, record and moment decide what a caller may do (ABAC).",
        "rebac": "Relations between caller and record decide what a caller may do (ReBAC).",
        "scopes": "The scopes of the token decide what a caller may do.",
    },
    "tenancy": {
        "none": "One organisation uses the system; there are no tenants to keep apart.",
        "pool": "Tenants share tables, with a tenant key on every row (pool).",
        "bridge": "Tenants share some parts and have others for themselves (bridge).",
        "silo": "Each tenant has a stack or database of its own (silo).",
    },
    "logs": {
        "json": "Logs are written as one JSON object a line.",
        "otlp": "Logs are written as OpenTelemetry log records.",
        "logfmt": "Logs are written as key=value pairs, one event a line.",
        "plain": "Logs are written as plain sentences.",
    },
    "mcp_transport": {
        "stdio": "Clients start the MCP server as a local process and speak over stdio.",
        "streamable-http": "Clients reach the MCP server over streamable HTTP.",
        "both": "Clients reach the MCP server over stdio and over streamable HTTP.",
    },
    "direction": {"in": "it calls us", "out": "we call it", "both": "each calls the other"},
    "surface": {
        "react-web": "a browser client in React",
        "apps-sdk": "an app inside ChatGPT",
        "mcp": "an MCP server",
        "storybook": "Storybook",
        "cli": "a command line",
        "tauri": "a Tauri desktop app",
        "cloudflare-workers": "Cloudflare Workers",
        "auth0": "Auth0",
        "ollama-cloud": "Ollama Cloud",
        "frontier-models": "frontier models",
        "typed-clients": "typed clients",
    },
}


def words(topic: str, value: str | None) -> str:
    """The words for an option; the option itself where it needs no others, nothing for nothing."""
    return WORDS[topic].get(value, value) if value else ""


def listed(topic: str, values: Iterable[str]) -> Markdown:
    """Several options within a sentence."""
    return phrase(words(topic, value) for value in values)
