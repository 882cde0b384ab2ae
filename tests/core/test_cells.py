"""Answers as typed words, and back: one field, one line of cells, and what is pasted from elsewhere."""

from typing import Any, Literal

import pytest
from core.long import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.ask import Record, Text, ask
from wizard.cells import answer, record_of, records_of, split, unknown_headings, words
from wizard.steps.api_records import RestOperation
from wizard.steps.domain import Lifecycle
from wizard.steps.scope import TrustEntry, User
from wizard.text import one_line


class Part(Record):
    """A record inside another."""

    name: str = ask("Name")


class Sample(Record, columns=("line", "number", "yes_no")):
    """One field of every kind."""

    line: str = ask("Line")
    text: Text = ask("Text")
    yes_no: bool | None = ask("Is it so?")
    number: int | None = ask("Number", low=1, high=5)
    share: float | None = ask("Share")
    choice: Literal["red", "Green"] | None = ask("Choice")
    choices: tuple[Literal["a", "b"], ...] = ask("Choices")
    lines: tuple[str, ...] = ask("Lines")
    ref: str = ask("Ref", ref="scope.users")
    refs: tuple[str, ...] = ask("Refs", ref="scope.users")
    records: tuple[Part, ...] = ask("Records")


ROUND: list[tuple[str, Any, str]] = [
    ("line", "two words", "two words"),
    ("text", "one line of it", "one line of it"),
    ("yes_no", True, "yes"),
    ("yes_no", False, "no"),
    ("yes_no", "maybe", "maybe"),
    ("number", 3, "3"),
    ("number", "many", "many"),
    ("number", "6", "6"),
    ("share", 99.95, "99.95"),
    ("choice", "Green", "Green"),
    ("choice", "blue", "blue"),
    ("choices", ["a", "b"], "a, b"),
    ("choices", ["a", "z"], "a, z"),
    ("lines", ["one, of two"], "one, of two"),
    ("ref", "Mara", "Mara"),
    ("refs", ["Mara", "Ines"], "Mara, Ines"),
]


@pytest.mark.parametrize(("name", "raw", "said"), ROUND)
def test_an_answer_in_words_stands_for_the_same_answer(name: str, raw: Any, said: str) -> None:
    assert words(Sample.fields[name], raw) == said
    assert answer(Sample.fields[name], said) == raw
    assert type(answer(Sample.fields[name], said)) is type(raw)


@pytest.mark.parametrize(
    ("name", "said", "raw"),
    [
        ("line", "  spaced ", "spaced"),
        ("text", " one\n two ", " one\n two "),
        ("yes_no", "Y", True),
        ("yes_no", "FALSE", False),
        ("number", " 4 ", 4),
        ("number", "2.5", "2.5"),
        ("choice", "GREEN", "Green"),
        ("choices", "b,, a ,", ["b", "a"]),
        ("lines", "one\n\n  two \n", ["one", "two"]),
        ("refs", "Mara,Ines", ["Mara", "Ines"]),
        ("records", "anything", None),
    ],
)
def test_typed_words_stand_for_an_answer(name: str, said: str, raw: Any) -> None:
    assert answer(Sample.fields[name], said) == raw


@pytest.mark.parametrize("name", Sample.fields)
@pytest.mark.parametrize("blank", ["", " ", "\n\t"])
def test_blank_words_stand_for_no_answer(name: str, blank: str) -> None:
    assert answer(Sample.fields[name], blank) is None


@pytest.mark.parametrize("name", ["choices", "refs"])
def test_commas_alone_stand_for_no_answer(name: str) -> None:
    assert answer(Sample.fields[name], " , ,") is None


@pytest.mark.parametrize(
    ("raw", "said"),
    [(None, ""), ("two\nlines", "two lines"), (["a\nb", 3], "a b, 3"), (("a",), "a"), ({"a": 1}, "{'a': 1}")],
)
def test_anything_can_be_shown_in_one_line(raw: Any, said: str) -> None:
    assert words(Sample.fields["line"], raw) == said


@pytest.mark.parametrize(("raw", "said"), [([], ""), ([{}, {}], "2"), ("odd", ""), (None, "")])
def test_of_records_the_number_is_shown(raw: Any, said: str) -> None:
    assert words(Sample.fields["records"], raw) == said


def test_the_cells_of_a_line_follow_the_columns() -> None:
    assert record_of(User, "Merchant | person | to be paid") == {
        "name": "Merchant",
        "kind": "person",
        "needs": "to be paid",
    }


def test_cells_may_be_left_out_or_empty() -> None:
    assert record_of(User, "Merchant") == {"name": "Merchant"}
    assert record_of(User, "Merchant | | to be paid") == {"name": "Merchant", "needs": "to be paid"}
    assert record_of(User, "") == {}


def test_a_first_cell_may_be_empty_too() -> None:
    assert record_of(User, " | person") == {"kind": "person"}
    assert record_of(User, "| person | to be paid") == {"kind": "person", "needs": "to be paid"}
    assert records_of(User, " | person") == [{"kind": "person"}]


def test_cells_beyond_the_last_column_join_it() -> None:
    assert record_of(User, "a | person | this | or | that") == {
        "name": "a",
        "kind": "person",
        "needs": "this | or | that",
    }


@pytest.mark.parametrize("line", ["a | person | b |", "a | person | b | |", "a | person | b | | | "])
def test_bars_at_the_end_add_nothing(line: str) -> None:
    assert record_of(User, line) == {"name": "a", "kind": "person", "needs": "b"}


def test_a_bar_within_a_cell_is_escaped() -> None:
    assert record_of(User, r"a \| b | person | c\|") == {"name": "a | b", "kind": "person", "needs": "c|"}
    assert split(r"| a \| b | c\| |") == ["a | b", "c|"]


def test_a_wrong_cell_is_kept_as_it_was_typed() -> None:
    assert record_of(Sample, "a | many | perhaps") == {"line": "a", "number": "many", "yes_no": "perhaps"}


def test_the_lines_of_a_cell_are_separated_by_semicolons() -> None:
    given_ = record_of(Lifecycle, "Payment | authorised; captured, in part; ; refunded")
    assert given_ == {"entity": "Payment", "states": ["authorised", "captured, in part", "refunded"]}


def test_names_in_a_cell_are_separated_by_commas() -> None:
    given_ = record_of(RestOperation, "post | /refunds | Refund | support, scope:refund | key")
    assert given_ == {
        "method": "POST",
        "path": "/refunds",
        "summary": "Refund",
        "access": ["support", "scope:refund"],
        "idempotency": "key",
    }


def test_each_pasted_line_is_a_record_and_blank_lines_are_none() -> None:
    pasted = "Merchant | person\r\n\n   \nProcessor | service\nGuest\n"
    assert records_of(User, pasted) == [
        {"name": "Merchant", "kind": "person"},
        {"name": "Processor", "kind": "service"},
        {"name": "Guest"},
    ]


@pytest.mark.parametrize("rule", ["|---|---|", "| --- | :---: |", "--- | ---", "|:-|-:|", "| :---- | --- |"])
def test_the_header_of_a_markdown_table_orders_the_columns(rule: str) -> None:
    pasted = f"| Kind | Name |\n{rule}\n| person | Merchant |\n| service | Processor |"
    assert records_of(User, pasted) == [
        {"kind": "person", "name": "Merchant"},
        {"kind": "service", "name": "Processor"},
    ]


@pytest.mark.parametrize(
    "header", ["Verified by | Entry point", "verified_by | entry_point", "VERIFIED-BY | **Entry point**"]
)
def test_a_header_is_a_prompt_or_a_name_however_it_is_written(header: str) -> None:
    assert records_of(TrustEntry, f"{header}\n--- | ---\nsignature | POST /hooks") == [
        {"verified_by": "signature", "entry_point": "POST /hooks"}
    ]


def test_a_header_may_name_a_field_that_is_no_column() -> None:
    pasted = "| Operation id | Path |\n|---|---|\n| createRefund | /refunds |"
    assert records_of(RestOperation, pasted) == [{"operation_id": "createRefund", "path": "/refunds"}]


def test_an_unknown_column_is_left_out() -> None:
    pasted = "| No. | Name | Shoe size | Kind |\n|---|---|---|---|\n| 1 | Merchant | 43 | person |"
    assert records_of(User, pasted) == [{"name": "Merchant", "kind": "person"}]


def test_words_above_a_table_are_left_out() -> None:
    pasted = "## Users\n\nSome prose.\n\n| Name |\n|---|\n| Merchant |"
    assert records_of(User, pasted) == [{"name": "Merchant"}]


def test_the_rows_of_a_table_may_lack_their_last_bar() -> None:
    pasted = "| Name | Kind\n|---|---\n| Merchant | person\n| | service"
    assert records_of(User, pasted) == [{"name": "Merchant", "kind": "person"}, {"kind": "service"}]


def test_a_row_may_be_shorter_or_longer_than_the_header() -> None:
    pasted = "| Name | Needs |\n|---|---|\n| a |\n| b | c | d |"
    assert records_of(User, pasted) == [{"name": "a"}, {"name": "b", "needs": "c | d"}]


@pytest.mark.parametrize(
    "pasted", ["Merchant | person\n---\nProcessor | service", "Merchant | person\n-\nProcessor | service"]
)
def test_a_line_between_lines_is_no_table_and_costs_none_of_them(pasted: str) -> None:
    assert records_of(User, pasted) == [
        {"name": "Merchant", "kind": "person"},
        {"name": "Processor", "kind": "service"},
    ]


def test_a_table_of_which_no_column_is_known_is_read_in_the_order_of_the_columns() -> None:
    pasted = "| Who | What |\n|---|---|\n| Merchant | person |"
    assert records_of(User, pasted)[-1] == {"name": "Merchant", "kind": "person"}


@pytest.mark.parametrize("text", ["", " \n ", "|", "| |", "|---|", "---", "| | |\n|---|---|\n| | |"])
def test_where_there_are_no_words_there_are_no_records(text: str) -> None:
    assert records_of(User, text) == []


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("a", ["a"]),
        ("a|b", ["a", "b"]),
        (" a | b ", ["a", "b"]),
        ("| a | b |", ["a", "b"]),
        ("| a | b", ["", "a", "b"]),
        ("a | b |", ["a", "b", ""]),
        ("||", [""]),
        ("", [""]),
        (r"a\|b", ["a|b"]),
    ],
)
def test_a_line_is_split_at_its_bars(line: str, cells: list[str]) -> None:
    assert split(line) == cells


CELL = (
    st.text(st.characters(exclude_characters="\\;,", exclude_categories=["Cs"]), min_size=1, max_size=8)
    .map(one_line)
    .filter(bool)
)


@given(st.lists(CELL, min_size=3, max_size=3))
@settings(max_examples=examples(150, 3_000), deadline=None)
def test_cells_that_are_joined_with_their_bars_escaped_are_split_into_the_same(cells: list[str]) -> None:
    line = " | ".join(cell.replace("|", "\\|") for cell in cells)
    assert split(line, 3) == cells
    assert split(f"| {line} |", 3) == cells


@given(st.text(max_size=60))
@settings(max_examples=examples(150, 3_000), deadline=None)
def test_whatever_is_pasted_makes_records_of_known_fields(text: str) -> None:
    for record in records_of(Sample, text):
        assert record
        assert set(record) <= set(Sample.fields)


@given(
    st.sampled_from([name for name in Sample.fields if name not in ("records", "lines", "text")]), st.text(max_size=12)
)
@settings(max_examples=examples(150, 3_000), deadline=None)
def test_what_an_answer_is_shown_as_stands_for_the_same_answer(name: str, text: str) -> None:
    field = Sample.fields[name]
    first = answer(field, one_line(text))
    assert answer(field, words(field, first)) == first


def test_several_references_in_a_cell_may_be_separated_by_semicolons_as_lines_are() -> None:
    given_ = record_of(RestOperation, "GET | /refunds | List | support; scope:refund")
    assert given_["access"] == ["support", "scope:refund"]


def test_headings_that_name_no_field_are_known_before_their_cells_are_left_out() -> None:
    pasted = "| Name | Shoe size | Kind |\n| --- | --- | --- |\n| Merchant | 43 | person |"
    assert unknown_headings(User, pasted) == ["Shoe size"]
    assert unknown_headings(User, "Merchant | person") == []
