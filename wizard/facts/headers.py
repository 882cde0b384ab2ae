"""The headers of an answer as they are listed: name and value."""

from __future__ import annotations

from wizard.design import Design

OBSOLETE = ("expect-ct", "public-key-pins", "feature-policy")
BROWSERS = ("react-web", "storybook", "apps-sdk")
"""Surfaces whose pages a browser shows."""


def headers_of(design: Design) -> list[tuple[str, str]]:
    """The security headers, as name in lower case and value."""
    pairs = (line.partition(":") for line in design.access.security_headers)
    return [(name.strip().lower(), value.strip()) for name, _, value in pairs]


def obsolete(headers: list[tuple[str, str]]) -> list[str]:
    """The names of headers that browsers have given up."""
    return [name for name, value in headers if name in OBSOLETE or (name == "x-xss-protection" and value != "0")]
