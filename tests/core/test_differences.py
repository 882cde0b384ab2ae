"""What differs between two versions is told record by record and field by field, and both can be put together again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from core.designs import small
from hypothesis import given
from hypothesis import strategies as st

from wizard.differences import by_step, differences, is_same, summary
from wizard.drafts.file import from_toml
from wizard.merging import Side, merged
from wizard.resources import resource_folder
from wizard.settlement import Settlement


def told(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    return [one.words for one in differences(before, after)]


def users(*names: str, **more: Any) -> dict[str, Any]:
    """A design with users, whose ids are the first letters of their names."""
    return {"scope": {"users": [{"id": name[0], "name": name} for name in names]}, **more}


def test_the_same_answers_do_not_differ() -> None:
    assert differences(small(), small()) == []
    assert summary([]) == ""


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"start": {"title": "Rooms"}}, ["Title: Rooms, was open"]),
        ({"start": {"title": "Rooms"}}, {"start": {}}, ["Title: open, was Rooms"]),
        ({"start": {"title": "Rooms"}}, {"start": {"title": "Halls"}}, ["Title: Rooms, now Halls"]),
        (users("ada", "bo"), users("ada"), ["User bo: removed"]),
        (users("ada"), users("ada", "bo"), ["User bo: added"]),
        (users("ada", "bo", "cy"), users("cy", "ada", "bo"), ["User cy: moved"]),
        (users("ada"), users("alan"), ["alan: name: ada, now alan"]),
        ({"scope": {"users": 3}}, users("ada"), ["Users: 3, now 1 entry"]),
        ({"start": {}}, {}, []),
        ({"start": {"title": ""}}, {"scope": {"users": []}}, []),
        ({"scope": {"goal": True}}, {"scope": {"goal": 1}}, ["Goal: yes, now 1"]),
    ],
)
def test_a_difference_is_told_in_words(before: dict[str, Any], after: dict[str, Any], words: list[str]) -> None:
    assert told(before, after) == words


def test_a_field_of_a_record_within_a_record_is_told_by_both_names() -> None:
    def entity(**attribute: Any) -> dict[str, Any]:
        return {"domain": {"entities": [{"id": "e", "name": "Order", "attributes": [{"id": "a", **attribute}]}]}}

    before, after = entity(name="total", type="int"), entity(name="total", type="decimal")
    (one,) = differences(before, after)
    assert one.path == ("domain", "entities", "e", "attributes", "a", "type")
    assert (one.words, one.step, one.title) == ("Order.total: type: int, now decimal", "domain", "Domain model")
    assert told(after, entity())[0] == "Order.entry 1: name: open, was total"


def test_what_the_model_does_not_know_differs_too_and_comes_last() -> None:
    before = {"zoo": {"a": 1}, "start": {"title": "R", "x": "y"}, "provenance": [{"id": "n1", "path": "a"}]}
    after = {"zoo": {"a": 2}, "start": {"title": "S"}, "provenance": [{"id": "n1", "path": "b"}, {"id": "n2"}]}
    assert told(before, after) == [
        "Title: R, now S",
        "x: open, was y",
        "a: 1, now 2",
        "where answers come from, entry 1: path: a, now b",
        "where answers come from, entry 2: added",
    ]
    assert [group.title for group in by_step(differences(before, after))] == ["Start", "Other"]


def test_a_key_of_several_lines_is_told_in_one() -> None:
    assert told({}, {"start": {"a\nb": 1}}) == ["a b: 1, was open"]


def test_long_texts_are_cut_to_where_they_begin_to_differ() -> None:
    before, after = ({"scope": {"goal": "word " * 100 + last}} for last in ("old", "new"))
    assert told(before, after) == ["Goal: …word word word word old, now …word word word word new"]
    assert len(told({}, before)[0]) < 100


def test_the_summary_counts_answers_by_step_and_leaves_out_what_the_program_notes_for_itself() -> None:
    notes = {"provenance": [{"id": "n"}]}
    one = {"start": {"title": "R"}, **notes}
    assert summary(differences({}, one)) == "1 answer in Start"
    assert summary(differences({}, notes)) == "where answers come from"
    two = {**one, "api": {"version_current": "2", "page_size_max": 3}}
    assert summary(differences(notes, two)) == "3 answers in 2 steps: Start, API contract"


EXAMPLES = sorted((resource_folder("templates") / "examples").glob("*.design.toml"))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_an_example_differs_from_nothing_in_everything_and_can_be_taken_whole(file: Path) -> None:
    answers = from_toml(file.read_bytes())
    found = differences({}, answers)
    assert len(by_step(found)) >= 9
    assert {one.kind for one in found} == {"added"}
    assert merged({}, {}, answers) == answers
    assert is_same(merged({}, answers, {}, {(): "theirs"}), {})


# Taking sides

BASE = users("ada", "bo", "cy", start={"title": "Rooms", "domain": "general"})


def test_what_only_one_side_changed_is_taken_from_it_and_what_both_changed_is_mine() -> None:
    mine = users("ada", "bo", "cy", start={"title": "Mine", "domain": "general"})
    theirs = users("ada", "cy", "dee", start={"title": "Theirs", "domain": "health"})
    assert merged(BASE, mine, theirs) == users("ada", "cy", "dee", start={"title": "Mine", "domain": "health"})
    assert [one.difference.subject for one in Settlement.of(BASE, mine, theirs).conflicts] == ["Title"]


@pytest.mark.parametrize(
    ("taking", "names"),
    [
        ({("scope",): "mine"}, ("ada", "bo", "cy")),
        ({("scope",): "theirs"}, ("dee", "cy", "ada")),
        ({("scope",): "mine", ("scope", "users", "d"): "theirs"}, ("dee", "ada", "bo", "cy")),
        ({("scope",): "mine", ("scope", "users", "b"): "theirs"}, ("ada", "cy")),
        ({("scope",): "theirs", ("scope", "users", "b"): "mine"}, ("dee", "cy", "ada", "bo")),
    ],
)
def test_a_side_is_taken_for_a_step_or_for_one_record(taking: dict[tuple[str, ...], Side], names: tuple[str]) -> None:
    mine, theirs = users("ada", "bo", "cy"), users("dee", "cy", "ada")
    assert merged({}, mine, theirs, taking) == users(*names)


def test_a_record_that_one_side_removed_and_the_other_changed_is_a_conflict() -> None:
    settlement = Settlement.of(BASE, users("alan", "bo", "cy"), users("bo", "cy"))
    assert [one.difference.kind for one in settlement.conflicts] == ["removed"]


WORD = st.sampled_from(["", "a", "b", "long words"])
VALUE = st.one_of(WORD, st.booleans(), st.integers(0, 2), st.lists(WORD, max_size=2))


def records(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    ids = st.lists(st.sampled_from("pqrstuv"), unique=True, max_size=6)
    return ids.flatmap(
        lambda keys: st.tuples(*(inner for _ in keys)).map(
            lambda made: [{"id": key, **one} for key, one in zip(keys, made, strict=True)]
        )
    )


ATTRIBUTE = st.fixed_dictionaries({}, optional={"name": WORD, "type": WORD})
ENTITY = st.fixed_dictionaries({}, optional={"name": WORD, "attributes": records(ATTRIBUTE), "odd": VALUE})
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "start": st.fixed_dictionaries({}, optional={"title": WORD, "authors": VALUE}),
        "domain": st.fixed_dictionaries({}, optional={"entities": st.one_of(records(ENTITY), VALUE)}),
        "provenance": records(st.fixed_dictionaries({}, optional={"path": WORD})),
        "zoo": st.one_of(VALUE, st.fixed_dictionaries({}, optional={"a": VALUE, "b": VALUE})),
    },
)


@given(ANSWERS, ANSWERS, ANSWERS)
def test_taking_one_side_of_everything_gives_that_side(
    base: dict[str, Any], mine: dict[str, Any], theirs: dict[str, Any]
) -> None:
    assert merged(base, mine, theirs, lambda _: "mine") == mine
    assert is_same(merged(base, mine, theirs, lambda _: "theirs"), theirs)
    assert merged(base, mine, theirs, {(): "mine"}) == mine
    assert is_same(merged(mine, mine, theirs), theirs), "what only they changed is theirs"
    assert is_same(merged(theirs, mine, theirs), mine)


@given(ANSWERS, ANSWERS, st.randoms(use_true_random=False))
def test_whatever_is_taken_nothing_is_made_up_and_each_choice_is_kept(
    mine: dict[str, Any], theirs: dict[str, Any], chance: Any
) -> None:
    sides: dict[tuple[str, ...], Side] = {
        one.path: chance.choice(["mine", "theirs"]) for one in differences(mine, theirs)
    }
    made = merged({}, mine, theirs, sides)
    for one in differences(mine, made):
        assert one.kind == "moved" or sides[one.path] == "theirs"
    for one in differences(theirs, made):
        assert one.kind == "moved" or sides[one.path] == "mine"


@given(ANSWERS, ANSWERS)
def test_differences_are_told_both_ways_alike_and_there_are_none_only_where_nothing_differs(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    there, back = differences(one, other), differences(other, one)
    assert {d.path for d in there if d.kind != "moved"} == {d.path for d in back if d.kind != "moved"}
    assert (not there) == is_same(one, other)
    assert all(d.words for d in there)
    assert sum(len(group.differences) for group in by_step(there)) == len(there)
    assert len({(d.path, d.kind) for d in there}) == len(there)
