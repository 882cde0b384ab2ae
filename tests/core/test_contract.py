"""The contract is data: what its file says is what the program does, and it agrees with what the steps ask."""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from core.designs import full, small
from core.schemas import REFERENCES, data, refused_at, validator

import wizard.contract
from wizard.answers import with_value
from wizard.ask import Field
from wizard.contract import HEADINGS, KNOWN_EXTRA, OUT_OF_SCOPE, SCHEMA_VERSION, SECTIONS, contract, contract_in
from wizard.errors import WizardError
from wizard.export.data import design_data
from wizard.export.document import document
from wizard.resources import resource_folder
from wizard.review import review
from wizard.workflow import STEP_BY_KEY, STEPS
from wizard.yaml_file import Part, parsed

ROOT = Path(wizard.__file__).parent.parent
TEXT = (REFERENCES / "contract.yaml").read_text("utf-8")
ASKED = [f"{step.key}.{name}" for step in STEPS for name in step.fields]
"""Every field of the model, in the order in which it is asked."""

ORDER = """
    SYSTEM_CONTEXT ARCHITECTURE_PATTERN DOMAIN_MODEL API_CONTRACT DATA_DESIGN AUTHN_AUTHZ RELIABILITY OBSERVABILITY
    PERFORMANCE INTEGRATION_SURFACES APPS_SDK_REQUIREMENTS RISK_CHECKLIST FILE_PLAN
"""
BLOCK = b"""\
## When to use
- This skill applies to backend architecture and API design requests. The current request is out of scope.

## Outputs
- None (out of scope).

## Inputs
- None (out of scope).
"""


def test_the_names_of_the_contract_come_from_its_file() -> None:
    said = data("contract")
    assert said["schema_version"] == SCHEMA_VERSION == 1
    assert tuple(heading["name"] for heading in said["headings"]) == HEADINGS == ("When to use", "Inputs", "Outputs")
    assert tuple(section["name"] for section in said["sections"]) == SECTIONS == tuple(ORDER.split())
    assert said["known_extra"] == KNOWN_EXTRA == {"SLO_SLA": "RELIABILITY"}
    assert said["out_of_scope"].encode() == OUT_OF_SCOPE.encode() == BLOCK


def test_a_name_that_the_contract_does_not_have_is_an_error() -> None:
    with pytest.raises(AttributeError, match="SHOE_SIZE"):
        wizard.contract.SHOE_SIZE  # type: ignore[attr-defined]  # noqa: B018


def test_the_file_is_read_once_and_only_when_it_is_asked_for() -> None:
    program = (
        "import wizard.yaml_file as file, wizard.contract as contract; read = file.read; calls = []\n"
        "file.read = lambda name: calls.append(name) or read(name)\n"
        "import wizard.review; print(calls)\n"
        "contract.SECTIONS; contract.HEADINGS; contract.is_out_of_scope(''); contract.template_of('FILE_PLAN')\n"
        "print(calls)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", "['contract.yaml']"]


def test_the_file_fits_its_schema() -> None:
    assert [error.message for error in validator("contract").iter_errors(data("contract"))] == []
    assert validator("contract").schema["$id"] == "backend-design.contract.v1"


def swap(items: list[Any]) -> None:
    items[0], items[1] = items[1], items[0]


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda said: said.pop("sections"), "$"),
        (lambda said: said.update(colour="red"), "$"),
        (lambda said: said.update(schema_version=2), "$.schema_version"),
        (lambda said: swap(said["headings"]), "$.headings[0].name"),
        (lambda said: swap(said["sections"]), "$.sections[1].name"),
        (lambda said: said["sections"].pop(), "$.sections"),
        (lambda said: said["sections"].append(said["sections"][0]), "$.sections"),
        (lambda said: said["sections"][3].pop("holds"), "$.sections[3]"),
        (lambda said: said["sections"][3].update(holds="what is called"), "$.sections[3].holds"),
        (lambda said: said["sections"][3].update(template="api.txt"), "$.sections[3].template"),
        (lambda said: said["sections"][0]["fields"].append("Scope goal"), "$.sections[0].fields[18]"),
        (lambda said: said["sections"][2]["feeds"][0].update(groups=[]), "$.sections[2].feeds[0].groups"),
        (lambda said: said["known_extra"].update(SLO_SLA="RELIABLE"), "$.known_extra.SLO_SLA"),
        (lambda said: said["not_exported"].update({"start.in_scope": ""}), "$.not_exported['start.in_scope']"),
        (lambda said: said.update(out_of_scope=said["out_of_scope"] + "\n"), "$.out_of_scope"),
    ],
)
def test_a_broken_contract_is_refused_by_the_schema_with_its_place(spoil: Callable[[Any], object], place: str) -> None:
    assert place in refused_at("contract", spoil)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("schema_version: 1", "schema_version: one", "schema_version must be a whole number"),
        ("  - name: DOMAIN_MODEL", "  - title: DOMAIN_MODEL", r"sections\[2\].name is missing"),
        ("  SLO_SLA: RELIABILITY", "  - SLO_SLA", "known_extra must be a mapping"),
        ("    fields: []", "    fields: none", r"headings\[2\].fields must be a list"),
        ("out_of_scope: |", "out_of_scope |", r"line \d+, column \d+"),
    ],
)
def test_a_broken_contract_is_refused_by_the_program_with_its_place(old: str, new: str, words: str) -> None:
    assert old in TEXT
    with pytest.raises(WizardError, match=rf"references/contract\.yaml can not be used: {words}"):
        contract_in(parsed(TEXT.replace(old, new), "contract.yaml"))


def test_a_contract_that_can_not_be_used_stops_what_needs_it_with_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.yaml_file.read", lambda name: Part([], name))
    monkeypatch.delitem(vars(wizard.contract), "SECTIONS", raising=False)
    contract.cache_clear()
    try:
        with pytest.raises(WizardError, match="the file must be a mapping"):
            wizard.contract.SECTIONS  # noqa: B018
    finally:
        contract.cache_clear()


def test_every_section_says_in_one_sentence_what_it_holds() -> None:
    said = [heading.holds for heading in contract().headings] + [section.holds for section in contract().sections]
    assert [words for words in said if not re.fullmatch(r"[A-Z][^.\n]{20,180}\.", words)] == []


def test_every_section_has_its_template() -> None:
    folder = resource_folder("templates") / "contract"
    assert [each.name for each in contract().sections if not (folder / each.template).is_file()] == []
    assert len({each.template for each in contract().sections}) == len(SECTIONS)


def test_the_groups_that_feed_a_section_are_those_that_the_steps_say() -> None:
    """A finding names its section at every key press and in every check, so a step has to know its sections without a file."""
    for section in contract().sections:
        fed = [
            (step.key, group.group_key())
            for step in STEPS
            for group in step.groups
            if step.section_of(group) == section.name
        ]
        assert list(section.feeds) == fed, section.name


def test_a_step_says_no_section_that_none_of_its_groups_feeds() -> None:
    feeds = {step.key: {step.section_of(group) for group in step.groups} for step in STEPS}
    assert {step.key: set(step.feeds) for step in STEPS} == feeds


def test_the_fields_of_a_section_are_those_of_its_groups_in_the_order_in_which_they_are_asked() -> None:
    for section in contract().sections:
        groups = [(step, _group(step, key)) for step, key in section.feeds]
        asked = [f"{step}.{name}" for step, group in groups for name in group]
        fields = [key for key in asked if key not in contract().not_exported]
        assert list(section.fields) == fields, f"{section.name} in references/contract.yaml"


def _group(step: str, key: str) -> Mapping[str, Field]:
    return next(group.fields for group in STEP_BY_KEY[step].groups if group.group_key() == key)


def test_every_field_feeds_exactly_one_section_or_says_why_none() -> None:
    told = [key for section in contract().sections for key in section.fields]
    fed = Counter([*told, *contract().not_exported])
    assert {key: fed[key] for key in ASKED if fed[key] != 1} == {}, "list it in references/contract.yaml, once"
    assert sorted(fed) == sorted(ASKED)


def test_what_stands_under_a_heading_belongs_to_a_section_too() -> None:
    told = {key for section in contract().sections for key in section.fields}
    under = [key for heading in contract().headings for key in heading.fields]
    assert set(under) <= told
    assert len(under) == len(set(under))


def test_the_one_answer_that_no_section_holds_chooses_the_document() -> None:
    assert list(contract().not_exported) == ["start.in_scope"]
    assert document(review(with_value(small(), ("start", "in_scope"), value=False))) == OUT_OF_SCOPE


def test_a_document_has_the_headings_and_sections_in_the_order_of_the_file() -> None:
    text = document(review(full("Words")))
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [each["name"] for each in data("contract")["headings"]]
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == [each["name"] for each in data("contract")["sections"]]


def test_what_a_field_says_stands_where_the_file_puts_it() -> None:
    answers = full("Words")
    marks = {}
    for number, key in enumerate(ASKED):
        step, name = key.split(".")
        mark = f"Mark{number}end"
        answers[step][name] = _marked(STEP_BY_KEY[step].fields[name], answers[step][name], mark)
        marks[key] = mark
    reviewed = review(answers)
    text = document(reviewed)
    parts = dict(re.findall(r"^##+ ([\w ]+)\n(.*?)(?=^###? |\Z)", text, re.MULTILINE | re.DOTALL))
    place = {key: section.name for section in contract().sections for key in section.fields}
    place |= {key: heading.name for heading in contract().headings for key in heading.fields}
    told = [key for key in place if marks[key] in json.dumps(design_data(reviewed))]
    assert len(told) > 120
    assert [f"{key}: {place[key]}" for key in told if marks[key] not in parts[place[key]]] == []


def _marked(field: Field, value: Any, mark: str) -> Any:
    """The same answer with a word of its own wherever words can be given."""
    match field.kind:
        case "line" | "text" | "ref":
            return mark
        case "lines" | "refs":
            return [mark]
        case "records":
            return [dict(_marked_record(field, record, mark)) for record in value]
        case _:
            return value


def _marked_record(field: Field, record: Mapping[str, Any], mark: str) -> Iterator[tuple[str, Any]]:
    assert field.record is not None
    for name, value in record.items():
        inner = field.record.fields.get(name)
        yield name, value if inner is None else _marked(inner, value, mark)
