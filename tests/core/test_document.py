"""The contract document: right for every design, the same for the same design, and readable."""

import json
import re
from pathlib import Path

import pytest
import yaml
from core.designs import full, out_of_scope, small
from core.long import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from wizard.answers import with_value
from wizard.contract import HEADINGS, OUT_OF_SCOPE, SECTIONS, template_of
from wizard.design import Answers
from wizard.export.document import digest, document, front_matter, section, title_of
from wizard.export.readback import check, check_own, headings
from wizard.knowledge.guide import BUILT_IN, Guide
from wizard.resources import resource_folder
from wizard.review import Review, review
from wizard.text import clean, one_line

GOLDEN = Path(__file__).parents[1] / "golden" / "small.SPEC.md"
HOSTILE = st.one_of(
    st.text(st.sampled_from("#>-+*_=`~<>[](){}|!&$\\:;. \n\t1a"), min_size=1, max_size=25),
    st.lists(
        st.sampled_from(
            ["### SLO_SLA", "Title\n===", "Title\n---", "---", "```", "~~~", "<!--", "<pre>", "[a]: b", "| a |\n| - |", "- x", "1. y", "    z", "> ## Inputs"]
        ),
        min_size=1,
        max_size=4,
    ).map("\n".join),
)  # fmt: skip


def changed(path: str, value: object) -> Review:
    """The small design with another answer."""
    return review(with_value(small(), tuple(path.split(".")), value))


def test_the_small_design_is_ready_and_its_document_as_agreed() -> None:
    assert review(small()).blockers == ()
    assert document(review(small())) == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("answers", [{}, small(), full("Words"), out_of_scope()])
def test_a_document_of_any_design_passes_our_own_check(answers: Answers) -> None:
    found = review(answers)
    text = document(found)
    assert check_own(text, title_of(found)) == []
    assert [fault for fault in check(text) if fault.severity == "blocker"] == []


@given(HOSTILE)
@settings(max_examples=examples(40), deadline=None)
def test_hostile_words_in_every_answer_change_no_heading(words: str) -> None:
    found = review(full(words))
    text = document(found)
    assert check_own(text, title_of(found)) == []
    assert check(text) == []


@given(HOSTILE)
@settings(max_examples=10, deadline=None)
def test_hostile_words_in_every_answer_add_no_smaller_heading_either(words: str) -> None:
    assume(words.strip())  # blank answers are none, and their headings are left out
    plain = [heading.text for heading in headings(document(review(full("Words")))) if heading.level == 4]
    found = [heading for heading in headings(document(review(full(words)))) if heading.level > 3]
    assert len(found) == len(plain)
    assert all(heading.depth == 0 and heading.level == 4 for heading in found)


def test_the_same_answers_make_the_same_bytes() -> None:
    assert document(review(small())) == document(review(json.loads(json.dumps(small()))))


def test_a_document_ends_with_one_line_end() -> None:
    for answers in ({}, small(), full("Words")):
        text = document(review(answers))
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\n\n\n" not in text


def test_an_out_of_scope_request_gets_the_block_and_nothing_else() -> None:
    text = document(review(out_of_scope()))
    assert text == OUT_OF_SCOPE
    assert text.encode() == (
        b"## When to use\n- This skill applies to backend architecture and API design requests. The current request is out of scope.\n"
        b"\n## Outputs\n- None (out of scope).\n\n## Inputs\n- None (out of scope).\n"
    )


def test_the_front_matter_begins_with_the_schema_version_and_quotes_every_string() -> None:
    lines = document(review(small())).splitlines()[:8]
    assert lines[:5] == ["---", "schema_version: 1", 'title: "Room booking"', 'status: "ready"', 'standards: "2026-01"']
    assert re.fullmatch(r'digest: "sha256:[0-9a-f]{64}"', lines[5])
    assert lines[6:] == ["redacted: true", "---"]


@pytest.mark.parametrize(
    ("title", "quoted"),
    [('a "b" \\', r'"a \"b\" \\"'), ("Zürich", r'"Z\u00fcrich"'), ("🚀", r'"\U0001F680"'), ("no: # x", '"no: # x"')],
)
def test_titles_are_quoted_so_that_every_yaml_reader_agrees(title: str, quoted: str) -> None:
    assert f"\ntitle: {quoted}\n" in front_matter(changed("start.title", title))


TITLES = st.one_of(
    st.text(st.characters(), min_size=1, max_size=20),
    st.sampled_from(
        ["1e3", "0o17", "017", "on", "No", "~", "null", "12:30", "1_000", ".inf", "0x1f", "2026-01-31", "- a", "a: b", "a #b",
         "%YAML 1.1", "---", "...", "!!python/object:x", "&a *a", "{a}", "[a]", "'", '"', "\\", "\\x41", "|", ">", "?", "@", "`",
         "<<", "=", "y", "\u0085", "\u2028", "\ufeff", "\U0001f600", "\ufffe\uffff", "tab\tend"]
    ),
)  # fmt: skip


@given(TITLES)
@settings(max_examples=examples(150), deadline=None)
def test_yaml_readers_of_both_versions_read_the_same_front_matter(title: str) -> None:
    answers = with_value(small(), ("start", "title"), clean(title))
    text = front_matter(review(answers))
    inner = text.removeprefix("---\n").rpartition("---\n")[0]
    newer = YAML(typ="safe", pure=True)
    newer.version = (1, 2)
    older = yaml.safe_load(inner)
    assert older == newer.load(inner)
    assert inner.isascii()
    assert older["title"] == (one_line(clean(title)) or "Untitled design")
    assert older["schema_version"] == 1


@given(TITLES)
@settings(max_examples=examples(40), deadline=None)
def test_the_title_is_read_as_it_was_typed(title: str) -> None:
    found = changed("start.title", clean(title))
    assert check_own(document(found), title_of(found)) == []


@pytest.mark.parametrize("title", ["Rewrite in C #", "Rewrite in C ##", "# #", "a &#x202e;b"])
def test_a_title_loses_no_sign(title: str) -> None:
    found = changed("start.title", title)
    assert check_own(document(found), title) == []


def test_the_digest_follows_the_draft() -> None:
    assert digest(review(small())) == digest(review(small()))
    assert digest(changed("start.title", "Other")) != digest(review(small()))


def test_a_design_that_is_not_ready_says_so_at_the_top() -> None:
    found = changed("scope.goal", None)
    text = document(found)
    assert '\nstatus: "not-ready"\n' in text
    assert f"\n**Not ready: 1 blocker.**\n\n- Scope – {found.blockers[0].message}\n" in text
    assert text.index("Not ready") < text.index("## When to use")


def test_a_ready_design_has_nothing_open() -> None:
    text = document(review(small()))
    assert "Not ready" not in text
    assert "*Open:" not in text


def test_what_is_missing_is_named_in_its_section_by_prompt() -> None:
    assert section(changed("access.object_rules", None), "AUTHN_AUTHZ").endswith("\n\n*Open: rules per record.*")
    assert "*Open:" not in section(changed("access.object_rules", None), "RELIABILITY")


def test_what_a_record_lacks_is_named_with_the_record() -> None:
    answers = small()
    first = answers["api"]["operations"][0]["id"]
    made = section(review(with_value(answers, ("api", "operations", first, "access"), None)), "API_CONTRACT")
    assert made.endswith("*Open: access (createBooking).*")


def test_many_missing_answers_are_counted() -> None:
    answers = with_value(small(), ("risks", "owasp_coverage"), [{"id": f"o{n}"} for n in range(20)])
    made = section(review(answers), "RISK_CHECKLIST")
    assert re.search(r"\*Open: .*; and \d+ more\.\*$", made)


def test_no_section_is_ever_empty_or_a_dump() -> None:
    for answers in ({}, small(), full("Words")):
        for name in SECTIONS:
            made = section(review(answers), name)
            assert made.strip()
            assert "None" not in made
            assert not re.search(r"^-\s*$|\bby \.|: \.|\(\)|^#+ .*\n+(?=#|\Z)", made, re.MULTILINE), name


def test_a_section_that_does_not_apply_says_why() -> None:
    assert section(review(small()), "APPS_SDK_REQUIREMENTS").startswith("Not applicable: ")
    alone = with_value(small(), ("scope", "external_systems"), None)
    assert section(review(alone), "INTEGRATION_SURFACES").startswith("Not applicable: ")
    assert not section(changed("scope.surfaces", ["apps-sdk"]), "APPS_SDK_REQUIREMENTS").startswith("Not applicable")


def test_a_section_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        section(review({}), "SLO_SLA")


def test_there_is_a_template_for_every_section_and_no_other() -> None:
    files = {path.name for path in (resource_folder("templates") / "contract").iterdir()}
    assert files == {template_of(name) for name in SECTIONS} | {"document.md.j2", "macros.md.j2"}


def test_the_headings_are_where_the_contract_puts_them() -> None:
    found = [(heading.level, heading.text) for heading in headings(document(review(small()))) if heading.level < 4]
    expected = [(1, "Room booking"), *((2, name) for name in HEADINGS), *((3, name) for name in SECTIONS)]
    assert found == expected


def test_error_budget_and_burn_rates_are_computed() -> None:
    made = section(review(small()), "RELIABILITY")
    assert "| 99.9 % | 30 days | 43.2 min | page at 14.4 over 1 h; page at 6 over 6 h; ticket at 1 over 72 h |" in made


def test_capacity_follows_from_littles_law() -> None:
    assert "| createBooking | 16 | 30 | 43 |" in section(review(small()), "PERFORMANCE")


def test_permissions_are_a_matrix_of_operations_and_roles() -> None:
    made = section(review(small()), "AUTHN_AUTHZ")
    assert "| Operation | employee | Scopes |\n| --- | --- | --- |\n| createBooking | yes | – |\n" in made
    assert "No operation asks for facilities." in made


def test_tradeoffs_stand_in_the_order_of_priorities_and_risks_by_score() -> None:
    pattern = section(review(small()), "ARCHITECTURE_PATTERN")
    assert pattern.index("| correctness |") < pattern.index("| reliability |")
    risks = section(review(small()), "RISK_CHECKLIST")
    assert risks.index("| 8 | Clocks differ") < risks.index("| 4 | Rooms are renamed")


def test_openapi_is_3_1_2_unless_it_is_said_otherwise() -> None:
    assert "OpenAPI 3.1.2" in section(review(small()), "API_CONTRACT")
    newer = changed("api.openapi_version", "3.2.0")
    assert "OpenAPI 3.2.0" in section(newer, "API_CONTRACT")
    assert "| OpenAPI Specification | 3.2.0 |" in document(newer)
    assert "OpenAPI" not in document(changed("start.system_type", "graphql"))


def test_compliance_scopes_are_named_with_their_standards_and_legal_review() -> None:
    text = document(changed("start.compliance", ["all"]))
    assert (
        "Compliance scope: SOC 2, ISO/IEC 27001:2022, PCI DSS v4.0.1, HIPAA, GDPR and CCPA/CPRA. Every scope needs"
        in text
    )
    assert "| PCI DSS | 4.0.1 |" in text
    assert "PCI DSS" not in document(review(small()))


def test_no_compliance_scope_says_why() -> None:
    answers = with_value(small(), ("start", "compliance"), ["none"])
    answers = with_value(answers, ("start", "compliance_none_reason"), "Synthetic data only")
    assert "No compliance scope applies: Synthetic data only." in document(review(answers))


def test_the_guide_that_was_used_is_named() -> None:
    assert f"held against {BUILT_IN}." in document(review(small()))


def test_a_guide_of_the_team_is_named_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.export.document.guide", lambda: Guide("a guide of the house", "text"))
    assert "held against a guide of the house." in document(review(small()))


def test_open_questions_are_visible_and_answered_ones_too() -> None:
    answers = small()
    asked = answers["file_plan"]["open_questions"][0]["id"]
    done = with_value(answers, ("file_plan", "open_questions", asked, "answer"), "no")
    assert "#### Open questions" in section(review(answers), "FILE_PLAN")
    assert "#### Questions answered" in section(review(done), "FILE_PLAN")
    assert "#### Open questions" not in section(review(done), "FILE_PLAN")


def test_examples_are_fenced_and_not_touched() -> None:
    answers = small()
    first = answers["api"]["operations"][0]["id"]
    example = '{\n\n\n  "a": "```"\n}'
    made = section(
        review(with_value(answers, ("api", "operations", first, "request_example"), example)), "API_CONTRACT"
    )
    assert f"Request for createBooking:\n\n````json\n{example}\n````" in made
