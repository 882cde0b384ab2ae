"""The review names what is missing, wrong or broken in the words of the design, in the order in which it is asked."""

from collections.abc import Mapping
from copy import deepcopy
from time import perf_counter
from typing import Any

import pytest
from core.designs import full, out_of_scope, small, with_ids
from core.long import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.ask import Group
from wizard.contract import SECTIONS
from wizard.review import Review, Reviewer, finding_at, names_of, review
from wizard.rules.rule import Finding
from wizard.steps.step import Step
from wizard.workflow import STEPS

KEYS = ["id", "code", "severity", "section", "step", "group", "field", "path", "message", "fix"]


def but(step: str, **values: Any) -> dict[str, Any]:
    """The small design with other answers in one step."""
    return {**small(), step: {**small()[step], **values}}


def found(answers: Mapping[str, Any], code: str = "") -> list[Finding]:
    return [finding for finding in review(answers).findings if not code or finding.code == code]


def one(answers: Mapping[str, Any]) -> Finding:
    """The only finding of a design."""
    (finding,) = review(answers).findings
    return finding


def changed(step: str, name: str, **values: Any) -> dict[str, Any]:
    """The small design with other values in the first record of a list."""
    first, *rest = small()[step][name]
    return but(step, **{name: [{**first, **values}, *rest]})


def test_a_complete_design_is_ready_and_nothing_is_said_of_it() -> None:
    assert review(small()).findings == ()
    assert review(small()).verdict == "ready"


def test_an_empty_design_is_not_ready() -> None:
    assert review({}).verdict == "not-ready"
    assert {finding.code for finding in review({}).findings} == {"needed"}
    assert {finding.step for finding in review({}).blockers} == {step.key for step in STEPS}


def test_a_request_that_is_out_of_scope_is_neither_ready_nor_not() -> None:
    assert review(out_of_scope()).verdict == "out-of-scope"
    assert review(but("start", in_scope=False)).verdict == "out-of-scope"
    assert review(but("start", in_scope="no")).verdict == "out-of-scope"
    assert review(but("start", in_scope="perhaps")).verdict == "not-ready"


def test_a_missing_answer_is_named_by_its_question() -> None:
    finding = one(but("scope", goal=None))
    assert finding == Finding(
        "needed",
        "blocker",
        "SYSTEM_CONTEXT",
        "scope",
        "goal",
        "goal",
        "Goal: not answered",
        "What will be true for its users once this exists. Two to four sentences, no technology.",
        ("scope", "goal"),
    )


def test_an_empty_list_that_is_needed_lists_nothing() -> None:
    assert one(but("risks", edge_cases=[])).message == "Edge cases: nothing is listed"


def test_a_missing_answer_of_a_record_is_named_with_the_record() -> None:
    finding = one(changed("scope", "workflows", outcome=""))
    place = small()["scope"]["workflows"][0]["id"]
    assert finding.message == "Book a room: outcome is missing"
    assert finding.path == ("scope", "workflows", place, "outcome")
    assert finding.field == "workflows.outcome"


def test_a_record_without_a_name_is_named_by_its_place() -> None:
    steps = small()["file_plan"]["next_steps"]
    finding = one(but("file_plan", next_steps=[*steps, {"id": "n", "owner": "Mara"}]))
    assert finding.message == "Next step 2: action is missing"


def test_a_record_in_a_record_is_named_through_both() -> None:
    columns = [{"id": "a", "name": "id"}, {"id": "b", "type": "uuid"}]
    needed = found(changed("data", "tables", table_columns=columns), "needed")
    messages = [finding.message for finding in needed]
    assert messages == ["bookings.id: type is missing", "bookings, entry 2: name is missing"]
    fields = [finding.field for finding in needed]
    assert fields == ["tables.table_columns.type", "tables.table_columns.name"]


def test_thousands_of_records_are_named_without_looking_for_each_from_the_first() -> None:
    empty: list[dict[str, Any]] = [{} for _ in range(10_000)]
    answers = with_ids({"data": {"tables": [{"name": "rooms", "table_columns": empty}, *empty]}})
    began = perf_counter()
    reviewed = review(answers)
    messages = [finding.message for finding in reviewed.at(("data", "tables"))]
    assert perf_counter() - began < 4
    assert any(message.startswith("rooms, entry 10000: ") for message in messages)
    assert any(message.startswith("Table 10001: ") for message in messages)


def test_an_abbreviation_keeps_its_capitals_within_a_sentence() -> None:
    operation = small()["api"]["operations"][0]
    (finding,) = found(but("api", operations=[{**operation, "path": None, "success_status": 700}]), "invalid")
    assert finding.message == "createBooking: success status must be from 200 to 399"
    target = {**small()["operations"]["targets"][0], "p95_ms": "fast"}
    assert one(but("operations", targets=[target])).message == "createBooking: p95 must be a number"
    store = {**small()["data"]["stores"][0], "rpo": ["5 min"]}
    assert one(but("data", stores=[store])).message == "main: RPO must be text"


def test_a_wrong_choice_is_told_what_there_is_to_choose() -> None:
    (finding,) = found(but("api", paging_style="scroll"), "invalid")
    assert finding.message == "Style must be one of cursor, offset, page, none"
    assert finding.fix == "Choose cursor, offset, page, none."


def test_a_reference_to_nothing_is_broken() -> None:
    finding = one(changed("scope", "workflows", actor="Visitor"))
    assert finding.code == "broken-reference"
    assert finding.message == "Book a room: actor names Visitor, and there is no such user"
    assert finding.fix == "Name one that exists, or add the user."


def test_of_several_references_only_the_broken_one_is_named() -> None:
    answers = changed("api", "operations", access=["employee", "guest", "scope:x", "public"], public_reason="none")
    (finding,) = found(answers, "broken-reference")
    assert finding.message == "createBooking: access names guest, and there is no such role"


def test_a_step_may_refer_to_records_too() -> None:
    finding = one(but("scope", critical_path="Leave a room"))
    assert finding.message == "Critical path names Leave a room, and there is no such workflow"


@pytest.mark.parametrize("target", ["createBooking", "GET /rooms/{room_id}/bookings", "Book a room"])
def test_a_reference_may_name_records_of_several_kinds(target: str) -> None:
    assert found(changed("operations", "slos", target=target)) == []


def test_a_reference_that_names_none_of_several_kinds_says_all_of_them() -> None:
    finding = one(changed("operations", "slos", target="Teleport"))
    assert finding.message.endswith("no such operation or GraphQL operation or workflow")


def test_a_reference_to_a_column_says_table_and_column() -> None:
    table = small()["data"]["tables"][0]
    right = [*table["table_columns"], {"id": "c", "name": "next", "type": "uuid", "references": "bookings.id"}]
    assert found(changed("data", "tables", table_columns=right)) == []
    wrong = [*right[:-1], {**right[-1], "references": "id"}]
    (finding,) = found(changed("data", "tables", table_columns=wrong), "broken-reference")
    assert finding.message == "bookings.next: references names id, and there is no such column"
    assert finding.path[:2] == ("data", "tables")
    assert finding.path[-1] == "references"


def test_a_record_that_is_hidden_is_not_there_to_be_named() -> None:
    answers = but("api", graphql_operations=[{"id": "g", "kind": "query", "name": "rooms", "access": ["employee"]}])
    slo = {**small()["operations"]["slos"][0], "target": "rooms"}
    answers["operations"] = {**small()["operations"], "slos": [slo]}
    assert one(answers).code == "broken-reference"


def test_two_records_of_one_name_are_said_once_at_the_second() -> None:
    roles = with_ids({"x": [{"name": name} for name in ("employee", "facilities", "employee")]})["x"]
    finding = one(but("access", roles=roles))
    assert finding.code == "duplicate"
    assert finding.message == "There are 2 role entries named employee"
    assert finding.path == ("access", "roles", roles[2]["id"], "name")


def test_three_records_of_one_name_are_said_at_the_second_and_third() -> None:
    roles = [{"id": f"r{n}", "name": "employee"} for n in range(3)]
    assert [finding.path[2] for finding in found(but("access", roles=roles))] == ["r1", "r2"]


def test_records_without_a_name_are_no_duplicates_of_each_other() -> None:
    assert found(but("scope", users=[*small()["scope"]["users"], {"id": "a"}, {"id": "b"}]), "duplicate") == []


def test_two_entities_may_hang_together_in_two_ways_and_not_twice_in_one() -> None:
    (relation,) = small()["domain"]["relations"]
    other = {**relation, "id": "other", "verb": "was moved from"}
    assert found(but("domain", relations=[relation, other])) == []
    assert one(but("domain", relations=[relation, {**other, "verb": "holds"}])).code == "duplicate"


def test_records_of_different_lists_may_share_a_name() -> None:
    stores = [{**small()["data"]["stores"][0], "name": "bookings"}]
    tables = [{**table, "store": "bookings"} for table in small()["data"]["tables"]]
    assert found(but("data", stores=stores, tables=tables)) == []


def test_findings_stand_in_the_order_in_which_things_are_asked() -> None:
    for answers in ({}, full("words"), but("risks", edge_cases=None, failure_modes="x")):
        places = [(f.step, f.path[1]) for f in review(answers).findings]
        order = [(step.key, name) for step in STEPS for name in step.fields]
        assert places == sorted(places, key=order.index)


@pytest.mark.parametrize("answers", [{}, full("words"), but("scope", users="x")])
def test_every_finding_says_where_it_is_and_what_to_do(answers: Mapping[str, Any]) -> None:
    steps = {step.key: step for step in STEPS}
    for finding in review(answers).findings:
        step = steps[finding.step]
        group = step.group_of(finding.path[1])
        assert finding.path[0] == finding.step
        assert finding.group == group.group_key()
        assert finding.section == step.section_of(group)
        assert finding.section in SECTIONS
        assert finding.message
        assert finding.fix.endswith((".", "?"))
        assert finding.severity in ("blocker", "warning", "advice")


@pytest.mark.parametrize("answers", [{}, full("words"), but("scope", users="x")])
def test_a_finding_as_data_has_exactly_the_agreed_keys(answers: Mapping[str, Any]) -> None:
    for finding in review(answers).findings:
        data = finding.to_data()
        assert list(data) == KEYS
        assert all(isinstance(value, str) for value in data.values())
        assert data["path"] == ".".join(finding.path)


def test_the_findings_of_a_record_stand_at_the_record_and_its_list_too() -> None:
    reviewed = review(changed("scope", "workflows", outcome="", actor="Visitor"))
    place = small()["scope"]["workflows"][0]["id"]
    both = reviewed.findings
    assert len(both) == 2
    assert reviewed.at(("scope", "workflows")) == both
    assert reviewed.at(("scope", "workflows", place)) == both
    assert [f.code for f in reviewed.at(("scope", "workflows", place, "actor"))] == ["broken-reference"]
    assert reviewed.at(("scope", "goal")) == ()


def test_names_are_offered_in_the_order_of_the_records_and_of_the_kinds() -> None:
    reviewed = review(small())
    assert reviewed.names("access.roles") == ["employee", "facilities"]
    assert reviewed.names("data.tables.table_columns") == [
        "bookings.id",
        "bookings.booked_by",
        "bookings.room_id",
        "bookings.starts_at",
        "rooms.id",
        "rooms.name",
    ]
    assert reviewed.names("api.operations|scope.workflows") == [
        "createBooking",
        "GET /rooms/{room_id}/bookings",
        "Book a room",
    ]
    assert reviewed.names("domain.contexts") == []


def test_names_come_with_the_ids_of_their_records() -> None:
    tables = small()["data"]["tables"]
    ids = [f"{table['id']}.{column['id']}" for table in tables for column in table["table_columns"]]
    assert [place for place, _ in names_of(review(small()).reading, "data.tables.table_columns")] == ids


def _parts(reviewed: Review) -> dict[str, tuple[int, int, int]]:
    return {f"{s}/{g}": (p.answered, p.asked, p.blockers) for (s, g), p in reviewed.progress.items()}


def test_progress_counts_what_is_answered_asked_and_blocked_by_group_and_step() -> None:
    parts = _parts(review({"scope": {"goal": "Rooms", "users": [{"id": "u"}]}}))
    assert parts["scope/goal"] == (2, 3, 1)
    assert parts["scope/workflows"] == (0, 2, 2)
    assert parts["scope/"][2] == sum(blocked for key, (_, _, blocked) in parts.items() if key.startswith("scope/")) // 2
    assert "scope/web-client" not in parts
    assert "api/split" not in parts


def test_a_group_that_something_opens_is_counted_from_then_on() -> None:
    assert "scope/command-line" in _parts(review(but("scope", surfaces=["cli"])))
    assert "api/split" in _parts(review(but("start", system_type="both")))


def test_blank_words_are_not_counted_as_answered_and_wrong_ones_are() -> None:
    assert _parts(review({"scope": {"goal": " "}}))["scope/goal"] == (0, 3, 2)
    assert _parts(review({"scope": {"users": "Mara"}}))["scope/goal"] == (1, 3, 2)


def test_a_part_is_complete_when_nothing_blocks_it_and_begun_when_something_is_answered() -> None:
    reviewed = review({"scope": {"goal": "Rooms"}})
    assert reviewed.progress["scope", "goal"].is_begun
    assert not reviewed.progress["scope", "goal"].is_complete
    assert reviewed.progress["scope", "assumptions"].is_complete
    assert not reviewed.progress["scope", "assumptions"].is_begun


@pytest.mark.parametrize("answers", [{}, small(), full("words")])
def test_the_total_is_the_sum_of_the_steps(answers: Mapping[str, Any]) -> None:
    reviewed = review(answers)
    steps = [reviewed.progress[step.key, ""] for step in STEPS]
    total = reviewed.total
    assert (total.answered, total.asked) == (sum(s.answered for s in steps), sum(s.asked for s in steps))
    assert total.blockers == sum(s.blockers for s in steps) == len(reviewed.blockers)
    assert 0 <= total.answered <= total.asked


def test_no_more_is_answered_than_is_asked_where_answers_are_hidden() -> None:
    reviewed = review({**full("words"), "start": {**full("words")["start"], "depth": "simple-crud"}})
    assert all(part.answered <= part.asked for part in reviewed.progress.values())


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
def test_a_finding_can_be_made_at_any_field(step: Step) -> None:
    for group in step.groups:
        for name in group.fields:
            made = finding_at("x", "advice", (step.key, name), "m", "f")
            assert (made.group, made.section) == (_key(group), step.section_of(group))


def _key(group: type[Group]) -> str:
    return group.group_key()


def test_a_reviewer_says_of_an_answer_what_a_fresh_one_says() -> None:
    reviewer = Reviewer()
    for answers in (small(), changed("scope", "workflows", actor="Visitor"), but("api", operations=[]), {}, small()):
        assert reviewer.review(answers).findings == review(answers).findings


@given(
    st.dictionaries(
        st.sampled_from([step.key for step in STEPS]),
        st.dictionaries(
            st.sampled_from(sorted({name for step in STEPS for name in step.fields})),
            st.recursive(
                st.one_of(
                    st.none(), st.booleans(), st.integers(), st.text(max_size=4), st.sampled_from(["rest", "a|b"])
                ),
                lambda inner: st.one_of(
                    st.lists(inner, max_size=3),
                    st.dictionaries(st.sampled_from(["id", "name", "path", "access", "table_columns"]), inner),
                ),
                max_leaves=12,
            ),
            max_size=5,
        ),
    )
)
@settings(max_examples=examples(150, 3_000), deadline=None)
def test_answers_of_any_shape_get_a_review_with_data_for_machines(answers: dict[str, Any]) -> None:
    before = deepcopy(answers)
    reviewed = review(answers)
    assert reviewed.verdict in ("ready", "not-ready", "out-of-scope")
    assert reviewed.total.asked > 0
    assert all(list(finding.to_data()) == KEYS for finding in reviewed.findings)
    assert {finding.path[:2] for finding in reviewed.findings} == {p for p in reviewed.by_path if len(p) == 2}
    assert answers == before
