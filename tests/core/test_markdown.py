"""The user's words stay words: they open nothing, and they are hardly changed."""

import pytest
from core.long import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from wizard.export.markdown import Markdown, block, cleaned, code, fence, inline, is_contained
from wizard.export.prose import headed, intro, numbered, para, phrase, points, run_in, say, tidy
from wizard.export.tables import number, rows, table
from wizard.steps.scope import User
from wizard.text import clean, one_line

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = [
    "# heading",
    "## Outputs",
    "heading\n===",
    "heading\n---",
    "---",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "1) item",
    "> quote",
    "```",
    "```\n# not code",
    "~~~",
    "    code",
    "\tcode",
    "<!-- ",
    "<script>",
    "</details>",
    "<b>bold</b>",
    "<https://a.example>",
    "<a@b.example>",
    "[a]: https://a.example",
    "[^1]: note",
    "![image](x.png)",
    "[link](https://a.example)",
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "a | b\n--- | ---",
    "a\n:--",
    "*a* **b** _c_ __d__ ~~e~~ ~f~",
    "`code` ``more``",
    "\\",
    "a\\",
    "\\|",
    "&amp; &#35; &lt;",
    "$a$ $$b$$",
    "- a\n\n      b",
    "1. a\n   > b\n   # c",
    "-",
    "* * *",
    "_ _ _",
    "= =",
    "===",
    "C #",
    "C ## ###",
    "# #",
]
ENTITIES = [
    "&#x202e;live&#x202c;",
    "a &#8238;b",
    "&amp;#x202e;",
    "*a* &lt;b&gt; `c`",
    "- &copy;\n- two",
    "[a](https://a.example/?a&#x202e;b)",
    "a\n&NewLine;\nb",
]
WORDS = st.one_of(
    st.text(st.sampled_from("#>-+*_=`~<>[](){}|!&$\\:;. \n\t1a"), max_size=30),
    st.lists(st.sampled_from(HOSTILE), max_size=3).map("\n".join),
    st.text(max_size=20),
)


def parsed(text: str) -> list[Token]:
    return READER.parse(text)


def kinds(text: str) -> list[str]:
    return [token.type for token in parsed(text)]


def spoken(text: str) -> str:
    """What a reader sees of one paragraph."""
    (line,) = [token for token in parsed(text) if token.type == "inline"]
    assert all(child.type == "text" for child in line.children or ()), line.children
    return "".join(child.content for child in line.children or ())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_line_is_one_paragraph_that_says_the_same(text: str) -> None:
    assert kinds(inline(text)) == ["paragraph_open", "inline", "paragraph_close"]
    assert spoken(inline(text)) == one_line(text)


@given(WORDS)
@settings(max_examples=examples(150, 3_000), deadline=None)
def test_any_words_in_a_line_say_the_same(text: str) -> None:
    words = one_line(text.replace("\0", "0"))
    assert spoken(f"Lead {inline(words)} tail.") == f"Lead {words} tail."
    if words:
        assert kinds(inline(words)) == ["paragraph_open", "inline", "paragraph_close"]
        assert spoken(inline(words)) == words


@given(WORDS)
@settings(max_examples=examples(150, 3_000), deadline=None)
def test_any_words_in_a_heading_say_the_same(text: str) -> None:
    words = one_line(text.replace("\0", "0"))
    if words:
        made = f"#### {inline(words)}\n"
        assert kinds(made) == ["heading_open", "inline", "heading_close"]
        assert spoken(made) == words


@pytest.mark.parametrize("words", ["Rewrite in C #", "C ###", "# #", "a # #", "a#", "F# and C#"])
def test_signs_at_the_end_of_a_heading_are_words(words: str) -> None:
    assert spoken(f"# {inline(words)}") == words


@given(WORDS, WORDS)
@settings(max_examples=examples(100, 2_000), deadline=None)
def test_any_words_stay_in_their_cell(first: str, second: str) -> None:
    made = rows(["A", "B", "C"], [(first, second, "end"), ("x", "y", "z")])
    cells = [token.content for token in parsed(made) if token.type == "inline"]
    assert len(cells) == (9 if first.strip() and second.strip() else len(cells))
    assert kinds(made)[0] == "table_open"
    assert kinds(made)[-1] == "table_close"
    assert cells[-1] == "z"


@given(WORDS)
@settings(max_examples=examples(150, 3_000), deadline=None)
def test_prose_of_several_lines_ends_where_it_ends(text: str) -> None:
    after = parsed(f"Before.\n\n{block(text)}\n\n### After\n\nEnd.")
    headings = [token for token in after if token.type == "heading_open"]
    assert [(token.tag, token.level) for token in headings] == [("h3", 0)]
    assert after[-3].type == "paragraph_open"
    assert after[-3].level == 0


@given(WORDS)
@settings(max_examples=examples(100, 2_000), deadline=None)
def test_a_fence_holds_whatever_is_put_into_it(text: str) -> None:
    made = fence(text, "json")
    if made:
        (token,) = parsed(made)
        assert token.type == "fence"
        assert token.content.replace("�", "\0") == text.replace("\r\n", "\n").replace("\r", "\n").strip(
            "\n"
        ).rstrip() + "\n" or ("\0" in text or "\r" in text)


@pytest.mark.parametrize(
    "text",
    [
        "merchant_id and created_at",
        "p95 < 200 ms, a > b, 2 * 3",
        "about ~5 ms (see RFC 9110, section 9.2.2)",
        "/payments/{payment_id}/refunds?limit=5&after=x",
        "C:\\data\\new is a path",
        "$5 per call",
        "end-to-end, well-known; it's 50 % + tax!",
        "AT&T",
        "https://api.example/v1/things_to_do#part",
        "2026-01-31",
        "-5 degrees",
        "1.5 s",
        "--dry-run",
        "uuid[] and text[]",
    ],
)
def test_plain_prose_is_not_touched(text: str) -> None:
    assert inline(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "One paragraph.\n\nAnother, *stressed* and **strong**, with `code`.",
        "- one\n- two\n  - nested",
        "1. first\n2. second",
        "See [the page](https://a.example).",
        "A line\nand its continuation",
    ],
)
def test_markdown_that_can_not_leak_is_kept(text: str) -> None:
    assert block(text) == text


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\n" in text or text[0] in "#>`~<[|!"])
def test_markdown_that_could_leak_is_escaped(text: str) -> None:
    if not is_contained(text):
        assert block(text) != text
        assert set(kinds(block(text))) <= {"paragraph_open", "inline", "paragraph_close"}


@pytest.mark.parametrize("text", ENTITIES)
def test_an_entity_is_read_as_it_was_typed(text: str) -> None:
    lines = [token for token in parsed(block(text)) if token.type == "inline"]
    said = [
        "".join("\n" if child.type == "hardbreak" else child.content for child in line.children or ()) for line in lines
    ]
    assert "\n".join(said) == text


def test_parsed_markdown_holds_nothing_that_acts_however_it_was_written() -> None:
    hostile = (
        "&#x202e;a &#13; &#x9b;31m &#7; **&#x2066;b** [&#x200f;](https://a.example/&#x2028; '&#x202e;') ![&#xfeff;](b)"
    )
    tokens = cleaned(parsed(f"# {hostile}\n\n- {hostile}\n\n| {hostile} |\n| --- |\n| <https://a.example/%E2%80%AE> |"))
    said = [
        said for token in tokens for child in token.children or () for said in (child.content, *child.attrs.values())
    ]
    assert not [one for one in said if clean(str(one)) != one]
    assert any("<U+202E>a" in str(one) for one in said)


def test_a_link_that_runs_code_is_not_kept() -> None:
    assert "\\[" in block("[x](javascript:alert(1))")
    assert "\\[" in block("[x](data:text/html,y)")


def test_line_breaks_of_escaped_prose_stay() -> None:
    assert block("# one\ntwo") == "\\# one\\\ntwo"


def test_safe_text_is_not_escaped_twice() -> None:
    assert inline(inline("a*b")) == "a\\*b"
    assert isinstance(inline("a"), Markdown)


def test_a_path_is_code_unless_a_code_span_could_end_in_it() -> None:
    assert code("/payments/{id}") == "`/payments/{id}`"
    assert code("a`b") == "a\\`b"
    assert code("a|b") == "a\\|b"


def test_a_table_is_headed_by_prompts_and_leaves_out_what_nobody_filled() -> None:
    users = [User(name="Merchant", kind="person"), User(name="Bot", kind=None)]
    assert table(users, "name", "kind", "needs") == "| Name | Kind |\n| --- | --- |\n| Merchant | person |\n| Bot | – |"


def test_a_table_of_nothing_is_nothing() -> None:
    assert table([], "name") == ""
    assert rows(["A"], [("",), (None,)]) == ""


def test_cells_say_yes_no_and_several_things() -> None:
    made = rows(["A", "B", "C", "D"], [(True, False, ("x", "y"), 99.9)])
    assert made.splitlines()[-1] == "| yes | no | x, y | 99.9 |"


@pytest.mark.parametrize(
    ("value", "words"), [(43.2, "43.2"), (30.0, "30"), (200000, "200 000"), (0.43, "0.43"), (0, "0")]
)
def test_numbers_have_no_tail(value: float, words: str) -> None:
    assert number(value) == words


def test_nothing_is_said_about_what_was_not_answered() -> None:
    assert say("It lives", "") == say("It lives", None) == say("It lives", ()) == ""
    assert (
        para("", say("a", ""))
        == intro("These:", Markdown(""))
        == run_in("Label", " ")
        == headed("Heading", " \n")
        == ""
    )
    assert points(["", " "]) == numbered([]) == phrase([]) == ""


def test_a_sentence_begins_and_ends_as_one() -> None:
    assert say("it lives", "10 min") == "It lives 10 min."
    assert say("Why:", "because.") == "Why: because."
    assert say("A page has", 50, "items") == "A page has 50 items."


def test_several_things_are_joined_as_in_speech() -> None:
    assert phrase(["a"]) == "a"
    assert phrase(["a", "b*", "c"]) == "a, b\\* and c"
    assert phrase(["runs: pin, state", "jobs"]) == "runs: pin, state; and jobs"


def test_a_list_after_a_run_in_head_stands_by_itself() -> None:
    assert run_in("Stages", "- a\n- b") == "**Stages:**\n\n- a\n- b\n\n"
    assert run_in("Rollback", "Previous image") == "**Rollback:** Previous image.\n\n"


def test_tidying_does_not_touch_examples() -> None:
    example = fence('{\n\n\n  "a": 1}')
    assert tidy(f"\n\na\n\n\n\n{example}\n\n\nb\n") == f"a\n\n{example}\n\nb"
