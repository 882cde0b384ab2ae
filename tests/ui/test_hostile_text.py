"""Whatever is typed, pasted or loaded is shown as text: it is no markup, acts on no terminal, and crashes nothing."""

import os
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path as File
from typing import Any

import pytest
from core.designs import full
from ui.sitting import NARROW, Sitting, sitting

from screens.step_screen import StepScreen
from wizard.design import Path
from wizard.drafts.file import to_toml
from wizard.text import in_one_row
from wizard.workflow import STEPS

NEW = File("new.design.toml")
MARKUP = "[/red] [b]list[int][/b] [@click=app.quit]x[/] [/"
ESCAPES = "a\x1b[31mred\x1b]0;title\x07\x9b2J\x00b"
BIDI = "safe\u202etxt.exe\u2066x\u200f"
ENTITIES = "&#x202e;live&#x202c; &#x200f; &#x2066; &#27;[31m &#7;"
LONG = "x" * 300
WIDE_LETTERS = "支付系统 👩‍👩‍👧 🏳️‍🌈 ✔️ 決済" * 4
HOSTILE = {"markup": MARKUP, "escapes": ESCAPES, "bidi": BIDI, "long": LONG, "wide": WIDE_LETTERS}


def assert_is_text(s: Sitting) -> None:
    """Nothing on the screen can act on a terminal, and no row is wider than the screen."""
    for row in s.rows:
        bad = [
            letter for letter in row if unicodedata.category(letter) in ("Cc", "Cs") or letter in "\u202e\u2066\u200f"
        ]
        assert not bad, row


def first_records(answers: Mapping[str, Any]) -> Iterator[Path]:
    """The path of a field of the first record of every list, nested ones too."""
    for step in STEPS[1:]:
        for name, field in step.fields.items():
            if field.record is not None:
                first = answers[step.key][name][0]
                path = (step.key, name, first["id"])
                yield (*path, next(iter(field.record.fields)))
                for inner, nested in field.record.fields.items():
                    if nested.record is not None:
                        yield (*path, inner, first[inner][0]["id"], next(iter(nested.record.fields)))


@pytest.mark.parametrize(
    "words", [f"{ENTITIES} {MARKUP} {BIDI} {ESCAPES}", f"{WIDE_LETTERS} {LONG}"], ids=["acting", "wide"]
)
async def test_a_draft_full_of_it_opens_everywhere(words: str) -> None:
    answers = full(words)
    NEW.write_bytes(to_toml(answers))
    async with sitting(NEW, size=NARROW) as s:
        while s.screen_name == "StepScreen":
            assert_is_text(s)
            await s.press("ctrl+n")
        assert s.screen_name == "Readiness"
        assert_is_text(s)
        await s.press("down", "escape", "f4", "pagedown")
        assert_is_text(s)
        await s.press("escape", "ctrl+g", "escape", "f3", "f3", "f3", "f3", "escape")
        steps = s.app.screen
        assert isinstance(steps, StepScreen)
        for path in first_records(answers):
            steps.go(path)
            await s.pilot.pause()
            assert s.where == path
            assert_is_text(s)
            await s.press(*["escape"] * (len(s.app.screen_stack) - 1))
        await s.go_to("permissions")
        await s.press("ctrl+t", "down", "right")
        assert_is_text(s)
        await s.press("escape", "ctrl+o")
        assert s.screen_name == "HomeScreen"
        assert_is_text(s)


KINDS = {
    "line": ("paging", 3),
    "number": ("paging", 1),
    "text": ("goal", 0),
    "lines": ("goal", 2),
    "choice": ("paging", 0),
    "choices": ("surfaces", 0),
    "ref": ("workflows", 1),
    "records": ("workflows", 0),
    "yes_no": ("compliance", 1),
}
"""A group that has a field of the kind, and how many keys lead to it."""


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
async def test_it_can_be_pasted_and_typed_into_every_kind_of_field(payments: File, words: str) -> None:
    async with sitting(payments) as s:
        for kind, (group, tabs) in KINDS.items():
            await s.go_to(f"6 {group}" if group == "compliance" else group)
            await s.press(*["tab"] * tabs)
            assert s.form.field is not None
            assert s.form.field.kind == kind
            if kind == "records":
                await s.press("a")
            await s.paste(words)
            await s.type("".join(letter for letter in words if letter.isprintable())[:40])
            if kind in ("choice", "choices", "ref"):
                await s.press("space", *["backspace"] * 3)
            if kind == "records":
                await s.press("enter")
            assert_is_text(s)
        await s.saved()
        await s.press("f5")
        assert_is_text(s)


async def test_markup_is_shown_letter_by_letter() -> None:
    async with sitting(NEW, is_new=True) as s:
        await s.type(MARKUP)
        await s.press("enter")
        assert MARKUP in s.screen_text()
        await s.press("ctrl+n", "tab", "a")
        await s.enter(f"{MARKUP} | person")
        assert "[/red] [b]list[int]" in s.screen_text()
        await s.press("enter", "f5")
        assert s.screen_name == "Readiness"


async def test_a_bidirectional_override_is_shown_by_its_name() -> None:
    async with sitting(NEW, is_new=True) as s:
        await s.paste(BIDI)
        assert "safe<U+202E>txt.exe<U+2066>x<U+200F>" in s.screen_text()
        await s.saved()
        assert s.on_disk()["title"] == "safe<U+202E>txt.exe<U+2066>x<U+200F>"


async def test_a_hostile_file_name_is_text_too(payments: File) -> None:
    name = "[@click=app.quit]x[].design.toml"
    payments.rename(name)
    async with sitting(File(name)) as s:
        assert "[@click=app.quit]x[]" in s.rows[0]
        await s.press("ctrl+s")
        assert f"Saved as {name}" in s.screen_text()
        await s.press("f4", "escape", "ctrl+o")
        assert_is_text(s)


NAMES = [ESCAPES.replace("\x00", ""), BIDI, "a\nb\tc", os.fsdecode(b"\xff\xfe")]
"""What files may be called."""


@pytest.mark.parametrize("name", NAMES)
async def test_a_recent_draft_is_one_row_whatever_its_file_is_called(payments: File, name: str) -> None:
    async with sitting(payments.rename(payments.with_name(f"{name}.design.toml"))) as s:
        await s.press("ctrl+o")
        assert_is_text(s)
        (row,) = [row for row in s.rows if "Card Payments API" in row]
        assert in_one_row(name) in row
        assert "ready" in row


@pytest.mark.parametrize("name", NAMES)
async def test_a_file_is_named_on_every_screen_without_acting_on_the_terminal(payments: File, name: str) -> None:
    draft = payments.rename(payments.with_name(f"{name}.design.toml"))
    async with sitting(draft) as s:
        for keys in ((), ("f4",), ("f5",), ("f6",), ("ctrl+p",), ("ctrl+f",), ("f2",), ("ctrl+t",)):
            await s.press(*keys)
            assert_is_text(s)
            assert "Saved" in s.rows[0]
            await s.press("escape")
        draft.write_bytes(b"<<<<<<< ours\n")
        s.desk.look_soon()
        await s.until(lambda: "DAMAGED" in s.rows[0])
        assert_is_text(s)
        await s.press("ctrl+s")
        assert_is_text(s)
        await s.press("c")
        assert_is_text(s)
        await s.press("escape")
        draft.unlink()
        s.desk.look_soon()
        await s.until(lambda: any("removed" in note.message for note in s.app._notifications))
        assert_is_text(s)
