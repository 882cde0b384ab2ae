"""The output contract: thirteen sections in fixed order, three headings, and what an out-of-scope request gets instead."""

from __future__ import annotations

SCHEMA_VERSION = 1
"""Of exported documents; a reader that knows another one has to ask."""

HEADINGS = ("When to use", "Inputs", "Outputs")
"""The level 2 headings of every document, in order; the sections stand under the last one."""

SECTIONS = (
    "SYSTEM_CONTEXT",
    "ARCHITECTURE_PATTERN",
    "DOMAIN_MODEL",
    "API_CONTRACT",
    "DATA_DESIGN",
    "AUTHN_AUTHZ",
    "RELIABILITY",
    "OBSERVABILITY",
    "PERFORMANCE",
    "INTEGRATION_SURFACES",
    "APPS_SDK_REQUIREMENTS",
    "RISK_CHECKLIST",
    "FILE_PLAN",
)
"""The level 3 headings under Outputs, in order."""

KNOWN_EXTRA = {"SLO_SLA": "RELIABILITY"}
"""Sections that other documents have, and the section of ours that says the same."""

OUT_OF_SCOPE = """\
## When to use
- This skill applies to backend architecture and API design requests. The current request is out of scope.

## Outputs
- None (out of scope).

## Inputs
- None (out of scope).
"""
"""The whole document of a request that is not about a backend, byte for byte."""


def is_out_of_scope(document: str) -> bool:
    """Whether a document is the out-of-scope answer and nothing else; line ends and outer blank lines do not matter."""
    return document.replace("\r\n", "\n").strip() == OUT_OF_SCOPE.strip()


def template_of(section: str) -> str:
    """The file name of a section's template. `KeyError` if there is no such section."""
    if section not in SECTIONS:
        raise KeyError(section)
    return f"{section.lower()}.md.j2"
