"""A draft that was changed in two places: one side is taken of everything that differs, and nobody is asked what only one changed."""

from typing import Any

from wizard.settlement import Settlement

BASE: dict[str, Any] = {
    "scope": {
        "goal": "Rent rooms.",
        "out_of_scope": ["Cars"],
        "users": [{"id": "a", "name": "ada"}, {"id": "b", "name": "bo"}],
    },
    "api": {"page_size_max": 100},
}


def with_scope(**answers: Any) -> dict[str, Any]:
    return {**BASE, "scope": {**BASE["scope"], **answers}}


def sides(settlement: Settlement) -> dict[str, Any]:
    """What is taken of each difference, by the last part of its path."""
    return {one.path[-1]: settlement.side(one) for one in settlement.contested}


def test_what_one_side_changed_is_that_side_s_and_what_both_changed_is_nobody_s() -> None:
    mine = with_scope(goal="Rent halls.", users=BASE["scope"]["users"][:1])
    theirs = {**with_scope(goal="Rent flats."), "api": {"page_size_max": 50}}
    found = Settlement.of(BASE, mine, theirs)
    assert sides(found) == {"goal": None, "b": "mine", "page_size_max": "theirs"}
    assert [one.changed_by for one in found.contested] == ["both", "mine", "theirs"]
    assert [(step.title, len(step.contested)) for step in found.steps] == [("Scope", 2), ("API contract", 1)]
    assert [one.path for one in found.undecided] == [("scope", "goal")]


def test_what_is_chosen_results() -> None:
    mine, theirs = with_scope(goal="Rent halls."), {**with_scope(goal="Rent flats."), "api": {"page_size_max": 50}}
    found = Settlement.of(BASE, mine, theirs)
    assert found.taking("theirs", found.contested).answers == theirs
    assert found.taking("mine", found.contested).answers == mine
    decided = found.taking("mine", found.undecided)
    assert not decided.undecided
    assert len(decided.conflicts) == 1
    assert decided.answers == {**mine, "api": {"page_size_max": 50}}


def test_a_record_that_one_side_removed_and_the_other_changed_is_to_decide() -> None:
    ada, bo = BASE["scope"]["users"]
    mine, theirs = with_scope(users=[ada]), with_scope(users=[ada, {**bo, "name": "bob"}])
    found = Settlement.of(BASE, mine, theirs)
    (one,) = found.undecided
    assert one.path == ("scope", "users", "b")
    assert found.taking("theirs", [one]).answers == theirs


def test_the_same_change_on_both_sides_leaves_nothing_to_ask() -> None:
    found = Settlement.of(BASE, with_scope(goal="Ours."), with_scope(goal="Ours."))
    assert not found.contested
    assert found.answers == with_scope(goal="Ours.")


def test_where_answers_come_from_is_not_asked_and_both_sides_notes_stay() -> None:
    def noted(key: str) -> dict[str, Any]:
        return {**BASE, "provenance": [{"id": key, "path": "scope.goal", "source": "assumed"}]}

    found = Settlement.of(BASE, noted("m"), noted("t"))
    assert not found.contested
    assert {note["id"] for note in found.answers["provenance"]} == {"m", "t"}


def test_choices_stay_where_both_values_are_still_the_same() -> None:
    mine = {**with_scope(goal="Rent halls.", out_of_scope=["Boats"]), "api": {"page_size_max": 10}}
    theirs = {**with_scope(goal="Rent flats.", out_of_scope=["Planes"]), "api": {"page_size_max": 50}}
    found = Settlement.of(BASE, mine, theirs)
    chosen = found.taking("theirs", found.contested)
    assert chosen.again(BASE, mine, theirs) is chosen
    newer = {**theirs, "api": {"page_size_max": 70}}
    assert sides(chosen.again(BASE, mine, newer)) == {
        "goal": "theirs",
        "out_of_scope": "theirs",
        "page_size_max": None,
    }


def test_choices_against_the_change_of_one_side_stay_too() -> None:
    mine, theirs = BASE, with_scope(goal="Rent flats.")
    found = Settlement.of(BASE, mine, theirs)
    assert sides(found) == {"goal": "theirs"}
    chosen = found.taking("mine", found.contested)
    newer = {**theirs, "api": {"page_size_max": 70}}
    assert sides(chosen.again(BASE, mine, newer)) == {"goal": "mine", "page_size_max": "theirs"}
