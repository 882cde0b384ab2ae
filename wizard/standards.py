"""The standards a contract relies on, with the versions that were current in January 2026."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

BASELINE = "2026-01"
"""The month whose state of the standards every design is held against."""


@dataclass(frozen=True, slots=True)
class Standard:
    """One document: its name, version and date, and what a contract takes from it."""

    name: str
    version: str
    date: str
    used_for: str
    where: frozenset[str] = frozenset()
    """System types, surfaces and compliance scopes for which it counts; empty if it always does."""


def _only(*where: str) -> frozenset[str]:
    return frozenset(where)


STANDARDS: tuple[Standard, ...] = (
    Standard("HTTP Semantics", "RFC 9110", "2022-06", "methods, status codes, conditional requests"),
    Standard("OpenAPI Specification", "3.1.2", "2025-09-19", "description of the REST operations", _only("rest")),
    Standard("GraphQL", "September 2025", "2025-09-03", "schema and execution", _only("graphql")),
    Standard("GraphQL over HTTP", "Stage 2 draft", "2026-01", "media types and status codes", _only("graphql")),
    Standard("Problem Details for HTTP APIs", "RFC 9457", "2023-07", "format of errors"),
    Standard("Deprecation header field", "RFC 9745", "2025-03", "notice before a version ends", _only("rest")),
    Standard("Sunset header field", "RFC 8594", "2019-05", "date on which a version ends", _only("rest")),
    Standard("JSON", "RFC 8259", "2017-12", "bodies and examples"),
    Standard("JSON Schema", "2020-12", "2022-06", "shapes of bodies, tools and this design's data"),
    Standard("YAML", "1.2.2", "2021-10-01", "front matter and descriptions"),
    Standard("OWASP API Security Top 10", "2023", "2023-06", "coverage in RISK_CHECKLIST"),
    Standard("OWASP Top 10", "2025", "2025-12", "review of the risks"),
    Standard("OAuth 2.0 Security Best Current Practice", "RFC 9700", "2025-01", "token flows; OAuth 2.1 is a draft"),
    Standard("Trace Context", "Level 1", "2021-11", "propagation of traces"),
    Standard("OpenTelemetry semantic conventions", "1.39.0", "2026-01-12", "names of metrics and span attributes"),
    Standard(
        "Model Context Protocol", "2025-11-25", "2025-11-25", "tools for language models", _only("mcp", "apps-sdk")
    ),
    Standard("SOC 2 Trust Services Criteria", "2017, revised 2022", "2022", "compliance scope", _only("soc2")),
    Standard("ISO/IEC 27001", "2022", "2022-10", "compliance scope", _only("iso27001")),
    Standard("PCI DSS", "4.0.1", "2024-06", "compliance scope", _only("pci-dss")),
    Standard("HIPAA Security Rule", "45 CFR 164 Subpart C", "2013", "compliance scope", _only("hipaa")),
    Standard("GDPR", "Regulation (EU) 2016/679", "2016-04", "compliance scope", _only("gdpr")),
    Standard("CCPA as amended by CPRA", "Cal. Civ. Code 1798.100 ff.", "2026-01-01", "compliance scope", _only("ccpa")),
)


def standards_for(where: Collection[str]) -> tuple[Standard, ...]:
    """The standards that count for these system types, surfaces and compliance scopes."""
    return tuple(standard for standard in STANDARDS if not standard.where or standard.where.intersection(where))
