"""`references`: the list of pages, a page or one section of it, for a terminal, a pipe and a program."""

import json
import re
from typing import Any

import pytest

from wizard.__main__ import main
from wizard.cli.typeset import cells, typeset
from wizard.knowledge.library import page, page_names
from wizard.knowledge.shelf import titles
from wizard.standards import STANDARDS

Captured = pytest.CaptureFixture[str]

STYLE = re.compile(r"\x1b\[[0-9]+m")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 columns that knows bold and underlined words."""
    monkeypatch.setattr("wizard.cli.terminal._is_terminal", lambda _: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)


def printed(capsys: Captured, *words: str) -> str:
    assert main(["references", *words]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


def told(capsys: Captured, *words: str) -> Any:
    """The one JSON document on stdout."""
    return json.loads(printed(capsys, *words, "--format", "json"))


def test_every_page_is_a_line_for_a_pipe(capsys: Captured) -> None:
    rows = [line.split("\t") for line in printed(capsys).splitlines()]
    assert {len(row) for row in rows} == {5}
    assert {row[0] for row in rows} == {"standards", *page_names()}
    row = next(row for row in rows if row[0] == "compliance")
    known = page("compliance")
    assert row[1:] == [known.title, known.summary, known.as_of, str(len(known.items))]


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_the_list_fits_a_terminal(width: int, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = printed(capsys).splitlines()
    assert max(map(len, lines)) <= max(30, min(width, 110))
    assert "API_CONTRACT" in lines
    for name in page_names():
        assert any(f"{line} ".startswith(f"  {name} ") for line in lines)


def test_machines_get_every_page_with_what_its_front_matter_says(capsys: Captured) -> None:
    result = told(capsys)
    assert (result["schema"], result["status"], result["errors"]) == ("backend-design.references.v1", "ok", [])
    row = next(row for row in result["data"]["pages"] if row["name"] == "tauri-backend")
    assert row["applies_when"] == ["tauri"]
    assert set(row) == {"name", "title", "summary", "as_of", "section", "sources", "applies_when", "items"}


@pytest.mark.parametrize("name", ["compliance", "compliance.md", "compliance#", "compliance.md#"])
def test_a_page_goes_into_a_pipe_as_the_markdown_it_is_without_front_matter(name: str, capsys: Captured) -> None:
    assert printed(capsys, name) == page("compliance").text
    assert page("compliance").text.startswith("# Compliance")


def test_one_section_can_be_printed(capsys: Captured) -> None:
    said = printed(capsys, "rest-best-practices#how-is-a-long-list-cut")
    assert said.startswith("## How is a long list cut?\n")
    assert said.count("\n## ") == 0
    assert said in page("rest-best-practices").text


@pytest.mark.parametrize("name", page_names())
def test_the_sections_of_a_page_are_its_text(name: str) -> None:
    known = page(name)
    first = known.headings[0]
    assert known.part(first.anchor) == known.text
    parts = [known.part(heading.anchor) or "" for heading in known.headings if heading.level == 2]
    assert known.text.endswith("\n".join(parts))
    assert known.part("nowhere") is None


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("setting", [("NO_COLOR", "1"), ("TERM", "dumb"), ("TERM", "")])
def test_without_styles_a_terminal_gets_the_markdown_too(
    setting: tuple[str, str], capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(*setting)
    assert printed(capsys, "tenancy") == page("tenancy").text


@pytest.mark.usefixtures("terminal")
def test_an_empty_no_color_asks_for_nothing(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert "\x1b[1m" in printed(capsys, "tenancy")


@pytest.mark.usefixtures("terminal")
def test_a_terminal_gets_headings_tables_and_links_set_to_its_width(capsys: Captured) -> None:
    said = printed(capsys, "rate-limit-templates")
    assert said.startswith("\x1b[1mRate limits and quotas\x1b[0m\n")
    plain = STYLE.sub("", said)
    assert "| --- |" not in plain
    assert re.search(r"\nrate +capacity now +100 requests", plain)
    assert "GraphQL (graphql-schema-design)" in plain.replace("\n", " ")
    assert "\n    HTTP/1.1 429 Too Many Requests\n" in plain


@pytest.mark.parametrize("width", [24, 40, 60, 80, 110])
def test_no_line_but_an_example_is_wider_than_asked(width: int) -> None:
    for known in titles().values():
        for line in STYLE.sub("", typeset(known.text, width, known.name)).splitlines():
            assert cells(line) <= width or line.startswith("    ")


@pytest.mark.parametrize("known", [page(name) for name in page_names()], ids=lambda known: known.name)
def test_setting_a_page_loses_no_word(known: Any) -> None:
    said = re.sub(r"\W", "", STYLE.sub("", typeset(known.text, 100, known.name)))
    for word in re.findall(r"[A-Za-z]{4,}", re.sub(r"\]\([^)]*\)|^ *[`~]{3}\w*", "", known.text, flags=re.MULTILINE)):
        assert word in said


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("one two\nthree", ["one two", "three"]),
        ("a  \nb", ["a", "b"]),
        ("- one two\n  - three\n- four", ["- one two", "  - three", "- four"]),
        ("7. seven\n8. eight and more", ["7. seven", "8. eight and", "   more"]),
        ("- a\n\n- b", ["- a", "", "- b"]),
        ("> quoted words all", ["> quoted words", "> all"]),
        ("**bo**ld *it*", ["\x1b[1mbo\x1b[0mld \x1b[4mit\x1b[0m"]),
        ("**a b**", ["\x1b[1ma b\x1b[0m"]),
        ("### sub", ["\x1b[4msub\x1b[0m"]),
        ("[wo](others.md#x)", ["\x1b[4mwo\x1b[0m", "(others#x)"]),
        ("[w](#x)", ["\x1b[4mw\x1b[0m (here#x)"]),
        ("abcdefghijklmnop", ["abcdefghijkl", "mnop"]),
        ("数据数据数据数据", ["数据数据数据", "数据"]),
        ("---", ["-" * 12]),
        ("a &#x202e;&#13;b &#x2066;", ["a <U+202E>", "b <U+2066>"]),
        ("    code  is kept as it is", ["    code  is kept as it is"]),
        ("| a | b |\n| --- | --- |\n| 1 | x y |", ["\x1b[1ma\x1b[0m  \x1b[1mb\x1b[0m", "-  ---", "1  x y"]),
        (
            "| a | b |\n| --- | --- |\n| long words here | more words |\n| 2 | |",
            ["long words", "here", "  \x1b[1mb\x1b[0m more", "  words", "", "2"],
        ),
    ],
)
def test_markdown_is_set_in_lines(markdown: str, lines: list[str]) -> None:
    assert typeset(markdown, 12, "here").split("\n") == lines


def test_hostile_markdown_is_set_in_time() -> None:
    deep = "\n".join("  " * depth + "- x" for depth in range(200)) + "\n" + ">" * 500 + " x\n" + "[" * 2000 + "|" * 2000
    assert typeset(deep, 24)
    assert typeset("", 24) == ""


@pytest.mark.parametrize("words", [["standards"], ["--standards"]])
def test_the_catalogue_of_standards_is_a_page(words: list[str], capsys: Captured) -> None:
    said = printed(capsys, *words)
    for standard in STANDARDS:
        assert standard.name in said
    result = told(capsys, *words)["data"]
    rows = {row["name"]: row for row in result["standards"]}
    assert len(rows) == len(STANDARDS)
    assert rows["OpenAPI Specification"]["newer"] == {"version": "3.2.0", "date": "2025-09-19"}
    assert rows["HTTP Semantics"]["is_checked"] is False
    assert rows["GDPR"]["where"] == ["gdpr"]


def test_machines_get_a_page_with_headings_and_items(capsys: Captured) -> None:
    data = told(capsys, "compliance#checklist")["data"]
    assert (data["name"], data["anchor"]) == ("compliance", "checklist")
    assert data["text"].startswith("## Checklist\n")
    assert {"level": 2, "words": "Checklist", "anchor": "checklist"} in data["headings"]
    assert len(data["items"]) == len(page("compliance").items)
    assert "standards" not in data


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["complianc"], "Did you mean compliance"),
        (["tauri"], "tauri-backend"),
        (["zzz"], "'backend-design references' lists them"),
        ([""], "'backend-design references' lists them"),
        (["../README"], "no reference page called ../README"),
        (["compliance#soc"], "Did you mean what-does-soc-2-ask-of-a-design"),
        (["compliance#zzz"], "It has what-kind-of-thing-is-each-scope"),
        (["a\x1b[31mb\nc"], "no reference page called"),
        (["compliance", "--standards"], "--standards is a page of its own"),
        (["compliance", "tenancy"], "unrecognized arguments"),
    ],
)
def test_what_there_is_not_is_answered_with_what_is_near(words: list[str], hint: str, capsys: Captured) -> None:
    assert main(["references", *words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert hint in said.err
    assert said.err.count("\n") == 1
    assert "\x1b" not in said.err


def test_machines_are_told_of_a_page_that_there_is_not(capsys: Captured) -> None:
    assert main(["references", "zzz", "--format", "json"]) == 2
    result = json.loads(capsys.readouterr().out)
    assert (result["schema"], result["status"]) == ("backend-design.references.v1", "error")
    assert result["errors"][0]["code"] == "no-such-page"


def test_the_teams_own_guide_is_listed_and_printed(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    from wizard.knowledge import shelf
    from wizard.knowledge.guide import Guide

    own = Guide("~/.codex/AGENTS.override.md", "# How we build\n")
    monkeypatch.setattr(shelf, "guide", lambda: own)
    known = (shelf.shelves, shelf.titles)
    for cached in known:
        cached.cache_clear()
    try:
        assert "your-guide\t" in printed(capsys)
        assert printed(capsys, "your-guide") == own.text
    finally:
        for cached in known:
            cached.cache_clear()
