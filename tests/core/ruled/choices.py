"""Designs that trip the rules on choices, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.designs import small


def _in(step: str, **values: Any) -> dict[str, Any]:
    """The small design with other answers in one step."""
    return {**small(), step: {**small()[step], **values}}


def _critical(*, critical: object, path: str = "Book a room") -> dict[str, Any]:
    (workflow,) = small()["scope"]["workflows"]
    return _in("scope", workflows=[{**workflow, "critical": critical}], critical_path=path)


def _against(*patterns: str, chosen: str | None = "clean") -> dict[str, Any]:
    given = [{"id": name, "pattern": name, "why_rejected": "too much"} for name in patterns]
    return _in("pattern", alternatives=given, pattern=chosen)


def _pages(usual: object, most: object, style: str = "cursor") -> dict[str, Any]:
    return _in("api", page_size_default=usual, page_size_max=most, paging_style=style)


TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "critical-path-not-critical": [
        (_critical(critical=False), "Book a room is the critical path and is not marked critical"),
        (_critical(critical=None), "Book a room is the critical path and is not marked critical"),
        (_critical(critical="perhaps"), "Book a room is the critical path and is not marked critical"),
    ],
    "pattern-alternative-missing": [
        (_against("hexagonal", "ddd"), "It is not said why not hybrid"),
        (_against("clean", "ddd", "hybrid", chosen="clean"), "It is not said why not hexagonal"),
        (_against("clean", "ddd", "hybrid", chosen="ddd"), "It is not said why not hexagonal"),
    ],
    "page-size-above-maximum": [
        (_pages(201, 200), "The default page of 201 is larger than the largest of 200"),
        (_pages("201", "200"), "The default page of 201 is larger than the largest of 200"),
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "critical-path-not-critical": [
        _critical(critical=True),
        _critical(critical="yes"),
        _critical(critical=False, path=""),
        _critical(critical=False, path="Another"),
    ],
    "pattern-alternative-missing": [
        _against("hexagonal", "ddd", "hybrid"),
        _against("clean", "hexagonal", "ddd", chosen="hybrid"),
        _against(chosen=None),
        _against("clean", "hexagonal", "ddd", "hybrid"),
    ],
    "page-size-above-maximum": [_pages(200, 200), _pages(1, None), _pages(None, 200), _pages(300, 200, style="none")],
}
"""Designs that come close to a rule and do not trip it."""
