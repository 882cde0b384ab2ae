"""design.json holds what is asked and answered, and fits a published schema that others can use."""

import json
from typing import Any

import pytest
from core.designs import full, out_of_scope, small
from core.long import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from wizard.answers import with_value
from wizard.design import Answers
from wizard.errors import ExportRefused
from wizard.export.data import design_data, design_json
from wizard.export.schema import DIALECT, SCHEMA_ID, check_design, design_schema, schema_json
from wizard.export.write import rendered_data
from wizard.review import review
from wizard.text import clean
from wizard.workflow import STEPS


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_json()))


def test_the_schema_is_json_schema_2020_12() -> None:
    Draft202012Validator.check_schema(design_schema())
    assert list(design_schema())[:2] == ["$schema", "$id"]
    assert (design_schema()["$schema"], design_schema()["$id"]) == (DIALECT, SCHEMA_ID)


@pytest.mark.parametrize("answers", [{}, small(), full("Words *and* more"), out_of_scope()])
def test_every_design_fits_the_schema(answers: Answers, validator: Draft202012Validator) -> None:
    text = design_json(review(answers))
    check_design(text)
    validator.validate(json.loads(text))


@given(st.text(st.characters(), max_size=30))
@settings(max_examples=examples(40), deadline=None)
def test_hostile_words_in_every_answer_come_back_as_they_are(words: str) -> None:
    reviewed = review(full(clean(words)))
    text = rendered_data(reviewed)
    assert text.isascii()
    assert json.loads(text) == design_data(reviewed)


def test_the_document_begins_with_its_version_and_says_what_it_is() -> None:
    data = design_data(review(small()))
    assert list(data) == ["schema_version", "title", "status", "digest", "redacted", "provenance", "design"]
    assert (data["schema_version"], data["title"], data["status"]) == (1, "Room booking", "ready")


def test_steps_stand_in_the_order_of_the_workflow() -> None:
    assert list(design_data(review(small()))["design"]) == [step.key for step in STEPS]


def test_blanks_are_left_out_and_no_and_zero_are_not() -> None:
    open_review = with_value(small(), ("access", "legal_review_done"), False)
    design = design_data(review(open_review))["design"]
    assert design["access"]["legal_review_done"] is False
    assert "mfa" not in design["access"]
    answers = small()
    policy = answers["operations"]["dependency_policies"][0]["id"]
    none = with_value(answers, ("operations", "dependency_policies", policy, "retries"), 0)
    assert design_data(review(none))["design"]["operations"]["dependency_policies"][0]["retries"] == 0


def test_what_is_not_asked_is_not_in_it() -> None:
    answers = with_value(small(), ("api", "max_depth"), 8)
    assert "max_depth" not in design_data(review(answers))["design"]["api"]


def test_an_out_of_scope_request_has_no_design() -> None:
    data = design_data(review(out_of_scope()))
    assert (data["status"], data["design"]) == ("out-of-scope", {})


def test_it_is_ascii_and_the_same_every_time() -> None:
    answers = with_value(small(), ("start", "title"), "Zürich 🚀")
    text = design_json(review(answers))
    assert text.isascii()
    assert text.endswith("}\n")
    assert text == design_json(review(json.loads(json.dumps(answers))))
    assert schema_json() == schema_json()


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"extra": 1}, "extra"),
        ({"schema_version": 2}, "schema_version"),
        ({"digest": "md5:1"}, "digest"),
        ({"design": {"scope": {"goals": "x"}}}, "design.scope.goals"),
        ({"design": {"start": {"system_type": "soap"}}}, "design.start.system_type"),
        ({"design": {"start": {"in_scope": "yes"}}}, "design.start.in_scope"),
        ({"design": {"risks": {"risks": [{"likelihood": 9}]}}}, "design.risks.risks.0.likelihood"),
    ],
)
def test_what_does_not_fit_is_refused_by_us_and_by_others(
    change: dict[str, Any], where: str, validator: Draft202012Validator
) -> None:
    wrong = design_data(review(small())) | change
    with pytest.raises(ExportRefused, match=where):
        check_design(json.dumps(wrong))
    assert not validator.is_valid(wrong)


def test_the_schema_explains_every_field_in_the_words_of_its_question() -> None:
    scope = design_schema()["$defs"]["ScopeStep"]["properties"]
    assert scope["goal"]["title"] == "Goal"
    assert scope["goal"]["description"].startswith("Goal. ")
    assert all("description" in part or "$ref" in part for part in scope.values())
