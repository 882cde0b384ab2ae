"""The checklist: for whom an item counts, and who says how it stands."""

from __future__ import annotations

from typing import Any

import pytest

from wizard.checklist import checklist
from wizard.checklist.applicable import DEPTH_WORDS, SCOPES, SURFACES, SYSTEMS, fits, words_of
from wizard.checklist.checklist import Checker
from wizard.checklist.told import Predicate, Told, met, settles, silent, unmet
from wizard.design import Design, Reader
from wizard.knowledge.library import items
from wizard.knowledge.page import Item
from wizard.steps.risks import Tick

OWN = Item("guide-goal", "The goal is stated.", "your guide", "SYSTEM_CONTEXT", (), "your-guide")


def design(start: dict[str, Any] | None = None, **steps: Any) -> Design:
    """A design with these answers."""
    return Reader().read({"start": start or {}, **steps}).design


def counts(item_words: tuple[str, ...], start: dict[str, Any] | None = None, **steps: Any) -> bool:
    """Whether an item with these words counts for a design with these answers."""
    return fits((item_words,), words_of(design(start, **steps)))


# for whom


def test_without_words_an_item_counts_for_every_design() -> None:
    assert fits((), words_of(design()))


@pytest.mark.parametrize(
    ("word", "system", "expected"),
    [
        ("rest", "rest", True), ("rest", "graphql", False), ("graphql", "graphql", True), ("graphql", "rest", False),
        ("rest", "both", True), ("graphql", "both", True), ("rest", None, True), ("graphql", None, True),
    ],
)  # fmt: skip
def test_a_system_type_counts_for_itself_and_both_and_while_none_is_chosen(
    word: str, system: str | None, expected: bool
) -> None:
    assert counts((word,), {"system_type": system} if system else None) is expected


@pytest.mark.parametrize("surface", sorted(SURFACES))
def test_a_surface_counts_once_it_is_chosen(surface: str) -> None:
    assert not counts((surface,))
    assert counts((surface,), scope={"surfaces": [surface]})


@pytest.mark.parametrize("scope", sorted(SCOPES))
def test_a_compliance_scope_counts_when_it_or_all_applies(scope: str) -> None:
    assert not counts((scope,))
    assert not counts((scope,), {"compliance": ["none"]})
    assert counts((scope,), {"compliance": [scope]})
    assert counts((scope,), {"compliance": ["all"]})


@pytest.mark.parametrize(
    ("word", "depth", "expected"),
    [
        ("standard", "simple-crud", False), ("standard", None, True), ("standard", "high-scale", True),
        ("multi-tenant", "standard", False), ("multi-tenant", "multi-tenant", True),
        ("high-scale", "multi-tenant", False), ("high-scale", "high-scale", True),
    ],
)  # fmt: skip
def test_a_depth_counts_from_itself_on(word: str, depth: str | None, expected: bool) -> None:
    assert counts((word,), {"depth": depth} if depth else None) is expected


def test_words_of_one_kind_are_alternatives_and_kinds_are_combined() -> None:
    words = ("rest", "graphql", "mcp")
    assert not counts(words, {"system_type": "rest"})
    assert counts(words, {"system_type": "rest"}, scope={"surfaces": ["mcp"]})
    assert counts(("cli", "mcp"), scope={"surfaces": ["mcp"]})


def test_words_of_the_page_and_of_the_item_have_to_fit_both() -> None:
    groups = (("soc2", "gdpr"), ("gdpr",))
    assert not fits(groups, words_of(design({"compliance": ["soc2"]})))
    assert fits(groups, words_of(design({"compliance": ["gdpr"]})))


def test_every_kind_of_word_is_a_kind_of_its_own() -> None:
    kinds = (SYSTEMS, SURFACES, SCOPES, DEPTH_WORDS)
    assert len(frozenset().union(*kinds)) == sum(len(kind) for kind in kinds)


# who says it


def tick(item: str, state: str | None, **more: Any) -> dict[str, Any]:
    """A tick by hand."""
    return {"id": "t1", "item": item, "state": state, **more}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> dict[str, Told]:
    """What the answers tell of the items in it, instead of all predicates there are."""
    said: dict[str, Told] = {}

    def of(name: str) -> Predicate:
        return lambda _: said[name]

    monkeypatch.setattr(checklist, "predicates", lambda: {name: of(name) for name in said})
    return said


@pytest.mark.parametrize(
    ("answers", "state", "by"),
    [
        (met((("scope", "goal"), "in one line")), "met", "answers"),
        (unmet((("scope", "goal"), "in one line")), "not-met", "answers"),
        (silent((("scope", "goal"), "in one line")), "open", ""),
    ],
)
def test_the_answers_tick_an_item_with_their_evidence(
    told: dict[str, Told], answers: Told, state: str, by: str
) -> None:
    told["guide-goal"] = answers
    one = Checker((OWN,)).check(design()).by_id["guide-goal"]
    assert (one.state, one.by, one.where) == (state, by, answers.where)
    assert one.is_done is (state == "met")


@pytest.mark.parametrize("state", ["met", "not-met", "not-applicable"])
def test_a_tick_by_hand_stands_above_the_answers_and_keeps_what_they_tell(told: dict[str, Told], state: str) -> None:
    told["guide-goal"] = unmet((("scope", "goal"), "says nothing"))
    answers = {"ticks": [tick("guide-goal", state, reason="looked at it")]}
    one = Checker((OWN,)).check(design(risks=answers)).by_id["guide-goal"]
    assert (one.state, one.by) == (state, "hand")
    assert one.where[0].words == "says nothing"
    assert isinstance(one.tick, Tick)
    assert one.tick.reason == "looked at it"
    assert one.is_done is (state != "not-met")


def test_a_tick_without_a_state_leaves_the_item_to_the_answers(told: dict[str, Told]) -> None:
    told["guide-goal"] = met((("scope", "goal"), "stated"))
    one = Checker((OWN,)).check(design(risks={"ticks": [tick("guide-goal", None)]})).by_id["guide-goal"]
    assert (one.state, one.by, one.tick) == ("met", "answers", None)


def test_a_tick_of_an_item_that_is_not_there_changes_nothing() -> None:
    plain, ticked = design(), design(risks={"ticks": [tick("no-such-item", "met")]})
    before, after = Checker().check(plain), Checker().check(ticked)
    assert [(one.item.id, one.state) for one in before.checked] == [(one.item.id, one.state) for one in after.checked]
    assert "no-such-item" not in after.by_id


@pytest.mark.usefixtures("told")
def test_an_item_nobody_settles_is_open() -> None:
    one = Checker((OWN,)).check(design()).by_id["guide-goal"]
    assert (one.state, one.by, one.where) == ("open", "", ())


def test_only_items_that_count_are_on_the_list() -> None:
    checker = Checker()
    without = checker.check(design({"system_type": "graphql"}))
    with_cli = checker.check(design({"system_type": "graphql"}, scope={"surfaces": ["cli"]}))
    assert not any(one.item.id.startswith("surface-cli-") for one in without.checked)
    assert any(one.item.id.startswith("surface-cli-") for one in with_cli.checked)


def test_the_list_goes_by_section_too_and_loses_nothing() -> None:
    checked = Checker().check(design({"compliance": ["all"], "depth": "high-scale"}))
    assert sum(map(len, checked.by_section.values())) == len(checked.checked)
    sections = ("FILE_PLAN", "DATA_DESIGN")
    assert checked.of(sections) == checked.by_section["FILE_PLAN"] + checked.by_section["DATA_DESIGN"]
    assert checked.of(("NO_SUCH_SECTION",)) == ()


def test_a_predicate_runs_again_only_when_what_it_read_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []

    def counted(of: Design) -> Told:
        runs.append(of.scope.goal)
        return met((("scope", "goal"), of.scope.goal))

    monkeypatch.setattr(checklist, "predicates", lambda: {"guide-goal": counted})
    checker = Checker((OWN,))
    checker.check(design(scope={"goal": "one"}))
    checker.check(design(scope={"goal": "one"}, file_plan={"language": "Rust"}))
    assert runs == ["one"]
    checker.check(design(scope={"goal": "two"}))
    assert runs == ["one", "two"]


def test_two_predicates_for_one_item_are_refused() -> None:
    settled = next(iter(checklist.predicates()))
    with pytest.raises(ValueError, match=settled):
        settles(settled)(lambda _: silent())


def test_every_predicate_stands_the_empty_design() -> None:
    known = {item.id for item in items()}
    for item, predicate in checklist.predicates().items():
        assert item in known
        assert predicate(design()).state in ("met", "unmet", "silent"), item
