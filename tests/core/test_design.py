"""Answers become a design: what is right is typed, what is wrong is said by path, and nothing that was typed is lost."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from itertools import pairwise
from typing import Any, Literal

import pytest
from core.designs import full, small, with_ids
from core.long import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.ask import DEPTHS, Field, Record, Text, ask
from wizard.convert import convert
from wizard.design import Design, Reader, Reading, asked_fields
from wizard.workflow import STEPS


class Sample(Record):
    """One field of every kind that is no list of records."""

    line: str = ask("Line")
    text: Text = ask("Text")
    yes_no: bool | None = ask("Yes or no")
    whole: int | None = ask("Whole", low=1, high=5)
    least: float | None = ask("Least", low=0.5)
    most: float | None = ask("Most", high=100)
    choice: Literal["red", "Green"] | None = ask("Choice")
    choices: tuple[Literal["a", "b"], ...] = ask("Choices")
    lines: tuple[str, ...] = ask("Lines")
    ref: str = ask("Ref", ref="scope.users")
    refs: tuple[str, ...] = ask("Refs", ref="scope.users")


RIGHT: list[tuple[str, Any, Any]] = [
    ("line", " two  words\n", "two words"),
    ("line", 7, "7"),
    ("line", 1.5, "1.5"),
    ("line", "", ""),
    ("text", " one\n\n  two \n", "one\n\n  two"),
    ("ref", " Mara ", "Mara"),
    ("yes_no", True, True),
    ("yes_no", False, False),
    ("yes_no", " YES ", True),
    ("yes_no", "n", False),
    ("yes_no", "false", False),
    ("yes_no", " ", None),
    ("whole", 5, 5),
    ("whole", "1", 1),
    ("whole", 3.0, 3),
    ("whole", " ", None),
    ("least", 0.5, 0.5),
    ("least", "1_000.5", 1000.5),
    ("most", "99.9%", 99.9),
    ("most", "-1e3", -1000.0),
    ("choice", "RED", "red"),
    ("choice", "green", "Green"),
    ("choice", "", None),
    ("choices", ["a", "B"], ("a", "b")),
    ("choices", "a, b", ("a", "b")),
    ("choices", [], ()),
    ("lines", ["one, two", " ", "three "], ("one, two", "three")),
    ("lines", "one, two\n\nthree", ("one, two", "three")),
    ("lines", [1, 2.5], ("1", "2.5")),
    ("refs", "Mara, Ines\nJo", ("Mara", "Ines", "Jo")),
    ("refs", ["Mara, Ines"], ("Mara, Ines",)),
]

WRONG: list[tuple[str, Any, str]] = [
    ("line", ["a"], "must be text"),
    ("line", True, "must be text"),
    ("text", {"a": "b"}, "must be text"),
    ("ref", ["Mara"], "must be text"),
    ("yes_no", "maybe", "must be yes or no"),
    ("yes_no", 1, "must be yes or no"),
    ("yes_no", ["yes"], "must be yes or no"),
    ("whole", "five", "must be a number"),
    ("whole", True, "must be a number"),
    ("whole", "nan", "must be a number"),
    ("whole", float("inf"), "must be a number"),
    ("whole", "1e999", "must be a number"),
    ("whole", [3], "must be a number"),
    ("whole", 2.5, "must be a whole number"),
    ("whole", 0, "must be from 1 to 5"),
    ("whole", 6, "must be from 1 to 5"),
    ("least", 0.4, "must be at least 0.5"),
    ("most", 100.1, "must be at most 100"),
    ("choice", "blue", "must be one of red, Green"),
    ("choice", ["red"], "must be one of red, Green"),
    ("lines", {"a": 1}, "must be a list"),
    ("lines", 3, "must be a list"),
    ("refs", True, "must be a list"),
]


def read(answers: Mapping[str, Any]) -> Reading:
    return Reader().read(answers)


def problems(answers: Mapping[str, Any]) -> dict[str, str]:
    """What could not be understood, by path."""
    return {".".join(problem.path): problem.message for problem in read(answers).problems}


def missing(answers: Mapping[str, Any]) -> set[str]:
    return {".".join(problem.path) for problem in read(answers).missing}


def but(answers: Mapping[str, Any], step: str, **values: Any) -> dict[str, Any]:
    """The answers with others in one step."""
    return {**answers, step: {**answers.get(step, {}), **values}}


@pytest.mark.parametrize(("name", "raw", "value"), RIGHT)
def test_a_right_answer_has_its_type(name: str, raw: Any, value: Any) -> None:
    found, problem = convert(Sample.fields[name], raw)
    assert (found, problem) == (value, "")
    assert type(found) is type(value)


@pytest.mark.parametrize(("name", "raw", "message"), WRONG)
def test_a_wrong_answer_has_the_default_and_a_message(name: str, raw: Any, message: str) -> None:
    assert convert(Sample.fields[name], raw) == (Sample.fields[name].default, message)


def test_of_several_choices_the_right_ones_are_taken_and_the_others_named() -> None:
    assert convert(Sample.fields["choices"], ["a", "c", "d"]) == (("a",), "does not offer c, d")


@pytest.mark.parametrize("name", Sample.fields)
def test_an_answer_that_was_understood_is_understood_again(name: str) -> None:
    for field, raw, _ in RIGHT:
        if field == name:
            value, _ = convert(Sample.fields[name], raw)
            assert value is None or convert(Sample.fields[name], value) == (value, "")


def test_no_answers_make_a_valid_design_of_which_everything_is_missing() -> None:
    reading = read({})
    assert reading.design == Design()
    assert reading.problems == []
    assert {"start.title", "scope.goal", "scope.users", "risks.owasp_coverage"} <= missing({})


def test_a_complete_design_lacks_nothing() -> None:
    reading = read(small())
    assert (reading.problems, reading.missing) == ([], [])
    assert reading.design.scope.workflows[0].name == "Book a room"
    assert reading.design.data.tables[0].table_columns[1].sensitivity == "personal"


def test_a_wrong_answer_leaves_the_others_alone_and_stays_as_it_was_typed() -> None:
    answers = but(small(), "api", page_size_max="plenty", page_size_default="20")
    design = read(answers).design
    assert problems(answers) == {"api.page_size_max": "must be a number"}
    assert (design.api.page_size_max, design.api.page_size_default) == (None, 20)
    assert answers["api"]["page_size_max"] == "plenty"


def test_a_wrong_answer_in_a_record_is_said_at_its_own_path() -> None:
    answers = with_ids({"api": {"rate_classes": [{"name": "reads", "limit": "many", "window": 60}]}})
    place = answers["api"]["rate_classes"][0]["id"]
    assert problems(answers) == {f"api.rate_classes.{place}.limit": "must be a number"}
    assert f"api.rate_classes.{place}.limit" not in missing(answers)


def test_a_wrong_answer_in_a_record_of_a_record_is_said_at_its_own_path() -> None:
    tables = [{"id": "t", "name": "a", "table_columns": [{"id": "c", "name": "x", "type": "y", "nullable": "perhaps"}]}]
    assert problems({"data": {"tables": tables}}) == {"data.tables.t.table_columns.c.nullable": "must be yes or no"}


def test_what_is_needed_in_a_record_of_a_record_is_missing_at_its_own_path() -> None:
    tables = [{"id": "t", "name": "a", "table_columns": [{"id": "c", "name": "x"}]}]
    assert "data.tables.t.table_columns.c.type" in missing({"data": {"tables": tables}})


@pytest.mark.parametrize("blank", ["", " ", "\n\t\n", None, [], [""], [" ", "\n"], ",", " , "])
@pytest.mark.parametrize(("step", "name"), [("scope", "goal"), ("start", "compliance"), ("access", "auth_methods")])
def test_an_answer_without_words_is_no_answer(step: str, name: str, blank: Any) -> None:
    if name == "goal" and (isinstance(blank, list) or (blank and "," in blank)):
        blank = ""
    assert f"{step}.{name}" in missing(but(small(), step, **{name: blank}))


@pytest.mark.parametrize("blank", ["", " ", None])
def test_a_cell_without_words_is_no_answer(blank: Any) -> None:
    assert "scope.users.u.name" in missing(but(small(), "scope", users=[{"id": "u", "name": blank}]))


@pytest.mark.parametrize(("step", "name"), [("start", "in_scope"), ("access", "legal_review_needed")])
def test_no_is_an_answer(step: str, name: str) -> None:
    assert missing(but(small(), step, **{name: False})) == set()


def test_zero_is_an_answer() -> None:
    policy = {**small()["operations"]["dependency_policies"][0], "retries": 0, "backoff": None}
    assert missing(but(small(), "operations", dependency_policies=[policy])) == set()


@pytest.mark.parametrize("raw", ["Mara", {"name": "Mara"}, 3, True, ["Mara"], [{"id": "u", "name": "Mara"}, "Ines"]])
def test_what_is_no_list_of_records_is_said_so_and_not_also_called_missing(raw: Any) -> None:
    answers = but(small(), "scope", users=raw)
    assert problems(answers)["scope.users"] == "is not a list of records"
    assert "scope.users" not in missing(answers)


@pytest.mark.parametrize("raw", ["amount", ["amount"], 3])
def test_what_is_no_list_of_records_in_a_record_is_said_so_too(raw: Any) -> None:
    tables = [{"id": "t", "name": "a", "table_columns": raw}]
    assert problems({"data": {"tables": tables}}) == {"data.tables.t.table_columns": "is not a list of records"}
    entities = [{"id": "e", "name": "a", "attributes": raw}]
    assert problems({"domain": {"entities": entities}}) == {"domain.entities.e.attributes": "is not a list of records"}


def test_records_beside_what_is_none_are_read() -> None:
    design = read(but(small(), "scope", users=["Ines", {"id": "u", "name": "Mara"}])).design
    assert [user.name for user in design.scope.users] == ["Mara"]


def test_one_mapping_in_two_lists_is_read_as_two_kinds() -> None:
    both = {"id": "x", "name": "Mara"}
    design = read({"scope": {"users": [both]}, "domain": {"entities": [both]}}).design
    assert [type(record).__name__ for record in (*design.scope.users, *design.domain.entities)] == ["User", "Entity"]


@pytest.mark.parametrize(
    ("hide", "step", "name"),
    [
        ({"system_type": "graphql"}, "api", "operations"),
        ({"system_type": "rest"}, "api", "graphql_operations"),
        ({"system_type": "rest"}, "api", "rest_responsibilities"),
        ({"compliance": ["none"]}, "access", "controls"),
        ({"depth": "simple-crud"}, "domain", "glossary"),
        ({"depth": "standard"}, "operations", "partitioning"),
        ({"depth": "standard"}, "access", "tenant_limits"),
    ],
)
def test_what_is_hidden_leaves_the_design_stays_in_the_answers_and_comes_back(
    hide: dict[str, Any], step: str, name: str
) -> None:
    shown = full("words")
    before = deepcopy(shown)
    hidden = but(shown, "start", **hide)
    reader = Reader()
    assert getattr(getattr(reader.read(shown).design, step), name)
    assert not getattr(getattr(reader.read(hidden).design, step), name)
    assert name in hidden[step]
    assert reader.read({**hidden, "start": shown["start"]}).design == reader.read(shown).design
    assert shown == before


def test_a_surface_opens_its_questions_and_closes_them_again() -> None:
    words = {"workers_limits": "128 MB", "surfaces": ["cloudflare-workers"]}
    chosen = but(small(), "scope", **words)
    assert read(chosen).design.scope.workers_limits == "128 MB"
    assert "scope.workers_secrets" in missing(chosen)
    closed = but(chosen, "scope", surfaces=[])
    assert read(closed).design.scope.workers_limits == ""
    assert missing(closed) == set()


def test_a_hidden_answer_is_neither_wrong_nor_missing() -> None:
    answers = but(small(), "api", max_depth="deep", graphql_operations=[{"id": "g", "kind": "shout"}])
    assert (problems(answers), missing(answers)) == ({}, set())
    both = but(answers, "start", system_type="both")
    assert set(problems(both)) == {"api.max_depth", "api.graphql_operations.g.kind"}
    assert "api.graphql_operations.g.name" in missing(both)


def test_within_a_record_one_answer_hides_another() -> None:
    operation = small()["api"]["operations"][0]
    reason = {"idempotency_reason": "twice is fine", "public_reason": "why not"}
    hidden = read(but(small(), "api", operations=[{**operation, **reason}])).design.api.operations[0]
    assert (hidden.idempotency_reason, hidden.public_reason) == ("", "")
    shown = {**operation, **reason, "idempotency": "none", "access": ["public"]}
    found = read(but(small(), "api", operations=[shown])).design.api.operations[0]
    assert (found.idempotency_reason, found.public_reason) == ("twice is fine", "why not")


def test_depth_hides_cells_of_records_too() -> None:
    classes = [{"id": "k", "name": "reads", "limit": 1, "window": 1, "quota": "a million"}]
    standard = but(small(), "api", rate_classes=classes)
    assert read(standard).design.api.rate_classes[0].quota == ""
    assert read(but(standard, "start", depth="multi-tenant")).design.api.rate_classes[0].quota == "a million"


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.key)
def test_each_depth_asks_what_the_one_before_asks_and_maybe_more(step: Any) -> None:
    designs = [read(but(full("words"), "start", depth=depth)).design for depth in DEPTHS]
    asked = [{field.name for field in asked_fields(step, design)} for design in designs]
    assert all(less <= more for less, more in pairwise(asked))


def test_without_a_depth_the_design_is_standard() -> None:
    assert read({}).design.depth == "standard"
    assert read({"start": {"depth": "abyss"}}).design.depth == "standard"


def test_references_are_noted_where_they_are_and_what_may_stand_beside_names_is_not() -> None:
    operations = [{"id": "o", "access": ["employee", "public", "scope:rooms:read"], "rate_class": "writes"}]
    found = [
        (".".join(here + m.path), m.name)
        for here, said in read({"api": {"operations": operations}}).mentions
        for m in said
    ]
    assert found == [("api.operations.o.access", "employee"), ("api.operations.o.rate_class", "writes")]


def test_records_that_did_not_change_are_not_parsed_again() -> None:
    reader = Reader()
    first = reader.read(small()).design
    other = but(small(), "scope", goal="Another goal")
    second = reader.read(other).design
    assert second.scope.goal == "Another goal"
    assert [a is b for a, b in zip(first.scope.workflows, second.scope.workflows, strict=True)] == [True]
    assert second.data.tables[0] is first.data.tables[0]


def test_a_record_beside_a_changed_one_is_not_parsed_again() -> None:
    reader = Reader()
    operations = small()["api"]["operations"]
    first = reader.read(small()).design.api.operations
    changed = but(small(), "api", operations=[{**operations[0], "summary": "Hold a room"}, operations[1]])
    second = reader.read(changed).design.api.operations
    assert second[1] is first[1]
    assert (first[0].summary, second[0].summary) == ("Book a room", "Hold a room")


def test_records_are_remembered_also_in_a_design_that_is_mostly_records_in_records() -> None:
    columns = [{"id": f"c{n}", "name": f"c{n}", "type": "text"} for n in range(2000)]
    answers = {"data": {"tables": [{"id": "t", "name": "wide", "table_columns": columns}]}}
    reader = Reader()
    tables = [reader.read(but(answers, "start", title=title)).design.data.tables[0] for title in "abc"]
    assert tables[0] is tables[1] is tables[2]


def test_what_is_remembered_is_bounded() -> None:
    reader = Reader()
    for n in range(3000):
        reader.read({"scope": {"users": [{"id": "u", "name": f"Mara {n}"}]}})
    assert len(reader._known) < 2000


def test_an_answer_that_changed_is_read_anew_whatever_the_memory_says() -> None:
    reader = Reader()
    for n in range(50):
        design = reader.read({"scope": {"users": [{"id": "u", "name": f"Mara {n}"}]}}).design
        assert design.scope.users[0].name == f"Mara {n}"


def _names(fields: Mapping[str, Field]) -> Iterator[str]:
    for name, field in fields.items():
        yield name
        if field.record is not None:
            yield from _names(field.record.fields)


NAMES = sorted({name for step in STEPS for name in _names(step.fields)})
OPTIONS = sorted({o.value for step in STEPS for field in step.fields.values() for o in field.options})
LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(OPTIONS),
    st.just("1e400"),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(NAMES), st.just("id"), st.text(max_size=3)), inner, max_size=6),
    ),
    max_leaves=25,
)
BY_STEP = st.dictionaries(st.sampled_from([*(step.key for step in STEPS), "notes"]), TREES, max_size=6)


@given(BY_STEP)
@settings(max_examples=examples(150, 3_000), deadline=None)
def test_no_answers_whatever_their_shape_are_more_than_parsing_can_bear(answers: dict[str, Any]) -> None:
    before = deepcopy(answers)
    reading = read(answers)
    assert repr(answers) == repr(before)
    assert {type(getattr(reading.design, step.key)) for step in STEPS} == {step.answers for step in STEPS}


@given(st.data())
@settings(max_examples=examples(100, 2_000), deadline=None)
def test_one_hostile_answer_in_a_complete_design_costs_no_other(data: st.DataObject) -> None:
    step = data.draw(st.sampled_from(STEPS))
    name = data.draw(st.sampled_from(sorted(step.fields)))
    answers = but(small(), step.key, **{name: data.draw(TREES)})
    reading = read(answers)
    for other in STEPS:
        for kept in {field.name for field in reading.asked[other.key]} - {name}:
            before = small().get(other.key, {}).get(kept)
            if isinstance(before, str):
                assert getattr(getattr(reading.design, other.key), kept) == before
