"""Designs that trip the rules on pattern, modules, alternatives and trade-offs, and designs that keep them."""

from __future__ import annotations

from typing import Any

from core.varied import first_of, varied


def _modules(depends_on: dict[str, list[str]], pattern: str = "clean") -> dict[str, Any]:
    rows = [{"name": name, "responsibility": f"keeps {name}", "depends_on": on} for name, on in depends_on.items()]
    return varied(pattern__modules=rows, pattern__pattern=pattern)


def _pattern(name: str, **fields: Any) -> dict[str, Any]:
    return varied(pattern__pattern=name, **fields)


def _against(*rows: tuple[str, str], chosen: str = "clean") -> dict[str, Any]:
    return _pattern(chosen, pattern__alternatives=[{"pattern": name, "why_rejected": why} for name, why in rows])


def _trade(**values: Any) -> dict[str, Any]:
    row = {"decision": "bookings are cached", "optimises": "performance", "gives_up": "correctness", "because": ""}
    return varied(pattern__tradeoffs=[{**row, **values}])


FILES = [{"path": "src/booking/rules.py", "purpose": "the overlap rule", "module": "booking"}]
AGGREGATE = [{"name": "Booking", "kind": "aggregate"}]
RING = {f"m{n}": [f"m{(n + 1) % 9}"] for n in range(9)}
UPHILL = "bookings are cached: gives up correctness for performance, which ranks lower"

TRIPPED: dict[str, list[tuple[dict[str, Any], str]]] = {
    "module-cycle": [
        (
            _modules({"ledger": [], "a": ["b"], "b": ["c"], "c": ["a", "ledger"]}),
            "a: depends on itself in a circle, a > b > c > a",
        ),
        (_modules({"a": ["b"], "b": ["a"]}), "a: depends on itself in a circle, a > b > a"),
        (_modules(RING), "m0: depends on itself in a circle, m0 > m1 > m2 > m3 > … > m0"),
    ],
    "module-on-itself": [(_modules({"ledger": ["ledger"]}), "ledger: depends on itself")],
    "module-catch-all": [(_modules({"Utils": []}), "Utils: a name that says nothing of what is in it")],
    "module-points-outward": [
        (
            _modules({"domain": ["http_api"], "http_api": []}),
            "domain: the inner module depends on http_api, at the edge",
        )
    ],
    "ddd-without-contexts": [(_pattern("ddd"), "Bounded contexts: the pattern is DDD, and none is listed")],
    "ddd-without-aggregates": [
        (
            _pattern("ddd", domain__entities=[{"name": "Booking", "kind": "entity"}]),
            "Entities: the pattern has DDD in it, and none is an aggregate",
        ),
        (
            _pattern("hybrid", pattern__parts=["ddd", "layered"], domain__entities=[{"name": "Booking"}]),
            "Entities: the pattern has DDD in it, and none is an aggregate",
        ),
    ],
    "hexagonal-without-outside": [
        (
            _pattern("hexagonal", scope__external_systems=[]),
            "Pattern: hexagonal, and no external system is listed",
        )
    ],
    "hexagonal-without-adapters": [
        (
            _pattern("hexagonal", file_plan__files=FILES),
            "Modules: the pattern is hexagonal, and no module or file is a port or an adapter",
        )
    ],
    "hybrid-of-one": [(_pattern("hybrid", pattern__parts=["ddd"]), "Hybrid: of ddd alone")],
    "hybrid-boundary-vague": [
        (
            _pattern("hybrid", pattern__boundary="Clean where it matters."),
            "Boundary: names none of the modules",
        )
    ],
    "alternative-is-chosen": [
        (_against(("clean", "four rings around one form")), "clean: chosen, and turned down as an alternative")
    ],
    "alternatives-same-reason": [
        (
            _against(("ddd", "One team."), ("hexagonal", "one team")),
            "hexagonal: turned down in the same words as ddd",
        )
    ],
    "alternative-generic-reason": [
        (_against(("ddd", "Too complex")), "ddd: turned down as “Too complex”, which fits any system"),
        (_against(("ddd", "overkill for us.")), "ddd: turned down as “overkill for us.”, which fits any system"),
    ],
    "tradeoff-uphill": [
        (_trade(because="it is faster"), UPHILL),
        (_trade(because="the list is marked as old and booking reads the primary"), UPHILL),
    ],
    "tradeoff-with-itself": [
        (
            _trade(gives_up="performance", because="it is faster for all of them"),
            "bookings are cached: favours performance and gives up the same",
        )
    ],
    "critical-path-untraded": [
        (
            _trade(decision="logs are sampled", gives_up="ergonomics", because="searching is cheaper"),
            "Trade-offs: none is about Book a room, the critical path",
        )
    ],
}
"""Designs that trip a rule, and what it says then."""

PASSED: dict[str, list[dict[str, Any]]] = {
    "module-cycle": [
        varied(),
        _modules({"a": ["b", "c"], "b": ["c"], "c": []}),
        _modules({"a": ["a"]}),
        _modules({f"m{n}": [f"m{n + 1}"] for n in range(2000)} | {"m2000": []}),
    ],
    "module-on-itself": [_modules({"a": ["b"], "b": ["a"]})],
    "module-catch-all": [_modules({"utilities_billing": [], "shared_calendar": []})],
    "module-points-outward": [
        _modules({"domain": ["http_api"], "http_api": []}, pattern="hybrid"),
        _modules({"domain": [], "http_api": ["domain"]}),
        _modules({"domain": ["apiary"], "apiary": []}),
    ],
    "ddd-without-contexts": [
        _pattern("ddd", domain__contexts=[{"name": "Booking"}]),
        _pattern("ddd", domain__entities=[]),
        _pattern("ddd", start__depth="simple-crud"),
    ],
    "ddd-without-aggregates": [
        _pattern("ddd", domain__entities=AGGREGATE),
        _pattern("clean", domain__entities=[{"name": "Booking", "kind": "entity"}]),
        _pattern("ddd", domain__entities=[]),
    ],
    "hexagonal-without-outside": [
        _pattern("hexagonal"),
        _pattern("clean", scope__external_systems=[]),
        _pattern("hexagonal", scope__external_systems=[], pattern__modules=[]),
    ],
    "hexagonal-without-adapters": [
        _pattern("hexagonal", file_plan__files=[{"path": "src/adapters/calendar.py", "purpose": "tells it"}]),
        _pattern("hexagonal", file_plan__files=[{"path": "src/CalendarPort.kt", "purpose": "tells it"}]),
        _pattern("hexagonal", file_plan__files=[]),
        _pattern("clean", file_plan__files=FILES),
    ],
    "hybrid-of-one": [_pattern("hybrid", pattern__parts=["ddd", "layered"]), _pattern("hybrid", pattern__parts=[])],
    "hybrid-boundary-vague": [
        _pattern("hybrid", pattern__boundary="booking is DDD, notify layered."),
        _pattern("hybrid", pattern__boundary=""),
        _pattern("hybrid", pattern__boundary="Clean where it matters.", pattern__modules=[]),
    ],
    "alternative-is-chosen": [varied(), _against(("ddd", "one small context"))],
    "alternatives-same-reason": [varied(), _against(("ddd", "one team"), ("ddd", "one team"))],
    "alternative-generic-reason": [
        _against(("ddd", "too complex for one team that also operates it")),
        _against(("ddd", "")),
    ],
    "tradeoff-uphill": [varied(), _trade(optimises="correctness", gives_up="performance"), _trade(gives_up=None)],
    "tradeoff-with-itself": [varied(), _trade(optimises=None, gives_up=None)],
    "critical-path-untraded": [varied(), first_of("scope", "workflows", name="Paint"), varied(pattern__tradeoffs=[])],
}
"""Designs that come close to a rule and do not trip it."""
