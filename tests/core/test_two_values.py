"""Two values are told side by side, so that what is not the same can be seen."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.differences import differences
from wizard.two_values import LONGEST, Word, brief, changed_words, in_sight, whole


def only(before: dict[str, Any], after: dict[str, Any]) -> Any:
    (one,) = differences({"scope": before}, {"scope": after})
    return one


@pytest.mark.parametrize(
    ("before", "after", "brief_words"),
    [
        ({"goal": "Rent\n rooms"}, {"goal": "x"}, ("Rent rooms", "x")),
        ({}, {"goal": "x"}, ("", "x")),
        ({"out_of_scope": ["a", "b"]}, {"out_of_scope": ["a"]}, ("a, b", "a")),
        ({"goal": 1}, {"goal": "1"}, ("1 (number)", "1 (text)")),
        ({"goal": True}, {"goal": "yes"}, ("yes (yes or no)", "yes (text)")),
        ({"users": []}, {"users": [{"id": "a", "name": "ada", "kind": "person"}]}, ("", "ada | person")),
        ({"users": []}, {"users": [{"id": "a"}]}, ("", "no words yet")),
    ],
)
def test_both_values_in_one_line_each(before: dict[str, Any], after: dict[str, Any], brief_words: Any) -> None:
    assert brief(only(before, after)) == brief_words


def test_a_moved_record_tells_its_places() -> None:
    users = [{"id": key, "name": key} for key in "abc"]
    assert brief(only({"users": users}, {"users": users[1:] + users[:1]})) == ("place 1 of 3", "place 3 of 3")


def test_a_record_in_full_has_a_line_for_each_answer_with_its_question() -> None:
    user = {"id": "a", "name": "ada", "needs": "look\nat it", "zoo": 1}
    text = whole(only({}, {"users": [user]}))[1]
    assert text.splitlines()[0] == "Name: ada"
    assert "look at it" in text
    assert text.splitlines()[-1] == "zoo: 1"
    assert "id" not in text


def test_a_list_in_full_has_a_line_for_each_item_and_a_text_keeps_its_lines() -> None:
    assert whole(only({"out_of_scope": ["a", "b"]}, {}))[0] == "a\nb"
    assert whole(only({"goal": "a\n\tb"}, {}))[0] == "a\n    b"


def test_very_long_values_are_told_up_to_a_point_and_how_much_more_there_is() -> None:
    text = whole(only({"goal": "x" * (LONGEST + 1234)}, {}))[0]
    assert text.endswith("… and 1,234 characters more")


def marked(words: list[Word]) -> list[str]:
    return [word.text for word in words if word.is_changed]


def test_words_that_the_other_has_not_are_marked() -> None:
    mine, theirs = changed_words("rent small rooms by the hour", "rent rooms by the day, or longer")
    assert marked(mine) == ["small", "hour"]
    assert marked(theirs) == ["day,", "or", "longer"]


def test_signs_of_scripts_without_spaces_are_compared_one_by_one() -> None:
    mine, theirs = changed_words("部屋を貸す", "部屋を借りる")
    assert marked(mine) == ["貸", "す"]
    assert marked(theirs) == ["借", "り", "る"]


def test_texts_without_a_common_word_have_no_marks() -> None:
    assert marked(changed_words("rooms", "halls")[0]) == []
    assert marked(changed_words("", "halls")[1]) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_words_make_up_the_texts_again(mine: str, theirs: str) -> None:
    for text, words in zip((mine, theirs), changed_words(mine, theirs), strict=True):
        assert "".join(word.text for word in words) == text
        assert not any(word.is_changed for word in words) or mine != theirs


def test_long_texts_are_compared_quickly() -> None:
    mine, theirs = ("start " + " ".join(f"{word}{n % 7}" for n in range(20_000)) + " end" for word in ("a", "b"))
    old, _ = changed_words(mine, theirs)
    assert not old[0].is_changed
    assert not old[-1].is_changed
    assert old[2].is_changed


def test_the_first_difference_of_two_long_texts_can_be_seen() -> None:
    one, other = "word " * 50 + "old end", "word " * 50 + "new end"
    assert in_sight(one, other, 30) == ("…word old end", "…word new end")
    assert in_sight("short old", "short new", 30) == ("short old", "short new")
    assert in_sight("貸" * 20 + "す", "貸" * 20 + "り", 30) == ("…" + "貸" * 5 + "す", "…" + "貸" * 5 + "り")
    assert in_sight("", "x" * 100, 30) == ("", "x" * 31)
