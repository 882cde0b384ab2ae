"""Every draft that was ever written opens: each schema leads to the next, and nothing that stood in the file is lost."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from wizard.drafts import file, migrate
from wizard.drafts.file import SCHEMA_VERSION, from_toml, to_toml
from wizard.drafts.migrate import MIGRATIONS, Document
from wizard.drafts.store import DraftFile
from wizard.errors import DraftUnreadable
from wizard.review import review

KEPT = Path(__file__).parents[1] / "data" / "schemas"
"""Drafts as programs of each schema wrote them, named by it. They are kept for ever and never changed."""
DRAFTS = sorted(KEPT.glob("*.design.toml"))


def test_there_is_a_way_from_every_schema_and_a_draft_of_each() -> None:
    assert len(MIGRATIONS) == SCHEMA_VERSION - 1
    assert {int(path.name.partition("-")[0]) for path in DRAFTS} == set(range(1, SCHEMA_VERSION + 1))


def test_the_drafts_that_are_kept_were_not_changed() -> None:
    lines = (KEPT / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in DRAFTS} == sums


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.name)
def test_a_draft_of_any_schema_opens_and_is_then_of_the_newest(path: Path) -> None:
    answers = DraftFile(path).read()
    assert review(answers).design.start.title or review(answers).verdict == "out-of-scope"
    assert from_toml(to_toml(answers)) == answers


FIRST = b"""\
schema_version = 1
name = "Rooms"
mood = "good"

[scope]
aim = "Book a room"
shoe_size = 43

[end]
complete = true
"""


def titled(document: Document) -> Document:
    """The made-up schema 2 calls the name a title."""
    return {"title": document["name"], **{key: item for key, item in document.items() if key != "name"}}


def with_goal(document: Document) -> Document:
    """The made-up schema 3 calls the aim a goal."""
    scope = dict(document.get("scope", {}))
    if "aim" in scope:
        scope["goal"] = scope.pop("aim")
    return {**document, "scope": scope}


@pytest.fixture
def third(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that knows three schemas."""
    monkeypatch.setattr(file, "SCHEMA_VERSION", 3)
    monkeypatch.setattr(migrate, "MIGRATIONS", (titled, with_goal))


@pytest.mark.usefixtures("third")
def test_a_draft_goes_from_schema_to_schema_and_keeps_what_nobody_knows() -> None:
    expected = {"mood": "good", "start": {"title": "Rooms"}, "scope": {"goal": "Book a room", "shoe_size": 43}}
    assert from_toml(FIRST) == expected
    assert to_toml(from_toml(FIRST)).startswith(b'schema_version = 3\ntitle = "Rooms"\n')
    assert from_toml(to_toml(from_toml(FIRST))) == expected


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize(
    ("version", "old", "new"),
    [(2, b'name = "Rooms"', b'title = "Rooms"'), (3, b'name = "Rooms"', b'title = "Rooms"')],
)
def test_a_draft_takes_only_the_steps_that_are_before_it(version: int, old: bytes, new: bytes) -> None:
    data = FIRST.replace(b"version = 1", b"version = %d" % version).replace(old, new)
    scope = from_toml(data)["scope"]
    assert scope == (
        {"goal": "Book a room", "shoe_size": 43} if version == 2 else {"aim": "Book a room", "shoe_size": 43}
    )


@pytest.mark.usefixtures("third")
def test_an_old_draft_is_written_only_when_it_is_saved(tmp_path: Path) -> None:
    path = tmp_path / "rooms.design.toml"
    path.write_bytes(FIRST)
    draft = DraftFile(path)
    answers: Any = draft.read()
    assert path.read_bytes() == FIRST
    draft.save(answers)
    assert path.read_bytes().startswith(b"schema_version = 3")


@pytest.mark.usefixtures("third")
@pytest.mark.parametrize("wrong", [b"nome = 1", b'scope = "x"\nname = "x"'])
def test_an_old_draft_that_is_not_as_its_schema_has_it_is_refused_with_the_reason(wrong: bytes) -> None:
    data = FIRST.replace(b'name = "Rooms"', wrong)
    if b"scope =" in wrong:
        data = data.replace(b"[scope]", b"[more]")
    with pytest.raises(
        DraftUnreadable, match=r"rooms .*older backend-design \(schema [12]\).*not touched\. Compare it"
    ):
        from_toml(data, "rooms")


@pytest.mark.usefixtures("third")
def test_a_newer_draft_is_refused_with_what_to_do() -> None:
    with pytest.raises(
        DraftUnreadable, match=r"newer .*schema 4; this one knows 3\)\. The file was not touched\. Upgrade"
    ):
        from_toml(FIRST.replace(b"version = 1", b"version = 4"))
