"""The standards guide: the team's own where it can be used, else the built-in one and why."""

import os
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import pytest

from wizard.__main__ import main
from wizard.knowledge import guide as guides
from wizard.knowledge.guide import BUILT_IN, LARGEST, Guide, guide, guide_path, read_guide
from wizard.knowledge.library import item_by_id
from wizard.knowledge.page import outside_fences
from wizard.resources import resource_folder

EXAMPLE = resource_folder("templates") / "examples" / "payments.design.toml"


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the guide of somebody who has a home and nothing in it would lie."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / ".state"))
    monkeypatch.chdir(tmp_path)
    path = tmp_path / ".codex" / "AGENTS.override.md"
    path.parent.mkdir()
    guide.cache_clear()
    yield path
    guide.cache_clear()


def said(file: Path, text: str) -> Guide:
    """The guide that a file with this text is."""
    file.write_text(text, "utf-8")
    return read_guide(file)


def statements(file: Path, text: str) -> list[str]:
    return [item.statement for item in said(file, text).items]


def test_without_a_file_the_built_in_baseline_is_used_and_nothing_is_wrong(file: Path) -> None:
    assert guide_path() == file
    assert guide() == Guide(BUILT_IN)
    assert not guide().is_own


def test_a_file_is_used_and_named_without_the_home_of_its_owner(file: Path) -> None:
    used = said(file, "# How we build\n\n- [ ] Every queue has an owner.\n")
    assert used.is_own
    assert (used.name, used.trouble) == ("~/.codex/AGENTS.override.md", "")
    (item,) = used.items
    assert (item.id, item.statement) == ("guide-every-queue-has-an-owner", "Every queue has an owner.")
    assert (item.source, item.section, item.when, item.page) == ("your guide", "RISK_CHECKLIST", (), "your-guide")


def test_a_guide_without_tasks_has_no_items(file: Path) -> None:
    assert said(file, "Be kind.\n").items == ()


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff\n"])
def test_an_empty_file_is_not_used(file: Path, text: str) -> None:
    used = said(file, text)
    assert not used.is_own
    assert used.trouble == f"~/.codex/AGENTS.override.md is empty; {BUILT_IN} is used."


def test_a_file_that_is_too_large_is_not_read(file: Path) -> None:
    assert said(file, "x" * LARGEST).is_own
    assert "larger than 1 MiB" in said(file, "x" * (LARGEST + 1)).trouble


@pytest.mark.parametrize("data", [b"\xff\xfe# x", b"caf\xe9"])
def test_a_file_that_is_not_utf8_is_not_used(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    assert "not text in UTF-8" in read_guide(file).trouble


def test_a_folder_of_that_name_is_no_guide(file: Path) -> None:
    file.mkdir()
    assert "is not a file" in read_guide(file).trouble


def test_a_file_that_may_not_be_read_is_not_used(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("# x\n")

    def refused(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refused)
    assert "can not be read (Permission denied)" in read_guide(file).trouble


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_a_link_that_leads_round_in_a_circle_is_not_followed_for_ever(file: Path) -> None:
    file.symlink_to(file)
    assert not read_guide(file).is_own


def test_a_user_without_a_home_has_no_guide(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    assert not read_guide(guide_path()).is_own


@pytest.mark.parametrize(
    ("line", "statement"),
    [
        ("- [ ] Plain.", "Plain."),
        ("* [x] Done before.", "Done before."),
        ("+ [X]  Two blanks.", "Two blanks."),
        ("  - [ ] Nested.", "Nested."),
        ("1. [ ] Numbered.", "Numbered."),
        ("-\t[ ]\tTabs.", "Tabs."),
        ("- [ ] **Bold** and `code`.", "Bold and code."),
        ("- [ ] See [the page](https://example.com/a(b)).", "See the page."),
        ("- [ ] [/] brackets [ ] stay", "[/] brackets [ ] stay"),
        ("- [ ] <b>html</b> is text", "<b>html</b> is text"),
    ],
)
def test_tasks_are_read_in_the_ways_they_are_written(file: Path, line: str, statement: str) -> None:
    assert statements(file, f"# x\n\n{line}\n") == [statement]


@pytest.mark.parametrize(
    "line", ["- [ ]", "- [ ] ", "- [ ] ****", "- [] x", "- [-] x", "-[ ] x", "[ ] x", "- x", "> - [ ] x"]
)
def test_what_is_no_task_is_no_item(file: Path, line: str) -> None:
    assert statements(file, f"# x\n\n{line}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "```\n- [ ] no\n```\n- [ ] yes\n",
        "~~~ md\n- [ ] no\n```\n- [ ] no\n~~~\n- [ ] yes\n",
        "````md\n```\n- [ ] no\n```\n- [ ] no\n````\n- [ ] yes\n",
        "- [ ] yes\n```\n- [ ] no, as the fence is never closed\n",
        "```one line``` is no fence\n- [ ] yes\n",
        "```\n- [ ] no\n``` x\n- [ ] no\n```\n- [ ] yes\n",
        "1. x\n   ```\n   - [ ] no\n   ```\n- [ ] yes\n",
    ],
)
def test_what_stands_in_a_fence_is_an_example_and_no_item(file: Path, text: str) -> None:
    assert statements(file, text) == ["yes"]


def test_lines_keep_their_numbers_outside_of_fences() -> None:
    assert list(outside_fences("a\n```\nb\n```\nc")) == [(0, "a"), (4, "c")]


def test_items_of_the_same_words_get_ids_of_their_own(file: Path) -> None:
    used = said(file, "- [ ] Log it.\n- [ ] Log it!\n- [ ] Log it 2\n- [ ] Log it.\n- [ ] \u0416\n- [ ] \u0416\n")
    ids = [item.id for item in used.items]
    assert ids == ["guide-log-it", "guide-log-it-2", "guide-log-it-2-2", "guide-log-it-3", "guide", "guide-2"]


@pytest.mark.parametrize("line", ["- [ ] a\n", "- [ ] a-2\n- [ ] a\n", "- [ ] [a](\n", "1. [x] " + "[a](" * 250 + "\n"])
def test_a_guide_as_large_as_it_may_be_is_read_at_once(file: Path, line: str) -> None:
    for text in (line * (LARGEST // len(line)), "- [ ] " + line.strip() * ((LARGEST - 6) // len(line))):
        began = perf_counter()
        used = said(file, text)
        assert perf_counter() - began < 2
        assert len({item.id for item in used.items}) == len(used.items) > 0


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Log it, see [here](https://x.example).", "Log it, see here."),
        ("[a](b), [c](d)", "a, c"),
        ("[Log](https://x.example/log_(a)_(b)) **all** of `it`", "Log all of it"),
        ("[open [two](x)", "[open two"),
        ("[ ](x) a [b] (c) [d]( e", "a [b] (c) [d]( e"),
    ],
)
def test_an_item_is_known_by_its_words_without_marks(file: Path, words: str, left: str) -> None:
    assert statements(file, f"- [ ] {words}\n") == [left]


def test_no_page_uses_the_ids_of_a_guide() -> None:
    assert not [name for name in item_by_id() if name.startswith("guide")]


def test_control_characters_of_a_guide_can_not_act_on_a_terminal(file: Path) -> None:
    used = said(file, "# \x1b[31mred\x07\r\n\r\n- [ ] \x1b]0;x\x07 and \u202eback\u0085\r\n")
    for text in (used.text, used.items[0].statement):
        assert not set(text) & set("\x1b\x07\r\u202e\u0085")
    assert "<U+202E>back" in used.items[0].statement


@pytest.mark.parametrize(
    "words",
    [["check", str(EXAMPLE), str(EXAMPLE.with_name("healthcare.design.toml"))], ["export", str(EXAMPLE), "--stdout"]],
)
def test_a_guide_that_can_not_be_used_is_told_once_and_does_no_harm(
    words: list[str], file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("")
    assert main(words) == 0
    told = capsys.readouterr().err
    assert told == f"backend-design: ~/.codex/AGENTS.override.md is empty; {BUILT_IN} is used.\n"


def test_a_guide_in_use_is_named_in_the_contract_and_nothing_is_told(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text("# How we build\n")
    assert main(["export", str(EXAMPLE), "--stdout"]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert (
        "held against \\~/.codex/AGENTS.override.md" in told.out
        or "held against ~/.codex/AGENTS.override.md" in told.out
    )
    assert guides.guide().is_own
