"""The example designs are ready, and each answer that is needed is missed when it is gone."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from wizard.answers import with_value
from wizard.ask import Field
from wizard.design import Answers
from wizard.drafts.file import from_toml
from wizard.resources import resource_folder
from wizard.review import Reviewer, review
from wizard.workflow import STEPS

FILES = {
    path.name.removesuffix(".design.toml"): path
    for path in sorted((resource_folder("templates") / "examples").iterdir())
}


STILL_OPEN = {"control-not-met", "legal-review-open"}
"""What a design that is ready may still have before it, if it says so."""


@cache
def answers_of(name: str) -> Answers:
    return from_toml(FILES[name].read_bytes(), name)


@cache
def reviewer_of(name: str) -> Reviewer:
    """A reviewer that knows the example already, as parsing all of it again for each answer would take seconds."""
    reviewer = Reviewer()
    reviewer.review(answers_of(name))
    return reviewer


def _is_answered(value: Any) -> bool:
    return value not in (None, "", [])


def _needed_of_step(name: str, step: str) -> Iterator[str]:
    """The needed answers of a step that the example gives."""
    reading = review(answers_of(name)).reading
    for field in reading.asked[step]:
        if field.is_needed(reading.design) and _is_answered(answers_of(name).get(step, {}).get(field.name)):
            yield field.name


def _needed_of_records(
    given: Mapping[str, Any], fields: Mapping[str, Field], records: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """One needed answer of one record of each list, the lists within records included."""
    for name, field in fields.items():
        raw, parsed = given.get(name), records.get(name)
        if field.record is None or not raw or not parsed:
            continue
        answered = [
            (*path, name, raw[place]["id"], inner.name)
            for place, record in enumerate(parsed)
            for inner in field.record.fields.values()
            if inner.is_needed(record) and _is_answered(raw[place].get(inner.name))
        ]
        yield from answered[:1]
        for place, record in enumerate(parsed):
            nested = list(
                _needed_of_records(raw[place], field.record.fields, vars(record), (*path, name, raw[place]["id"]))
            )
            if nested:
                yield from nested
                break


CASES = [(name, step.key) for name in FILES for step in STEPS]
every_step = pytest.mark.parametrize(("name", "step"), CASES, ids=lambda value: value)


def test_there_is_an_example_of_each_domain_that_has_words_of_its_own() -> None:
    assert set(FILES) == {"payments", "healthcare", "analytics", "ai-pipelines"}
    assert {answers_of(name)["start"]["domain"] for name in FILES} == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_an_example_is_ready_and_nothing_is_said_of_it_but_what_is_honestly_open(name: str) -> None:
    reviewed = review(answers_of(name))
    assert [finding.message for finding in reviewed.findings if finding.code not in STILL_OPEN] == []
    assert reviewed.verdict == "ready"


@pytest.mark.parametrize("name", FILES)
def test_an_example_holds_no_answer_that_the_model_does_not_know(name: str) -> None:
    def strange(given: Mapping[str, Any], fields: Mapping[str, Field], path: str) -> Iterator[str]:
        for key, value in given.items():
            field = fields.get(key)
            if field is None:
                if key != "id":
                    yield f"{path}.{key}"
            elif field.record is not None:
                for record in value:
                    yield from strange(record, field.record.fields, f"{path}.{key}")

    steps = {step.key: step.fields for step in STEPS}
    assert set(answers_of(name)) <= set(steps)
    assert [key for step, given in answers_of(name).items() for key in strange(given, steps[step], step)] == []


@every_step
def test_a_needed_answer_that_is_gone_is_missed_by_its_name(name: str, step: str) -> None:
    needed = list(_needed_of_step(name, step))
    assert needed
    for field in needed:
        without = with_value(answers_of(name), (step, field), None)
        reviewed = reviewer_of(name).review(without)
        missed = [finding for finding in reviewed.at((step, field)) if finding.code == "needed"]
        assert reviewed.verdict == "not-ready", field
        assert [finding.path for finding in missed] == [(step, field)]
        assert next(f for f in STEPS if f.key == step).fields[field].prompt in missed[0].message


@every_step
def test_a_needed_answer_of_a_record_that_is_gone_is_missed_at_the_record(name: str, step: str) -> None:
    fields = next(known for known in STEPS if known.key == step).fields
    design = review(answers_of(name)).design
    paths = list(_needed_of_records(answers_of(name).get(step, {}), fields, vars(getattr(design, step)), (step,)))
    assert paths
    for path in paths:
        reviewed = reviewer_of(name).review(with_value(answers_of(name), path, None))
        assert reviewed.verdict == "not-ready", path
        assert "needed" in {finding.code for finding in reviewed.at(path)}, path


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_an_example_is_plain_text_that_fits_in_git(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.endswith("[end]\ncomplete = true\n")
    assert "\t" not in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]
