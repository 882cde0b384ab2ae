"""What the answers of steps 1 to 3, 5 and 9 tell about checklist items: each met once, not met once, and once left open."""

import pytest
from core.told_rows import Row, State, row, states_without_row, told

from wizard.facts.circles import in_circles

MODULES = ("context", "pattern", "domain")
READ = "whether it is so stands in prose, which only a person can judge"
VACUOUS = "the answers prove it only where there is nothing that could break it; else a person reads"
NEVER: dict[str, dict[State, str]] = {
    "pattern-hybrid-crossing-named": {"unmet": VACUOUS},
    "pattern-one-way-out": {"unmet": "a system may be meant by other words than its name"},
    "pattern-first-time-contained": {"unmet": VACUOUS},
    "pattern-context-owns-data": {"unmet": VACUOUS},
}
"""States that no design can bring about, and why."""

EMPLOYEE = {"name": "Employee"}
BOOK = {"name": "Book a room", "actor": "Employee"}
PATH = {**BOOK, "critical": True, "steps": ["check", "store"], "failure_mode": "no answer", "fallback": "front desk"}
CALENDAR = {"name": "Calendar", "direction": "both", "criticality": "soft", "data_class": "personal"}
PROOF = {"entry_point": "POST /calendar-events", "who": "the calendar", "verified_by": "signature"}
DRIVERS = dict.fromkeys(
    ("external_systems_count", "rule_complexity", "bounded_contexts", "team_count", "swapability",
     "framework_independence", "lifespan", "team_experience"), "medium",
)  # fmt: skip
OTHERS = [{"pattern": "hexagonal"}, {"pattern": "ddd"}, {"pattern": "hybrid"}]
TWO = [{"name": "booking"}, {"name": "notify", "depends_on": ["booking"]}]
DOWNHILL = {"decision": "told later", "optimises": "reliability", "gives_up": "ergonomics"}
UPHILL = {"decision": "cached rights", "optimises": "performance", "gives_up": "security"}
BOOKING = {"name": "Booking", "context": "Rooms"}
NO_OVERLAP = {
    "statement": "no overlap",
    "entity": "Booking",
    "enforced_by": "constraint",
    "on_violation": "409 room_taken",
}
NIGHTLY = {"statement": "sums agree", "enforced_by": "process", "on_violation": "found by the nightly run"}
HELD = {
    "entity": "Booking",
    "states": ["held", "ended"],
    "transitions": [{"source": "held", "target": "ended", "on": "noon"}],
}
TAKEN = {"error_codes": [{"code": "room_taken"}]}
TWO_CONTEXTS = [{"name": "Rooms", "owner": "Facilities"}, {"name": "People", "owner": "Staff"}]


def attributed(**attribute: object) -> dict[str, object]:
    """A model of one entity with one attribute."""
    return {"entities": [{**BOOKING, "attributes": [attribute]}]}


ROWS = [
    row("domain-users-act", "met", "Employee", scope={"users": [EMPLOYEE], "workflows": [BOOK]}),
    row("domain-users-act", "unmet", "actor of no workflow", scope={"users": [{"name": "Guest"}], "workflows": [BOOK]}),
    row("domain-users-act", "silent", "none", scope={"users": [EMPLOYEE]}),
    row("domain-critical-path-complete", "met", "2 steps", scope={"workflows": [PATH], "critical_path": "Book a room"}),
    row("domain-critical-path-complete", "unmet", "no fallback", scope={"workflows": [{**PATH, "fallback": ""}], "critical_path": "Book a room"}),
    row("domain-critical-path-complete", "unmet", "no workflow of the list", scope={"workflows": [PATH], "critical_path": "Cancel"}),
    row("domain-critical-path-complete", "silent", "not answered", scope={"workflows": [PATH]}),
    row("domain-trust-per-inbound", "met", "Calendar", scope={"external_systems": [CALENDAR], "trust_entries": [PROOF]}),
    row("domain-trust-per-inbound", "met", "none of them calls us", scope={"external_systems": [{**CALENDAR, "direction": "out"}]}),
    row("domain-trust-per-inbound", "unmet", "no trust entry names it", scope={"external_systems": [{**CALENDAR, "name": "Payroll"}], "trust_entries": [PROOF]}),
    row("domain-trust-per-inbound", "silent", "whole name", scope={"external_systems": [{**CALENDAR, "name": "Calendar hub"}], "trust_entries": [PROOF]}),
    row("domain-trust-per-inbound", "silent", "not said", scope={"external_systems": [{"name": "Payroll"}], "trust_entries": [PROOF]}),
    row("domain-trust-per-inbound", "silent", "none", scope={"external_systems": [CALENDAR]}),
    row("domain-external-classified", "met", "Calendar", scope={"external_systems": [CALENDAR]}),
    row("domain-external-classified", "unmet", "no data class", scope={"external_systems": [{**CALENDAR, "data_class": None}]}),
    row("domain-external-classified", "silent", "none"),
    row("domain-assumption-refutable", "met", "each says", scope={"assumptions": [{"text": "one zone", "risk_if_wrong": "shift", "how_detected": "complaint"}]}),
    row("domain-assumption-refutable", "unmet", "how one would notice", scope={"assumptions": [{"text": "one zone", "risk_if_wrong": "shift"}]}),
    row("domain-assumption-refutable", "silent", "none"),
    row("pattern-drivers-weighed", "met", "all 8", pattern=DRIVERS),
    row("pattern-drivers-weighed", "met", "all 5", start={"depth": "simple-crud"}, pattern={k: v for k, v in DRIVERS.items() if k not in ("team_count", "lifespan", "team_experience")}),
    row("pattern-drivers-weighed", "unmet", "Lifespan: no level", pattern={**DRIVERS, "lifespan": None}),
    row("pattern-drivers-weighed", "silent", "no driver"),
    row("pattern-rationale-names-drivers", "met", "Rule complexity: high", pattern={"pattern": "clean", "rule_complexity": "high", "rationale": "The rules need tests."}),
    row("pattern-rationale-names-drivers", "unmet", "argues for clean", pattern={"pattern": "clean", "rule_complexity": "none", "rationale": "The rules need tests."}),
    row("pattern-rationale-names-drivers", "silent", "own word", pattern={"pattern": "clean", "rule_complexity": "high", "rationale": "We like it."}),
    row("pattern-rationale-names-drivers", "silent", "not answered", pattern={"rationale": "We like it."}),
    row("pattern-alternatives-complete", "met", "hexagonal, ddd, hybrid", pattern={"pattern": "clean", "alternatives": OTHERS}),
    row("pattern-alternatives-complete", "unmet", "hybrid", pattern={"pattern": "clean", "alternatives": OTHERS[:2]}),
    row("pattern-alternatives-complete", "silent", "not answered", pattern={"alternatives": OTHERS}),
    row("pattern-hybrid-covers-modules", "met", "every module", pattern={"pattern": "hybrid", "boundary": "Booking is DDD, notify layered.", "modules": TWO}),
    row("pattern-hybrid-covers-modules", "met", "nothing is combined", pattern={"pattern": "ddd"}),
    row("pattern-hybrid-covers-modules", "unmet", "notify", pattern={"pattern": "hybrid", "boundary": "Booking is DDD.", "modules": TWO}),
    row("pattern-hybrid-covers-modules", "silent", "not answered", pattern={"pattern": "hybrid", "modules": TWO}),
    row("pattern-hybrid-crossing-named", "met", "nothing is combined", pattern={"pattern": "ddd"}),
    row("pattern-hybrid-crossing-named", "silent", "person", pattern={"pattern": "hybrid", "boundary": "Booking is DDD."}),
    row("pattern-modules-acyclic", "met", "2 modules", pattern={"modules": TWO}),
    row("pattern-modules-acyclic", "unmet", "depends on notify", pattern={"modules": [{"name": "booking", "depends_on": ["notify"]}, TWO[1]]}),
    row("pattern-modules-acyclic", "silent", "none"),
    row("pattern-one-way-out", "met", "one module", scope={"external_systems": [CALENDAR]}, pattern={"modules": [{"name": "notify", "responsibility": "tells the calendar"}]}),
    row("pattern-one-way-out", "silent", "exactly one", scope={"external_systems": [CALENDAR]}, pattern={"modules": TWO}),
    row("pattern-first-time-contained", "met", "medium", pattern=DRIVERS),
    row("pattern-first-time-contained", "silent", "person", pattern={"team_experience": "none"}),
    row("pattern-first-time-contained", "silent", "not answered"),
    row("pattern-tradeoff-uphill-justified", "met", "none gives up", pattern={"tradeoffs": [DOWNHILL]}),
    row("pattern-tradeoff-uphill-justified", "unmet", "no reason", pattern={"tradeoffs": [DOWNHILL, UPHILL]}),
    row("pattern-tradeoff-uphill-justified", "silent", "limits the damage", pattern={"tradeoffs": [{**UPHILL, "because": "60 s at most"}]}),
    row("pattern-tradeoff-uphill-justified", "silent", "none"),
    row("pattern-tradeoff-reopens", "met", "a number", pattern={"tradeoffs": [{**DOWNHILL, "revisit_when": "two calendars fail in a week"}]}),
    row("pattern-tradeoff-reopens", "unmet", "nothing would", pattern={"tradeoffs": [DOWNHILL]}),
    row("pattern-tradeoff-reopens", "unmet", "no number", pattern={"tradeoffs": [{**DOWNHILL, "revisit_when": "people complain"}]}),
    row("pattern-tradeoff-reopens", "silent", "none"),
    row("pattern-context-owns-data", "met", "only context", domain={"contexts": TWO_CONTEXTS[:1]}),
    row("pattern-context-owns-data", "silent", "no answer", domain={"contexts": TWO_CONTEXTS}),
    row("domain-constraints-become-invariants", "met", "No overlap.", scope={"integrity_constraints": ["No overlap."]}, domain={"invariants": [NO_OVERLAP]}),
    row("domain-constraints-become-invariants", "unmet", "no entity", scope={"integrity_constraints": ["No overlap"]}, domain={"invariants": [{**NO_OVERLAP, "entity": ""}]}),
    row("domain-constraints-become-invariants", "silent", "same words", scope={"integrity_constraints": ["Never two"]}, domain={"invariants": [NO_OVERLAP]}),
    row("domain-constraints-become-invariants", "silent", "none", scope={"integrity_constraints": ["Never two"]}),
    row("domain-invariant-violation-answered", "met", "error code", domain={"invariants": [NO_OVERLAP]}, api=TAKEN),
    row("domain-invariant-violation-answered", "met", "told", domain={"invariants": [{**NO_OVERLAP, "on_violation": "pages on-call"}]}),
    row("domain-invariant-violation-answered", "unmet", "says not", domain={"invariants": [{"statement": "no overlap"}]}),
    row("domain-invariant-violation-answered", "silent", "no error code", domain={"invariants": [NO_OVERLAP]}),
    row("domain-detection-timed", "met", "a time", domain={"invariants": [NIGHTLY, NO_OVERLAP]}),
    row("domain-detection-timed", "met", "none is kept", domain={"invariants": [NO_OVERLAP]}),
    row("domain-detection-timed", "unmet", "kept by process", domain={"invariants": [{**NIGHTLY, "on_violation": "Finance is told"}]}),
    row("domain-detection-timed", "silent", "refused at once", domain={"invariants": [{**NIGHTLY, "on_violation": "403, and an audit event"}]}),
    row("domain-detection-timed", "silent", "not said for all", domain={"invariants": [{"statement": "no overlap"}]}),
    row("domain-detection-timed", "silent", "none"),
    row("domain-entity-used", "met", "Booking", domain={"entities": [BOOKING]}, data={"tables": [{"name": "bookings", "entity": "Booking"}]}),
    row("domain-entity-used", "met", "all 2", domain={"entities": [{"name": "Money"}, {**BOOKING, "attributes": [{"name": "price", "type": "Money"}]}], "invariants": [NO_OVERLAP]}),
    row("domain-entity-used", "met", "Booking", start={"system_type": "graphql"}, domain={"entities": [BOOKING]}, api={"graphql_operations": [{"name": "book", "returns": "BookingPayload!"}]}),
    row("domain-entity-used", "unmet", "names it", domain={"entities": [BOOKING]}),
    row("domain-entity-used", "silent", "none"),
    row("domain-entity-placed", "met", "Booking", domain={"entities": [BOOKING], "contexts": TWO_CONTEXTS}),
    row("domain-entity-placed", "met", "only context", domain={"entities": [{"name": "Room"}], "contexts": TWO_CONTEXTS[:1]}),
    row("domain-entity-placed", "unmet", "in no context", domain={"entities": [{"name": "Room"}], "contexts": TWO_CONTEXTS}),
    row("domain-entity-placed", "silent", "none", domain={"entities": [BOOKING]}),
    row("domain-context-relations-directed", "met", "Rooms", domain={"contexts": TWO_CONTEXTS[:1]}),
    row("domain-context-relations-directed", "unmet", "no owner", domain={"contexts": [{"name": "Rooms"}, TWO_CONTEXTS[1]]}),
    row("domain-context-relations-directed", "silent", "adapts", domain={"contexts": TWO_CONTEXTS}),
    row("domain-attributes-classified", "met", "Booking", domain=attributed(name="note", type="text", sensitivity="personal")),
    row("domain-attributes-classified", "unmet", "ends_at", domain=attributed(name="ends_at", type="timestamp")),
    row("domain-attributes-classified", "unmet", "guestNote", domain=attributed(name="guestNote", type="text", sensitivity="none")),
    row("domain-attributes-classified", "silent", "if people type", domain=attributed(name="title", type="text", sensitivity="none")),
    row("domain-attributes-classified", "silent", "no attributes", domain={"entities": [BOOKING]}),
    row("domain-relations-decided", "met", "owner side", domain={"relations": [{"source": "Room", "target": "Booking", "cardinality": "one-to-many", "owner_side": "from"}]}),
    row("domain-relations-decided", "unmet", "cardinality", domain={"relations": [{"source": "Room", "target": "Booking"}]}),
    row("domain-relations-decided", "silent", "live alone", domain={"relations": [{"source": "Room", "target": "Booking", "cardinality": "one-to-many"}]}),
    row("domain-status-has-lifecycle", "met", "Booking", domain={**attributed(name="payment_status", type="text"), "lifecycles": [HELD]}),
    row("domain-status-has-lifecycle", "met", "no entity", domain=attributed(name="ends_at", type="timestamp")),
    row("domain-status-has-lifecycle", "unmet", "no lifecycle", domain=attributed(name="state", type="text")),
    row("domain-status-has-lifecycle", "silent", "no attributes", domain={"entities": [BOOKING]}),
    row("domain-states-reachable", "met", "Booking", domain={"lifecycles": [HELD]}),
    row("domain-states-reachable", "unmet", "leads to lost", domain={"lifecycles": [{**HELD, "states": ["held", "ended", "lost"]}]}),
    row("domain-states-reachable", "silent", "none"),
    row("domain-transitions-caused", "met", "Booking", domain={"lifecycles": [HELD]}),
    row("domain-transitions-caused", "unmet", "held ended", domain={"lifecycles": [{**HELD, "transitions": [{"source": "held", "target": "ended"}]}]}),
    row("domain-transitions-caused", "silent", "no transitions", domain={"lifecycles": [{"entity": "Booking", "states": ["held"]}]}),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.item}-{row.state}")
def test_the_answers_tell_how_an_item_stands(row: Row) -> None:
    state, where = told(row, *MODULES)
    assert (state, [one.words for one in where if row.words in one.words] != []) == (row.state, True), where


def test_every_settled_item_has_a_row_for_each_state() -> None:
    assert states_without_row(ROWS, NEVER, *MODULES) == []


def test_only_what_is_on_a_circle_is_in_it() -> None:
    depends_on = {"a": ["b", "x"], "b": ["c", "d"], "c": ["a"], "d": ["c"], "e": ["a"], "f": ["f"], "g": []}
    assert in_circles(depends_on) == {"a", "b", "c", "d", "f"}


def test_a_chain_of_many_modules_is_followed_to_its_end() -> None:
    chain = {str(place): [str(place + 1)] for place in range(5000)}
    assert in_circles(chain) == set()
    assert in_circles({**chain, "5000": ["0"]}) == {*chain, "5000"}
