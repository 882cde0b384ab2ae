"""Rows about tests of the contract, formats and the baseline."""

from typing import Any

from core.checklist_api.rows import NOTHING, Row, Rows, api, both, planned, rest, shown

OTHER = planned("src/rules.py: the overlap rule")
WORDS = "other words can say the same"


def users(*kinds: str) -> dict[str, Any]:
    """Answers of step 1 with users of these kinds."""
    return {"scope": {"users": [{"name": f"Desk {kind}", "kind": kind} for kind in kinds]}}


def system(**more: str) -> dict[str, Any]:
    """Answers of step 1 with one external system."""
    return {"scope": {"external_systems": [{"name": "Calendar", **more}]}}


def tool(schema: str) -> dict[str, Any]:
    """Answers of step 4 with one tool of this input schema."""
    return {"api": {"mcp_tools": [{"name": "book", "input_schema": schema}]}}


def table(column: str, *more: str) -> dict[str, Any]:
    """Answers of step 5 with a table of these columns, each as "name type"."""
    columns = [dict(zip(("name", "type"), one.split(), strict=True)) for one in (column, *more)]
    return {"data": {"tables": [{"name": "payments", "table_columns": columns}]}}


ROWS = {
    "contract-one-source": Rows(
        Row(planned("api/openapi.yaml: the contract", "api/schema.graphql: the graph"), "api/openapi.yaml"),
        Row(OTHER, "no file is the OpenAPI or GraphQL description"),
        Row(planned("src/models.py: schema, code first"), "no file is"),
    ),
    "contract-released-copy": Rows(
        Row(planned("contract/released/openapi.yaml: what the diff compares with"), "released"),
        WORDS,
        Row(OTHER, "no file"),
    ),
    "contract-break-stops-build": Rows(
        Row({"scope": {"typed_breaking_check": "oasdiff in CI"}}, "oasdiff in CI"), WORDS, Row(OTHER, "no file")
    ),
    "contract-server-conforms": Rows(
        Row(planned(actions=("run Schemathesis against staging",)), "Schemathesis"), WORDS, Row(OTHER, "no file")
    ),
    "contract-invalid-is-refused": Rows(
        Row(planned("tests/test_refusals.py: invalid input to each operation"), "invalid input"),
        WORDS,
        Row(OTHER, "no file"),
    ),
    "contract-examples-validate": Rows(
        Row(planned(actions=("validate the examples in CI",)), "validate the examples"), WORDS, Row(OTHER, "no file")
    ),
    "contract-consumers-tested": Rows(
        Row(users("person"), "no user is a service"), WORDS, Row(users("service"), "Desk service: no consumer test")
    ),
    "contract-states-planned": Rows(
        Row(planned("tests/states.py: provider states"), "provider states"),
        Row(planned("tests/pacts: pacts of the consumers"), "no provider states"),
        Row(OTHER, "no file"),
    ),
    "contract-gate-before-deploy": Rows(
        Row({"operations": {"rollout_stages": ["can-i-deploy, then 1 %"]}}, "can-i-deploy"),
        WORDS,
        Row({"operations": {"rollout_stages": ["1 %"]}}, "no stage asks"),
    ),
    "contract-clients-tolerate": Rows(
        Row(planned("tests/test_tolerance.py: unknown member, enum value and code"), "unknown member"),
        WORDS,
        Row(OTHER, "no file"),
    ),
    "contract-generated-untouched": Rows(
        Row(planned(actions=("regenerate clients in CI, expect no difference",)), "regenerate"),
        WORDS,
        Row(OTHER, "no file"),
    ),
    "contract-doubles-are-true": Rows(
        Row(
            both(system(criticality="hard"), planned("tests/calendar.py: a fake, checked against the sandbox")),
            "a fake",
        ),
        WORDS,
        Row(both(system(criticality="hard"), OTHER), "Calendar: no double"),
    ),
    "tech-money-in-minor-units": Rows(
        Row(both(table("amount_minor bigint", "currency text"), shown('{"fee": 5, "currency": "EUR"}')), "2 whole"),
        Row(table("amount double"), "payments.amount: double"),
        Row(table("amount bigint"), "of which currency?"),
    ),
    "tech-moments-with-offset": Rows(
        Row(shown('{"starts_at": "2026-02-01T09:00:00Z"}'), "moments have an offset"),
        Row(shown('{"starts_at": "2026-02-01T09:00:00"}'), "starts_at 2026-02-01T09:00:00"),
        Row(shown("{}"), "no example shows a moment"),
    ),
    "tech-ids-are-strings": Rows(
        Row(shown('{"id": "r_1", "rooms": [{"room_id": "o"}]}'), "identifiers are strings"),
        Row(shown('{"room_id": 7}'), "room_id 7"),
        Row(shown("{}"), "no example shows an identifier"),
    ),
    "tech-numbers-survive": Rows(
        Row(shown('{"seats": 9007199254740991}'), "within the range"),
        Row(shown('{"seats": [9007199254740993]}'), "9007199254740993 is too large"),
        Row(NOTHING, "no example is shown"),
    ),
    "tech-examples-are-json": Rows(
        Row(both(tool('{"type": "object"}')), "JSON"),
        Row(shown('{"id": 1, "id": 2}'), "id occurs twice"),
        Row(NOTHING, "no example is shown"),
    ),
    "tech-dialect-named": Rows(
        Row(tool('{"$schema": "https://json-schema.org/draft/2020-12/schema"}'), "2020-12"),
        Row(tool('{"$schema": "http://json-schema.org/draft-07/schema#"}'), "draft-07"),
        Row(tool("{}"), "names no dialect"),
    ),
    "tech-newer-openapi-used": Rows(
        Row(rest({"method": "QUERY", "path": "/rooms"}, openapi_version="3.2.0"), "QUERY"),
        "what else 3.2 is for may be said anywhere",
        Row(api(openapi_version="3.2.0"), "no operation uses QUERY"),
    ),
    "tech-messages-described": Rows(
        Row(both(system(protocol="Kafka"), planned("events.yaml: messages, in AsyncAPI 3.0")), "AsyncAPI"),
        Row(both(system(protocol="signed webhook"), OTHER), "no file describes its messages"),
        Row(system(protocol="HTTPS"), "none is said to be reached"),
    ),
    "baseline-scope-reasoned": Rows(
        Row({"start": {"compliance": ["none"], "compliance_none_reason": "synthetic data only"}}, "synthetic"),
        Row({"start": {"compliance": ["none"]}}, "none, without a reason"),
        Row(NOTHING, "is not answered"),
    ),
    "baseline-protocol-editions": Rows(
        Row(system(protocol="CalDAV over HTTP/1.1"), "Calendar"),
        Row(system(protocol="HTTPS, JSON"), "no edition in HTTPS, JSON"),
        Row(system(protocol="ISO 20022"), "is that an edition?"),
    ),
    "baseline-reread-planned": Rows(
        Row(
            {"file_plan": {"next_steps": [{"action": "read the newest draft", "owner": "Mara", "due": "2026-03-01"}]}},
            "newest draft",
        ),
        Row({"file_plan": {"next_steps": [{"action": "read the newest draft"}]}}, "no owner or no date"),
        Row(OTHER, "none speaks of drafts"),
    ),
}
