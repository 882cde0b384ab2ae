"""The boundary cleaner: what could act on a terminal or turn the order of a text is made visible, and nothing else."""

import unicodedata
from time import perf_counter
from typing import Any

import pytest
from core.long import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.text import clean, clean_tree, distinct, one_line

ANY_TEXT = st.text(st.characters(), max_size=40)
"""Any code points, lone surrogates included."""
BIDI = "".join(
    chr(code)
    for code in range(0x110000)
    if unicodedata.bidirectional(chr(code)) in {*["LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"]}
)
MARKS = "\u061c\u200e\u200f"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\x00b", "a\u2400b"),
        ("\x1b[31mred\x1b[0m", "\u241b[31mred\u241b[0m"),
        ("\x1b]52;c;aGk=\x07", "\u241b]52;c;aGk=\u2407"),
        ("bell\x07 back\x08 feed\x0c tab\v", "bell\u2407 back\u2408 feed\u240c tab\u240b"),
        ("\x1c\x1d\x1e\x1f", "\u241c\u241d\u241e\u241f"),
        ("\x7f", "\u2421"),
        ("\x80\x85\x9b31m\x9f", "\ufffd\ufffd\ufffd31m\ufffd"),
        ("\u202etxt.exe\u202c", "<U+202E>txt.exe<U+202C>"),
        ("\u2066a\u2069", "<U+2066>a<U+2069>"),
        ("\u061c\u200e\u200f", "<U+061C><U+200E><U+200F>"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("\ufeffa\ufeff", "a"),
        ("a\ud800b\udfff", "a\ufffdb\ufffd"),
        ("a\r\nb\rc\n\rd", "a\nb\nc\n\nd"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_what_could_act_is_made_visible(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0)])
def test_of_the_control_characters_only_tab_and_line_feed_stay(code: int) -> None:
    kept = {"\t": "\t", "\n": "\n", "\r": "\n"}
    cleaned = clean(f"a{chr(code)}b")
    if chr(code) in kept:
        assert cleaned == f"a{kept[chr(code)]}b"
    else:
        assert len(cleaned) == 3
        assert unicodedata.category(cleaned[1]) == "So"


@pytest.mark.parametrize("character", [*BIDI, *MARKS], ids=lambda character: f"U+{ord(character):04X}")
def test_every_character_that_turns_the_order_of_a_text_is_written_out(character: str) -> None:
    assert clean(f"a{character}b") == f"a<U+{ord(character):04X}>b"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain words",
        "Stra\u00dfe, \u4e2d\u6587, \u05e2\u05d1\u05e8\u05d9\u05ea, \u0639\u0631\u0628\u064a",
        "caf\u00e9 cafe\u0301",
        "\N{FAMILY} \N{MAN}\u200d\N{WOMAN} \N{REGIONAL INDICATOR SYMBOL LETTER D}",
        "\u00a0\u3000\u2009",
        "\u2192 \u2264 \u20ac \ufb01",
        "| [markup] *stars* <b> & \\n",
    ],
)
def test_words_of_any_language_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


def test_no_key_types_what_needs_to_be_cleaned() -> None:
    """The controls take what is printable from a key, and nothing else."""
    assert not [
        character
        for character in map(chr, range(0x110000))
        if character.isprintable() and clean(character) != character
    ]


def test_plain_text_is_not_copied() -> None:
    for text in ("plain words\n\tindented", "Stra\u00dfe \u4e2d\u6587"):
        assert clean(text) is text


@given(ANY_TEXT)
@settings(max_examples=examples(300, 6_000), deadline=None)
def test_cleaning_what_is_clean_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
@settings(max_examples=examples(300, 6_000), deadline=None)
def test_cleaned_text_can_be_written_and_holds_nothing_that_acts(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert not {unicodedata.category(character) for character in cleaned if character not in "\t\n"} & {
        "Cc",
        "Cs",
        "Zl",
        "Zp",
    }
    assert not set(cleaned) & set(BIDI + MARKS + "\r\ufeff")


@given(ANY_TEXT)
@settings(max_examples=examples(100, 2_000), deadline=None)
def test_what_needs_no_cleaning_keeps_every_character(text: str) -> None:
    kept = "".join(character for character in text if clean(character) == character)
    assert clean(kept) == kept


def test_every_string_in_a_tree_is_cleaned_keys_included() -> None:
    tree: Any = {"a\x07": ["\x1b", {"b": "\ufeffc", "d": 1}], "e": None, "f": True, "g": 1.5}
    assert clean_tree(tree) == {"a\u2407": ["\u241b", {"b": "c", "d": 1}], "e": None, "f": True, "g": 1.5}
    assert tree["a\x07"][0] == "\x1b"


def test_a_tree_that_was_cleaned_shares_no_list_with_the_one_given() -> None:
    tree: Any = {"a": [{"b": ["c"]}]}
    cleaned = clean_tree(tree)
    cleaned["a"][0]["b"].append("d")
    assert tree == {"a": [{"b": ["c"]}]}


def test_keys_that_become_the_same_are_all_kept_in_their_order() -> None:
    tree: Any = {"a\x80": 1, "a\x81": 2, "a\ufffd'2": 3, "a\x82": 4, "b": 5}
    assert list(clean_tree(tree).items()) == [
        ("a\ufffd", 1),
        ("a\ufffd'2", 2),
        ("a\ufffd'2'2", 3),
        ("a\ufffd'3", 4),
        ("b", 5),
    ]
    assert clean_tree(clean_tree(tree)) == clean_tree(tree)


def test_many_keys_that_become_the_same_keep_nobody_busy() -> None:
    acting = [chr(code) for code in range(0x80, 0xA0)]
    flat = {a + b + c: 1 for a in acting for b in acting for c in acting}
    nested: Any = 1
    for _ in range(30):
        nested = {"\x80": nested, "\x81": 2}
    began = perf_counter()
    assert len(clean_tree(flat)) == len(flat)
    clean_tree(nested)
    assert perf_counter() - began < 1


@given(st.lists(st.sampled_from(["a", "a-2", "a-2-2", "a-3", "b", "", "-2"])))
@settings(max_examples=examples(200, 4_000), deadline=None)
def test_distinct_names_are_those_given_with_a_number_where_one_was_there_before(names: list[str]) -> None:
    made = list(distinct(names, "-"))
    assert len(set(made)) == len(made)
    for place, (name, new) in enumerate(zip(names, made, strict=True)):
        assert new == name if name not in made[:place] else new.startswith(f"{name}-")


def test_one_line_has_no_line_ends_and_single_spaces() -> None:
    assert one_line("  a\n\n b\t\u3000c \u2028 d ") == "a b c d"
    assert one_line(" \n ") == ""


@given(ANY_TEXT)
@settings(max_examples=examples(100, 2_000), deadline=None)
def test_one_line_is_one_line(text: str) -> None:
    said = one_line(text)
    assert len(said.splitlines()) <= 1
    assert one_line(said) == said
