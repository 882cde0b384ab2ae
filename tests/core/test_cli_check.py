"""`check` and `status`: verdicts, exit codes, machine output, and files that are not what they should be."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from core.designs import small

from wizard.__main__ import main
from wizard.contract import OUT_OF_SCOPE
from wizard.drafts.file import to_toml
from wizard.drafts.recent import Recent, remember
from wizard.export.manifest import MANIFEST, digest_of, manifest_of
from wizard.resources import resource_folder
from wizard.rules.rule import Finding

Captured = pytest.CaptureFixture[str]

EXAMPLE = resource_folder("templates") / "examples" / "payments.design.toml"
EMPTY = b"schema_version = 1\n\n[end]\ncomplete = true\n"

UNREADABLE = {
    "nothing in it": (b"", "is empty"),
    "cut off": (b'schema_version = 1\ntitle = "A"\n', "ends early"),
    "cut off within a value": (b'schema_version = 1\ntitle = "A', "not valid TOML"),
    "newer": (EMPTY.replace(b"1", b"99"), "newer backend-design"),
    "foreign": (b'[project]\nname = "x"\n', "not a backend-design draft"),
    "binary": (b"\x00\x01\x02", "NUL"),
    "conflict": (b"<<<<<<< ours\n" + EMPTY, "conflict markers"),
}


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / ".state"))


def told(captured: Captured) -> Any:
    """The one JSON document on stdout."""
    return json.loads(captured.readouterr().out)


def test_a_finished_design_is_ready(capsys: Captured) -> None:
    assert main(["check", str(EXAMPLE)]) == 0
    said = capsys.readouterr()
    assert f"{EXAMPLE}: ready" in said.out
    assert said.err == ""


def test_an_empty_draft_is_not_ready_and_says_what_to_do_where(capsys: Captured) -> None:
    Path("a.design.toml").write_bytes(EMPTY)
    assert main(["check", "a.design.toml"]) == 1
    said = capsys.readouterr().out
    assert "a.design.toml: not ready" in said
    assert re.search(r"\n  1 Scope > Goal\n    blocker: Goal[^\n]+\n      fix: \w", said)


def test_the_ending_of_a_draft_may_be_left_out(capsys: Captured) -> None:
    Path("a.design.toml").write_bytes(EMPTY)
    assert main(["check", "a"]) == 1
    assert "a.design.toml: not ready" in capsys.readouterr().out


def test_an_empty_folder_is_never_ready(capsys: Captured, tmp_path: Path) -> None:
    assert main(["check", str(tmp_path), "--format", "json"]) == 2
    result = told(capsys)
    assert result["status"] == "error"
    assert result["data"]["verdict"] == "not-ready"


def test_a_folder_is_searched_for_drafts_and_exports(capsys: Captured) -> None:
    for name in ("b/two.design.toml", "a.design.toml", ".git/no.design.toml", "node_modules/no.design.toml"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(EMPTY)
    main(["export", "a"])
    Path("b/SPEC.md").write_text("# Somebody's own\n")
    Path("b/README.md").write_text("# Readme\n")
    capsys.readouterr()
    assert main(["check", ".", "a.design.toml", "--format", "json"]) == 1
    checked = told(capsys)["data"]["checked"]
    assert [one["file"] for one in checked] == ["a.design.toml", "a-spec/SPEC.md", "b/two.design.toml"]
    assert [one["kind"] for one in checked] == ["draft", "document", "draft"]


def test_machines_get_one_document_with_every_finding(capsys: Captured) -> None:
    Path("a.design.toml").write_bytes(EMPTY)
    assert main(["check", "a.design.toml", "--format", "json"]) == 1
    result = told(capsys)
    assert list(result) == ["schema", "status", "message", "data", "errors", "meta"]
    assert (result["schema"], result["status"], result["errors"]) == ("backend-design.check.v1", "ok", [])
    assert result["meta"] == {"exit_code": 1, "fail_on": "blocker"}
    (one,) = result["data"]["checked"]
    assert one["verdict"] == "not-ready"
    assert one["counts"]["blocker"] == len([f for f in one["findings"] if f["severity"] == "blocker"]) > 0
    assert {"id", "code", "severity", "section", "step", "group", "field", "path", "message", "fix"} == set(
        one["findings"][0]
    )


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_can_not_be_read_is_told_and_left_as_it_is(kind: str, capsys: Captured) -> None:
    data, why = UNREADABLE[kind]
    path = Path("a.design.toml")
    path.write_bytes(data)
    assert main(["check", "a.design.toml", "--format", "json"]) == 2
    said = capsys.readouterr()
    result = json.loads(said.out)
    assert (result["status"], result["errors"][0]["code"]) == ("error", "draft-unreadable")
    for words in (said.err, result["errors"][0]["message"]):
        assert why in words
        assert "a.design.toml" in words
    for command in (["status"], ["export"]):
        assert main([*command, "a.design.toml"]) == 2
        assert "Traceback" not in capsys.readouterr().err
    assert path.read_bytes() == data
    assert [found.name for found in Path().iterdir()] == ["a.design.toml"]


def test_one_unreadable_file_does_not_hide_the_others(capsys: Captured) -> None:
    Path("a.design.toml").write_bytes(b"")
    Path("b.design.toml").write_bytes(EMPTY)
    assert main(["check", "a.design.toml", "b.design.toml", "missing.design.toml"]) == 2
    said = capsys.readouterr()
    assert "b.design.toml: not ready" in said.out
    assert "3 files checked: 0 ready, 1 not ready, 2 unreadable." in said.out
    assert said.err.count("\n") == 2


def test_control_characters_do_not_reach_a_terminal(capsys: Captured) -> None:
    name = "a\x1b[31m\nready\udcff.design.toml"
    Path(name).write_bytes(EMPTY)
    Path("b\x1b]0;x\x07.design.toml").write_bytes(b"")
    Path("c.md").write_text("# A\n\n## Outputs\n\n### SYSTEM_CONTEXT\n\n#### SYSTEM\x1b[0m\n")
    for words in (["check", "."], ["check", "c.md"], ["status", "."], ["export", name], ["open", name], [name]):
        main(words)
        said = capsys.readouterr()
        assert not set(said.out + said.err) & set("\x1b\x07\udcff")
        assert "\nready" not in said.out + said.err
    main(["check", ".", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["data"]["checked"][0]["file"] == name


@pytest.mark.parametrize(
    ("severity", "bar", "code"),
    [("warning", "blocker", 0), ("warning", "warning", 1), ("advice", "warning", 0), ("advice", "advice", 1)],
)
def test_the_bar_can_be_set_higher_than_ready(
    severity: Any, bar: str, code: int, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ("scope", "goal")
    finding = Finding("said", severity, "SYSTEM_CONTEXT", "scope", "goal", "goal", "A thing", "Mend it.", path)
    monkeypatch.setattr("wizard.review._twice", lambda _: iter([finding]))
    Path("small.design.toml").write_bytes(to_toml(small()))
    assert main(["check", "small", "--fail-on", bar]) == code
    assert (f"{severity}: A thing" in capsys.readouterr().out) == bool(code)


def test_an_export_is_as_ready_as_its_draft(capsys: Captured) -> None:
    Path("empty.design.toml").write_bytes(EMPTY)
    assert main(["export", "empty"]) == main(["export", str(EXAMPLE), "--to", "done-spec"]) == 0
    capsys.readouterr()
    assert main(["check", "done-spec/SPEC.md"]) == 0
    assert main(["check", "empty-spec/SPEC.md"]) == 1
    assert "The document says itself that it is not-ready" in capsys.readouterr().out


def test_a_foreign_document_is_told_what_it_lacks(capsys: Captured) -> None:
    for text in ("", "words\n", "# Title\n\n## Outputs\n\n### SYSTEM_CONTEXT\n\nWords.\n"):
        Path("other.md").write_text(text)
        assert main(["check", "other.md"]) == 1 if text else 2
    assert "FILE_PLAN is missing" in capsys.readouterr().out


def test_only_front_matter_says_how_ready_a_document_is(capsys: Captured) -> None:
    main(["export", str(EXAMPLE), "--to", "done-spec"])
    path = Path("done-spec/SPEC.md")
    path.write_text(path.read_text("utf-8") + "\nstatus: draft\n\n---\n", "utf-8")
    assert main(["check", "done-spec"]) == 0, capsys.readouterr().out


def test_an_export_that_was_broken_off_is_told_until_the_next(capsys: Captured) -> None:
    export = ["export", str(EXAMPLE), "--to", "done-spec"]
    main(export)
    stage, manifest = Path("done-spec/.backend-design-export.0123abcd.tmp"), Path("done-spec", MANIFEST)
    stage.mkdir()
    manifest.rename(stage / MANIFEST)
    manifest.write_bytes(manifest_of({"SPEC.md": digest_of(b"older"), "design.json": digest_of(b"older")}))
    capsys.readouterr()
    main(["check", "done-spec", "--fail-on", "warning"])
    assert "An export into this folder was broken off" in capsys.readouterr().out
    assert main(export) == 0
    main(["check", "done-spec", "--fail-on", "warning"])
    assert "broken off" not in capsys.readouterr().out


def test_a_document_without_an_end_is_refused_at_once(capsys: Captured) -> None:
    Path("notes.md").write_text("- a\n" * 60_000, "utf-8")
    assert main(["check", "notes.md"]) == 2
    assert (
        "notes.md can not be read: it has more lines, or cells of tables, than any contract" in capsys.readouterr().err
    )


def test_a_document_that_is_no_text_is_unreadable(capsys: Captured) -> None:
    Path("a.md").write_bytes(b"# \xff\xfe")
    assert main(["check", "a.md"]) == 2
    assert "not UTF-8" in capsys.readouterr().err


def test_out_of_scope_is_not_ready_and_says_why(capsys: Captured) -> None:
    Path("a.design.toml").write_bytes(b"schema_version = 1\n[start]\nin_scope = false\n[end]\ncomplete = true\n")
    Path("b.md").write_text(OUT_OF_SCOPE)
    for name in ("a.design.toml", "b.md"):
        assert main(["check", name]) == 1
        assert f"{name}: out of scope" in capsys.readouterr().out


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_can_not_be_searched_is_told(capsys: Captured) -> None:
    Path("a/b").mkdir(parents=True)
    Path("a/b").chmod(0)
    assert main(["check", "a"]) == 2
    assert "can not be searched" in capsys.readouterr().err


def test_a_loop_of_links_ends(capsys: Captured) -> None:
    Path("a").mkdir()
    Path("a/a.design.toml").write_bytes(EMPTY)
    Path("a/loop").symlink_to("..")
    Path("b.design.toml").symlink_to("a/a.design.toml")
    assert main(["check", "."]) == 1
    assert "1 file checked" in capsys.readouterr().out


def test_status_says_one_line_a_draft_and_where_the_work_stopped(capsys: Captured) -> None:
    Path("a.design.toml").write_bytes(EMPTY)
    Path("b.design.toml").write_bytes(EMPTY)
    remember(Recent(str(Path("b.design.toml").resolve()), "B", "api", "operations", "rest_operations"))
    assert main(["status", ".", str(EXAMPLE)]) == 0
    first, second, third = capsys.readouterr().out.splitlines()
    assert first.startswith("a.design.toml")
    assert "(no title)  " in first
    assert re.search(r"  0 of 100 points +next is Start$", first)
    assert "stopped at 4 API contract" in second
    assert "  ready  " in third


def test_status_for_machines(capsys: Captured) -> None:
    Path("a.design.toml").write_bytes(EMPTY)
    Path("b.design.toml").write_bytes(b"")
    assert main(["status", ".", "--format", "json"]) == 2
    result = told(capsys)
    assert (result["schema"], result["status"]) == ("backend-design.status.v1", "error")
    (row,) = result["data"]["drafts"]
    assert (row["file"], row["verdict"], row["answered"], row["stopped"]) == ("a.design.toml", "not-ready", 0, None)
    assert (row["next"]["step"], row["rubric"]) == ("start", 0)
    assert result["errors"][0]["code"] == "draft-unreadable"


def test_status_of_an_empty_folder_is_an_error(capsys: Captured, tmp_path: Path) -> None:
    assert main(["status", str(tmp_path)]) == 2
    assert "There are no drafts" in capsys.readouterr().err


def test_a_memory_of_nonsense_does_no_harm(capsys: Captured, tmp_path: Path) -> None:
    Path("a.design.toml").write_bytes(EMPTY)
    folder = tmp_path / ".state" / "backend-design"
    folder.mkdir(parents=True)
    file = str((tmp_path / "a.design.toml").resolve())
    (folder / "recent.json").write_text(json.dumps([{"file": file, "step": 7, "group": ["\x1b"]}]))
    assert main(["status", "a"]) == 0
    assert "next is Start" in capsys.readouterr().out
