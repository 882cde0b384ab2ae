"""Pastes as terminals send them, with escape characters in them."""

import pytest
from textual import events

from screens.pasted import BEGIN, END, PasteParser

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
