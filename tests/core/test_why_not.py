"""`check --why-not`: what a kind of finding looked at in a draft, and why it says nothing of it."""

import json
from pathlib import Path
from typing import Any

import pytest
from core.designs import out_of_scope, small, with_ids
from core.made_secrets import any_made

from wizard.__main__ import main
from wizard.answers import with_value
from wizard.cli.looked_at import WHY, looked_at
from wizard.design import Answers
from wizard.drafts.file import to_toml
from wizard.review import fields_of
from wizard.rules.checks import kinds
from wizard.rules.general import GENERAL

Captured = pytest.CaptureFixture[str]

RULE = "page-size-above-maximum"
WAIVER = {"finding": f"{RULE}@api.page_size_default", "who": "Mara", "reason": "soon", "until": "9999-12-31"}


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def but(path: str, value: object) -> Answers:
    """The small design with another answer."""
    changed: Answers = with_value(small(), tuple(path.split(".")), value)
    return changed


def asked(code: str, answers: Answers, *words: str) -> int:
    Path("a.design.toml").write_bytes(to_toml(answers))
    return main(["check", "--why-not", code, "a", *words])


def lines(capsys: Captured, code: str, answers: Answers) -> list[str]:
    """What is told to people; that it is told is a success, whatever it is."""
    assert asked(code, answers) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out.splitlines()


def told(capsys: Captured, code: str, answers: Answers) -> Any:
    """What machines are told of the one draft."""
    assert asked(code, answers, "--format", "json") == 0
    result = json.loads(capsys.readouterr().out)
    assert result["schema"] == "backend-design.why-not.v1"
    assert result["data"]["code"] == code
    (draft,) = result["data"]["drafts"]
    return draft


def test_a_silent_rule_shows_the_answers_that_it_read(capsys: Captured) -> None:
    assert lines(capsys, RULE, small())[2:] == [
        "a.design.toml: silent. What it read gives it no cause to speak.",
        "  It read:",
        "    4 API contract > Paging: Default size = 50",
        "    4 API contract > Paging: Maximum size = 200",
    ]


def test_what_is_not_answered_or_not_asked_is_told_apart(capsys: Captured) -> None:
    said = lines(capsys, "text-pasted", with_value(small(), ("file_plan", "language"), None))
    assert [line for line in said if line.startswith("  ") and line.endswith(":")] == [
        "  It read:",
        "  Not answered:",
        "  Not asked of this design:",
    ]
    states = {each["path"]: each["state"] for each in told(capsys, "text-pasted", small())["read"]}
    assert states["scope.goal"] == "answered"
    assert states["scope.tauri_commands"] == "not-asked"
    assert "not-answered" in states.values()


def test_a_rule_that_finds_nothing_answered_says_so(capsys: Captured) -> None:
    assert told(capsys, RULE, {})["because"] == "Nothing that it looks at is answered."


def test_a_rule_about_what_is_not_asked_says_so(capsys: Captured) -> None:
    draft = told(capsys, "tool-description-without-case", small())
    assert draft["because"] == "Nothing that it looks at is asked of this design."
    assert [each["state"] for each in draft["read"]] == ["not-asked"]


def test_records_are_counted_and_the_first_are_named(capsys: Captured) -> None:
    (read,) = (each for each in told(capsys, "text-pasted", small())["read"] if each["path"] == "access.roles")
    assert read["says"] == "2 records: employee, facilities"
    entities = with_ids({"domain": {"entities": [{"name": f"E{number}"} for number in range(9)]}})
    (read,) = (each for each in told(capsys, "text-pasted", entities)["read"] if each["path"] == "domain.entities")
    assert read["says"] == "9 records: E0, E1, E2, E3 and 5 more"


def test_a_long_list_of_answers_is_cut_for_people_and_whole_for_machines(capsys: Captured) -> None:
    said = lines(capsys, "text-pasted", small())
    assert any(line.startswith("    and ") and "more, which --format json lists" in line for line in said)
    assert len(told(capsys, "text-pasted", small())["read"]) > 50


def test_a_rule_that_speaks_says_where(capsys: Captured) -> None:
    said = lines(capsys, RULE, but("api.page_size_default", 500))
    assert said[2:4] == ["a.design.toml: speaks at 1 place", "  4 API contract > Paging"]
    assert said[4].startswith("    blocker: ")
    assert said[5].startswith("      at api.page_size_")
    assert "    4 API contract > Paging: Default size = 500" in said
    draft = told(capsys, RULE, but("api.page_size_default", 500))
    assert draft["speaks"]
    assert [each["code"] for each in draft["findings"]] == [RULE]


def test_a_rule_that_is_waived_says_by_whom(capsys: Captured) -> None:
    answers = but("api.page_size_default", 500)
    (found,) = (each["path"] for each in told(capsys, RULE, answers)["findings"])
    waiver = {"id": "w1", **WAIVER, "finding": f"{RULE}@{found}"}
    said = lines(capsys, RULE, with_value(answers, ("risks", "waivers"), [waiver]))
    assert said[2] == "a.design.toml: silent. It would speak, but everything that it says is waived."
    assert said[3].startswith("  waived until 9999-12-31 by Mara: ")


@pytest.mark.parametrize("kind", GENERAL, ids=lambda kind: kind.code)
def test_what_needs_no_rule_explains_itself(kind: Any, capsys: Captured) -> None:
    draft = told(capsys, kind.code, small())
    assert not draft["speaks"]
    assert draft["because"].endswith(".")
    assert set(WHY) == {one.code for one in GENERAL}


def test_what_needs_no_rule_speaks_where_it_does(capsys: Captured) -> None:
    assert "  1 Scope > Goal" in lines(capsys, "needed", but("scope.goal", None))
    assert told(capsys, "needed", {})["speaks"]


def test_waivers_are_counted(capsys: Captured) -> None:
    answers = but("scope.goal", None)
    waiver = {"id": "w1", **WAIVER, "finding": "needed@scope.goal"}
    draft = told(capsys, "waiver-unused", with_value(answers, ("risks", "waivers"), [waiver]))
    assert draft["because"] == "There is 1 waiver; each names a finding that there is."


def test_a_fault_of_documents_is_never_said_of_a_draft(capsys: Captured) -> None:
    assert "It is said of documents alone." in lines(capsys, "section-bare", small())[2]


def test_every_kind_of_finding_can_be_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.design.toml"
    for answers in ({}, out_of_scope(), small()):
        path.write_bytes(to_toml(answers))
        for kind in kinds():
            look = looked_at(path, kind.code)
            assert look.because.endswith(".")
            assert all(fields_of(tuple(answer.path.split("."))) for answer in look.read)


def test_no_secret_in_an_answer_gets_out(capsys: Captured) -> None:
    secret = any_made("GitHub token", 1)
    answers = with_value(but("scope.goal", f"Use {secret}"), ("access", "roles"), [{"id": "r1", "name": secret}])
    for words in ((), ("--format", "json")):
        asked("text-pasted", answers, *words)
        said = capsys.readouterr().out
        assert secret not in said
        assert "REDACTED-GITHUB-TOKEN-1" in said


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("page-size-above-maximun", "No finding has the code page-size-above-maximun. Did you mean page-size-above-maximum"),
        ("rate-points-fit-a-query", "'backend-design explain rate-points-fit-a-query' says what it is the code of."),
        ("zzzzz", "No finding has the code zzzzz."),
        ("", "No finding has the code"),
        ("a\x1b[31m\nb", "No finding has the code"),
    ],
)  # fmt: skip
def test_an_unknown_code_is_answered_with_what_is_near(code: str, hint: str, capsys: Captured) -> None:
    assert asked(code, small()) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert hint in said.err
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err


def test_case_and_blanks_around_a_code_do_not_matter(capsys: Captured) -> None:
    assert lines(capsys, " Needed ", small()) == lines(capsys, "needed", small())


def test_only_drafts_are_looked_at_and_only_for_people_and_programs(capsys: Captured) -> None:
    Path("a.md").write_text("# A\n")
    assert main(["check", "--why-not", "needed", "a.md"]) == 2
    assert "looks at drafts" in capsys.readouterr().err
    assert asked("needed", small(), "--format", "sarif") == 2
    assert "--why-not answers as text or json" in capsys.readouterr().err


def test_several_drafts_are_told_one_after_the_other_and_an_unreadable_one_fails(capsys: Captured) -> None:
    Path("b.design.toml").write_bytes(b"")
    Path("c.design.toml").write_bytes(to_toml({}))
    Path("a.design.toml").write_bytes(to_toml(small()))
    assert main(["check", ".", "--why-not", "needed"]) == 2
    said = capsys.readouterr()
    assert said.out.index("a.design.toml: silent") < said.out.index("c.design.toml: speaks")
    assert "b.design.toml is empty" in said.err or "b.design.toml can not be read: it is empty" in said.err
