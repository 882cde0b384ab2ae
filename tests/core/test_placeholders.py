"""The examples in empty fields: believable in each domain, and such that typing one in is a right answer."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

import pytest
from core.asked import path_of

from wizard.ask import Field, Record
from wizard.cells import answer, record_of, split
from wizard.convert import convert
from wizard.placeholders import example, example_line, examples_of
from wizard.review import fields_of, review
from wizard.steps.start import Domain
from wizard.workflow import STEPS

DOMAINS: tuple[str, ...] = get_args(Domain)
OWN = [domain for domain in DOMAINS if domain != "general"]
TYPED = ("line", "text", "lines", "number")

TO_ANOTHER = {
    "domain.relations.target",
    "pattern.modules.depends_on",
    "data.tables.table_columns.references",
}
"""References to a second record of their kind; a domain has an example of only one."""


def _walk(prefix: str, fields: Mapping[str, Field], owner: type[Record] | None) -> Iterator[tuple[str, Field, Any]]:
    """Every field that is no list of records, by key, with the class of the record it is in."""
    for name, field in fields.items():
        if field.record is not None:
            yield from _walk(f"{prefix}.{name}", field.record.fields, field.record)
        else:
            yield f"{prefix}.{name}", field, owner


def _kinds(prefix: str, fields: Mapping[str, Field]) -> Iterator[tuple[str, type[Record]]]:
    """Every list of records by key."""
    for name, field in fields.items():
        if field.record is not None:
            yield f"{prefix}.{name}", field.record
            yield from _kinds(f"{prefix}.{name}", field.record.fields)


FIELDS = {key: (field, owner) for step in STEPS for key, field, owner in _walk(step.key, step.fields, None)}
KINDS = {key: kind for step in STEPS for key, kind in _kinds(step.key, step.fields)}


def _asked_first(key: str) -> bool:
    """Whether an architect has to type something here, or sees it in the line of a record."""
    field, owner = FIELDS[key]
    return (bool(field.need) and field.kind in TYPED) or (owner is not None and field.name in owner.columns)


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_key_names_a_field_of_the_model(domain: str) -> None:
    assert set(examples_of(domain)) <= set(FIELDS)
    assert all(fields_of(path_of(key)) is FIELDS[key][0] for key in examples_of(domain))


def test_no_domain_has_examples_that_nobody_can_choose() -> None:
    assert all(examples_of(domain) for domain in DOMAINS)
    assert examples_of("astrology") == {}


@pytest.mark.parametrize("domain", OWN)
def test_each_domain_has_words_of_its_own_for_all_that_is_needed(domain: str) -> None:
    assert [key for key in FIELDS if _asked_first(key) and key not in examples_of(domain)] == []


@pytest.mark.parametrize("domain", [None, *DOMAINS])
def test_no_field_that_is_typed_into_is_without_an_example(domain: str | None) -> None:
    typed = [key for key, (field, _) in FIELDS.items() if field.kind in TYPED]
    assert [key for key in typed if not example(domain, path_of(key))] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_an_example_is_short_and_in_one_line(domain: str) -> None:
    said = examples_of(domain)
    assert [key for key, value in said.items() if len(value) > (140 if FIELDS[key][0].kind == "text" else 85)] == []
    assert [key for key, value in said.items() if not value.strip() or "\n" in value or "|" in value] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_an_example_that_is_typed_in_is_a_right_answer(domain: str) -> None:
    wrong = []
    for key, value in examples_of(domain).items():
        field = FIELDS[key][0]
        problem = convert(field, answer(field, value))[1]
        if problem:
            wrong.append(f"{key}: {value} {problem}")
    assert wrong == []


@pytest.mark.parametrize("domain", [None, *DOMAINS])
@pytest.mark.parametrize("key", KINDS)
def test_the_example_of_a_line_makes_a_whole_record(domain: str | None, key: str) -> None:
    kind = KINDS[key]
    line = example_line(domain, kind, key)
    given = record_of(kind, line)
    record = kind(**{name: convert(kind.fields[name], value)[0] for name, value in given.items()})
    assert len(split(line)) <= len(kind.columns)
    for name in kind.columns:
        field = kind.fields[name]
        is_asked = field.when is None or field.when(record)
        assert (name in given) == is_asked, f"{name} in {line}"


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_examples_of_a_domain_name_each_other(domain: str) -> None:
    answers: dict[str, dict[str, Any]] = {
        step.key: {
            name: [_nested(domain, f"{step.key}.{name}", field.record)]
            if field.record
            else answer(field, example(domain, (step.key, name)))
            for name, field in step.fields.items()
        }
        for step in STEPS
    }
    answers["start"] |= {"system_type": "both", "compliance": ["all"], "depth": "high-scale"}
    answers["scope"]["surfaces"] = [option.value for option in STEPS[1].fields["surfaces"].options]
    found = review(answers).findings
    assert [finding.message for finding in found if finding.code == "invalid"] == []
    broken = {f"{finding.step}.{finding.field}" for finding in found if finding.code == "broken-reference"}
    assert broken <= TO_ANOTHER


def test_the_same_field_is_answered_otherwise_in_each_domain() -> None:
    for key in ("start.title", "scope.goal", "scope.users.name", "domain.entities.name", "api.operations.path"):
        assert len({example(domain, path_of(key)) for domain in DOMAINS}) == len(DOMAINS)
    words = [key for key, (field, _) in FIELDS.items() if field.kind in ("line", "text", "lines")]
    alike = [key for key in words if len({example(domain, path_of(key)) for domain in OWN}) < len(OWN)]
    assert len(alike) < len(words) / 20


def test_without_a_domain_the_general_examples_are_shown() -> None:
    path = path_of("scope.users.name")
    assert example(None, path) == example("general", path) == "Employee"
    assert example("healthcare", path) == "Clinician"


def test_what_no_domain_has_is_the_example_of_the_field() -> None:
    assert "access.auth0_refresh_lifetimes" not in examples_of("general")
    assert example(None, ("access", "auth0_refresh_lifetimes")) == "idle 14 days, maximum 90 days"


def test_a_field_of_several_lines_shows_one_of_them_and_its_record_all() -> None:
    assert example("payments", path_of("domain.lifecycles.states")) == "authorised"
    line = example_line("payments", KINDS["domain.lifecycles"], "domain.lifecycles")
    assert line == "Payment | authorised; captured; refunded; voided"


def test_a_column_that_another_rules_out_is_left_empty() -> None:
    line = example_line("payments", KINDS["risks.owasp_coverage"], "risks.owasp_coverage")
    assert line == "API1 | merchant_id in each query; cross-merchant tests"


def test_a_path_that_leads_nowhere_is_no_field() -> None:
    with pytest.raises(KeyError):
        example("payments", ("scope", "users", "k3f9", "shoe_size"))


def _nested(domain: str, key: str, kind: type[Record]) -> dict[str, Any]:
    """The one example record of a list, with the records in it."""
    given: dict[str, Any] = {"id": key}
    for name, field in kind.fields.items():
        inner = f"{key}.{name}"
        given[name] = (
            [_nested(domain, inner, field.record)] if field.record else answer(field, example(domain, path_of(inner)))
        )
    return given
