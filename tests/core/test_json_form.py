"""The form of JSON is told as the standard library tells it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.facts.json_form import is_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
)


@given(VALUES, st.sampled_from([None, 2]))
def test_whatever_is_written_as_json_is_json(value: object, indent: int | None) -> None:
    assert is_json(json.dumps(value, indent=indent))


@given(st.text(alphabet='{}[],:"1 ev-.sutrl', max_size=12))
def test_a_text_is_json_exactly_if_a_parser_takes_it(text: str) -> None:
    try:
        json.loads(text)
        expected = True
    except ValueError:
        expected = False
    assert is_json(text) == expected


@pytest.mark.parametrize(
    "text", ['{"a": 1,}', "{'a': 1}", '{"a": 1', '{"a"}', '["a" "b"]', "[1 2]", "{s: v}", "[v]", ""]
)
def test_what_only_looks_like_json_is_not(text: str) -> None:
    assert not is_json(text)
