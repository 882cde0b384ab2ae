"""Declaring a question: its kind follows from the type, its record holds it, and an empty record is a valid one."""

from typing import Any, Literal

import pytest

from wizard.ask import DEPTHS, Field, Group, Record, Text, ask, name_of
from wizard.steps.scope import ExternalSystem


class Part(Record, columns=("name",), noun="part"):
    """A record inside another."""

    name: str = ask("Name", need=True)


class Sample(Record, columns=("line", "choice"), noun="sample", named_by=(("line", "choice"), ("line",))):
    """One field of every kind."""

    line: str = ask("Line", need=True)
    text: Text = ask("Text")
    yes_no: bool | None = ask("Yes or no")
    whole: int | None = ask("Whole", low=1, high=5)
    number: float | None = ask("Number", low=0.5)
    choice: Literal["red", "Green"] | None = ask("Choice", hints={"red": "as blood"})
    choices: tuple[Literal["a", "b"], ...] = ask("Choices")
    lines: tuple[str, ...] = ask("Lines", depth="simple-crud")
    ref: str = ask("Ref", ref="scope.users")
    refs: tuple[str, ...] = ask("Refs", ref="scope.users", depth="high-scale")
    records: tuple[Part, ...] = ask("Records")


class GuidingStars(Group, heading="Guiding stars", depth="multi-tenant"):
    """Says in one line what it is for.

    And more, for who reads the source.
    """

    star: str = ask("Star")


class Planets(Group):
    """Another group."""

    planet: str = ask("Planet")


class Sky(GuidingStars, Planets):
    """A step's answers inherit from its groups."""


KINDS = {
    "line": "line",
    "text": "text",
    "yes_no": "yes_no",
    "whole": "number",
    "number": "number",
    "choice": "choice",
    "choices": "choices",
    "lines": "lines",
    "ref": "ref",
    "refs": "refs",
    "records": "records",
}


def test_the_kind_of_a_field_follows_from_its_type() -> None:
    assert {name: field.kind for name, field in Sample.fields.items()} == KINDS


def test_a_field_knows_its_name_its_options_and_the_class_of_its_records() -> None:
    assert all(field.name == name for name, field in Sample.fields.items())
    assert [(option.value, option.hint) for option in Sample.fields["choice"].options] == [
        ("red", "as blood"),
        ("Green", ""),
    ]
    assert [option.value for option in Sample.fields["choices"].options] == ["a", "b"]
    assert Sample.fields["records"].record is Part
    assert (Sample.fields["whole"].whole, Sample.fields["number"].whole) == (True, False)


@pytest.mark.parametrize("annotation", [dict, list[str], tuple[int, ...], bytes, bytes | None])
def test_a_type_that_no_form_can_show_is_refused_where_it_is_declared(annotation: Any) -> None:
    with pytest.raises(TypeError, match="no kind of field"):
        type("Odd", (Record,), {"__annotations__": {"odd": annotation}, "odd": ask("Odd")})


def test_what_is_needed_is_asked_at_every_depth_and_the_optional_from_standard_on() -> None:
    asked = {name: [depth for depth in DEPTHS if field.is_deep_enough(depth)] for name, field in Sample.fields.items()}
    assert asked["line"] == list(DEPTHS)
    assert asked["lines"] == list(DEPTHS)
    assert asked["text"] == list(DEPTHS[1:])
    assert asked["refs"] == ["high-scale"]


def test_a_need_may_depend_on_the_record() -> None:
    field = Field("Why", need=lambda record: record.line == "odd")
    assert field.is_needed(Sample(line="odd"))
    assert not field.is_needed(Sample(line="even"))


def test_an_empty_record_is_a_valid_one() -> None:
    empty = Sample()
    assert {name: getattr(empty, name) for name in Sample.fields} == {
        name: field.default for name, field in Sample.fields.items()
    }
    assert (empty.line, empty.text, empty.choice, empty.records, empty.id) == ("", "", None, (), "")
    assert empty == Sample()


def test_a_record_is_never_changed_in_place() -> None:
    record = Sample(line="a")
    with pytest.raises(AttributeError, match="immutable"):
        record.line = "b"
    other = record.but(line="b")
    assert (record.line, other.line) == ("a", "b")


def test_records_are_equal_when_their_class_id_and_answers_are() -> None:
    assert Sample(id="1", line="a") == Sample(id="1", line="a")
    assert Sample(id="1", line="a") != Sample(id="2", line="a")
    assert Sample(id="1", line="a") != Sample(id="1", line="b")
    assert Part(name="a") != Planets(name="a")
    assert Part(name="a") != "a"


def test_a_record_is_called_by_the_first_of_its_names_that_is_whole() -> None:
    assert Sample(line="a", choice="red").label == "a red"
    assert Sample(line="a").label == "a"
    assert Sample(choice="red").label == ""
    assert name_of(Sample, {"line": "a", "choice": None}) == "a"
    assert Part(name="b").label == "b"


def test_a_record_shows_its_class_and_its_answers() -> None:
    assert repr(Part(name="b")) == "Part(name='b')"


def test_a_record_without_columns_shows_its_first_field() -> None:
    assert Planets.columns == ("planet",)


def test_a_group_is_named_by_its_class_and_explained_by_its_docstring() -> None:
    assert GuidingStars.group_key() == "guiding-stars"
    assert GuidingStars.heading == "Guiding stars"
    assert GuidingStars.purpose() == "Says in one line what it is for."
    assert GuidingStars.group_depth == "multi-tenant"


def test_the_answers_of_a_step_have_the_fields_of_its_groups_in_order() -> None:
    assert list(Sky.fields) == ["star", "planet"]
    assert Sky.fields["star"] is GuidingStars.fields["star"]


def test_records_seen_at_a_depth_have_only_the_columns_that_it_asks() -> None:
    simple = ExternalSystem.at("simple-crud")
    assert "protocol" in ExternalSystem.columns
    assert "protocol" not in simple.columns
    assert simple.fields == ExternalSystem.fields
    assert simple is ExternalSystem.at("simple-crud")
    assert ExternalSystem.at("high-scale") is ExternalSystem
