"""Search: words are looked for while they are typed, and enter goes to what was found."""

from pathlib import Path

import pytest
from ui.sitting import NARROW, WIDE, WIDEST, Sitting, sitting

from screens.help import TOPICS
from screens.reference import ReferenceScreen
from screens.search import HitList, SearchScreen
from screens.widgets.bars import KeyBar
from wizard.answers import value_at
from wizard.drafts.file import from_toml
from wizard.search import Hit

NAMES = {"esc": "escape", "up/down": "up", "page keys": "pageup"}


def hits(s: Sitting) -> HitList:
    """What was found."""
    return s.app.screen.query_one(HitList)


async def search(s: Sitting, words: str) -> None:
    """Type words, and wait until they were looked for."""
    await s.press("ctrl+f")
    await s.type(words)
    screen = s.app.screen
    assert isinstance(screen, SearchScreen)
    await s.until(lambda: screen._timer is None)


async def go_to_first(s: Sitting, kind: str) -> None:
    """Walk to the first hit of a kind."""
    place = next(n for n, hit in enumerate(hits(s).hits) if hit.kind == kind)
    await s.press(*["down"] * place)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_an_answer_in_a_record_is_gone_to_by_enter(payments: Path, size: tuple[int, int]) -> None:
    answers = from_toml(payments.read_bytes())
    entry = answers["scope"]["trust_entries"][0]
    async with sitting(payments, size=size) as s:
        await search(s, entry["who"])
        target = ("scope", "trust_entries", entry["id"], "who")
        assert target in [hit.target for hit in hits(s).hits]
        while hits(s).current.target != target:  # type: ignore[union-attr]
            await s.press("down")
        await s.press("enter")
        assert s.screen_name == "RecordScreen"
        assert s.where == target


async def test_words_typed_and_enter_in_one_go_are_looked_for_first(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("ctrl+f")
        await s.enter("audit retention")
        assert s.where == ("access", "audit_retention")


async def test_a_nested_record_is_gone_to_from_the_form_of_another_record(payments: Path) -> None:
    answers = from_toml(payments.read_bytes())
    entity = next(entity for entity in answers["domain"]["entities"] if entity["attributes"])
    attribute = entity["attributes"][-1]
    target = ("domain", "entities", entity["id"], "attributes", attribute["id"], "name")
    async with sitting(payments) as s:
        await s.go_to("operations")
        await s.press("enter")
        assert s.screen_name == "RecordScreen"
        await search(s, f"{attribute['name']} {entity['name']} attributes")
        assert target in [hit.target for hit in hits(s).hits]
        while hits(s).current.target != target:  # type: ignore[union-attr]
            await s.press("down")
        await s.press("enter")
        assert s.where == target
        await s.press("escape", "escape")
        assert s.where == ("domain", "entities")
        assert s.screen_name == "StepScreen"


async def test_what_is_in_the_record_that_is_open_is_gone_to_without_closing_it(payments: Path) -> None:
    answers = from_toml(payments.read_bytes())
    operation = answers["api"]["operations"][0]
    async with sitting(payments) as s:
        await s.go_to("operations")
        await s.press("enter")
        before = s.app.screen
        await search(s, operation["summary"])
        target = ("api", "operations", operation["id"], "summary")
        while hits(s).current.target != target:  # type: ignore[union-attr]
            await s.press("down")
        await s.press("enter")
        assert s.where == target
        assert s.app.screen is before


async def test_a_question_of_the_start_form_is_gone_to(payments: Path) -> None:
    async with sitting(payments) as s:
        await s.press("ctrl+f")
        await s.enter("compliance scope")
        assert s.screen_name == "StartScreen"
        assert s.where == ("start", "compliance")


async def test_a_finding_is_gone_to_from_readiness() -> None:
    async with sitting(Path("new.design.toml")) as s:
        await s.press("f5")
        finding = s.desk.session.review.findings[-1]
        await search(s, finding.message)
        await go_to_first(s, "finding")
        await s.press("enter")
        assert s.where[:2] == finding.path[:2]


async def test_a_page_is_read_at_its_heading_over_the_search(payments: Path) -> None:
    async with sitting(payments, size=NARROW) as s:
        await search(s, "lost updates refused")
        await s.press("enter")
        assert isinstance(s.app.screen, ReferenceScreen)
        assert "How are lost updates refused?" in s.rows[5]
        await s.press("escape")
        assert s.screen_name == "SearchScreen"
        assert hits(s).hits
        await s.press("escape")
        assert s.screen_name == "StepScreen"


async def test_an_item_is_read_where_it_stands(payments: Path) -> None:
    async with sitting(payments, size=NARROW) as s:
        await search(s, "rest-patch-names-format")
        await s.press("enter")
        assert isinstance(s.app.screen, ReferenceScreen)
        assert "rest-patch-names-format   source: RFC 5789" in s.screen_text()


async def test_nothing_is_looked_for_before_two_letters(payments: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(_review: object, words: str, _limit: int) -> list[Hit]:
        asked.append(words)
        return []

    monkeypatch.setattr("screens.search.search", ask)
    async with sitting(payments) as s:
        await search(s, "p")
        assert asked == []
        await s.type("aym")
        await s.until(lambda: bool(asked))
        assert asked == ["paym"]
        assert "Nothing holds this word." in s.screen_text()


async def test_hits_stand_by_kind_with_counts_and_tab_walks_the_kinds(payments: Path) -> None:
    async with sitting(payments) as s:
        await search(s, "idempotency")
        text = s.screen_text()
        found = [hit.kind for hit in hits(s).hits]
        assert f"Questions  {found.count('question')}" in text
        assert f"Answers  {found.count('answer')}" in text
        kinds = list(dict.fromkeys(found))
        seen = [found[0]]
        for _ in kinds:
            await s.press("tab")
            seen.append(hits(s).hits[hits(s).row].kind)
        assert seen == [*kinds, kinds[0]]
        await s.press("shift+tab")
        assert hits(s).hits[hits(s).row].kind == kinds[-1]


async def test_the_current_hit_shows_where_it_stands_and_what_it_says(payments: Path) -> None:
    async with sitting(payments) as s:
        goal = value_at(s.answers(), ("scope", "goal"))
        words = " ".join(goal.split()[:4])
        await search(s, words)
        await go_to_first(s, "answer")
        assert "1 Scope › Goal" in s.screen_text()
        assert words in s.screen_text()


@pytest.mark.parametrize("words", ["[red]list[int][/red]", "[/nope]", "[bold", "\\[x]", "(*+?"])
async def test_words_are_never_markup(payments: Path, words: str) -> None:
    async with sitting(payments) as s:
        s.desk.session.answer(("scope", "goal"), f"We keep {words} as it is.")
        await search(s, words)
        assert f"We keep {words} as it is." in s.screen_text()


@pytest.mark.parametrize("size", [WIDE, NARROW, WIDEST])
async def test_every_shown_key_works_here_and_help_tells_of_them(payments: Path, size: tuple[int, int]) -> None:
    async with sitting(payments, size=size) as s:
        for words in ("", "payment"):
            await search(s, words)
            for hint in (hint for _, hint in s.app.screen.query_one(KeyBar)._ends):
                assert NAMES.get(hint.key, hint.key.lower()) in [*s.app.screen.active_bindings, "enter"], hint
            _, rows = TOPICS["search"][1][0]
            for keys, _ in rows:
                for key in keys.split(", "):
                    assert NAMES.get(key, key) in [*s.app.screen.active_bindings, "enter"], key
            await s.press("escape")
