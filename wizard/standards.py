"""The standards that contracts rely on, or may name: the edition that was current in January 2026, its date, and what came later."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, NamedTuple

BASELINE = "2026-01"
"""The month whose state of the standards every design is held against."""
READ = "2026-11-22"
"""The day on which it was last looked up what came later."""

Precision = Literal["year", "month", "day", ""]


class Edition(NamedTuple):
    """A version and its date; both are empty where there is none."""

    version: str = ""
    date: str = ""

    def __str__(self) -> str:
        return f"{self.version} ({self.date})" if self.date not in ("", self.version) else self.version


NONE_NEWER = Edition()


@dataclass(frozen=True, slots=True)
class Standard:
    """One document: its name, version, date and standing at the baseline, and what a contract takes from it."""

    name: str
    version: str
    date: str
    """ISO 8601, as precise as it is known: year, month or day; empty where only the version is."""
    status: str
    used_for: str
    section: str
    """The section of the contract that leans on it most."""
    where: frozenset[str] = frozenset()
    """System types, surfaces and compliance scopes for which it counts; empty if it always does."""
    newer: Edition = NONE_NEWER
    """An edition that is known and is not the baseline's: published later, or not yet read by most tools."""
    is_checked: bool = True
    """Whether version and date were read at a source; the others have to be confirmed before they are cited."""
    is_by_choice: bool = False
    """Whether only those designs rely on it that say so; contracts do not list it of themselves."""

    @property
    def precision(self) -> Precision:
        """How precise its date is."""
        by_parts: tuple[Precision, ...] = ("year", "month", "day")
        return by_parts[self.date.count("-")] if self.date else ""

    @property
    def standing(self) -> str:
        """Its status, and what of it was not checked."""
        unread = "date not checked" if self.date else "not checked"
        return self.status if self.is_checked else f"{self.status}; {unread}"


def _only(*where: str) -> frozenset[str]:
    return frozenset(where)


OUT = "published"
"""The status of what is final and has nothing else to be said about it."""
_BROWSER = _only("react-web", "storybook", "apps-sdk")
_SIGN_IN = _only("react-web", "apps-sdk", "mcp", "tauri", "auth0")
_MODELS = _only("mcp", "apps-sdk", "frontier-models", "ollama-cloud")
_TOOLS = _only("mcp", "apps-sdk")
_REST = _only("rest")
_GRAPHQL = _only("graphql")

# One row of data each; broken into a line for every value they could not be compared.
# fmt: off
STANDARDS: tuple[Standard, ...] = (
    Standard("HTTP Semantics", "RFC 9110", "2022-06", "Internet Standard (STD 97)",
        "methods, status codes, conditional requests", "API_CONTRACT", is_checked=False),
    Standard("HTTP Caching", "RFC 9111", "", "Internet Standard (STD 98)", "who may keep an answer, and how long", "API_CONTRACT", _REST),
    Standard("Additional HTTP Status Codes", "RFC 6585", "", OUT, "428, 429 and 431", "API_CONTRACT", _REST),
    Standard("PATCH method", "RFC 5789", "", OUT, "partial updates", "API_CONTRACT", is_checked=False, is_by_choice=True),
    Standard("JSON Merge Patch", "RFC 7396", "", OUT, "bodies of PATCH", "API_CONTRACT", is_checked=False, is_by_choice=True),
    Standard("JSON Patch", "RFC 6902", "", OUT, "bodies of PATCH", "API_CONTRACT", is_checked=False, is_by_choice=True),
    Standard("QUERY method", "draft-ietf-httpbis-safe-method-w-body-14", "2025-11-18", "Internet-Draft -14",
        "safe requests with a body", "API_CONTRACT", newer=Edition("RFC 10008", "2026-06"), is_by_choice=True),
    Standard("Problem Details for HTTP APIs", "RFC 9457", "2023-07", "published, obsoletes RFC 7807",
        "format of errors", "API_CONTRACT", is_checked=False),
    Standard("Web Linking", "RFC 8288", "2017-10", OUT, "links between pages of a list", "API_CONTRACT", is_by_choice=True),
    Standard("Deprecation header field", "RFC 9745", "2025-03", OUT,
        "notice before a version ends", "API_CONTRACT", _REST, is_checked=False),
    Standard("Sunset header field", "RFC 8594", "2019-05", "published, informational",
        "date on which a version ends", "API_CONTRACT", _REST, is_checked=False),
    Standard("Idempotency-Key header field", "draft-ietf-httpapi-idempotency-key-header-07", "2025-10-15",
        "Internet-Draft -07; expired 2026-04-18, no RFC", "repeats of unsafe requests", "RELIABILITY", _REST),
    Standard("RateLimit header fields", "draft-ietf-httpapi-ratelimit-headers-10", "2025-09-27", "Internet-Draft -10",
        "how a client learns of its limit", "API_CONTRACT", _REST, newer=Edition("draft -11", "2026-05-23")),
    Standard("CORS (Fetch)", "living standard", "", "living standard, as read 2026-07-02",
        "which web pages may call", "AUTHN_AUTHZ", _BROWSER),
    Standard("JSON", "RFC 8259", "2017-12", "Internet Standard (STD 90)", "bodies and examples", "API_CONTRACT", is_checked=False),
    Standard("I-JSON", "RFC 7493", "", OUT, "JSON that every parser reads alike", "API_CONTRACT", is_checked=False, is_by_choice=True),
    Standard("JSON Canonicalization Scheme", "RFC 8785", "", OUT,
        "digests of JSON, as in a hash chain", "OBSERVABILITY", is_checked=False, is_by_choice=True),
    Standard("JSON Schema", "2020-12", "2020-12", "newest released dialect; the next is in progress",
        "shapes of bodies, tools and this design's data", "API_CONTRACT"),
    Standard("YAML", "1.2.2", "2021-10-01", "published, nothing normative changed since 1.2", "front matter and descriptions", "API_CONTRACT"),
    Standard("Media type application/yaml", "RFC 9512", "", OUT, "type of descriptions in YAML", "API_CONTRACT", is_by_choice=True),
    Standard("OpenAPI Specification", "3.1.2", "2025-09-19", "published, newest of the 3.1 line",
        "description of the REST operations", "API_CONTRACT", _REST, newer=Edition("3.2.0", "2025-09-19")),
    Standard("Arazzo Specification", "1.0.1", "2025-01-16", OUT,
        "workflows over several calls", "API_CONTRACT", newer=Edition("1.1.0", "2026-05-17"), is_by_choice=True),
    Standard("Overlay Specification", "1.0.0", "2024-10", OUT,
        "patches to an OpenAPI description", "API_CONTRACT", is_checked=False, is_by_choice=True),
    Standard("AsyncAPI", "3.0.0", "2023-12-05", OUT,
        "description of messages", "API_CONTRACT", newer=Edition("3.1.0", "2026-01-31"), is_by_choice=True),
    Standard("CloudEvents", "1.0.2", "", OUT, "envelope of events", "API_CONTRACT", is_checked=False, is_by_choice=True),
    Standard("GraphQL", "September 2025", "2025-09-03", "published, no newer edition by 2026-04",
        "schema and execution", "API_CONTRACT", _GRAPHQL),
    Standard("GraphQL over HTTP", "Stage 2 draft", "2026-01", "draft; its status codes changed later",
        "media types and status codes", "API_CONTRACT", _GRAPHQL, newer=Edition("editor's draft", "2026-08-06")),
    Standard("Relay Cursor Connections", "no version", "", OUT, "paging of GraphQL lists", "API_CONTRACT", _GRAPHQL),
    Standard("Command Line Interface Guidelines", "no version", "", "as read 2026-05-15",
        "output, exit codes and flags", "INTEGRATION_SURFACES", _only("cli")),

    Standard("OWASP API Security Top 10", "2023", "2023", "published, newest edition", "coverage in RISK_CHECKLIST", "RISK_CHECKLIST"),
    Standard("OWASP Top 10", "2025", "2025-12", "final since 2025-12-24", "review of the risks", "RISK_CHECKLIST"),
    Standard("OWASP ASVS", "5.0.0", "2025-05-30", "published; 5.0.1 is planned",
        "requirements that can be tested", "RISK_CHECKLIST", is_by_choice=True),
    Standard("OWASP Top 10 for LLM Applications", "2025", "2025", OUT, "risks of language models", "RISK_CHECKLIST", _MODELS),
    Standard("OWASP Top 10 for Agentic Applications", "2026", "2025-12-09", OUT,
        "risks of agents that call tools", "RISK_CHECKLIST", _TOOLS),
    Standard("OWASP MCP Top 10", "0.1", "", "beta as of 2026-04", "risks of MCP servers", "RISK_CHECKLIST", _only("mcp")),

    Standard("OAuth 2.0", "RFC 6749", "2012", "published, updated by RFC 9700",
        "grants and endpoints", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("OAuth 2.0 bearer tokens", "RFC 6750", "2012", "published, updated by RFC 9700",
        "how a token is sent", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("OAuth 2.0 Security Best Current Practice", "RFC 9700", "2025-01", "Best Current Practice (BCP 240)",
        "token flows; OAuth 2.1 is a draft", "AUTHN_AUTHZ"),
    Standard("OAuth 2.1", "draft-ietf-oauth-v2-1-14", "2025-10-19", "Internet-Draft -14, no RFC",
        "one text for what OAuth 2.0 and its updates say", "AUTHN_AUTHZ", _TOOLS, newer=Edition("draft -15", "2026-03-02")),
    Standard("OAuth 2.0 for Browser-Based Apps", "Internet-Draft", "", "in the RFC Editor's queue",
        "where a web client keeps tokens", "AUTHN_AUTHZ", _only("react-web", "auth0"), newer=Edition("RFC 10017 (BCP 212)", "2026-08")),
    Standard("PKCE", "RFC 7636", "2015", OUT, "proof that the code came to the client that asked", "AUTHN_AUTHZ", _SIGN_IN, is_checked=False),
    Standard("OAuth 2.0 for Native Apps", "RFC 8252", "2017", "Best Current Practice (BCP 212)",
        "sign-in through the system's browser", "AUTHN_AUTHZ", _only("tauri", "cli"), is_checked=False),
    Standard("Pushed Authorization Requests", "RFC 9126", "2021", OUT,
        "authorization requests out of the browser's sight", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("JWT-Secured Authorization Request", "RFC 9101", "2021", OUT,
        "signed authorization requests", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("Rich Authorization Requests", "RFC 9396", "2023", OUT,
        "consent finer than a scope", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("DPoP", "RFC 9449", "2023", OUT, "tokens bound to a client's key", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("OAuth 2.0 mutual TLS", "RFC 8705", "2020", OUT, "tokens bound to a certificate", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("OAuth 2.0 Token Exchange", "RFC 8693", "2020", OUT,
        "calls on behalf of a caller", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("Authorization Server Metadata", "RFC 8414", "2018", OUT,
        "where clients find endpoints", "AUTHN_AUTHZ", _TOOLS, is_checked=False),
    Standard("Protected Resource Metadata", "RFC 9728", "2025-04", OUT, "which issuer an API trusts", "AUTHN_AUTHZ", _TOOLS),
    Standard("Resource Indicators", "RFC 8707", "2020", OUT, "tokens for one audience", "AUTHN_AUTHZ", _TOOLS, is_checked=False),
    Standard("JWT profile for access tokens", "RFC 9068", "2021", OUT,
        "claims of an access token", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("JWT Best Current Practices", "RFC 8725", "2020", "Best Current Practice (BCP 225)",
        "checks of a JWT", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("Token Revocation", "RFC 7009", "", OUT, "ending a token early", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("Token Introspection", "RFC 7662", "", OUT, "looking up an opaque token", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("Authorization Server Issuer Identification", "RFC 9207", "", OUT,
        "defence against mixed-up issuers", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("Device Authorization Grant", "RFC 8628", "", OUT,
        "sign-in where there is no browser", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("OpenID Connect Core", "1.0", "", OUT, "who signed in", "AUTHN_AUTHZ", _only("auth0"), is_checked=False),
    Standard("OpenID Connect Discovery", "1.0", "", OUT,
        "where clients find endpoints and keys", "AUTHN_AUTHZ", _only("auth0"), is_checked=False),
    Standard("FAPI Security Profile", "2.0", "2025-02", "final",
        "token flows where much is at stake", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),
    Standard("Cookies", "RFC 6265", "", "in force; its successor (draft -22, 2025-12-01) is in the RFC Editor's queue",
        "session cookies", "AUTHN_AUTHZ", _only("react-web")),
    Standard("NIST Digital Identity Guidelines", "SP 800-63B-4", "2025", "final",
        "rules for passwords", "AUTHN_AUTHZ", is_checked=False, is_by_choice=True),

    Standard("SOC 2 Trust Services Criteria", "2017, revised 2022", "2022", "in use; points of focus revised 2022",
        "compliance scope", "AUTHN_AUTHZ", _only("soc2")),
    Standard("ISO/IEC 27001", "2022", "2022", OUT, "compliance scope", "AUTHN_AUTHZ", _only("iso27001")),
    Standard("PCI DSS", "4.0.1", "2024-06", "the only active version", "compliance scope", "AUTHN_AUTHZ", _only("pci-dss")),
    Standard("HIPAA Security Rule", "45 CFR 164 Subpart C", "2013", "in force; the change of 2025-01-06 is only proposed",
        "compliance scope", "AUTHN_AUTHZ", _only("hipaa")),
    Standard("GDPR", "Regulation (EU) 2016/679", "2016", "in force; the change of 2025-11-19 is only proposed",
        "compliance scope", "AUTHN_AUTHZ", _only("gdpr")),
    Standard("CCPA as amended by CPRA", "Cal. Civ. Code 1798.100 ff.", "2026-01-01", "in force; regulations of 2025-09-23",
        "compliance scope", "AUTHN_AUTHZ", _only("ccpa")),

    Standard("Trace Context", "Level 1", "", "W3C Recommendation; Level 2 is in development", "propagation of traces", "OBSERVABILITY"),
    Standard("OpenTelemetry specification", "1.53.0", "2026-01-09", OUT,
        "signals and how they are exported", "OBSERVABILITY", newer=Edition("1.60.0", "2026-08-07"), is_by_choice=True),
    Standard("OpenTelemetry semantic conventions", "1.39.0", "2026-01-12", "published; HTTP and database spans are stable",
        "names of metrics and span attributes", "OBSERVABILITY", newer=Edition("1.44.0", "2026-08-04")),
    Standard("UUID, version 7 included", "RFC 9562", "2024-05", "published, obsoletes RFC 4122",
        "identifiers that sort by time", "DATA_DESIGN", is_checked=False, is_by_choice=True),

    Standard("Model Context Protocol", "2025-11-25", "2025-11-25", "published; its next revision breaks clients",
        "tools for language models", "INTEGRATION_SURFACES", _TOOLS, newer=Edition("2026-07-28", "2026-07-28")),
    Standard("MCP Apps", "official extension", "2026-01-26", OUT,
        "screens of an app inside a model's client", "APPS_SDK_REQUIREMENTS", _only("apps-sdk")),
    Standard("OpenFeature", "0.8.0", "2024-03-11", "published, below 1.0",
        "how code asks for a flag", "RELIABILITY", newer=Edition("0.9.0", "2026-07-24"), is_by_choice=True),
    Standard("Pact specification", "4", "", OUT, "contracts between consumer and provider", "FILE_PLAN", is_checked=False, is_by_choice=True),
)
# fmt: on


def standards_for(where: Collection[str]) -> tuple[Standard, ...]:
    """The standards that count for these system types, surfaces and compliance scopes, without those that are by choice."""
    counting = (standard for standard in STANDARDS if not standard.is_by_choice)
    return tuple(standard for standard in counting if not standard.where or standard.where.intersection(where))
