"""What `check` tells programs: the whole judgement as JSON, annotations of a build, and a SARIF log."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from core.designs import small
from core.made_secrets import any_made
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from wizard.__main__ import main
from wizard.answers import with_value
from wizard.cli.github import command
from wizard.contract import SECTIONS
from wizard.design import Answers
from wizard.drafts.file import to_toml
from wizard.export.faults import FAULTS
from wizard.rules.checks import kinds
from wizard.text import clean

Captured = pytest.CaptureFixture[str]

SCHEMA = json.loads((Path(__file__).parents[1] / "data" / "sarif-reduced.schema.json").read_text("utf-8"))
DRAFT = "designs/a, b: 100%.design.toml"
WAIVER = {
    "id": "w1",
    "finding": "needed@scope.goal",
    "who": "Mara",
    "reason": "told next week",
    "until": "9999-12-31",
}
COMMAND = re.compile(r"::(error|warning|notice) ([a-z]+=[^:,]*(?:,[a-z]+=[^:,]*)*)::(.*)")


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)


def saved(answers: Answers, name: str = DRAFT) -> str:
    """The text of a draft that was written into the current folder."""
    path = Path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(to_toml(answers))
    return path.read_text("utf-8")


def waived() -> Answers:
    """The small design without goal and critical path; the goal is waived."""
    answers: Answers = with_value(small(), ("scope", "goal"), None)
    answers = with_value(answers, ("scope", "critical_path"), None)
    return {**answers, "risks": {**answers["risks"], "waivers": [WAIVER]}}


def told(capsys: Captured, *words: str) -> tuple[int, Any]:
    """The exit code and the one JSON document on stdout."""
    code = main(["check", *words])
    return code, json.loads(capsys.readouterr().out)


def run_of(capsys: Captured, *names: str) -> tuple[int, Any]:
    """The exit code and the one run of a SARIF log that fits the schema."""
    code, log = told(capsys, *(names or (DRAFT,)), "--format", "sarif")
    validator = Draft202012Validator(SCHEMA)
    assert [(error.json_path, error.message) for error in validator.iter_errors(log)] == []
    (run,) = log["runs"]
    return code, run


def annotations(capsys: Captured, *names: str) -> list[tuple[str, dict[str, str], str]]:
    """Level, properties and message of every workflow command, unescaped as a runner does."""
    main(["check", *(names or (DRAFT,)), "--format", "github"])
    *lines, _ = capsys.readouterr().out.splitlines()
    found = []
    for line in lines:
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = (pair.partition("=") for pair in match[2].split(","))
        found.append((match[1], {name: unescaped(value) for name, _, value in pairs}, unescaped(match[3])))
    return found


def unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_json_holds_the_trace_the_rubric_the_waivers_and_the_checklist(capsys: Captured) -> None:
    saved(waived())
    _, result = told(capsys, DRAFT, "--format", "json")
    (one,) = result["data"]["checked"]
    assert any(row["operation"] == "createBooking" and row["tables"] == ["bookings"] for row in one["trace"]["rows"])
    assert {"kind", "name", "lacks", "path"} == set(one["trace"]["orphans"][0])
    assert [each["section"] for each in one["rubric"]["sections"]] == list(SECTIONS)
    assert 0 < one["rubric"]["total"] < 100
    assert "context-critical-path" in one["rubric"]["sections"][0]["not_met"]
    assert set(one["checklist"]) == {"met", "not-met", "not-applicable", "open"}
    assert one["checklist"]["met"] > 0
    (waiver,) = one["waived"]
    assert waiver.items() >= {"who": "Mara", "reason": "told next week", "until": "9999-12-31"}.items()
    assert (waiver["finding"], waiver["severity"]) == ("needed@scope.goal", "blocker")


def test_json_of_what_is_out_of_scope_has_no_points(capsys: Captured) -> None:
    saved({"start": {"in_scope": False}})
    _, result = told(capsys, DRAFT, "--format", "json")
    assert result["data"]["checked"][0]["rubric"]["total"] is None


def test_a_document_has_no_judgement(capsys: Captured) -> None:
    Path("a.md").write_text("# A\n")
    _, result = told(capsys, "a.md", "--format", "json")
    assert not {"trace", "rubric", "waived", "checklist"} & set(result["data"]["checked"][0])


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_no_secret_in_a_name_gets_out(form: str, capsys: Captured) -> None:
    secret = any_made("GitHub token", 1)
    workflow = {"id": "w1", "name": f"Pay {secret}", "critical": True, "failure_mode": secret}
    answers = with_value(waived(), ("scope", "workflows"), [workflow])
    answers = with_value(answers, ("risks", "waivers"), [WAIVER | {"reason": f"see {secret}", "who": secret}])
    saved(with_value(answers, ("start", "title"), f"T {secret}"))
    main(["check", DRAFT, "--format", form])
    said = capsys.readouterr()
    assert secret not in said.out + said.err
    assert "REDACTED-GITHUB-TOKEN-1" in said.out


def test_people_are_told_that_something_is_waived(capsys: Captured) -> None:
    saved(waived())
    main(["check", DRAFT])
    assert ", 1 waived (" in capsys.readouterr().out.splitlines()[0]


def test_an_annotation_stands_at_the_answer_or_at_what_should_hold_it(capsys: Captured) -> None:
    answers = with_value(waived(), ("api", "page_size_default"), 500)
    lines = saved(answers).splitlines()
    at = {properties["title"].partition(":")[0]: (level, properties) for level, properties, _ in annotations(capsys)}
    level, properties = at["page-size-above-maximum"]
    assert (level, properties["file"]) == ("error", DRAFT)
    assert lines[int(properties["line"]) - 1].startswith("page_size_")
    assert lines[int(at["needed"][1]["line"]) - 1] == "[scope]"
    assert at["needed"][1]["title"] == "needed: 1 Scope > Workflows"


def test_the_severities_have_names_of_their_own(capsys: Captured) -> None:
    saved(waived())
    _, result = told(capsys, DRAFT, "--format", "json")
    (one,) = result["data"]["checked"]
    levels = [level for level, _, _ in annotations(capsys)]
    assert [levels.count(name) for name in ("error", "warning", "notice")] == list(one["counts"].values())
    _, run = run_of(capsys)
    levels = [each["level"] for each in run["results"] if not each["suppressions"]]
    assert [levels.count(name) for name in ("error", "warning", "note")] == list(one["counts"].values())


def test_an_annotation_says_what_and_what_to_do(capsys: Captured) -> None:
    saved(waived())
    message = next(message for _, told, message in annotations(capsys) if told["title"].startswith("needed"))
    assert re.fullmatch(r"Critical path: not answered\n.+", message)


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_no_words_can_end_a_command_or_begin_another(value: str, message: str) -> None:
    line = command("error", {"file": value, "line": "1"}, message)
    assert not set("\r\n") & set(line)
    head, _, body = line.removeprefix("::error ").partition("::")
    assert unescaped(body) == message
    assert [unescaped(part.partition("=")[2]) for part in head.split(",")] == [value, "1"] if value else ["1"]


def test_escapes_are_those_of_workflow_commands() -> None:
    assert (
        command("notice", {"title": "a:b,c%\r\n"}, "a:b,c%\r\n") == "::notice title=a%3Ab%2Cc%25%0D%0A::a:b,c%25%0D%0A"
    )


def test_an_unreadable_file_is_an_error_of_its_own(capsys: Captured) -> None:
    Path("b.design.toml").write_bytes(b"")
    ((level, properties, message),) = annotations(capsys, "b.design.toml")
    assert (level, properties) == ("error", {"file": "b.design.toml", "title": "draft-unreadable"})
    assert "is empty" in message
    code, run = run_of(capsys, "b.design.toml")
    assert (code, run["results"]) == (2, [])
    (invocation,) = run["invocations"]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
    (notice,) = invocation["toolExecutionNotifications"]
    assert notice["descriptor"]["id"] == "draft-unreadable"
    assert notice["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "b.design.toml"


def test_an_empty_folder_is_an_error_without_a_file(capsys: Captured) -> None:
    Path("empty").mkdir()
    ((_, properties, _),) = annotations(capsys, "empty")
    assert properties == {"title": "usage-error"}
    _, run = run_of(capsys, "empty")
    assert "locations" not in run["invocations"][0]["toolExecutionNotifications"][0]


@pytest.mark.parametrize("version", ["1.2.3", ""])
def test_a_log_names_the_tool_and_every_kind_of_finding(
    version: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wizard.cli.sarif.installed_version", lambda: version)
    saved(small())
    code, run = run_of(capsys)
    driver = run["tool"]["driver"]
    assert driver["name"] == "backend-design"
    assert driver.get("version", "") == version
    assert [rule["id"] for rule in driver["rules"]] == [kind.code for kind in (*kinds(), *FAULTS)]
    assert all({"shortDescription", "help", "defaultConfiguration"} <= set(rule) for rule in driver["rules"])
    assert not any("helpUri" in rule for rule in driver["rules"])
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": code, "toolExecutionNotifications": []}]


def test_a_result_leads_to_its_rule_its_answer_and_its_like_of_the_last_run(capsys: Captured) -> None:
    lines = saved(waived()).splitlines()
    code, run = run_of(capsys)
    assert code == 1
    (result,) = (each for each in run["results"] if each["ruleId"] == "needed" and not each["suppressions"])
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "needed"
    (location,) = result["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "designs/a%2C%20b%3A%20100%25.design.toml"
    assert lines[location["physicalLocation"]["region"]["startLine"] - 1] == "[scope]"
    assert location["logicalLocations"] == [{"fullyQualifiedName": "scope.critical_path"}]
    assert list(result["partialFingerprints"].values()) == ["needed@scope.critical_path"]
    assert result["message"]["text"].startswith("Critical path: not answered. ")


def test_a_waived_finding_is_a_suppressed_result_and_no_annotation(capsys: Captured) -> None:
    saved(waived())
    _, run = run_of(capsys)
    assert all("suppressions" in each for each in run["results"])
    (result,) = (each for each in run["results"] if each["suppressions"])
    assert list(result["partialFingerprints"].values()) == ["needed@scope.goal"]
    (suppression,) = result["suppressions"]
    assert suppression["justification"] == "told next week (Mara, until 9999-12-31)"
    assert not any("Goal" in message for _, _, message in annotations(capsys))


def test_findings_in_a_document_have_its_lines(capsys: Captured) -> None:
    Path("a.md").write_text("# A\n\n## Outputs\n\n### SYSTEM_CONTEXT\n\nN/A\n")
    _, run = run_of(capsys, "a.md")
    _, result = told(capsys, "a.md", "--format", "json")
    lines = [finding["line"] for finding in result["data"]["checked"][0]["findings"]]
    regions = [each["locations"][0]["physicalLocation"]["region"]["startLine"] for each in run["results"]]
    assert regions == [max(line, 1) for line in lines]
    assert max(regions) > 1
    prints = [each["partialFingerprints"]["findingId/v1"] for each in run["results"]]
    assert len(prints) == len(set(prints))


def test_files_are_named_from_the_root_of_the_checkout(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(waived())
    monkeypatch.setenv("GITHUB_WORKSPACE", str(Path.cwd()))
    monkeypatch.chdir("designs")
    name = Path(DRAFT).name
    assert {told["file"] for _, told, _ in annotations(capsys, name)} == {DRAFT}
    monkeypatch.setenv("GITHUB_WORKSPACE", "/nowhere")
    _, run = run_of(capsys, name)
    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.startswith("file:///")


def test_a_link_is_named_by_what_it_leads_to(capsys: Captured) -> None:
    saved(waived())
    Path("link.design.toml").symlink_to(DRAFT)
    assert {told["file"] for _, told, _ in annotations(capsys, "link.design.toml")} == {DRAFT}


def test_control_characters_reach_neither_a_terminal_nor_a_log(capsys: Captured) -> None:
    name = "a\x1b[31m\n::error::\udcff.design.toml"
    saved(waived(), name)
    for form in ("github", "sarif"):
        main(["check", name, "--format", form])
        said = capsys.readouterr().out
        assert clean(said) == said
        assert "\n::error::" not in said


def test_every_answer_of_the_format_has_a_place_in_the_help(capsys: Captured) -> None:
    assert main(["check", "--help"]) == 0
    assert "{text,json,github,sarif}" in capsys.readouterr().out
