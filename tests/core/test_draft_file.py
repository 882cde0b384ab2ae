"""The draft file: what was answered comes back as it was, the file is fit for git, and nothing else is taken for a draft."""

import re
from collections.abc import Mapping
from contextlib import suppress
from difflib import ndiff
from math import inf
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from core.designs import full, out_of_scope, small
from core.long import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import wizard
from wizard.ask import Field
from wizard.drafts.file import Writer, from_toml, to_toml
from wizard.drafts.guard import MOST_BYTES
from wizard.drafts.store import DraftFile
from wizard.errors import DraftTooLarge, DraftUnreadable
from wizard.review import review
from wizard.session import Session
from wizard.text import clean, clean_tree
from wizard.workflow import STEPS

EXAMPLES = sorted((Path(wizard.__file__).parent.parent / "templates" / "examples").glob("*.design.toml"))

HAND_WRITTEN = """\
schema_version = 1
title = "Rooms"
future = 1

[start]
domain = "general"
mood = "good"

[scope]
goal = \"""
Employees book a room.
Nobody finds it taken.\"""
out_of_scope = ["Catering", "Video"]

[[scope.users]]
id = "k3f9"
name = "Employee"
shoe_size = 43

[[scope.users]]
name = "Guest"

[data.tables_of_content]
depth = 2

[[data.tables]]
name = "rooms"

[[data.tables.table_columns]]
name = "id"

[notes]
"written by" = "Mara"

[end]
complete = true
"""

HOSTILE = [
    "a\nb",
    '"""',
    "'''",
    'ends in a quote"',
    '""""""\n"',
    "back\\slash",
    "ends in a backslash\\",
    "line\\\nnext",
    "tab\tand  spaces ",
    "\n\nblank lines\n\n",
    "# no comment",
    "[end]\ncomplete = true",
    "a = b\n[scope]\n",
    "<<<<<<< ours",
    "....." * 30 + "\n" + "10.0.0.1, " * 40,
    "[" * 300 + "{" * 300,
    "\N{GRINNING FACE} \N{COMBINING ACUTE ACCENT} \N{ZERO WIDTH SPACE} \uffff",
    "\x00\x1b[2J\x7f\x85\u202e\u2028\ufeff\ud800\r\n\r",
]


def saved(text: str, *, before_end: str = "") -> bytes:
    """A draft written by hand, whole."""
    return f"schema_version = 1\n{text}\n{before_end}[end]\ncomplete = true\n".encode()


def complaint(data: bytes) -> str:
    """What is said of bytes that are no draft."""
    with pytest.raises(DraftUnreadable) as caught:
        from_toml(data, "rooms.design.toml")
    message = str(caught.value)
    assert "rooms.design.toml" in message
    assert "The file was not touched. " in message, "what became of it"
    assert re.search(r"(?i)\b(Take|Save|Mend|Shorten|Split|Resolve|Upgrade|Write|Drafts end)\b.*\.$", message), (
        "what to do now"
    )
    assert len(message) < 600
    return message


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    """The lines that went, and the lines that came."""
    lines = list(ndiff(before.decode().splitlines(), after.decode().splitlines()))
    return [line[2:] for line in lines if line.startswith("- ")], [line[2:] for line in lines if line.startswith("+ ")]


ANY_TEXT = st.text(st.characters(), max_size=12)
"""All of Unicode, lone surrogates and control characters included."""
WORDS = st.one_of(ANY_TEXT, st.sampled_from(HOSTILE)).map(clean)
PLAIN = st.one_of(
    WORDS, st.booleans(), st.integers(-(2**63), 2**63), st.floats(allow_nan=False), st.lists(WORDS, max_size=3)
)
ANYTHING = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2))


def _records(fields: Mapping[str, Field]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(_given(fields), max_size=2).map(
        lambda items: [{**item, "id": f"r{place}"} for place, item in enumerate(items)]
    )


def _given(fields: Mapping[str, Field]) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the fields, answered with anything; and what a newer program may have added."""
    known = st.sampled_from(sorted(fields)).flatmap(
        lambda name: st.tuples(
            st.just(name),
            st.one_of(PLAIN, _records(record.fields)) if (record := fields[name].record) is not None else PLAIN,
        )
    )
    unknown = st.tuples(WORDS.filter(lambda key: key not in fields and key not in ("id", "title")), ANYTHING)
    return st.lists(st.one_of(known, known, unknown), min_size=1, max_size=4).map(dict)


TAKEN = {"schema_version", "title", "end", *(step.key for step in STEPS)}
ANSWERS = st.builds(
    lambda given, unknown: {**unknown, **given},
    st.sampled_from(STEPS).flatmap(lambda step: st.fixed_dictionaries({step.key: _given(step.fields)})),
    st.dictionaries(WORDS.filter(lambda key: key not in TAKEN), ANYTHING, max_size=2),
)


@given(ANSWERS)
@settings(max_examples=examples(200, 4_000), deadline=None)
def test_what_was_answered_comes_back_and_writes_the_same_bytes_again(answers: dict[str, Any]) -> None:
    data = to_toml(answers)
    assert from_toml(data) == answers
    assert to_toml(from_toml(data)) == data


@given(st.dictionaries(ANY_TEXT, st.recursive(ANY_TEXT, lambda inner: st.dictionaries(ANY_TEXT, inner, max_size=3))))
@settings(max_examples=examples(200, 4_000), deadline=None)
def test_any_keys_and_words_at_all_come_back_once_they_were_let_in(tree: dict[str, Any]) -> None:
    answers = clean_tree({"scope": {"notes": tree}})
    data = to_toml(answers)
    assert from_toml(data) == answers
    assert to_toml(from_toml(data)) == data


def test_keys_that_become_the_same_when_they_are_cleaned_are_all_kept() -> None:
    answers = from_toml(saved('[notes]\n"a\\u001b" = 1\n"a\u241b" = 2\n"a\u241b\'" = 3'))
    assert answers["notes"] == {"a\u241b": 1, "a\u241b'2": 2, "a\u241b'": 3}
    assert from_toml(to_toml(answers)) == answers


@pytest.mark.parametrize("answers", [small(), full("two\nlines"), full('"""\\'), out_of_scope(), {}])
def test_a_whole_design_comes_back(answers: Mapping[str, Any]) -> None:
    loaded = from_toml(to_toml(answers))
    assert review(loaded).design.start == review(answers).design.start
    assert [finding.message for finding in review(loaded).findings] == [f.message for f in review(answers).findings]
    assert from_toml(to_toml(loaded)) == loaded


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_come_back_as_the_session_let_them_in(words: str) -> None:
    session = Session(small())
    session.answer(("scope", "goal"), words)
    session.answer(("start", "title"), words)
    session.answer(("scope", "out_of_scope"), [words, words])
    session.add(("scope", "users"), [{"name": words}])
    session.answer(("scope", "users", small()["scope"]["users"][0]["id"], "needs"), words)
    assert from_toml(to_toml(session.answers)) == session.answers


@given(st.lists(ANSWERS, min_size=1, max_size=4))
@settings(max_examples=examples(30, 600), deadline=None)
def test_a_writer_that_knows_a_draft_writes_what_a_fresh_one_writes(drafts: list[dict[str, Any]]) -> None:
    writer = Writer()
    merged: dict[str, Any] = dict(small())
    for answers in drafts:
        merged |= answers
        assert writer.toml(merged) == to_toml(merged)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_that_is_opened_and_saved_is_the_same_file(example: Path) -> None:
    data = example.read_bytes()
    assert to_toml(from_toml(data)) == data


def test_a_draft_begins_with_its_version_and_title_and_ends_with_its_end() -> None:
    lines = to_toml(small()).decode().splitlines()
    assert lines[:2] == ["schema_version = 1", 'title = "Room booking"']
    assert lines[-2:] == ["[end]", "complete = true"]


def test_the_steps_follow_in_the_order_of_the_workflow_however_they_were_answered() -> None:
    backwards = {step: small()[step] for step in reversed(list(small()))}
    assert to_toml(backwards) == to_toml(small())
    text = to_toml(small()).decode()
    places = [text.index(f"\n[{step.key}]") for step in STEPS]
    assert places == sorted(places)


def test_answers_follow_in_the_order_of_the_model_with_the_id_first() -> None:
    (user,) = small()["scope"]["users"]
    backwards = {name: user[name] for name in reversed(list(user))}
    assert to_toml({**small(), "scope": {**small()["scope"], "users": [backwards]}}) == to_toml(small())


def test_a_step_that_was_answered_and_taken_back_leaves_no_trace() -> None:
    session = Session({"start": {"title": "Rooms"}})
    before = to_toml(session.answers)
    session.answer(("pattern", "rationale"), "because")
    session.answer(("pattern", "rationale"), None)
    assert to_toml(session.answers) == before


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("start", "title"), "Hall booking"),
        (("scope", "goal"), "Another goal"),
        (("api", "page_size_max"), 500),
        (("operations", "zero_downtime"), True),
        (("scope", "workflows", "outcome"), "it is held"),
        (("api", "operations", "method"), "PUT"),
        (("data", "tables", "expected_rows"), 5),
        (("access", "audit_events"), ["room taken"]),
    ],
)
def test_one_changed_answer_is_one_changed_line(path: tuple[str, ...], value: Any) -> None:
    session = Session(small())
    where = path if len(path) == 2 else (*path[:2], small()[path[0]][path[1]][0]["id"], path[2])
    session.answer(where, value)
    gone, come = changed_lines(to_toml(small()), to_toml(session.answers))
    assert (len(gone), len(come)) == ((0, 1) if path[1] == "zero_downtime" else (1, 1))


def test_one_changed_line_of_several_is_one_changed_line() -> None:
    session = Session(small())
    session.answer(("scope", "goal"), "First.\nSecond.\nThird.")
    before = to_toml(session.answers)
    session.answer(("scope", "goal"), "First.\n2nd.\nThird.")
    assert changed_lines(before, to_toml(session.answers)) == (["Second."], ["2nd."])
    session = Session(small())
    before = to_toml(session.answers)
    session.answer(("scope", "out_of_scope"), ["Catering", "Projectors"])
    assert changed_lines(before, to_toml(session.answers)) == (['    "Video equipment",'], ['    "Projectors",'])


def test_an_added_record_only_adds_lines() -> None:
    session = Session(small())
    session.add(("scope", "users"), [{"name": "Guest", "kind": "person"}])
    gone, come = changed_lines(to_toml(small()), to_toml(session.answers))
    assert gone == []
    assert [line.partition(" ")[0] for line in come if line] == ["[[scope.users]]", "id", "name", "kind"]


def test_what_this_program_does_not_know_survives() -> None:
    answers = from_toml(HAND_WRITTEN.encode())
    again = from_toml(to_toml(answers))
    assert again == answers
    assert again["future"] == 1
    assert again["start"] == {"title": "Rooms", "domain": "general", "mood": "good"}
    assert again["scope"]["users"][0] == {"id": "k3f9", "name": "Employee", "shoe_size": 43}
    assert again["data"]["tables_of_content"] == {"depth": 2}
    assert again["notes"] == {"written by": "Mara"}


def test_what_this_program_does_not_know_stays_beside_what_it_knows() -> None:
    lines = to_toml(from_toml(HAND_WRITTEN.encode())).decode().splitlines()
    assert lines.index("future = 1") < lines.index("[start]")
    assert lines.index('mood = "good"') == lines.index('domain = "general"') + 1
    assert lines.index("shoe_size = 43") == lines.index('name = "Employee"') + 1


@pytest.mark.parametrize("key", ["a = b", "a.b", 'a"b', "a\\b", "", " ", "a\nb", "ü", "#", "[x]", "'"])
def test_any_key_can_be_the_name_of_a_table_or_of_an_answer(key: str) -> None:
    answers = {"scope": {key: {key: 1}, "goal": "x"}, key: {key: [{key: {key: 2}}]}}
    assert from_toml(to_toml(answers)) == answers


def test_records_written_by_hand_get_an_id_and_keep_it() -> None:
    answers = from_toml(HAND_WRITTEN.encode())
    assert [user["id"] for user in answers["scope"]["users"]] == ["k3f9", "r2"]
    assert answers["data"]["tables"][0]["id"] == "r1"
    assert answers["data"]["tables"][0]["table_columns"][0]["id"] == "r1"
    moved = {**answers, "scope": {**answers["scope"], "users": answers["scope"]["users"][::-1]}}
    assert from_toml(to_toml(moved)) == moved


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (["r2", None], ["r2", "r3"]),
        ([None, "r1"], ["r2", "r1"]),
        (["a", "a", None], ["a", "r2", "r3"]),
        (["", 5, True, "x"], ["r1", "r2", "r3", "x"]),
        (["r3", None, None, "r1"], ["r3", "r2", "r4", "r1"]),
    ],
)
def test_every_record_has_an_id_that_no_other_of_its_list_has(ids: list[Any], expected: list[str]) -> None:
    rows = [f"[[scope.users]]\nname = '{n}'\n" + ("" if i is None else f"id = {_toml(i)}\n") for n, i in enumerate(ids)]
    found = [user["id"] for user in from_toml(saved("".join(rows)))["scope"]["users"]]
    assert len(set(found)) == len(ids)
    assert found == expected


def test_what_is_only_a_step_or_an_id_once_it_is_cleaned_is_held_to_the_same() -> None:
    users = from_toml(saved('[scope]\nusers = [{id = "a\\u0080"}, {id = "a\\u0081"}]'))["scope"]["users"]
    assert [user["id"] for user in users] == ["a\ufffd", "r2"]
    assert "[scope] must be a table" in complaint(saved('"sco\\ufeffpe" = 5'))


def test_many_records_without_an_id_before_those_that_have_one_keep_nobody_busy() -> None:
    rows = "[[scope.users]]\n" * 5_000 + "".join(f"[[scope.users]]\nid = 'r{n}'\n" for n in range(1, 5_001))
    began = perf_counter()
    users = from_toml(saved(rows))["scope"]["users"]
    assert perf_counter() - began < 2
    assert [user["id"] for user in users[:5_000]] == [f"r{n}" for n in range(5_001, 10_001)]


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


@pytest.mark.parametrize("example", [*EXAMPLES, None], ids=lambda path: path.stem if path else "full")
def test_ids_are_different_within_each_list(example: Path | None) -> None:
    answers = from_toml(example.read_bytes() if example else to_toml(full("x")))

    def look(value: Any) -> None:
        if isinstance(value, list):
            ids = [item["id"] for item in value if isinstance(item, dict)]
            assert len(set(ids)) == len(ids)
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            look(inner)

    look(answers)


def test_dates_and_what_is_no_number_become_text() -> None:
    assert from_toml(saved("[scope]\ngoal = nan\nrest = [-nan, inf]"))["scope"] == {"goal": "nan", "rest": ["nan", inf]}
    data = saved("[scope]\ngoal = 2026-01-31\nday = 2026-01-31T10:00:00Z\nlist = [10:00:00, [2026-01-31]]")
    assert from_toml(data)["scope"] == {
        "goal": "2026-01-31",
        "day": "2026-01-31T10:00:00+00:00",
        "list": ["10:00:00", ["2026-01-31"]],
    }


def test_control_characters_in_a_file_are_made_visible() -> None:
    assert from_toml(saved('[scope]\ngoal = "a\\u001b[2J\\u202e"'))["scope"]["goal"] == "a\u241b[2J<U+202E>"


def test_a_title_beside_the_start_form_is_the_title() -> None:
    assert from_toml(saved('title = "Rooms"'))["start"] == {"title": "Rooms"}
    assert from_toml(saved('title = "Rooms"\n[start]\ndepth = "standard"'))["start"]["title"] == "Rooms"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "does not begin with schema_version"),
        ("schema_version = 2", "newer backend-design (schema 2; this one knows 1)"),
        ("schema_version = 0", "must be 1, not 0"),
        ('schema_version = "1"', "must be 1, not '1'"),
        ("schema_version = true", "must be 1, not True"),
        ("schema_version = 1.0", "must be 1, not 1.0"),
        ("schema_version = 0x" + "f" * 900, "newer backend-design (schema "),
        ("schema_version = '" + "x" * 5000 + "'", "must be 1, not 'xxxxxxxxxxxxxxxxxxx…"),
    ],
)
def test_a_version_that_is_missing_newer_or_wrong_is_said(line: str, said: str) -> None:
    assert said in complaint(f"{line}\ntitle = 'x'\n[end]\ncomplete = true\n".encode())


@pytest.mark.parametrize("end", ["", "[end]", "[end]\ncomplete = false", "[end]\ncomplete = 1", "end = true"])
def test_a_draft_without_its_end_is_cut_off(end: str) -> None:
    assert "ends early" in complaint(f"schema_version = 1\n{end}\n".encode())


@pytest.mark.parametrize("step", ["start", "scope", "file_plan"])
@pytest.mark.parametrize("value", ["1", '"x"', "[]", "[{a = 1}]"])
def test_a_step_that_is_no_table_is_said(step: str, value: str) -> None:
    assert f"[{step}] must be a table" in complaint(saved(f"{step} = {value}"))


def test_a_draft_cut_off_anywhere_is_never_taken_for_another() -> None:
    data = HAND_WRITTEN.replace("book a room", "b\u00fcchen \N{GRINNING FACE}").encode()
    whole = from_toml(data)
    for end in range(len(data)):
        try:
            assert from_toml(data[:end]) == whole
        except DraftUnreadable:
            continue
        assert end >= len(data) - 1, "only the last line end can be done without"


def test_a_long_draft_cut_off_at_or_within_any_line_is_no_draft() -> None:
    whole = to_toml(small())
    ends = [place for place, byte in enumerate(whole) if byte == ord("\n")][:-1]
    for end in (*ends, *(place + 4 for place in ends)):
        with pytest.raises(DraftUnreadable):
            from_toml(whole[:end])


@given(st.binary(max_size=200))
@settings(max_examples=examples(100, 2_000), deadline=None)
def test_no_bytes_are_more_than_reading_can_bear(data: bytes) -> None:
    for text in (data, b"schema_version = 1\n" + data, b"schema_version = 1\n[scope]\ngoal=" + data):
        with suppress(DraftUnreadable):
            from_toml(text)


def test_a_byte_order_mark_and_windows_line_ends_are_accepted() -> None:
    whole = from_toml(HAND_WRITTEN.encode())
    assert from_toml(b"\xef\xbb\xbf" + HAND_WRITTEN.encode()) == whole
    assert from_toml(HAND_WRITTEN.replace("\n", "\r\n").encode()) == whole


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it is empty"),
        (b" \n\t\n", "it is empty"),
        (HAND_WRITTEN.encode("utf-16"), "UTF-16"),
        (HAND_WRITTEN.encode("utf-16-be"), "NUL"),
        (b"\0" * 4096, "nothing but NUL bytes"),
        (b"schema_version = 1\n\0", "NUL bytes"),
        (b"schema_version = 1\n# \xfc\n", "byte 21 in line 2 is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "not UTF-8"),
        (b"x" * (5 * 1024 * 1024), "5.0 MiB, and drafts have at most 4"),
        (b"# Notes\n\nSome *Markdown*.\n", "not valid TOML"),
        (b"schema_version = 1\r[end]\rcomplete = true\r", "not valid TOML"),
        (b"schema_version = 1\nschema_version = 1\n", "not valid TOML"),
        (saved("[scope]\n<<<<<<< HEAD\ngoal = 'a'\n=======\ngoal = 'b'\n>>>>>>> theirs"), "git conflict markers"),
        (saved("x = " + "[" * 101 + "]" * 101), "nested more than 32 levels deep"),
        (saved("x = " + "{a=" * 90 + "1" + "}" * 90), "nested"),
        (saved("x = " + "[ " * 5000 + "]" * 5000), "nested too deeply"),
        (saved("a" + ".a" * 65 + " = 1"), "nested too deeply"),
        (saved("[a" + ".a" * 65 + "]"), "nested too deeply"),
        (saved("x = " + "9" * 5000), "line 2 holds a number or a key of more than 1,000 characters"),
        (saved("x = 0x" + "f" * 5000), "line 2 holds a number"),
        (saved("a" * 5000 + " = 1"), "line 2 holds a number or a key"),
        (saved('x = """\n"""\n# \'\'\' "\ny = 1' + "0" * 2000), "line 5 holds a number"),
        (saved("y = 1\n" + "a" + ".'='" * 40 + " = 1"), "line 3 is nested too deeply"),
        (saved("x = [" + "1," * 400_001 + "]"), "too many keys"),
        (saved("[[x]]\n" * 110_000), "too many keys"),
        (saved("[a.b]\nc = '" + "x" * (1024 * 1024 + 1) + "'"), "a.b.c has 1,048,577 characters"),
        (saved("[a]\n'" + "x" * (1024 * 1024 + 1) + "' = 1"), "a key has 1,048,577 characters"),
    ],
)
def test_what_is_no_draft_is_told_by_what_it_is(data: bytes, said: str) -> None:
    assert said in complaint(data)


def test_a_conflict_in_an_otherwise_whole_draft_is_named() -> None:
    lines = to_toml(small()).decode().splitlines(keepends=True)
    conflict = ["<<<<<<< HEAD\n", lines[5], "=======\n", lines[5], ">>>>>>> theirs\n"]
    assert "git conflict markers" in complaint("".join(lines[:5] + conflict + lines[6:]).encode())


def test_nesting_is_bounded_where_no_line_looks_deep() -> None:
    deep = "".join(f"[{'.'.join('a' * (n + 1))}]\n" for n in range(40))
    with pytest.raises(DraftUnreadable, match="line 35 is nested too deeply"):
        from_toml(saved(deep))
    lists = "x = " + "[\n" * 40 + "]" * 40
    with pytest.raises(DraftUnreadable, match="nested more than 32 levels"):
        from_toml(saved(lists))


def test_an_answer_may_hold_any_number_of_dots_and_brackets() -> None:
    words = "." * 500 + "\n" + "1.2.3.4, " * 50 + "\n" + "[" * 500 + "{" * 500 + "\n" + "x" * 5000 + '\n# \' """'
    answers = {"scope": {"goal": words, "out_of_scope": [words, words.replace("\n", " ")]}}
    assert from_toml(to_toml(answers)) == answers


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 20_000 + " = 1",
        "[a" + ".a" * 20_000 + "]",
        'a."b"' + ".a" * 20_000 + " = 1",
        "." * 70 + '\n"""' + '\\"""' * 20_000,
        "x = " + "[" * 200_000,
        "x = " + "[\n" * 200_000,
        "x = '''" + "\n." * 200_000,
        "." * 70 + "\n" + "'''\"" * 50_000,
        "." * 70 + '\n"""\n' + '\\"""\n' * 200_000,
        "".join(f"a{n:x}." + "a." * 61 + "b = 1\n" for n in range(20_000)),
        "x = [" + ("{" + "a." * 40 + "a = 1}, ") * 20_000 + "]",
        '# """\na' + ".a" * 20_000 + " = 1",
    ],
    ids=lambda text: text[:12],
)
def test_no_file_keeps_the_reader_busy(text: str) -> None:
    data = saved(text)
    assert len(data) < MOST_BYTES
    began = perf_counter()
    with pytest.raises(DraftUnreadable):
        from_toml(data)
    assert perf_counter() - began < 2


def test_a_draft_may_have_lists_and_answers_far_longer_than_any_design_has(tmp_path: Path) -> None:
    long = {"goal": "x\n" * 9_999, "out_of_scope": ["x"] * 10_000, "users": [{"id": f"r{n}"} for n in range(9_800)]}
    draft = DraftFile(tmp_path / "rooms.design.toml")
    draft.save({**small(), "scope": long})
    assert draft.read()["scope"] == long


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"scope": {"goal": "x" * (1024 * 1024 + 1)}}, "scope.goal has 1,048,577 characters"),
        ({"scope": {"out_of_scope": ["x" * 1_000_000] * 5}}, "it has 4.8 MiB, and drafts have at most 4"),
        ({"notes": {f"{n:x}": 1 for n in range(401_000)}}, "too many keys"),
        ({"scope": {"goal": "x\n" * 10_000}}, "scope.goal has 10,001 lines, and answers have at most 10,000"),
        ({"scope": {"users": [{}] * 10_001}}, "scope.users has 10,001 entries, and lists have at most 10,000"),
        ({"notes": [["x"] * 8_000] * 4}, "its lists and answers have 32,095 entries and lines"),
    ],
    ids=["one answer", "all answers", "many answers", "many lines", "many records", "many lists"],
)
def test_a_draft_that_could_not_be_opened_again_is_not_written_and_says_so(
    answers: Any, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "rooms.design.toml"
    draft = DraftFile(path)
    draft.save(small())
    with pytest.raises(
        DraftTooLarge, match=r"too large to be opened again.*keeps what was saved last.*Shorten it"
    ) as caught:
        draft.save({**small(), **answers})
    assert said in str(caught.value)
    assert path.read_bytes() == to_toml(small())
    draft.save({**small(), "notes": {"shorter": True}})
    assert draft.read()["notes"] == {"shorter": True}
