"""A line that is being typed is on the disk, and is no record yet."""

from core.designs import small

from wizard.answers import has_place, records_in, value_at, with_value
from wizard.typed_line import TypedLine

PATH = ("scope", "assumptions")
LINE = TypedLine(PATH, ({"text": "Rooms have names"}, {"text": "Names are unique"}), "1f2e3d4c")


def test_what_is_added_is_taken_out_again_and_nothing_else() -> None:
    for answers in (small(), {}):
        added = LINE.added_to(answers)
        held = records_in(value_at(added, PATH))
        assert [record["text"] for record in held][-2:] == ["Rooms have names", "Names are unique"]
        assert len({record["id"] for record in held}) == len(held)
        assert records_in(value_at(LINE.taken_from(added), PATH)) == records_in(value_at(answers, PATH))


def test_answers_without_the_line_stay_the_same_object() -> None:
    answers = small()
    assert LINE.taken_from(answers) is answers


def test_what_someone_else_made_of_the_line_is_told_from_what_was_written_of_it() -> None:
    added = LINE.added_to(small())
    held = value_at(added, PATH)
    assert not LINE.is_changed_in(added)
    assert not LINE.is_changed_in(small())
    assert not LINE.is_changed_in(with_value(added, PATH, held[:-1]))
    assert LINE.is_changed_in(with_value(added, PATH, [*held[:-1], held[-1] | {"text": "Names differ"}]))


def test_a_line_for_a_record_that_is_gone_is_not_written_as_something_else() -> None:
    line = TypedLine(("domain", "lifecycles", "r99", "transitions"), ({"event": "x"},), "1f2e3d4c")
    answers = small()
    assert not has_place(answers, line.path)
    assert line.added_to(answers) is answers
