"""Documents are read back: ours must be exactly right, anyone's is told what is wrong and where."""

from time import perf_counter

import pytest

from wizard.contract import HEADINGS, OUT_OF_SCOPE, SECTIONS
from wizard.export.readback import Fault, check, check_own, check_words, headings, is_endless


def right(*, level: int = 3, number: bool = False) -> str:
    """A document in which nothing is wrong."""
    lines = ["---", "schema_version: 1", "---", "# Title", ""]
    lines += [line for name in HEADINGS for line in (f"## {name}", "", "Words.", "")]
    for place, name in enumerate(SECTIONS, 1):
        lines += [f"{'#' * level} {f'{place}. ' if number else ''}{name}", "", f"About {name}.", ""]
    return "\n".join(lines)


def codes(text: str) -> list[str]:
    return [fault.code for fault in check(text)]


def test_a_right_document_has_no_faults() -> None:
    assert check(right()) == []
    assert check_own(right(), "Title") == []


@pytest.mark.parametrize(("level", "number"), [(2, False), (2, True), (3, True)])
def test_others_may_use_level_two_and_numbers(level: int, number: bool) -> None:
    assert check(right(level=level, number=number)) == []
    assert check_own(right(level=level, number=number), "Title") != []


def test_setext_headings_and_windows_line_ends_are_read() -> None:
    text = right(level=2).replace("## RELIABILITY", "RELIABILITY\n-----------")
    assert check(text.replace("\n", "\r\n")) == []


def test_the_out_of_scope_answer_is_right_as_it_is() -> None:
    assert check(OUT_OF_SCOPE) == []
    assert check(OUT_OF_SCOPE.replace("\n", "\r\n").rstrip()) == []
    assert check_own(OUT_OF_SCOPE, "Any") == []
    assert check_own(OUT_OF_SCOPE + "\n", "Any") != []


def test_an_empty_document_lacks_everything() -> None:
    found = codes("")
    assert found.count("heading-missing") == len(HEADINGS)
    assert found.count("section-missing") == len(SECTIONS)


def test_a_missing_section_is_a_blocker() -> None:
    text = right().replace("### PERFORMANCE", "#### Fast")
    assert check(text) == [
        Fault(
            "section-missing",
            "blocker",
            "The section PERFORMANCE is missing",
            "Add '### PERFORMANCE' under Outputs; if it does not apply, write 'Not applicable: ' and the reason.",
        )
    ]


def test_a_section_that_stands_twice_is_named_at_its_second_line() -> None:
    text = right() + "### RELIABILITY\n\nAgain.\n"
    found = {fault.code: fault for fault in check(text)}
    assert found["section-duplicate"].line == len(right().splitlines()) + 1


def test_sections_out_of_order_are_named() -> None:
    text = right().replace("OBSERVABILITY", "X_X").replace("RELIABILITY", "OBSERVABILITY").replace("X_X", "RELIABILITY")
    assert codes(text) == ["section-order"]


def test_an_extra_slo_section_is_known_and_a_warning() -> None:
    (fault,) = check(right() + "### SLO_SLA\n\n99.9 %.\n")
    assert (fault.code, fault.severity) == ("section-extra", "warning")
    assert "RELIABILITY" in fault.fix


def test_any_other_extra_section_is_a_warning_and_headings_below_are_fine() -> None:
    assert codes(right() + "### NEXT_STEPS\n\nGo.\n") == ["section-extra"]
    assert codes(right() + "#### Details\n\nGo.\n") == []


@pytest.mark.parametrize("words", ["", "<!-- later -->", "#### Only a heading"])
def test_an_empty_section_is_a_blocker(words: str) -> None:
    assert codes(right().replace("About PERFORMANCE.", words)) == ["section-empty"]


@pytest.mark.parametrize("words", ["N/A", "n/a.", "NA", "Not applicable", "None.", "TBD", "-", "**N/A**", "- N/A", "…"])
def test_a_bare_na_is_a_blocker(words: str) -> None:
    assert codes(right().replace("About PERFORMANCE.", words)) in (["section-bare"], ["section-empty"])


def test_a_reason_makes_it_an_answer() -> None:
    assert check(right().replace("About PERFORMANCE.", "Not applicable: no app is built.")) == []


def test_words_under_a_heading_of_a_section_fill_it() -> None:
    assert check(right().replace("About PERFORMANCE.", "#### Part\n\n```\ncode\n```")) == []


def test_a_section_at_another_level_is_named() -> None:
    assert codes(right().replace("### FILE_PLAN", "#### FILE_PLAN")) == ["section-level"]


def test_a_section_before_outputs_is_out_of_place() -> None:
    text = right().replace("## Inputs\n", "### SYSTEM_CONTEXT\n\nEarly.\n\n## Inputs\n", 1)
    assert "section-place" in codes(text)


def test_the_three_headings_must_be_there_once_and_in_order() -> None:
    assert codes(right().replace("## Inputs", "## Input")) == ["heading-missing"]
    assert codes(right() + "## Inputs\n\nMore.\n") == ["heading-duplicate"]
    swapped = (
        right().replace("## Inputs", "## X").replace("## When to use", "## Inputs").replace("## X", "## When to use")
    )
    assert codes(swapped) == ["heading-order"]


def test_a_document_without_its_version_gets_a_warning() -> None:
    (fault,) = check(right().replace("schema_version: 1\n", ""))
    assert (fault.code, fault.severity) == ("schema-version", "warning")


def test_headings_in_fences_and_quotes_are_not_sections() -> None:
    text = right().replace("About DATA_DESIGN.", "```\n### FILE_PLAN\n```\n\n> ### FILE_PLAN")
    assert check(text) == []


def test_lines_count_from_the_top_of_the_file() -> None:
    first = headings(right())[0]
    assert (first.text, first.line) == ("Title", 4)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# Title\n", ""),
        ("# Title\n", "# Title\n\n# Second\n"),
        ("# Title\n", "# Tit\n"),
        ("# Title\n", "# Title \\#\n"),
        ("## Inputs", "### Inputs"),
        ("### FILE_PLAN", "### 13. FILE_PLAN"),
        ("### FILE_PLAN", "> ### FILE_PLAN"),
        ("About FILE_PLAN.", "### More"),
        ("About RELIABILITY.", "- ## Hidden"),
        ("About RELIABILITY.", "Hidden\n==="),
        ("### FILE_PLAN", "plan"),
    ],
)
def test_ours_is_refused_for_any_heading_that_is_not_exactly_right(old: str, new: str) -> None:
    assert check_own(right().replace(old, new), "Title") != []


@pytest.mark.parametrize(
    ("said", "is_empty"),
    [
        ("<!-- a -->", True),
        ("<!-- a -- b\nc --> <!-- d -->", True),
        ("<!-- a --> words", False),
        ("<!-- a --> words <!-- b -->", False),
    ],
)
def test_comments_are_no_answer_and_words_between_them_are(said: str, is_empty: bool) -> None:
    text = right().replace("About RELIABILITY.", said)
    assert codes(text) == (["section-empty"] if is_empty else [])


def endless(line: str) -> str:
    """A document with as much of a line as there may be."""
    start = right() + "\n### RELIABILITY\n\n"
    return start + line * ((300_000 - 6 * start.count("\n")) // max(1, 6 * line.count("\n") + line.count("|")))


@pytest.mark.parametrize(
    "text",
    [
        right().replace("About RELIABILITY.", "<!--a-->" * 40 + "x"),
        right() + "[" * 400_000,
        right() + "![" * 200_000,
        right() + "*a **b " * 60_000,
        right() + "a\f" * 400_000,
        endless("### RELIABILITY\n"),
        endless("## RELIABILITY\n\nTBD\n"),
        endless("- a\n"),
        endless("|a"),
        endless("a|b\n-|-\na|b\n\n"),
    ],
    ids=["comments", "brackets", "pictures", "stars", "form feeds", "sections", "bare", "items", "cells", "tables"],
)
def test_no_document_keeps_the_reader_busy(text: str) -> None:
    assert not is_endless(text)
    began = perf_counter()
    check(text)
    check_words(text)
    assert perf_counter() - began < 4  # of a machine that is busy otherwise too


def test_a_document_without_an_end_is_not_read() -> None:
    assert is_endless("\n" * 60_000)
    assert is_endless("\r" * 60_000)
    assert is_endless("|a|" * 200_000)
    assert not is_endless("word " * 500_000)
