"""The line of an answer in the draft's file is found, whoever wrote the file."""

from __future__ import annotations

from typing import Any

import pytest
from core.designs import full, small
from hypothesis import given
from hypothesis import strategies as st

from wizard.drafts.file import from_toml, to_toml
from wizard.drafts.lines import Lines, lines_in
from wizard.resources import resource_folder

BY_HAND = '''\
schema_version = 1 # [scope]
title = "Rooms"

[scope]
goal = """
[scope.users]
out_of_scope = 1 \\"""
"""
"out_of_scope" = [ # one
  "a ] b", # two
  'c',
]
start.of = 1

[[scope.users]]
name = "A"
[[scope.users]]
id = "u2"
name = "B"
[[ scope . workflows ]]
name = "W"
[[domain.entities]]
name = "E"
[[domain.entities.attributes]]
name = "x"
[[domain.entities.attributes]]
name = "y"
[[domain.entities]]
name = "F"
[[domain.entities.attributes]]
id = "z"
name = \'\'\'z\'\'\'

[api]
error_codes = [{ code = "a" }, { code = "b" }]
current_version = "v1"

[end]
complete = true
'''


def line_of(text: str, *path: str) -> int:
    return Lines(text, from_toml(text.encode())).of(path)


@pytest.mark.parametrize(
    ("path", "starts"),
    [
        (("start", "title"), "title ="),
        (("scope",), "[scope]"),
        (("scope", "goal"), "goal ="),
        (("scope", "out_of_scope"), '"out_of_scope" ='),
        (("scope", "minimal_architecture"), "[scope]"),
        (("scope", "users"), "[[scope.users]]"),
        (("scope", "users", "r1", "name"), 'name = "A"'),
        (("scope", "users", "u2"), "[[scope.users]]"),
        (("scope", "users", "u2", "name"), 'name = "B"'),
        (("scope", "users", "u2", "needs"), "[[scope.users]]"),
        (("scope", "users", "gone", "name"), "[[scope.users]]"),
        (("scope", "workflows", "r1", "name"), 'name = "W"'),
        (("domain", "entities", "r1", "attributes", "r2", "name"), 'name = "y"'),
        (("domain", "entities", "r2", "attributes", "z", "name"), "name = '''z"),
        (("api", "error_codes", "r2", "code"), "error_codes ="),
        (("api", "current_version"), "current_version ="),
        (("data", "stores"), "schema_version"),
    ],
)
def test_an_answer_is_found_or_the_nearest_that_holds_it(path: tuple[str, ...], starts: str) -> None:
    assert BY_HAND.splitlines()[line_of(BY_HAND, *path) - 1].startswith(starts)


def test_the_second_record_stands_behind_the_first() -> None:
    first, second = line_of(BY_HAND, "scope", "users", "r1"), line_of(BY_HAND, "scope", "users", "u2")
    assert second == first + 2


def leaves(value: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The paths of all answers that are no records."""
    if isinstance(value, dict):
        return [leaf for name, item in value.items() if name != "id" for leaf in leaves(item, (*path, name))]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [leaf for item in value for leaf in leaves(item, (*path, item["id"]))]
    return [path]


def holds_all(text: str) -> bool:
    """Whether every answer is found on a line that begins with its own key."""
    lines, answers = text.splitlines(), from_toml(text.encode())
    finder = Lines(text, answers)
    return all(lines[finder.of(path) - 1].startswith(f"{path[-1]} =") for path in leaves(answers))


@pytest.mark.parametrize(
    "path", sorted((resource_folder("templates") / "examples").glob("*.toml")), ids=lambda p: p.stem
)
def test_every_answer_of_an_example_is_found_on_its_own_line(path: Any) -> None:
    assert holds_all(path.read_text("utf-8"))


@given(st.text(alphabet=st.sampled_from("ab\"'\n\\#[]{}=. \t,é"), min_size=1, max_size=30))
def test_no_answer_can_pass_for_a_heading_or_a_key(words: str) -> None:
    assert holds_all(to_toml(full(words)).decode())


def test_line_ends_of_another_system_count_once() -> None:
    text = to_toml(small()).decode()
    assert lines_in(text.replace("\n", "\r\n")) == lines_in(text)


def test_what_is_cut_off_ends_too() -> None:
    for end in range(0, len(BY_HAND), 7):
        assert max(lines_in(BY_HAND[:end]).values(), default=1) <= BY_HAND.count("\n") + 1
