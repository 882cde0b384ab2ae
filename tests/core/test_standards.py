"""The catalogue of standards: dated, complete, and honest about what was not looked up."""

import re
from dataclasses import replace
from typing import Any

import pytest
from core.designs import small

from wizard.checklist.applicable import SCOPES, SURFACES, SYSTEMS
from wizard.contract import SECTIONS
from wizard.export import derived
from wizard.export.document import document
from wizard.review import review
from wizard.standards import BASELINE, NONE_NEWER, READ, STANDARDS, Edition, Standard, standards_for

NAMED = (
    "RFC 9110", "RFC 9111", "RFC 9457", "RFC 8288", "RFC 9745", "RFC 8594", "RFC 8259", "RFC 9700", "RFC 7636", "RFC 9728", "RFC 6265",
    "2020-12", "1.2.2", "3.1.2", "September 2025", "2025-11-25", "5.0.0", "4.0.1", "45 CFR 164 Subpart C",
)  # fmt: skip
BY_NAME = {standard.name: standard for standard in STANDARDS}


def _with(**start: Any) -> dict[str, Any]:
    return {**small(), "start": {**small()["start"], **start}}


def test_what_a_backend_design_cites_is_in_the_catalogue() -> None:
    assert set(NAMED) <= {standard.version for standard in STANDARDS}
    assert len(BY_NAME) == len(STANDARDS)


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.name)
def test_a_row_says_everything_in_words_that_are_known(standard: Standard) -> None:
    assert standard.version
    assert standard.status
    assert standard.used_for
    assert standard.section in SECTIONS
    assert standard.where <= SYSTEMS | SURFACES | SCOPES
    for date in (standard.date, standard.newer.date):
        assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", date)


@pytest.mark.parametrize("standard", STANDARDS, ids=lambda standard: standard.name)
def test_the_baseline_came_before_it_ended_and_what_is_newer_is_no_older(standard: Standard) -> None:
    assert standard.date[:7] <= BASELINE
    if standard.newer != NONE_NEWER:
        assert standard.date <= standard.newer.date <= READ


@pytest.mark.parametrize(
    ("date", "precision"), [("2013", "year"), ("2022-06", "month"), ("2025-09-19", "day"), ("", "")]
)
def test_a_date_is_as_precise_as_it_is_written(date: str, precision: str) -> None:
    assert replace(STANDARDS[0], date=date).precision == precision


def test_an_edition_is_said_with_its_date_unless_that_is_its_name() -> None:
    said = [str(Edition("1.1.0", "2026-05-17")), str(Edition("2026-07-28", "2026-07-28")), str(Edition("next"))]
    assert [*said, str(NONE_NEWER)] == ["1.1.0 (2026-05-17)", "2026-07-28", "next", ""]


def test_what_was_not_looked_up_says_so_with_its_status() -> None:
    assert BY_NAME["HTTP Semantics"].standing.endswith("; date not checked")
    assert BY_NAME["CloudEvents"].standing.endswith("; not checked")
    assert BY_NAME["YAML"].standing == BY_NAME["YAML"].status


def test_a_draft_is_called_one_with_its_number() -> None:
    for standard in STANDARDS:
        if number := re.fullmatch(r"draft-.*-(\d\d)", standard.version):
            assert f"Internet-Draft -{number[1]}" in standard.status


def test_a_design_lists_what_counts_for_it_and_nothing_that_is_by_choice() -> None:
    listed = {standard.name for standard in standards_for({"graphql", "hipaa"})}
    assert {"GraphQL", "HIPAA Security Rule", "HTTP Semantics"} <= listed
    assert not listed & {"OpenAPI Specification", "GDPR", "Model Context Protocol", "DPoP"}
    assert {standard.name for standard in STANDARDS if standard.is_by_choice}.isdisjoint(listed)


def test_the_contract_prints_status_and_what_is_newer() -> None:
    said = document(review(small()))
    assert "| Standard | Version | Date | Status | Used for | Newer |" in said
    row = next(line for line in said.splitlines() if line.startswith("| RateLimit header fields |"))
    assert row.endswith("| Internet-Draft -10 | how a client learns of its limit | draft -11 (2026-05-23) |")


@pytest.mark.parametrize(("chosen", "newer"), [("3.1.2", "3.2.0 (2025-09-19)"), ("3.2.0", "")])
def test_openapi_is_listed_in_the_version_of_the_contract(chosen: str, newer: str) -> None:
    answers = {**small(), "api": {**small()["api"], "openapi_version": chosen}}
    rows = {row.name: row for row in derived.standards(review(answers).design)}
    row = rows["OpenAPI Specification"]
    assert (row.version, str(row.newer)) == (chosen, newer)


def test_a_design_without_rest_lists_no_openapi() -> None:
    design = review({**_with(system_type="graphql"), "api": {}}).design
    assert "OpenAPI Specification" not in {row.name for row in derived.standards(design)}
