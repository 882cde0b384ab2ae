"""The session takes answers and gives them back: undo, redo, records, and names that references follow."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

import pytest
from core.designs import small
from core.long import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.answers import value_at, with_value
from wizard.design import Answers, Path
from wizard.review import review
from wizard.session import MOST_UNDO, TYPING_PAUSE_S, Session, new_id
from wizard.text import clean

PAUSE = TYPING_PAUSE_S * 2


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Sitting(Session):
    """A session in which everyone pauses after each answer, unless told otherwise."""

    def __init__(self, answers: Answers | None = None, *, pause: float = PAUSE) -> None:
        self.clock = Clock()
        self.pause = pause
        super().__init__(answers, clock=self.clock)

    def answer(self, path: Path, value: Any) -> None:
        self.clock.now += self.pause
        super().answer(path, value)

    def type(self, path: Path, words: str, *, over: str = "") -> None:
        """Delete letter by letter, then type letter by letter."""
        for end in range(len(over) - 1, -1, -1):
            super().answer(path, over[:end])
        for end in range(1, len(words) + 1):
            super().answer(path, words[:end])


def place_of(step: str, name: str, said: str, part: str = "name") -> str:
    """The id of a record of the small design."""
    return next(str(record["id"]) for record in small()[step][name] if record.get(part) == said)


def broken(session: Session) -> list[str]:
    return [finding.message for finding in session.review.findings if finding.code == "broken-reference"]


GOAL = ("scope", "goal")
TITLE = ("start", "title")
EMPLOYEE = ("access", "roles", place_of("access", "roles", "employee"), "name")
USER = ("scope", "users", place_of("scope", "users", "Employee"), "name")
TABLE = ("data", "tables", place_of("data", "tables", "bookings"), "name")
COLUMN = (*TABLE[:3], "table_columns", small()["data"]["tables"][0]["table_columns"][0]["id"], "name")


def test_an_answer_is_kept_as_it_was_given() -> None:
    session = Sitting()
    for value in ("forty", 40, True, ["a", "b"], "  spaced  "):
        session.answer(("api", "page_size_max"), value)
        assert session.value(("api", "page_size_max")) == value
        assert session.answers == {"api": {"page_size_max": value}}


@pytest.mark.parametrize("nothing", [None, "", []])
def test_an_answer_is_taken_back_with_nothing(nothing: object) -> None:
    session = Sitting({"scope": {"goal": "Rooms", "users": [{"id": "u"}]}})
    session.answer(GOAL, nothing)
    assert session.value(GOAL) is None
    assert session.answers == {"scope": {"users": [{"id": "u"}]}}


@pytest.mark.parametrize(("path", "value"), [(GOAL, ""), (GOAL, None), (TITLE, "Room booking")])
def test_an_answer_that_changes_nothing_is_no_change(path: Path, value: object) -> None:
    session = Sitting({"start": {"title": "Room booking"}})
    session.answer(path, value)
    assert (session.revision, session.undo()) == (0, None)


def test_yes_and_one_are_different_answers() -> None:
    session = Sitting({"api": {"page_size_max": 1}})
    session.answer(("api", "page_size_max"), True)
    assert session.value(("api", "page_size_max")) is True


def test_words_are_cleaned_where_they_enter() -> None:
    session = Sitting()
    session.answer(GOAL, "red \x1b[31m\r\n\u202etxt")
    assert session.value(GOAL) == clean("red \x1b[31m\r\n\u202etxt") == "red \u241b[31m\n<U+202E>txt"
    (place,) = session.add(("scope", "users"), [{"name": "Ma\x07ra"}])
    assert session.value(("scope", "users", place, "name")) == "Ma\u2407ra"


def test_the_review_is_that_of_the_current_answers() -> None:
    session = Sitting(small())
    assert session.review is session.review
    assert session.review.blockers == ()
    session.answer(GOAL, None)
    assert session.review.findings == review(session.answers).findings
    assert len(session.review.blockers) == 1
    session.undo()
    assert session.review.blockers == ()


def test_every_change_counts_and_so_does_taking_it_back() -> None:
    session = Sitting(small())
    seen = [session.revision]
    for change in (
        lambda: session.answer(GOAL, "Other"),
        lambda: session.add(("scope", "users"), [{"name": "Guest"}]),
        lambda: session.move(USER[:3], 1),
        lambda: session.remove(USER[:3]),
        session.undo,
        session.redo,
    ):
        change()
        seen.append(session.revision)
    assert seen == sorted(set(seen))


def test_undo_and_redo_say_where_it_was() -> None:
    session = Sitting()
    assert (session.undo(), session.redo()) == (None, None)
    session.answer(GOAL, "Rooms")
    assert (session.undo(), session.answers) == (GOAL, {})
    assert (session.redo(), session.answers) == (GOAL, {"scope": {"goal": "Rooms"}})
    assert session.redo() is None


def test_a_new_answer_ends_what_could_be_done_again() -> None:
    session = Sitting()
    session.answer(GOAL, "Rooms")
    session.undo()
    session.answer(TITLE, "Booking")
    assert session.redo() is None
    assert session.answers["start"] == {"title": "Booking"}


def test_at_least_a_hundred_changes_can_be_taken_back_and_done_again() -> None:
    session = Sitting()
    states = [session.answers]
    for n in range(200):
        session.answer(GOAL, f"Goal {n}")
        states.append(session.answers)
    for state in reversed(states[:-1]):
        assert session.undo() == GOAL
        assert session.answers is state
    for state in states[1:]:
        assert session.redo() == GOAL
        assert session.answers is state


def test_what_can_be_taken_back_is_bounded() -> None:
    session = Sitting()
    for n in range(MOST_UNDO + 50):
        session.answer(GOAL, f"Goal {n}")
    taken = 0
    while session.undo():
        taken += 1
    assert taken == MOST_UNDO >= 100


def test_typing_without_a_pause_is_taken_back_at_once() -> None:
    session = Sitting()
    session.type(GOAL, "Rooms")
    assert session.undo() == GOAL
    assert session.answers == {}
    assert session.redo() == GOAL
    assert session.value(GOAL) == "Rooms"


def test_a_pause_in_typing_begins_another_change() -> None:
    session = Sitting(pause=0)
    for seconds, words in ((0.0, "R"), (0.5, "Ro"), (1.0, "Roo"), (1.0 + TYPING_PAUSE_S, "Room")):
        session.clock.now = seconds
        session.answer(GOAL, words)
    session.undo()
    assert session.value(GOAL) == "Roo"
    session.undo()
    assert session.value(GOAL) is None


def test_an_answer_elsewhere_begins_another_change() -> None:
    session = Sitting(pause=0)
    for path in (GOAL, TITLE, GOAL):
        session.answer(path, f"{session.value(path) or ''}x")
    assert [session.undo() for _ in range(3)] == [GOAL, TITLE, GOAL]


def test_typing_after_an_undo_is_a_change_of_its_own() -> None:
    session = Sitting(pause=0)
    session.answer(GOAL, "a")
    session.clock.now = PAUSE
    session.answer(GOAL, "ab")
    session.undo()
    session.answer(GOAL, "ac")
    session.undo()
    assert session.value(GOAL) == "a"


def test_records_are_added_at_the_end_or_at_a_place_all_in_one_change() -> None:
    session = Sitting({"scope": {"users": [{"id": "u", "name": "b"}]}})
    session.add(("scope", "users"), [{"name": "c"}, {"name": "d"}])
    session.add(("scope", "users"), [{"name": "a"}], 0)
    assert [user["name"] for user in session.answers["scope"]["users"]] == ["a", "b", "c", "d"]
    session.undo()
    session.undo()
    assert [user["name"] for user in session.answers["scope"]["users"]] == ["b"]


def test_each_added_record_has_an_id_of_its_own() -> None:
    session = Sitting()
    ids = session.add(("scope", "users"), [{"name": "a"}] * 50)
    assert len(set(ids)) == 50
    assert [user["id"] for user in session.answers["scope"]["users"]] == ids
    assert len(new_id()) == 8


def test_a_record_is_added_within_a_record() -> None:
    session = Sitting(small())
    (place,) = session.add((*TABLE[:3], "indexes"), [{"index_columns": "id"}], 0)
    assert session.value((*TABLE[:3], "indexes", place, "index_columns")) == "id"
    assert len(session.value((*TABLE[:3], "indexes"))) == 2


def test_adding_no_records_is_no_change() -> None:
    session = Sitting()
    assert session.add(("scope", "users"), []) == []
    assert (session.revision, session.answers) == (0, {})


def test_a_removed_record_comes_back_with_undo_and_its_references_break_meanwhile() -> None:
    session = Sitting(small())
    session.remove(USER[:3])
    assert "users" not in session.answers["scope"]
    assert broken(session) == ["Book a room: actor names Employee, and there is no such user"]
    session.undo()
    assert session.answers == small()


def test_a_record_that_is_not_there_can_not_be_removed() -> None:
    session = Sitting(small())
    session.remove(("scope", "users", "gone"))
    session.remove(("risks", "risks", "gone"))
    assert (session.revision, session.undo()) == (0, None)


def test_what_is_typed_about_a_record_that_was_removed_makes_no_record() -> None:
    session = Sitting(small())
    session.remove(USER[:3])
    session.answer(USER, "Guest")
    session.answer((*TABLE[:3], "indexes", "gone", "serves"), "reading")
    assert session.add(("data", "tables", "gone", "table_columns"), [{"name": "id"}]) == []
    assert "users" not in session.answers["scope"]
    assert session.answers["data"] == small()["data"]
    session.undo()
    assert session.answers == small()


@pytest.mark.parametrize(("by", "order"), [(1, "bac"), (2, "bca"), (0, "abc"), (3, "abc"), (-1, "abc")])
def test_a_record_moves_within_its_list_and_not_beyond(by: int, order: str) -> None:
    session = Sitting({"scope": {"users": [{"id": name} for name in "abc"]}})
    session.move(("scope", "users", "a"), by)
    assert "".join(user["id"] for user in session.answers["scope"]["users"]) == order


def test_a_record_that_is_not_there_does_not_move() -> None:
    session = Sitting({"scope": {"users": [{"id": "a"}]}})
    session.move(("scope", "users", "b"), 1)
    session.move(("risks", "risks", "b"), 1)
    assert session.revision == 0


def test_a_rename_is_followed_by_every_reference() -> None:
    session = Sitting(small())
    session.answer(EMPLOYEE, "staff")
    assert [operation["access"] for operation in session.answers["api"]["operations"]] == [
        ["staff"],
        ["staff", "scope:rooms:read"],
    ]
    assert session.review.verdict == "ready"
    session.undo()
    assert session.answers == small()


def test_a_rename_is_followed_letter_by_letter_and_taken_back_at_once() -> None:
    session = Sitting(small())
    session.type(USER, "Guest", over="Employee")
    assert session.answers["scope"]["workflows"][0]["actor"] == "Guest"
    assert session.review.verdict == "ready"
    session.undo()
    assert session.answers == small()


def test_while_a_name_is_empty_its_references_keep_the_old_one() -> None:
    session = Sitting(small())
    session.answer(USER, "")
    assert session.answers["scope"]["workflows"][0]["actor"] == "Employee"
    session.answer(USER, "Guest")
    assert session.answers["scope"]["workflows"][0]["actor"] == "Guest"


def test_a_name_that_passes_through_another_ones_takes_nobodys_references() -> None:
    session = Sitting(small())
    session.add(("scope", "users"), [{"id": "g", "name": "Guest"}])
    session.add(("scope", "workflows"), [{"id": "w", "name": "Cancel", "actor": "Guest", "outcome": "free"}])
    session.type(USER, "Guests", over="Employee")
    assert [workflow["actor"] for workflow in session.answers["scope"]["workflows"]] == ["Guests", "Guest"]


def test_a_name_that_ends_up_as_another_ones_leaves_references_alone() -> None:
    session = Sitting(small())
    (place,) = session.add(("scope", "users"), [{"name": "Guest"}])
    session.answer(USER, "Guest")
    assert broken(session) == ["Book a room: actor names Employee, and there is no such user"]
    session.answer(("scope", "users", place, "name"), "Visitor")
    assert session.answers["scope"]["workflows"][0]["actor"] == "Employee"


def test_of_two_records_of_one_name_neither_takes_the_references_along() -> None:
    session = Sitting(small())
    (place,) = session.add(("access", "roles"), [{"name": "employee"}])
    session.answer(("access", "roles", place, "name"), "guest")
    assert session.answers["api"]["operations"][0]["access"] == ["employee"]


def test_a_rename_follows_where_several_kinds_may_be_named() -> None:
    session = Sitting(small())
    workflow = ("scope", "workflows", place_of("scope", "workflows", "Book a room"), "name")
    session.answer(workflow, "Hold a room")
    assert session.answers["operations"]["slos"][0]["target"] == "Hold a room"
    assert session.answers["scope"]["critical_path"] == "Hold a room"
    assert session.review.verdict == "ready"


def test_an_operation_is_followed_from_its_id_to_its_method_and_path_and_back() -> None:
    session = Sitting(small())
    place = place_of("api", "operations", "createBooking", "operation_id")
    session.answer(("api", "operations", place, "operation_id"), None)
    assert session.answers["operations"]["targets"][0]["operation"] == "POST /bookings"
    session.answer(("api", "operations", place, "path"), "/v2/bookings")
    assert session.answers["operations"]["targets"][0]["operation"] == "POST /v2/bookings"
    session.answer(("api", "operations", place, "operation_id"), "book")
    assert session.answers["operations"]["targets"][0]["operation"] == "book"
    assert session.review.verdict == "ready"


def with_reference() -> Sitting:
    """The small design with a second table that refers to a column of the first."""
    session = Sitting(small())
    column = {"id": "c", "name": "booking", "type": "uuid", "references": "bookings.id", "primary_key": True}
    session.add(("data", "tables"), [{"id": "t2", "name": "guests", "table_columns": [column]}])
    return session


def test_a_renamed_column_is_followed_by_those_that_refer_to_it() -> None:
    session = with_reference()
    session.type(COLUMN, "key", over="id")
    assert session.value(("data", "tables", "t2", "table_columns", "c", "references")) == "bookings.key"
    assert session.review.verdict == "ready"


def test_a_renamed_table_is_followed_by_those_that_refer_to_its_columns() -> None:
    session = with_reference()
    session.type(TABLE, "reservations", over="bookings")
    assert session.value(("data", "tables", "t2", "table_columns", "c", "references")) == "reservations.id"
    assert session.review.verdict == "ready"


def test_columns_of_one_name_in_two_tables_do_not_take_each_others_references() -> None:
    session = with_reference()
    session.add(("data", "tables", "t2", "table_columns"), [{"id": "d", "name": "id", "type": "uuid"}])
    session.answer(("data", "tables", "t2", "table_columns", "d", "name"), "key")
    assert session.value(("data", "tables", "t2", "table_columns", "c", "references")) == "bookings.id"


def test_a_rename_amid_answers_of_the_wrong_shape_renames_what_it_can() -> None:
    module = {"id": "m", "name": "booking", "depends_on": ["a", ["a"], {"a": 1}, 3]}
    table = {"id": "t", "name": "rooms", "table_columns": "x", "indexes": ["y", {"id": "i"}]}
    session = Sitting(
        {
            "pattern": {"modules": ["odd", module, {"id": "n", "name": "a"}, {"name": ["x"]}], "alternatives": "none"},
            "data": {"tables": [table, 7]},
            "scope": {"workflows": "several", "critical_path": ["odd"]},
        }
    )
    session.answer(("pattern", "modules", "n", "name"), "b")
    session.answer(("data", "tables", "t", "name"), "halls")
    assert session.answers["pattern"]["modules"][1]["depends_on"] == ["b", ["a"], {"a": 1}, 3]
    assert session.answers["data"]["tables"][0]["name"] == "halls"


def test_the_answers_given_at_first_are_never_changed_in_place() -> None:
    given_ = deepcopy(dict(small()))
    before = deepcopy(given_)
    session = Sitting(given_)
    session.answer(EMPLOYEE, "staff")
    session.answer(TABLE, "reservations")
    session.add(("scope", "users"), [{"name": "Guest"}])
    session.move(USER[:3], 1)
    session.remove(USER[:3])
    assert given_ == before


def test_what_was_handed_in_can_be_changed_afterwards_without_harm() -> None:
    session = Sitting()
    words, record = ["a"], {"name": "Mara", "tags": ["x"]}
    session.answer(("scope", "out_of_scope"), words)
    session.add(("scope", "users"), [record])
    words.append("b")
    record["tags"] = "changed"
    assert session.value(("scope", "out_of_scope")) == ["a"]
    assert session.answers["scope"]["users"][0]["tags"] == ["x"]


def test_what_is_not_on_the_path_of_a_change_is_shared() -> None:
    after = with_value(small(), GOAL, "Other")
    assert after["api"] is small()["api"]
    assert after["scope"]["users"] is small()["scope"]["users"]
    assert value_at(after, GOAL) == "Other"
    assert value_at(small(), GOAL) != "Other"


@pytest.mark.parametrize("path", [("nowhere",), ("scope", "users", "gone", "name"), ("scope", "goal", "x"), ()])
def test_nothing_is_found_where_nothing_is(path: Path) -> None:
    assert value_at(small(), path) in (None, small())


PATHS = st.sampled_from(
    [GOAL, TITLE, EMPLOYEE, USER, TABLE, COLUMN, ("api", "page_size_max"), ("scope", "out_of_scope")]
)
VALUES = st.one_of(
    st.none(), st.text(max_size=5), st.booleans(), st.integers(), st.lists(st.text(max_size=3), max_size=2)
)
LISTS = st.sampled_from([("scope", "users"), ("access", "roles"), (*TABLE[:3], "table_columns"), ("risks", "risks")])
CHANGES = st.one_of(
    st.tuples(st.just("answer"), PATHS, VALUES),
    st.tuples(st.just("add"), LISTS, st.text(max_size=4)),
    st.tuples(st.just("remove"), LISTS, st.integers(0, 2)),
    st.tuples(st.just("move"), LISTS, st.integers(-1, 1)),
)


def _do(session: Session, change: tuple[str, Path, Any]) -> None:
    kind, path, what = change
    if kind == "answer":
        session.answer(path, what)
    elif kind == "add":
        session.add(path, [{"name": what}])
    else:
        held = session.value(path) or [{"id": "gone"}]
        record = held[(what if kind == "remove" else 0) % len(held)]
        deed = session.remove if kind == "remove" else lambda where: session.move(where, what)
        deed((*path, record["id"]))


def test_what_was_taken_while_the_draft_could_only_be_looked_at_stays_when_it_is_worked_on_again() -> None:
    session = Sitting(small())
    session.answer(GOAL, "Rooms.")
    session.undo()
    session.answer(GOAL, "Halls")
    theirs = with_value(with_value(session.answers, ("scope", "users"), [{"id": "b", "name": "Bob"}]), TITLE, "Theirs")
    session.is_frozen = True
    session.adopt(theirs, GOAL)
    session.is_frozen = False
    session.answer(GOAL, "Halls and rooms")
    assert session.answers == with_value(theirs, GOAL, "Halls and rooms")
    session.undo()
    assert session.answers is theirs
    assert session.undo() is None


@given(st.lists(CHANGES, max_size=25))
@settings(max_examples=examples(60, 1_200), deadline=None)
def test_as_many_undos_as_changes_restore_the_answers_and_as_many_redos_the_last_ones(
    changes: Iterable[tuple[str, Path, Any]],
) -> None:
    session = Sitting(small())
    states: list[Answers] = [session.answers]
    copies = [deepcopy(dict(session.answers))]
    for change in changes:
        revision = session.revision
        _do(session, change)
        if session.revision != revision:
            states.append(session.answers)
            copies.append(deepcopy(dict(session.answers)))
    for state in reversed(states[:-1]):
        session.undo()
        assert session.answers is state
    assert session.undo() is None
    for state in states[1:]:
        session.redo()
        assert session.answers is state
    assert session.redo() is None
    assert [dict(state) for state in states] == copies


@given(st.lists(CHANGES, max_size=12))
@settings(max_examples=examples(40, 800), deadline=None)
def test_whatever_was_changed_the_review_is_that_of_a_fresh_look(changes: Iterable[tuple[str, Path, Any]]) -> None:
    session = Sitting(small())
    for change in changes:
        _do(session, change)
        assert session.review.findings == review(session.answers).findings
