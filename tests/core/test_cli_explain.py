"""`explain`: what a code means, whatever it is the code of."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import wizard.export.readback
from wizard.__main__ import main
from wizard.checklist.applicable import SCOPES
from wizard.checklist.checklist import predicates
from wizard.cli.explained import codes, explained, said_of
from wizard.export.faults import FAULTS
from wizard.export.hard_lines import FORBIDDEN, NEEDED
from wizard.knowledge import guide as guides
from wizard.knowledge.library import item_by_id, page, page_names
from wizard.rules.checks import kinds
from wizard.suggestions.suggest import advisors

Captured = pytest.CaptureFixture[str]


def printed(capsys: Captured, *words: str) -> str:
    assert main(["explain", *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


@pytest.mark.parametrize("code", codes())
def test_every_code_can_be_explained(code: str) -> None:
    found = explained(code)
    assert found.code == code
    assert found.meaning.endswith(".")
    assert found.fix.endswith(".")
    assert found.severity in ("blocker", "warning", "advice", "none")


def test_what_a_review_a_document_a_page_or_a_suggestion_can_say_has_a_code() -> None:
    assert set(codes()) == {
        *(kind.code for kind in kinds()),
        *(fault.code for fault in FAULTS),
        *item_by_id(),
        *advisors(),
    }


def test_no_code_stands_for_two_things() -> None:
    assert len(codes()) == len(set(codes()))


def test_every_fault_of_a_document_has_a_row() -> None:
    source = Path(wizard.export.readback.__file__).read_text("utf-8")
    said = set(re.findall(r'"((?:heading|section|schema)-[a-z]+)"', source))
    words = {line.code for line in (*NEEDED, *FORBIDDEN)}
    assert {fault.code for fault in FAULTS} == said | words | {"status", "draft-differs", "export-broken-off"}


@pytest.mark.parametrize("code", [code for code in codes() if explained(code).reference])
def test_a_reference_leads_to_a_page_and_a_heading_on_it(code: str) -> None:
    found = explained(code)
    name, _, anchor = found.reference.partition("#")
    assert name in page_names()
    assert not anchor or page(name).part(anchor)
    assert found.read_on.startswith(page(name).title)
    assert found.command == f"backend-design references {found.reference}"


def test_a_finding_is_told_with_its_severity_its_remedy_and_what_to_read(capsys: Captured) -> None:
    said = printed(capsys, "page-size-above-maximum")
    assert said.startswith("page-size-above-maximum: finding, blocker\n\nA client ")
    assert "\nwhat to do  Lower the default or raise the maximum.\n" in said
    assert "\nread on     REST > How is a long list cut?\n" in said
    assert said.endswith("backend-design references rest-best-practices#how-is-a-long-list-cut\n")


def test_what_a_finding_read_is_told_where_there_is_a_draft(capsys: Captured) -> None:
    command = "backend-design check --why-not needed DRAFT"
    assert f"\nit reads    not known without a draft; '{command}' tells\n" in printed(capsys, "needed")
    assert json.loads(printed(capsys, "needed", "--format", "json"))["data"]["why_not"] == command
    for code in ("section-bare", "rate-points-fit-a-query", next(iter(advisors()))):
        assert "--why-not" not in printed(capsys, code)


def test_the_command_that_is_named_prints_the_heading(capsys: Captured) -> None:
    words = explained("needed").command.split()[1:]
    assert main(words) == 0
    assert capsys.readouterr().out.startswith(f"## {explained('needed').read_on.partition(' > ')[2]}\n")


def test_a_checklist_item_says_for_whom_it_counts_and_who_settles_it(capsys: Captured) -> None:
    said = printed(capsys, "rate-points-fit-a-query")
    item = item_by_id()["rate-points-fit-a-query"]
    assert said.startswith("rate-points-fit-a-query: checklist item, blocks nothing\n")
    assert f"\n{item.statement}\n" in said
    assert "\ncounts for  designs with a GraphQL API\n" in said
    assert f"\nsection     {item.section}\n" in said
    assert f"\nsource      {item.source}\n" in said


def test_only_items_with_a_predicate_are_settled_by_answers() -> None:
    by_answers = {code for code in item_by_id() if explained(code).settled_by.startswith("the answers")}
    assert by_answers == set(predicates()) & set(item_by_id())
    assert {explained(code).settled_by for code in item_by_id()} <= {
        "a person",
        "the answers, as far as they tell; else a person",
    }


def test_a_suggestion_says_what_it_is_about(capsys: Captured) -> None:
    code, rule = next(iter(advisors().items()))
    said = printed(capsys, code)
    assert said.startswith(f"{code}: suggestion, blocks nothing\n")
    assert rule.title in said


def test_a_fault_of_a_document_has_no_page(capsys: Captured) -> None:
    said = printed(capsys, "section-bare")
    assert said.startswith("section-bare: finding in a document, blocker\n")
    assert "backend-design references" not in said


def test_an_item_of_the_teams_own_guide_is_explained_and_hides_none_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    ours = item_by_id()["rate-points-fit-a-query"]
    own = ours._replace(id="guide-x", statement="Our own.", page=guides.PAGE)
    used = guides.Guide("~/g", "x", (own, ours._replace(statement="Hidden.")))
    monkeypatch.setattr("wizard.cli.explained.guide", lambda: used)
    assert explained("guide-x").meaning == "Our own."
    assert explained(ours.id).meaning == ours.statement
    assert "guide-x" not in codes()


def test_machines_get_one_document(capsys: Captured) -> None:
    result: Any = json.loads(printed(capsys, "broken-reference", "--format", "json"))
    assert list(result) == ["schema", "status", "message", "data", "errors", "meta"]
    assert (result["schema"], result["status"], result["errors"]) == ("backend-design.explain.v1", "ok", [])
    assert result["data"]["severity"] == "blocker"
    assert result["data"]["command"].startswith("backend-design references ")


def test_a_terminal_gets_lines_that_fit_and_a_command_that_can_be_copied(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wizard.cli.terminal._is_terminal", lambda _: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.delenv("NO_COLOR", raising=False)
    *lines, command = printed(capsys, "needed").splitlines()
    assert lines[0] == "\x1b[1mneeded: finding, blocker\x1b[0m"
    assert max(map(len, lines[1:])) <= 50
    assert command.strip() == explained("needed").command
    monkeypatch.setenv("NO_COLOR", "1")
    assert printed(capsys, "needed").startswith("needed: ")


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("broken-refrence", "Did you mean broken-reference"),
        ("broken", "Did you mean broken-reference"),
        ("zzzzz", "'backend-design check --format json' gives"),
        ("", "'backend-design check --format json' gives"),
        ("a\x1b[31mb\nc", "There is no code"),
    ],
)
def test_an_unknown_code_is_answered_with_what_is_near(code: str, hint: str, capsys: Captured) -> None:
    assert main(["explain", code]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert hint in said.err
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err


def test_machines_are_told_of_an_unknown_code(capsys: Captured) -> None:
    assert main(["explain", "zzzzz", "--format=json"]) == 2
    result = json.loads(capsys.readouterr().out)
    assert (result["schema"], result["errors"][0]["code"]) == ("backend-design.explain.v1", "no-such-code")


def test_case_and_blanks_around_a_code_do_not_matter(capsys: Captured) -> None:
    assert printed(capsys, " Needed ") == printed(capsys, "needed")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ((), "every design"),
        ((("rest", "graphql"),), "designs with a GraphQL API or a REST API"),
        ((("mcp",), ("mcp", "cli", "tauri")), "designs with an MCP server"),
        ((tuple(SCOPES),), "designs under any compliance scope"),
        ((tuple(SCOPES), ("gdpr",), ("high-scale",)), "designs under GDPR; of depth high-scale"),
        ((("standard", "multi-tenant"),), "designs of depth standard or deeper"),
        ((("soc2",), ("hipaa",)), "designs under HIPAA"),
    ],
)
def test_for_whom_something_counts_is_said_in_words(when: tuple[tuple[str, ...], ...], words: str) -> None:
    assert said_of(when) == words
