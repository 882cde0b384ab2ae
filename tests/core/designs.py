"""Designs for tests: a small one that is ready, and one in which every question is answered with the same words."""

from collections.abc import Mapping
from functools import cache
from itertools import count
from typing import Any

from wizard.ask import Field
from wizard.design import Answers
from wizard.workflow import STEPS

OWASP = [f"API{n}" for n in range(1, 11)]
CHOSEN = {
    "in_scope": True,
    "system_type": "both",
    "depth": "high-scale",
    "compliance": ["all"],
    "pattern": "hybrid",
    **dict.fromkeys(("external_systems_count", "swapability", "framework_independence", "lifespan"), "high"),
    "error_format": "own",
    "idempotency": "none",
    "tenancy_model": "pool",
    "access": ["public", "scope:a"],
    "read_only": False,
}
"""What opens most questions, where the first option would not."""


@cache
def small() -> Answers:
    """A booking service for meeting rooms, with every needed question answered and hardly any other."""
    return with_ids(
        {
            "start": {
                "title": "Room booking",
                "in_scope": True,
                "system_type": "rest",
                "compliance": ["gdpr"],
                "domain": "general",
                "authors": ["Mara Lindqvist"],
                "reviewers": [{"name": "Ines Duarte", "role": "Security lead"}],
            },
            "scope": {
                "goal": "Employees book a meeting room in one call. Nobody finds the room taken when they arrive.",
                "users": [{"name": "Employee", "kind": "person", "needs": "a free room at the right time"}],
                "out_of_scope": ["Catering", "Video equipment"],
                "workflows": [
                    {
                        "name": "Book a room",
                        "actor": "Employee",
                        "trigger": "a meeting is planned",
                        "outcome": "the room is held for that time",
                        "steps": ["check that the room is free", "store the booking", "tell Calendar"],
                        "critical": True,
                        "failure_mode": "two people are told that they have the room",
                        "fallback": "the front desk decides",
                    }
                ],
                "critical_path": "Book a room",
                "integrity_constraints": ["No two bookings of one room overlap"],
                "trust_entries": [
                    {"entry_point": "POST /bookings", "who": "an employee", "verified_by": "token of the directory"}
                ],
                "minimal_architecture": "One service and one PostgreSQL database.",
                "assumptions": [{"text": "all rooms are in one time zone", "risk_if_wrong": "bookings shift"}],
                "external_systems": [
                    {
                        "name": "Calendar",
                        "purpose": "shows bookings to people",
                        "direction": "out",
                        "protocol": "HTTPS, JSON",
                        "criticality": "soft",
                        "data_class": "personal",
                    }
                ],
            },
            "pattern": {
                "pattern": "clean",
                "rule_complexity": "medium",
                "rationale": "The overlap rule must be tested without a database. We pay with mapping code.",
                "alternatives": [
                    {"pattern": "hexagonal", "why_rejected": "one neighbour only"},
                    {"pattern": "ddd", "why_rejected": "one small context"},
                    {"pattern": "hybrid", "why_rejected": "nothing to combine"},
                ],
                "modules": [
                    {"name": "booking", "responsibility": "decides who has a room"},
                    {"name": "notify", "responsibility": "tells the calendar", "depends_on": ["booking"]},
                ],
                "tradeoffs": [
                    {
                        "decision": "the calendar is told later",
                        "optimises": "reliability",
                        "gives_up": "ergonomics",
                        "because": "a booking must not fail with it",
                    },
                    {
                        "decision": "bookings of one room are serialised",
                        "optimises": "correctness",
                        "gives_up": "performance",
                        "because": "an overlap costs more than 20 ms",
                    },
                ],
            },
            "domain": {
                "entities": [
                    {
                        "name": "Booking",
                        "kind": "aggregate",
                        "description": "a room held for a time",
                        "attributes": [
                            {"name": "starts_at", "type": "timestamp", "required": True},
                            {"name": "booked_by", "type": "employee id", "required": True, "sensitivity": "personal"},
                        ],
                    },
                    {
                        "name": "Room",
                        "kind": "entity",
                        "attributes": [{"name": "name", "type": "text", "unique": True}],
                    },
                ],
                "relations": [{"source": "Booking", "target": "Room", "cardinality": "many-to-one", "verb": "holds"}],
                "invariants": [
                    {
                        "statement": "bookings of one room do not overlap",
                        "entity": "Booking",
                        "enforced_by": "constraint",
                        "on_violation": "409 room_taken",
                    }
                ],
                "lifecycles": [
                    {
                        "entity": "Booking",
                        "states": ["held", "cancelled"],
                        "transitions": [{"source": "held", "target": "cancelled", "on": "the employee cancels"}],
                    }
                ],
            },
            "api": {
                "versioning_strategy": "url",
                "current_version": "v1",
                "compatibility_rule": "optional fields may be added; clients ignore what they do not know",
                "deprecation_notice": "6 months, Deprecation header",
                "operations": [
                    {
                        "method": "POST",
                        "path": "/bookings",
                        "summary": "Book a room",
                        "operation_id": "createBooking",
                        "workflow": "Book a room",
                        "entity": "Booking",
                        "kind": "create",
                        "success_status": 201,
                        "errors": ["room_taken"],
                        "access": ["employee"],
                        "idempotency": "key",
                        "rate_class": "writes",
                        "request_example": '{"room": "Oslo", "starts_at": "2026-02-01T09:00:00Z"}',
                    },
                    {
                        "method": "GET",
                        "path": "/rooms/{room_id}/bookings",
                        "summary": "Bookings of a room",
                        "workflow": "Book a room",
                        "entity": "Booking",
                        "kind": "list",
                        "access": ["employee", "scope:rooms:read"],
                        "paginated": True,
                        "rate_class": "reads",
                    },
                ],
                "error_format": "problem-details",
                "error_codes": [
                    {"code": "room_taken", "status": 409, "title": "The room is taken", "retryable": False},
                    {"code": "not_signed_in", "status": 401, "title": "Sign in first", "retryable": False},
                    {"code": "not_permitted", "status": 403, "title": "Not for this role", "retryable": False},
                    {"code": "too_many_calls", "status": 429, "title": "Too many calls", "retryable": True},
                ],
                "paging_style": "cursor",
                "page_size_default": 50,
                "page_size_max": 200,
                "rate_classes": [
                    {"name": "writes", "surface": "rest", "limit": 100, "window": 60, "key": "employee"},
                    {"name": "reads", "surface": "rest", "limit": 600, "window": 60, "key": "employee"},
                ],
            },
            "data": {
                "stores": [
                    {
                        "name": "main",
                        "technology": "PostgreSQL",
                        "purpose": "truth about bookings",
                        "backup": "log every minute, base daily, other account",
                        "rpo": "5 min",
                    }
                ],
                "tables": [
                    {
                        "name": "bookings",
                        "store": "main",
                        "entity": "Booking",
                        "table_columns": [
                            {"name": "id", "type": "uuid", "primary_key": True},
                            {"name": "booked_by", "type": "text", "nullable": False, "sensitivity": "personal"},
                            {"name": "room_id", "type": "uuid", "nullable": False, "references": "rooms.id"},
                            {"name": "starts_at", "type": "timestamptz", "nullable": False},
                        ],
                        "indexes": [{"index_columns": "room_id, starts_at", "serves": "bookings of a room"}],
                        "expected_rows": 200000,
                    },
                    {
                        "name": "rooms",
                        "store": "main",
                        "entity": "Room",
                        "table_columns": [
                            {"name": "id", "type": "uuid", "primary_key": True},
                            {"name": "name", "type": "text", "nullable": False, "unique": True},
                        ],
                    },
                ],
                "boundaries": [
                    {"what": "bookings of one room", "kind": "transaction", "mechanism": "exclusion constraint"}
                ],
                "migration_strategy": "Versioned SQL files, run before the code.",
                "rollback": "Redeploy the old code; it runs on the new schema until the contract phase.",
                "retention": [
                    {
                        "data_set": "bookings",
                        "sensitivity": "personal",
                        "period": "2 years",
                        "deletion_method": "daily job",
                        "region": "EU, backups included",
                    }
                ],
            },
            "access": {
                "auth_methods": ["oidc"],
                "token_type": "jwt",
                "access_token_lifetime": "10 min",
                "authz_model": "rbac",
                "roles": [
                    {"name": "employee", "description": "books rooms"},
                    {"name": "facilities", "description": "adds rooms"},
                ],
                "admin_access": "Facilities only, with a second factor.",
                "object_rules": "Employees change their own bookings; checked in the booking module.",
                "tenancy_model": "none",
                "secrets": "secret manager, rotated every 90 days",
                "audit_events": ["booking cancelled by somebody else, and refused attempts at it"],
                "audit_integrity": "append-only store in another account",
                "audit_retention": "13 months",
                "controls": [
                    {
                        "scope": "gdpr",
                        "control": "bookings are deleted after two years",
                        "status": "met",
                        "evidence": "retention rule",
                    }
                ],
                "legal_review_needed": True,
                "legal_reviewer": "Data protection officer",
                "legal_review_done": True,
            },
            "operations": {
                "idempotency_key_source": "Idempotency-Key header, a UUID from the client",
                "idempotency_window": "24 h",
                "idempotency_store": "table in the same database, same transaction",
                "dependency_policies": [
                    {
                        "system": "Calendar",
                        "timeout_ms": 2000,
                        "retries": 2,
                        "backoff": "100 ms doubling, full jitter",
                        "breaker": "opens at 50 % of 20 calls for 30 s",
                        "fallback": "told later, from a queue",
                    }
                ],
                "rollback": "Previous image in 5 min.",
                "slos": [
                    {
                        "name": "Bookings succeed",
                        "target": "Book a room",
                        "indicator": "answers other than 5xx, of all calls",
                        "objective": 99.9,
                        "window_days": 30,
                    }
                ],
                "log_format": "json",
                "log_fields": ["trace_id", "outcome"],
                "log_redaction": "Only listed fields are written.",
                "metrics": [
                    {"name": "http.server.request.duration", "kind": "histogram", "tells": "how long callers wait"}
                ],
                "trace_propagation": "W3C traceparent",
                "trace_sampling": "5 %, and all errors",
                "alerts": [
                    {
                        "name": "Bookings fail",
                        "condition": "burn rate above 14.4 over 1 h and 5 min",
                        "slo": "Bookings succeed",
                        "severity": "page",
                        "runbook": "runbooks/bookings.md",
                    }
                ],
                "targets": [{"operation": "createBooking", "p50_ms": 80, "p95_ms": 150, "peak_per_second": 200}],
                "n_plus_one": "one query per list; tests fail above 3 queries",
            },
            "risks": {
                "edge_cases": [{"case": "a booking ends when the next begins", "expected": "both are accepted"}],
                "failure_modes": [
                    {
                        "component": "Database",
                        "failure": "is gone",
                        "effect": "nobody can book",
                        "detection": "alert within 5 min",
                        "mitigation": "restore, front desk meanwhile",
                    }
                ],
                "risks": [
                    {
                        "title": "Rooms are renamed",
                        "likelihood": 4,
                        "impact": 1,
                        "response": "accept",
                        "owner": "Facilities",
                    },
                    {
                        "title": "Clocks differ",
                        "likelihood": 2,
                        "impact": 4,
                        "response": "mitigate",
                        "mitigation": "times come from the database",
                    },
                ],
                "compliance_risks": [
                    {"scope": "gdpr", "risk": "titles name people", "mitigation": "titles are not stored"}
                ],
                "owasp_coverage": [{"item": item, "covered_by": "rules per record and tests"} for item in OWASP],
            },
            "file_plan": {
                "language": "Python 3.13",
                "files": [
                    {"path": "src/booking/rules.py", "purpose": "the overlap rule", "module": "booking"},
                    {"path": "src/notify/calendar.py", "purpose": "what the calendar is told", "module": "notify"},
                    {"path": "tests/test_overlap.py", "purpose": "two bookings at once", "module": "booking"},
                    {"path": "migrations/", "purpose": "the tables of step 5", "module": "booking"},
                    {"path": "openapi.yaml", "purpose": "the contract"},
                ],
                "next_steps": [{"action": "write the overlap test", "owner": "Mara Lindqvist"}],
                "open_questions": [{"question": "may a visitor book?", "owner": "Facilities"}],
            },
        }
    )


def full(words: str) -> Answers:
    """A design in which every question is asked, and every one that takes words is answered with these."""
    return with_ids({step.key: _filled(step.fields, words) for step in STEPS})


def out_of_scope() -> Answers:
    """A request that is not about a backend."""
    return {"start": {"title": "Logo", "in_scope": False}}


def with_ids(answers: Mapping[str, Any]) -> Answers:
    """Answers in which every record has an id."""
    numbers = count(1)

    def numbered(value: Any) -> Any:
        if isinstance(value, list):
            return [{"id": f"r{next(numbers)}", **numbered(item)} if isinstance(item, dict) else item for item in value]
        return {name: numbered(item) for name, item in value.items()} if isinstance(value, dict) else value

    return {step: numbered(given) for step, given in answers.items()}


def _filled(fields: Mapping[str, Field], words: str) -> dict[str, Any]:
    return {name: CHOSEN[name] if name in CHOSEN else _value(field, words) for name, field in fields.items()}


def _value(field: Field, words: str) -> Any:
    match field.kind:
        case "yes_no":
            return True
        case "number":
            return 200 if field.name == "success_status" else max(field.low or 0, 3)
        case "choice":
            return field.options[0].value
        case "choices":
            return [option.value for option in field.options]
        case "lines" | "refs":
            return [words, words]
        case "records":
            assert field.record is not None
            return [_filled(field.record.fields, words)]
        case _:
            return words
