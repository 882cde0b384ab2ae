"""`new`, `open`, `demo` and `export`: what they make, what they open, and what they leave alone."""

import errno
import json
from pathlib import Path
from typing import Any

import pytest

from wizard import __main__ as program
from wizard.__main__ import main
from wizard.drafts.disk import Disk
from wizard.drafts.file import from_toml
from wizard.drafts.store import DraftFile
from wizard.resources import resource_folder

Captured = pytest.CaptureFixture[str]
Opened = list[tuple[Path | None, bool]]

EXAMPLE = resource_folder("templates") / "examples" / "payments.design.toml"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A terminal, and what was opened in it."""
    calls: Opened = []

    def open_screens(draft: Path | None, *, is_new: bool = False) -> int:
        if draft is not None and draft.exists():
            DraftFile(draft).read()  # as the screens do before they draw anything
        calls.append((draft, is_new))
        return 5

    monkeypatch.setattr(program, "open_screens", open_screens)
    monkeypatch.setattr("wizard.cli.terminal._is_terminal", lambda _: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    return calls


def answers(name: str) -> Any:
    """What a draft says."""
    return from_toml(Path(name).read_bytes())


def test_a_new_draft_is_made_and_opened(opened: Opened) -> None:
    assert main(["new", "api"]) == 5
    assert opened == [(Path("api.design.toml"), True)]
    assert answers("api.design.toml") == {}


def test_a_new_draft_says_what_the_command_line_said() -> None:
    words = ["--title", "Claims \x1b API", "--system-type", "REST", "--compliance", "hipaa, SOC2"]
    assert main(["new", "a", *words, "--domain", "healthcare", "--depth", "high-scale", "--no-open"]) == 0
    assert answers("a.design.toml")["start"] == {
        "title": "Claims \u241b API",
        "system_type": "rest",
        "compliance": ["hipaa", "soc2"],
        "domain": "healthcare",
        "depth": "high-scale",
    }


@pytest.mark.parametrize("name", ["sub/api", "sub/api.toml", "sub/api.design.toml"])
def test_a_draft_goes_where_its_name_says(name: str) -> None:
    Path("sub").mkdir()
    assert main(["new", name, "--no-open"]) == 0
    assert [path.name for path in Path("sub").iterdir()] == ["api.design.toml"]


@pytest.mark.parametrize("name", ["", ".", "..", "sub/", "a\nb", "a\x1b[0m", "nowhere/api", ".design.toml"])
def test_a_name_that_can_be_none_is_refused(name: str, capsys: Captured, tmp_path: Path) -> None:
    assert main(["new", name, "--no-open"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("option", "value"), [("--system-type", "soap"), ("--compliance", "gdpr,sox"), ("--domain", "x"), ("--depth", "x")]
)
def test_an_answer_that_is_not_offered_is_refused(option: str, value: str, capsys: Captured, tmp_path: Path) -> None:
    assert main(["new", "a", option, value, "--no-open"]) == 2
    assert option in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_draft_that_exists_is_left_alone(opened: Opened, capsys: Captured) -> None:
    Path("a.design.toml").write_text("mine")
    Path("b.design.toml").symlink_to("nowhere")
    for words in (["new", "a"], ["new", "b"], ["demo", "--to", "a"]):
        assert main(words) == 3
        assert "left as it is" in capsys.readouterr().err
    assert Path("a.design.toml").read_text() == "mine"
    assert not Path("nowhere").exists()
    assert opened == []


def test_a_draft_is_opened_by_its_name_or_its_file(opened: Opened) -> None:
    main(["new", "a", "--no-open"])
    assert main(["open", "a"]) == main(["open", "a.design.toml"]) == 5
    assert opened == [(Path("a.design.toml"), False)] * 2


def test_a_draft_that_can_not_be_read_is_not_opened(opened: Opened, capsys: Captured) -> None:
    Path("bad.design.toml").write_text("no")
    Path("folder").mkdir()
    for name, why in (("bad", "not valid TOML"), ("missing", "There is no file missing"), ("folder", "is a folder")):
        assert main(["open", name]) == 2
        assert why in capsys.readouterr().err
    assert opened == []


def test_the_example_is_copied_to_a_free_name_and_opened(opened: Opened) -> None:
    assert main(["demo"]) == main(["demo"]) == 5
    assert opened == [(Path("payments-demo.design.toml"), False), (Path("payments-demo-2.design.toml"), False)]
    assert Path("payments-demo-2.design.toml").read_bytes() == EXAMPLE.read_bytes()


def test_without_a_terminal_the_example_is_copied_and_not_opened(capsys: Captured) -> None:
    assert main(["demo", "--to", "mine"]) == 0
    said = capsys.readouterr().err
    assert "Made mine.design.toml" in said
    assert "not opened" in said
    assert Path("mine.design.toml").read_bytes() == EXAMPLE.read_bytes()


def test_an_example_that_is_not_there_is_told(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("wizard.cli.demo.resource_folder", lambda _: tmp_path)
    assert main(["demo"]) == 2
    assert "not installed" in capsys.readouterr().err


def test_an_export_goes_beside_its_draft(capsys: Captured) -> None:
    Path("sub").mkdir()
    main(["new", "sub/api", "--no-open"])
    capsys.readouterr()
    assert main(["export", "sub/api"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "Wrote sub/api-spec/SPEC.md, sub/api-spec/design.json." in said.err
    assert "not ready" in said.err
    assert json.loads(Path("sub/api-spec/design.json").read_text())["status"] == "not-ready"


def test_a_design_that_must_be_ready_is_not_written_before(capsys: Captured) -> None:
    main(["new", "api", "--no-open"])
    assert main(["export", "api", "--require-ready"]) == 1
    assert main(["export", "api", "--require-ready", "--stdout"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Nothing was written" in said.err
    assert not Path("api-spec").exists()
    assert main(["export", str(EXAMPLE), "--to", "out", "--require-ready"]) == 0


def test_one_format_can_be_chosen_and_a_place() -> None:
    assert main(["export", str(EXAMPLE), "--to", "a/b", "--format", "json"]) == 0
    assert [path.name for path in Path("a/b").iterdir() if path.suffix != ".json" or path.name == "design.json"] == [
        "design.json"
    ]


@pytest.mark.parametrize(("kind", "file"), [("markdown", "SPEC.md"), ("json", "design.json")])
def test_stdout_gets_the_bytes_of_the_file(kind: str, file: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    main(["export", str(EXAMPLE), "--to", "out"])
    capfdbinary.readouterr()
    assert main(["export", str(EXAMPLE), "--stdout", "--format", kind]) == 0
    assert capfdbinary.readouterr().out == Path("out", file).read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ["--stdout", "--format", "markdown,json"],
        ["--format", "pdf"],
        ["--format", ","],
        ["--stdout", "--to", "x"],
        ["--to", ""],
    ],
)
def test_an_export_that_makes_no_sense_is_refused(words: list[str], capsys: Captured, tmp_path: Path) -> None:
    assert main(["export", str(EXAMPLE), *words]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert not list(tmp_path.iterdir())


def test_a_file_that_someone_changed_is_replaced_only_on_demand(capsys: Captured) -> None:
    export = ["export", str(EXAMPLE), "--to", "out"]
    assert main(export) == main(export) == 0
    Path("out/SPEC.md").write_text("mine")
    assert main(export) == 3
    assert "Nothing was written" in capsys.readouterr().err
    assert Path("out/SPEC.md").read_text() == "mine"
    assert main([*export, "--overwrite"]) == 0
    assert Path("out/SPEC.md").read_text() != "mine"


def test_a_disk_that_takes_nothing_is_a_failure_and_no_conflict(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Disk, path: Path, mode: int) -> int:
        raise OSError(errno.ENOSPC, f"No space left for {path.name} of mode {mode}")

    monkeypatch.setattr(Disk, "create", full)
    assert main(["export", str(EXAMPLE), "--to", "out"]) == 1
    assert "could not be written: No space left" in capsys.readouterr().err
    assert not list(Path().iterdir())
