"""The reference pages: complete, written as docs/references.md says, and true to the model they speak of."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import tomli

from wizard.checklist.applicable import DEPTH_WORDS, SCOPES, SURFACES, SYSTEMS, fits, words_of
from wizard.checklist.checklist import predicates
from wizard.contract import SECTIONS
from wizard.design import Reader
from wizard.knowledge.library import NoSuchPage, item_by_id, items, page, page_names, pages
from wizard.knowledge.page import KEYS, Item, Page, PageBroken, anchor_of, read_page
from wizard.resources import resource_folder
from wizard.workflow import STEPS

EXPECTED = frozenset(
    (
        "standards-baseline", "api-design-checklist", "rest-best-practices", "graphql-schema-design",
        "security-headers", "feature-flagging-rollout", "audit-log-integrity", "integration-surfaces", "tech-standards",
        "tauri-backend", "rust-backend-design", "auth0-oidc-best-practices", "cloudflare-workers-notes",
        "ollama-cloud-api", "frontier-models", "data-retention-residency", "rate-limit-templates",
        "mcp-idempotency-replay", "contract-testing", "design-guidelines-canonical", "apps-sdk-ux",
        "apps-sdk-use-cases", "apps-sdk-auth", "apps-sdk-state", "apps-sdk-monetization", "apps-sdk-metadata",
        "apps-sdk-security-privacy",
        "architecture-patterns", "domain-modelling", "slo-and-error-budgets", "resilience-and-observability",
        "data-migrations", "tenancy", "threat-checklist", "compliance",
    )
)  # fmt: skip
"""The pages that were asked for, and those that the model needs beside them."""
WIDEST = 110
"""Characters of a line, items and rows of tables excepted."""
LEAST_LINES, MOST_LINES = 60, 150
"""Lines before the checklist."""
LONGER = {"compliance": 165}
"""Six scopes share this page, and each reader needs one or two of them."""
MOST_COLUMNS = 4
LONGEST_STATEMENT = 150
GRAMMAR = SYSTEMS | SURFACES | SCOPES | DEPTH_WORDS
FOREIGN = Path(__file__).parent.parent / "data" / "foreign-eight-words.txt"
"""Hashes of runs of eight words of another text; runs that are mostly numbers of standards are left out."""
NAMES = sorted(EXPECTED)


@cache
def lines_of(name: str) -> tuple[tuple[bool, str], ...]:
    """The lines of a page's text, and whether each is inside a fence; fences themselves count as inside."""
    found, fence = [], ""
    for line in page(name).text.splitlines():
        mark = line.lstrip()[:3]
        if mark in ("```", "~~~") and fence in ("", mark):
            found.append((True, line))
            fence = "" if fence else mark
        else:
            found.append((bool(fence), line))
    return tuple(found)


def prose(name: str) -> list[str]:
    """The lines outside of fences."""
    return [line for inside, line in lines_of(name) if not inside]


def scopes_of(item: Item) -> frozenset[str]:
    """The compliance scopes that all groups of an item leave; none if it is not about compliance."""
    named = [SCOPES & set(group) for group in item.when if SCOPES & set(group)]
    return frozenset.intersection(*(frozenset(one) for one in named)) if named else frozenset()


def eights(text: str) -> set[str]:
    """Hashes of the runs of eight words within the sentences of a text."""
    found = set()
    for sentence in re.split(r"\n\s*\n|\n(?=[#*>|-]|\d+\.)|(?<=[.!?:])\s+(?=[A-Z])", text):
        said = re.findall(r"[a-z0-9]+", sentence.lower())
        runs = (" ".join(said[at : at + 8]) for at in range(len(said) - 7))
        found |= {hashlib.blake2b(run.encode(), digest_size=6).hexdigest() for run in runs}
    return found


# the set


def test_every_page_is_there_and_no_other() -> None:
    assert set(page_names()) == EXPECTED


def test_there_are_enough_items_in_all_and_in_every_section() -> None:
    by_section = Counter(item.section for item in items())
    assert len(items()) >= 250
    assert set(by_section) == set(SECTIONS)
    assert {section: count for section, count in by_section.items() if count < 6} == {}


def test_ids_of_items_are_unique() -> None:
    counted = Counter(item.id for item in items())
    assert [name for name, count in counted.items() if count > 1] == []


def test_an_id_begins_with_a_word_that_only_its_page_uses() -> None:
    first: dict[str, set[str]] = {}
    for item in items():
        first.setdefault(item.id.partition("-")[0], set()).add(item.page)
    assert {word: sorted(used) for word, used in first.items() if len(used) > 1} == {}


@pytest.mark.parametrize("scope", sorted(SCOPES))
def test_every_compliance_scope_has_its_items(scope: str) -> None:
    named = [item for item in items() if scope in scopes_of(item)]
    own = [item for item in named if scopes_of(item) == {scope}]
    assert len(named) >= 10
    assert len(own) >= 4


def test_the_items_of_all_scopes_repeat_nothing_and_ask_for_a_legal_review() -> None:
    design = Reader().read({"start": {"compliance": ["all"], "system_type": "both"}}).design
    fitting = [item for item in items() if fits(item.when, words_of(design))]
    said = Counter(" ".join(re.findall(r"[a-z0-9]+", item.statement.lower())) for item in fitting)
    assert [statement for statement, count in said.items() if count > 1] == []
    assert "compliance-legal-review" in {item.id for item in fitting}


def test_what_the_answers_settle_are_items() -> None:
    assert sorted(set(predicates()) - set(item_by_id())) == []


def test_ticks_that_are_shown_as_examples_name_items() -> None:
    shown = tomli.loads((resource_folder("templates") / "placeholders.toml").read_text("utf-8"))
    named = {domain: said["risks.ticks.item"] for domain, said in shown.items() if "risks.ticks.item" in said}
    risks = next(step for step in STEPS if step.key == "risks")
    tick = risks.fields["ticks"].record
    assert tick is not None
    named["the field itself"] = tick.fields["item"].eg
    assert {domain: name for domain, name in named.items() if name not in item_by_id()} == {}


def test_ticks_of_the_example_designs_name_items() -> None:
    for file in sorted((resource_folder("templates") / "examples").glob("*.design.toml")):
        ticks = tomli.loads(file.read_text("utf-8")).get("risks", {}).get("ticks", [])
        assert [tick["item"] for tick in ticks if tick["item"] not in item_by_id()] == [], file.name


# the form of a page


@pytest.mark.parametrize("name", NAMES)
def test_the_front_matter_has_its_keys_and_their_forms(name: str) -> None:
    text = (resource_folder("references") / f"{name}.md").read_text("utf-8")
    front = text.split("---\n")[1].splitlines()
    assert [line.partition(":")[0] for line in front] == list(KEYS)
    assert re.fullmatch(r"20\d\d-[01]\d", page(name).as_of)
    assert page(name).section in SECTIONS
    assert set(page(name).when) <= GRAMMAR
    assert page(name).summary.endswith(".")
    assert len(page(name).summary) <= WIDEST


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_its_title_a_first_paragraph_sections_and_the_checklist_at_the_end(name: str) -> None:
    shown = page(name)
    top = [heading for heading in shown.headings if heading.level == 1]
    sections = [heading for heading in shown.headings if heading.level == 2]
    assert [heading.words for heading in top] == [shown.title]
    assert top[0].line == 0
    assert len(sections) >= 3
    assert sections[-1].words == "Checklist"
    opening = [line for line in shown.text.splitlines()[1 : sections[0].line] if line.strip()]
    assert opening
    assert not opening[0].startswith(("#", "-", "*", "|", "`"))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_as_long_as_two_minutes_of_reading(name: str) -> None:
    length = next(heading.line for heading in page(name).headings if heading.words == "Checklist")
    assert LEAST_LINES <= length <= LONGER.get(name, MOST_LINES)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_an_example_in_a_fence_with_its_language(name: str) -> None:
    fences = [line for inside, line in lines_of(name) if inside and line.lstrip().startswith(("```", "~~~"))]
    assert len(fences) >= 2
    assert len(fences) % 2 == 0
    assert [line for line in fences[::2] if not re.fullmatch(r"\s*(```|~~~)[a-z]+", line)] == []


@pytest.mark.parametrize("name", NAMES)
def test_lines_and_tables_are_narrow_enough_to_be_read_beside_a_question(name: str) -> None:
    assert [line for line in prose(name) if len(line) > WIDEST and not line.startswith(("- [ ]", "|"))] == []
    rows = [line for line in prose(name) if line.startswith("|")]
    assert [row for row in rows if len(re.split(r"(?<!\\)\|", row)) - 2 > MOST_COLUMNS] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_neither_html_nor_images_nor_links_out(name: str) -> None:
    text = re.sub(r"`[^`\n]*`", "", "\n".join(prose(name)))
    assert re.findall(r"</?[a-zA-Z][^>\n]*>", text) == []
    assert re.findall(r"!\[", text) == []
    assert re.findall(r"\]\((?:[a-z]+:|//)[^)]*\)", text) == []


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_pages_and_headings_that_are_there(name: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", "\n".join(prose(name))):
        file, _, anchor = target.partition("#")
        assert not file or file.removesuffix(".md") in EXPECTED, target
        there = page(file or name)
        assert not anchor or anchor in {heading.anchor for heading in there.headings}, target


@pytest.mark.parametrize("name", NAMES)
def test_no_run_of_eight_words_is_somebody_elses(name: str) -> None:
    foreign = set(FOREIGN.read_text("utf-8").split())
    assert len(foreign) > 300
    assert sorted(eights(page(name).text) & foreign) == []


# the form of an item


@pytest.mark.parametrize("name", NAMES)
def test_every_task_is_an_item_under_the_checklist(name: str) -> None:
    shown = page(name)
    tasks = [line for line in shown.text.splitlines() if re.match(r"\s*[-*+] \[", line)]
    assert len(tasks) == len(shown.items)
    assert len(shown.items) >= 3
    checklist = next(heading.line for heading in shown.headings if heading.words == "Checklist")
    assert [line for line in shown.text.splitlines()[:checklist] if line.startswith("- [ ]")] == []
    assert all(line.startswith("- [ ] **") for line in tasks)


@pytest.mark.parametrize("name", NAMES)
def test_items_have_an_id_one_sentence_and_a_source(name: str) -> None:
    for item in page(name).items:
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", item.id), item.id
        assert len(item.statement) <= LONGEST_STATEMENT, item.id
        assert item.statement[0].isupper() or item.statement.startswith("`"), item.id
        assert item.statement.endswith("."), item.id
        assert not re.search(r"\bshould\b", item.statement), item.id
        assert item.source, item.id


@pytest.mark.parametrize("name", NAMES)
def test_items_count_for_words_of_the_grammar_and_stand_in_sections_of_the_contract(name: str) -> None:
    for item in page(name).items:
        assert {word for group in item.when for word in group} <= GRAMMAR, item.id
        assert item.section in SECTIONS, item.id


# reading a page

GOOD = """---
title: Queues
summary: Who waits.
as-of: 2026-01
applies-when: rest, soc2
section: RELIABILITY
sources: RFC 9110; advice
---

# Queues

Text.

## Who waits, and `why`?

```md
## Not a heading
- [ ] **queue-in-a-fence** An example. `source: advice`
```

## Checklist

- [ ] **queue-has-owner** Every queue has an owner: `name` it. `when: mcp` `source: RFC 9110, 9` `section: FILE_PLAN`
- [x] **queue-is-short** It is short. `source: advice`
- [ ] without an id
"""


def read() -> Page:
    """The page above, read."""
    return read_page("queues", GOOD)


def test_front_matter_is_read() -> None:
    shown = read()
    assert (shown.name, shown.title, shown.summary, shown.as_of) == ("queues", "Queues", "Who waits.", "2026-01")
    assert shown.when == ("rest", "soc2")
    assert shown.sources == ("RFC 9110", "advice")
    assert shown.text.startswith("# Queues\n")


def test_an_item_has_its_statement_and_its_tags() -> None:
    item = next(item for item in read().items if item.id == "queue-has-owner")
    assert item.statement == "Every queue has an owner: `name` it."
    assert (item.source, item.section, item.page) == ("RFC 9110, 9", "FILE_PLAN", "queues")
    assert item.when == (("rest", "soc2"), ("mcp",))


def test_an_item_without_tags_takes_section_and_words_of_its_page() -> None:
    item = next(item for item in read().items if item.id == "queue-is-short")
    assert (item.section, item.when) == ("RELIABILITY", (("rest", "soc2"),))


def test_a_task_without_an_id_is_no_item() -> None:
    assert "without an id" not in {item.statement for item in read().items}


def test_a_heading_in_a_fence_is_none() -> None:
    assert [heading.words for heading in read().headings] == ["Queues", "Who waits, and why?", "Checklist"]


def test_an_anchor_is_the_heading_in_lower_case_joined_by_dashes() -> None:
    assert read().headings[1].anchor == "who-waits-and-why"
    assert anchor_of("N+1 queries, again") == "n1-queries-again"


def test_a_page_for_everybody_has_no_words() -> None:
    assert read_page("queues", GOOD.replace("rest, soc2", "always")).when == ()


def test_line_ends_of_another_system_are_read_too() -> None:
    assert read_page("queues", GOOD.replace("\n", "\r\n")) == read()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Queues\n", "queues: a reference page begins with front matter"),
        (GOOD.replace("title: Queues\n", ""), "queues: the front matter does not say title"),
        (GOOD.replace("summary: Who waits.\nas-of: 2026-01\n", ""), "does not say summary, as-of"),
        (GOOD.replace("title: Queues", "title"), "holds a line without a colon: 'title'"),
        (GOOD.replace("title: Queues", "title:"), "does not say title"),
    ],
)
def test_a_broken_page_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(PageBroken, match=re.escape(message)):
        read_page("queues", text)


# the library


def test_a_page_is_found_with_and_without_its_ending() -> None:
    assert page("tenancy") is page("tenancy.md") or page("tenancy") == page("tenancy.md")


def test_a_mistyped_page_is_answered_with_those_that_are_near() -> None:
    with pytest.raises(NoSuchPage, match=r"called tenency.* Did you mean tenancy"):
        page("tenency")
    with pytest.raises(NoSuchPage, match="auth0-oidc-best-practices"):
        page("auth0")
    with pytest.raises(NoSuchPage, match="'backend-design references' lists them"):
        page("zzzzzz")


def test_items_are_those_of_all_pages_in_their_order() -> None:
    assert items() == tuple(item for shown in pages() for item in shown.items)
    assert item_by_id()[items()[0].id] is items()[0]
