"""The rubric judges designs by what they answer, and the acceptance cases hold for the program as it is."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from core.designs import out_of_scope, small, with_ids
from core.schemas import REFERENCES, data, refused_at, validator

from wizard.answers import with_value
from wizard.contract import HEADINGS, SECTIONS, contract
from wizard.design import Answers
from wizard.drafts.file import from_toml
from wizard.errors import WizardError
from wizard.export.document import document
from wizard.resources import resource_folder
from wizard.review import fields_of, review
from wizard.rubric import Case, Judgement, SectionScore, rubric, rubric_in, score
from wizard.rules.checks import kinds
from wizard.steps.pattern import Priority
from wizard.yaml_file import parsed

TEXT = (REFERENCES / "evals.yaml").read_text("utf-8")
CRITERIA = {criterion.id: criterion for section in rubric().sections for criterion in section.criteria}
KNOWN = {kind.code for kind in kinds()}


def but(path: str, value: object) -> Answers:
    """The small design with another answer."""
    changed: Answers = with_value(small(), tuple(path.split(".")), value)
    return changed


def scored(answers: Answers, section: str) -> SectionScore:
    return next(each for each in score(review(answers)).sections if each.section == section)


def judged(answers: Answers, criterion: str) -> Judgement:
    found = (each for section in score(review(answers)).sections for each in section.judgements)
    return next(each for each in found if each.criterion.id == criterion)


def test_the_file_fits_its_schema() -> None:
    assert [(error.json_path, error.message) for error in validator("evals").iter_errors(data("evals"))] == []
    assert validator("evals").schema["$id"] == "backend-design.evals.v1"


@pytest.mark.parametrize(
    ("spoil", "place"),
    [
        (lambda said: said.pop("cases"), "$"),
        (lambda said: said["priorities"].reverse(), "$.priorities"),
        (lambda said: said["sections"].reverse(), "$.sections[0].name"),
        (lambda said: said["sections"].pop(), "$.sections"),
        (lambda said: said["sections"][1].update(weight=0), "$.sections[1].weight"),
        (lambda said: said["sections"][1].update(priority="beauty"), "$.sections[1].priority"),
        (lambda said: said["sections"][1].update(criteria=said["sections"][1]["criteria"][:3]), "$.sections[1].criteria"),
        (lambda said: said["sections"][0]["criteria"][0].update(question="It is good."), "$.sections[0].criteria[0].question"),
        (lambda said: said["sections"][0]["criteria"][0].update(answers=["goal"]), "$.sections[0].criteria[0].answers[0]"),
        (lambda said: said["sections"][0]["criteria"][0].update(judge="person"), "$.sections[0].criteria[0]"),
        (lambda said: said["sections"][0]["criteria"][0].pop("answers"), "$.sections[0].criteria[0]"),
        (lambda said: said["sections"][0]["criteria"][-1].update(judge="machine"), "$.sections[0].criteria[8].judge"),
        (lambda said: said["cases"][0].update(draft="blank"), "$.cases[0].draft"),
        (lambda said: said["cases"][0]["expected"].update(verdict="fine"), "$.cases[0].expected.verdict"),
        (lambda said: said["cases"][0]["expected"].update(headings=["Inputs"]), "$.cases[0].expected.headings"),
        (lambda said: said.update(cases=said["cases"][:9]), "$.cases"),
    ],
)  # fmt: skip
def test_a_broken_rubric_is_refused_by_the_schema_with_its_place(spoil: Callable[[Any], object], place: str) -> None:
    assert place in refused_at("evals", spoil)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    weight: 12\n", "    weight: a dozen\n", r"sections\[0\].weight must be a whole number"),
        ("      - id: context-goal\n", "      - name: context-goal\n", r"sections\[0\].criteria\[1\].id is missing"),
        ("        answers: [scope.integrity_constraints]", "        answers: scope", r"sections\[0\].criteria\[4\].answers must be a list"),
        ("    draft: empty", "    draft: blank", r"cases\[0\].draft must be a mapping"),
        ("      verdict: out-of-scope", "      verdict: no", r"cases\[2\].expected.verdict must be text"),
    ],
)  # fmt: skip
def test_a_broken_rubric_is_refused_by_the_program_with_its_place(old: str, new: str, words: str) -> None:
    assert old in TEXT
    with pytest.raises(WizardError, match=rf"references/evals\.yaml can not be used: {words}"):
        rubric_in(parsed(TEXT.replace(old, new, 1), "evals.yaml"))


def test_every_section_of_the_contract_is_judged_in_its_order_by_at_least_four_criteria() -> None:
    assert tuple(each.section for each in rubric().sections) == SECTIONS
    assert [each.section for each in rubric().sections if len(each.criteria) < 4] == []


def test_the_weights_of_all_sections_and_of_the_criteria_of_each_add_up_to_a_hundred() -> None:
    assert sum(each.weight for each in rubric().sections) == 100
    sums = {each.section: sum(criterion.weight for criterion in each.criteria) for each in rubric().sections}
    assert {section: of for section, of in sums.items() if of != 100} == {}


def test_no_section_weighs_as_much_as_one_of_a_higher_priority() -> None:
    assert rubric().priorities == Priority.__args__  # type: ignore[attr-defined]
    weights = [{s.weight for s in rubric().sections if s.priority == name} for name in rubric().priorities]
    assert all(weights)
    assert [(high, low) for high, low in pairwise(weights) if min(high) <= max(low)] == []


def test_every_criterion_has_a_name_of_its_own_and_asks_something_else() -> None:
    count = sum(len(each.criteria) for each in rubric().sections)
    assert len(CRITERIA) == count
    assert len({criterion.question for criterion in CRITERIA.values()}) == count


def test_every_path_of_a_criterion_leads_to_a_question() -> None:
    for criterion in CRITERIA.values():
        for key in (*criterion.answers, *criterion.under):
            assert fields_of(_path(key)).name == key.rpartition(".")[2], f"{criterion.id}: {key}"


def _path(key: str) -> tuple[str, ...]:
    """A path to the field of a key, in records of any id."""
    step, name, *inner = key.split(".")
    return (step, name, *(part for each in inner for part in ("any", each)))


def test_every_path_of_a_criterion_is_of_its_own_section() -> None:
    home = {key: section.name for section in contract().sections for key in section.fields}
    wrong = [
        f"{criterion.id}: {key}"
        for section in rubric().sections
        for criterion in section.criteria
        for key in criterion.answers
        if home[".".join(key.split(".")[:2])] != section.section
    ]
    assert wrong == []


def test_every_needed_question_is_looked_at_by_some_criterion() -> None:
    """A blocker costs points in its section; otherwise a design that is not ready could look complete."""
    looked_at = [key for criterion in CRITERIA.values() for key in (*criterion.answers, *criterion.under)]
    blockers = review({"scope": {"surfaces": list(_surfaces())}}).blockers
    keys = {".".join(finding.path) for finding in blockers} - {"start.title", "start.in_scope"}
    assert keys - set(looked_at) == set()


def _surfaces() -> tuple[str, ...]:
    return tuple(option.value for option in fields_of(("scope", "surfaces")).options)


def test_every_code_of_a_criterion_or_case_is_one_that_findings_can_have() -> None:
    said = {code for criterion in CRITERIA.values() for code in criterion.codes}
    said |= {code for case in rubric().cases for code in (*case.codes, *case.silent)}
    assert said - KNOWN == set()


def test_an_empty_design_earns_nothing() -> None:
    made = score(review({}))
    assert made.total == 0
    assert {each.points for each in made.sections} == {0, None}


def test_a_request_that_is_out_of_scope_is_not_judged() -> None:
    made = score(review(out_of_scope()))
    assert made.total is None
    assert {each.points for each in made.sections} == {None}
    assert [each.section for each in made.sections] == list(SECTIONS)


def test_a_section_of_which_nothing_is_asked_counts_neither_as_nothing_nor_as_all() -> None:
    assert scored(small(), "INTEGRATION_SURFACES").points is None
    assert scored(small(), "APPS_SDK_REQUIREMENTS").points is None
    chosen = but("scope.surfaces", ["apps-sdk"])
    assert scored(chosen, "APPS_SDK_REQUIREMENTS").points == 0
    assert scored(chosen, "INTEGRATION_SURFACES").points == 0
    total, before = score(review(chosen)).total, score(review(small())).total
    assert total is not None
    assert before is not None
    assert total < before


def test_the_points_of_a_section_are_the_share_of_the_weights_that_are_met() -> None:
    answers = but("operations.n_plus_one", "")
    outcomes = {each.criterion.id: each.outcome for each in scored(answers, "PERFORMANCE").judgements}
    assert outcomes == {
        "performance-targets": "met",
        "performance-queries": "not-met",
        "performance-load": "not-met",
        "performance-caches": "not-applicable",
        "performance-growth": "not-applicable",
        "performance-grounds": "for-a-person",
    }
    assert scored(answers, "PERFORMANCE").points == 100 * 35 // (35 + 20 + 15)


def test_the_total_is_weighed_by_the_sections_that_apply() -> None:
    made = score(review(small()))
    counted = [(each.weight, each.points) for each in made.sections if each.points is not None]
    assert sum(weight for weight, _ in counted) == 94
    assert made.total == sum(weight * points for weight, points in counted) // 94


def test_what_is_missing_is_named_by_its_path() -> None:
    found = judged(small(), "domain-sensitivity")
    assert found.outcome == "not-met"
    assert {(path[0], path[1], path[3], path[5]) for path in found.missing} == {
        ("domain", "entities", "attributes", "sensitivity")
    }
    assert judged(but("operations.n_plus_one", " "), "performance-queries").missing == (("operations", "n_plus_one"),)


def test_a_finding_keeps_a_criterion_from_being_met() -> None:
    assert judged(small(), "api-pages").outcome == "met"
    found = judged(but("api.page_size_default", 500), "api-pages")
    assert (found.outcome, found.missing) == ("not-met", ())
    assert [finding.code for finding in found.findings] == ["page-size-above-maximum"]


def test_a_finding_elsewhere_or_of_another_code_does_not() -> None:
    assert judged(but("api.page_size_default", 500), "api-limits").outcome == "met"
    broken = but("scope.critical_path", "Feed the cat")
    assert judged(broken, "context-critical-path").outcome == "not-met"
    assert judged(broken, "context-workflows").outcome == "met"


def test_what_is_needed_under_a_condition_counts_where_it_holds() -> None:
    """One of the two operations only reads, and nobody asks how to repeat it."""
    assert judged(small(), "api-repeats").outcome == "met"
    operations = [dict(each) for each in small()["api"]["operations"]]
    operations[1]["method"] = "POST"
    found = judged(but("api.operations", operations), "api-repeats")
    assert found.missing == (("api", "operations", operations[1]["id"], "idempotency"),)


def test_what_the_depth_does_not_ask_costs_no_points() -> None:
    assert judged(small(), "performance-load").outcome == "not-met"
    assert judged(but("start.depth", "simple-crud"), "performance-load").outcome == "not-applicable"


def test_no_is_an_answer() -> None:
    assert judged(small(), "data-migration").outcome == "not-met"
    assert judged(but("data.zero_downtime", value=False), "data-migration").outcome == "met"


def test_all_points_are_given_only_to_what_meets_all() -> None:
    for section in score(review(small())).sections:
        outcomes = {each.outcome for each in section.judgements}
        assert (section.points == 100) == ("met" in outcomes and "not-met" not in outcomes)


def test_there_are_at_least_ten_acceptance_cases_with_names_of_their_own() -> None:
    assert len({case.id for case in rubric().cases}) == len(rubric().cases) >= 10


def test_every_example_is_a_case() -> None:
    examples = {
        path.name.removesuffix(".design.toml") for path in (resource_folder("templates") / "examples").iterdir()
    }
    assert {case.example for case in rubric().cases if not case.answers} - {""} == examples


@pytest.mark.parametrize("case", rubric().cases, ids=lambda case: case.id)
def test_the_program_says_of_a_draft_what_is_expected(case: Case) -> None:
    reviewed = review(draft_of(case))
    assert reviewed.verdict == case.verdict
    text = document(reviewed)
    assert tuple(re.findall(r"^## (.*)$", text, re.MULTILINE)) == case.headings
    assert tuple(re.findall(r"^### (.*)$", text, re.MULTILINE)) == (SECTIONS if case.headings == HEADINGS else ())
    codes = {finding.code for finding in reviewed.findings}
    assert set(case.codes) <= codes
    assert not set(case.silent) & codes
    made = score(reviewed)
    assert {each.section for each in made.sections if each.points is None} >= set(case.not_applicable)
    if made.total is not None:
        assert case.total[0] <= made.total <= case.total[1]


def draft_of(case: Case) -> Answers:
    """The draft that a case begins with."""
    answers: Answers = {}
    if case.example:
        path = resource_folder("templates") / "examples" / f"{case.example}.design.toml"
        answers = from_toml(path.read_bytes(), case.example)
    for step, given in with_ids(case.answers).items():
        for name, value in given.items():
            answers = with_value(answers, (step, name), value)
    return answers
