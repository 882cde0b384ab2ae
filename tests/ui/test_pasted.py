"""Pastes as terminals send them, with escape characters in them, and what they do wherever words are typed."""

import ast
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual import events
from textual.widget import Widget
from textual.widgets import Input, TextArea
from ui.pasts import keep_goals
from ui.sitting import sitting
from ui.test_hostile_text import assert_is_text

import screens
from screens.copy import CopyScreen
from screens.pasted import BEGIN, END, PasteParser
from wizard.text import clean

ACTING = "A\u202eB\u2066C\x85D\x9b31mE\x1b]0;title\x07F\tG\ufeffH\x7f\u200f"
COPY = "save a copy"
"""No key: only a draft in trouble asks for it."""
WAYS: dict[str, tuple[str, tuple[str, ...]]] = {
    "line": ("screens.widgets.form", ("ctrl+g", *"paging", "enter", "tab", "tab", "tab")),
    "text": ("screens.widgets.form", ("ctrl+g", *"goal", "enter")),
    "record": ("screens.widgets.form", ("ctrl+g", *"workflows", "enter", "a")),
    "search": ("screens.search", ("ctrl+f",)),
    "go to": ("screens.chooser", ("ctrl+g",)),
    "other page": ("screens.chooser", ("f2", "o")),
    "search in a page": ("screens.reference", ("f2", "slash")),
    "folder": ("screens.export", ("f4", "tab")),
    "new draft": ("screens.home", ("ctrl+o", "n")),
    "file": ("screens.home", ("ctrl+o", "o")),
    "secret": ("screens.purge", ("ctrl+p", "x")),
    "copy": ("screens.copy", (COPY,)),
}
"""What words are typed into: the module that makes it, and the keys that lead there."""
HOSTILE = "A\x1bB\x07C\x1b[2JD\x1b]52;c;aa\x07E\x1b[20F\x1b[200~G\x1b"


def read(*parts: str) -> list[str]:
    """What is read of these parts, one after the other: keys by name, pastes as their text in quotes."""
    parser = PasteParser()
    found = [event for part in parts for event in parser.feed(part)]
    return [repr(one.text) if isinstance(one, events.Paste) else one.key for one in found if isinstance(one, events.Paste | events.Key)]  # fmt: skip


def test_escape_characters_in_a_paste_are_text() -> None:
    assert read(f"x{BEGIN}{HOSTILE}{END}y") == ["x", repr(HOSTILE.replace("\x1b", "\u241b")), "y"]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7])
def test_a_paste_that_is_read_in_pieces_is_the_same(size: int) -> None:
    sent = f"x{BEGIN}{HOSTILE}{END}y{BEGIN}z{END}"
    assert read(*(sent[at : at + size] for at in range(0, len(sent), size))) == read(sent)


def test_keys_outside_of_pastes_are_keys() -> None:
    assert read("\x1b[A", "\x1b[20", "~\x1b[2", "0~", "\x1bOQ") == ["up", "f9", "f9", "f2"]


def test_two_pastes_in_one_piece_are_two() -> None:
    assert read(f"{BEGIN}a\x1b{END}{BEGIN}\x1bb{END}c") == [repr("a\u241b"), repr("\u241bb"), "c"]


def makers() -> set[str]:
    """The modules of the screens that make something to type words into."""
    modules = [import_module(found.name) for found in walk_packages(screens.__path__, "screens.")]
    names = {kind.__name__ for kind in kinds_of(Input) | kinds_of(TextArea)}
    return {
        module.__name__
        for module in modules
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    }


def kinds_of(kind: type[Widget]) -> set[type[Widget]]:
    """A control and all that are made of it."""
    return {kind}.union(*(kinds_of(made) for made in kind.__subclasses__()))


def test_everything_that_words_are_typed_into_is_pasted_into_here() -> None:
    assert makers() == {maker for maker, _ in WAYS.values()}


@pytest.mark.parametrize(("maker", "keys"), WAYS.values(), ids=WAYS)
async def test_what_is_pasted_and_typed_acts_nowhere(payments: Path, maker: str, keys: tuple[str, ...]) -> None:
    keep_goals(payments, ["one"])
    async with sitting(payments) as s:
        for key in keys:
            await (s.app.push_screen(CopyScreen(s.desk)) if key == COPY else s.press(key))
        await s.until(lambda: isinstance(s.app.focused, Input | TextArea))
        control = s.app.focused
        assert isinstance(control, Input | TextArea)
        assert maker in {kind.__module__ for node in control.ancestors for kind in type(node).__mro__}
        await s.paste(ACTING)
        await s.type(ACTING)
        said = control.value if isinstance(control, Input) else control.text
        assert "A<U+202E>B<U+2066>C" in said
        assert clean(said) == said
        assert_is_text(s)
