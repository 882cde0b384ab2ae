"""The YAML files of the program are read as plain data, and what is wrong in one is said with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wizard import yaml_file
from wizard.errors import WizardError
from wizard.yaml_file import Part, parsed, read

BOOK = """\
title: Booking
pages: 12
names: [a, b]
parts:
  - title: one
  - title: two
"""


def test_a_file_is_plain_data_with_places() -> None:
    book = parsed(BOOK, "book.yaml")
    assert book.at("title").text == "Booking"
    assert book.at("pages").number == 12
    assert book.at("names").texts == ("a", "b")
    assert [part.at("title").text for part in book.at("parts").items] == ["one", "two"]
    assert list(book.entries) == ["title", "pages", "names", "parts"]
    assert book.at("parts").items[1].at("title").path == "parts[1].title"
    assert book.has("pages")
    assert not book.has("cover")
    assert book.at("cover", ()).value == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: [1", "line 2, column 1"),
        ("a: 1\na: 2", "line 2, column 1: the key a stands twice"),
        ("a: !!python/object/apply:os.getcwd []", "line 1, column 4"),
        ("a: 2026-13-45", "month must be in 1..12"),
        ("a: \x07", "characters are not allowed"),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_place(text: str, place: str) -> None:
    with pytest.raises(WizardError, match=r"references/x\.yaml can not be used: ") as refused:
        parsed(text, "x.yaml")
    assert place in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda book: book.at("cover"), "cover is missing"),
        (lambda book: book.at("parts").items[0].at("text"), "parts[0].text is missing"),
        (lambda book: book.at("title").number, "title must be a whole number"),
        (lambda book: book.at("pages").text, "pages must be text"),
        (lambda book: book.at("pages").items, "pages must be a list"),
        (lambda book: book.at("parts").texts, "parts[0] must be text"),
        (lambda book: book.at("names").at("first"), "names must be a mapping"),
        (lambda _: parsed("- 1", "book.yaml").at("title"), "the file must be a mapping"),
        (lambda _: parsed("a: yes", "book.yaml").at("a").number, "a must be a whole number"),
    ],
)
def test_what_is_not_as_asked_is_named_by_its_place(ask: Callable[[Part], object], words: str) -> None:
    with pytest.raises(WizardError) as refused:
        ask(parsed(BOOK, "book.yaml"))
    assert f"references/book.yaml can not be used: {words}. " in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_file, "resource_folder", lambda _: tmp_path)
    with pytest.raises(WizardError, match=r"references/contract\.yaml can not be used: .*install backend-design again"):
        read("contract.yaml")
    (tmp_path / "contract.yaml").write_bytes(b"a: \xff")
    with pytest.raises(WizardError, match="utf-8"):
        read("contract.yaml")
