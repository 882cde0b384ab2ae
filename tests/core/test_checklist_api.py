"""What the answers tell about the API: for each item a design that meets it, one that does not, and one that is silent."""

from __future__ import annotations

import pytest
from core.checklist_api import graphql, limits, operations, plans, rest
from core.checklist_api.rows import NOTHING, Row, api, design_of
from core.checklist_api.rows import rest as rest_calls

from wizard.checklist.checklist import predicates
from wizard.facts.examples import body_of
from wizard.knowledge.library import items

MODULES = (
    "api", "api_errors", "api_versions", "baseline", "contract_tests", "formats", "graphql", "limits", "rest", "rest_lists",
)  # fmt: skip
PAGES = (
    "api-design-checklist",
    "rest-best-practices",
    "graphql-schema-design",
    "rate-limit-templates",
    "contract-testing",
    "tech-standards",
    "standards-baseline",
)
ROWS = operations.ROWS | rest.ROWS | graphql.ROWS | limits.ROWS | plans.ROWS
CASES = [
    pytest.param(item, state, row, id=f"{item}-{state}")
    for item, rows in ROWS.items()
    for state, row in zip(("met", "unmet", "silent"), rows, strict=True)
    if isinstance(row, Row)
]


@pytest.mark.parametrize(("item", "state", "row"), CASES)
def test_answers_settle_the_item_and_say_by_what(item: str, state: str, row: Row) -> None:
    told = predicates()[item](design_of(row.given))
    assert told.state == state, told
    assert any(row.said in where.words for where in told.where), told


@pytest.mark.parametrize("item", ROWS)
def test_an_empty_design_settles_nothing(item: str) -> None:
    assert predicates()[item](design_of(NOTHING)).state == "silent"


@pytest.mark.parametrize("item", ROWS)
def test_evidence_leads_to_a_field(item: str) -> None:
    for row in ROWS[item]:
        if isinstance(row, Row):
            design = design_of(row.given)
            for where in predicates()[item](design).where:
                assert hasattr(getattr(design, where.path[0]), where.path[1]), where


def test_every_item_that_these_modules_settle_has_its_three_rows() -> None:
    settled = {item for item, found in predicates().items() if found.__module__.rpartition(".")[2] in MODULES}
    assert settled == set(ROWS)


def test_every_row_is_about_an_item_of_these_pages() -> None:
    assert set(ROWS) <= {item.id for item in items() if item.page in PAGES}


def test_more_than_half_of_the_items_are_settled() -> None:
    of_pages = [item.id for item in items() if item.page in PAGES]
    assert len(ROWS) > len(of_pages) / 2


def test_what_a_depth_does_not_ask_is_not_held_against_the_design() -> None:
    found = {"start": {"depth": "simple-crud"}} | dict(
        rest_calls({"method": "POST", "path": "/rooms", "kind": "create"})
    )
    assert predicates()["rest-create-answers-201"](design_of(found)).state == "silent"


def test_a_graph_that_changes_nothing_has_nothing_to_do_for_mutations() -> None:
    told = predicates()["graphql-mutation-payload"](design_of(api(graphql_operations=[{"name": "a", "kind": "query"}])))
    assert (told.state, told.where[0].words) == ("met", "no mutation is listed")


def test_many_records_are_named_in_part_and_counted() -> None:
    told = predicates()["api-operation-id-unique"](design_of(rest_calls(*({"path": f"/p{n}"} for n in range(9)))))
    assert [where.words for where in told.where][-1] == "and 6 more"


def test_a_system_that_speaks_one_of_the_two_has_nothing_to_split() -> None:
    told = predicates()["api-split-disjoint"](design_of({"start": {"system_type": "rest"}}))
    assert told.where[0].words == "rest alone"


def test_examples_that_are_no_json_say_why() -> None:
    assert body_of('{"a": 1').wrong == "is not JSON"
    assert body_of("").wrong == ""


def test_what_a_text_denies_is_no_evidence() -> None:
    design = design_of(api(deprecation_notice="12 months by mail, without Deprecation header"))
    assert predicates()["api-deprecation-has-signal"](design).state != "met"
