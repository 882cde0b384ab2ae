"""Suggestions: offered with reasons, taken with one deed, stale when what they follow from has changed."""

from __future__ import annotations

from typing import Any

import pytest
from core.designs import small

from wizard.answers import value_at, with_value
from wizard.design import Answers, Path
from wizard.review import review
from wizard.session import Session
from wizard.suggestions.suggest import advisors
from wizard.suggestions.suggestion import Suggestion

POLICIES = ("operations", "dependency_policies")


def with_system(**more: Any) -> Answers:
    """A draft with one external system and nothing else."""
    system = {"id": "s1", "name": "Ledger", "direction": "out", "criticality": "hard", **more}
    return {"start": {"in_scope": True}, "scope": {"external_systems": [system]}}


def offered(answers: Answers, path: Path) -> tuple[Suggestion, ...]:
    """What is offered for a field or list."""
    return review(answers).suggestions.get(path, ())


def test_a_suggestion_says_why_and_what_it_follows_from() -> None:
    (policy,) = offered(with_system(), POLICIES)
    assert policy.code == "dependency-policy"
    assert "Ledger is a hard dependency" in policy.because
    assert ("scope", "external_systems", "s1", "criticality") in policy.basis


def test_nothing_is_filled_in_by_a_suggestion() -> None:
    answers = with_system()
    session = Session(answers)
    assert session.review.suggestions
    assert session.answers is answers


def test_accepting_adds_the_record_with_an_id_and_ends_the_suggestion() -> None:
    session = Session(with_system())
    (path,) = session.accept(offered(session.answers, POLICIES))
    assert session.value(path)["system"] == "Ledger"
    assert not session.review.suggestions.get(POLICIES)
    assert session.review.origins[path].code == "dependency-policy"
    assert not session.review.origins[path].is_stale


def test_accepting_is_undone_in_one_step_with_its_note() -> None:
    before = with_system()
    session = Session(before)
    session.accept(offered(before, POLICIES))
    session.undo()
    assert session.answers == before


def test_an_accepted_answer_is_stale_when_its_basis_changes_and_fresh_again_when_it_changes_back() -> None:
    session = Session(with_system())
    (path,) = session.accept(offered(session.answers, POLICIES))
    at = ("scope", "external_systems", "s1", "criticality")
    session.answer(at, "soft")
    assert session.review.origins[path].changed == (at,)
    session.answer(at, "hard")
    assert not session.review.origins[path].is_stale


def test_keeping_a_stale_answer_makes_it_fresh() -> None:
    session = Session(with_system())
    (path,) = session.accept(offered(session.answers, POLICIES))
    session.answer(("scope", "external_systems", "s1", "criticality"), "soft")
    session.keep(path)
    assert not session.review.origins[path].is_stale


def test_what_somebody_changed_is_theirs() -> None:
    session = Session(with_system())
    (path,) = session.accept(offered(session.answers, POLICIES))
    session.answer((*path, "timeout_ms"), 900)
    assert path not in session.review.origins


def test_removing_an_accepted_record_removes_its_note() -> None:
    session = Session(with_system())
    (path,) = session.accept(offered(session.answers, POLICIES))
    session.remove(path)
    assert "provenance" not in session.answers
    assert session.review.suggestions[POLICIES]


def test_notes_survive_the_draft_file() -> None:
    from wizard.drafts.file import from_toml, to_toml

    session = Session(with_system())
    (path,) = session.accept(offered(session.answers, POLICIES))
    again = from_toml(to_toml(session.answers))
    assert review(again).origins[path].code == "dependency-policy"
    assert to_toml(again) == to_toml(session.answers)


def test_an_answer_that_was_typed_gets_no_suggestion_for_its_field() -> None:
    answers = small()
    for path, suggestions in review(answers).suggestions.items():
        assert all(one.is_record for one in suggestions) or value_at(answers, path) in (None, "", [])


@pytest.mark.parametrize("note", [{}, {"source": "accepted"}, {"source": "accepted", "path": 3, "basis": 4}, "x", 7])
def test_a_note_that_makes_no_sense_says_nothing(note: Any) -> None:
    answers = {**with_system(), "provenance": [note]}
    assert review(answers).origins == {}


def test_every_rule_names_a_reference_page_and_says_what_it_is_about() -> None:
    from wizard.knowledge.library import page_names

    for advisor in advisors().values():
        assert advisor.title.endswith(".")
        assert advisor.reference in page_names()


def test_a_record_is_offered_only_while_it_is_not_there() -> None:
    answers = with_value(with_system(), POLICIES, [{"id": "p1", "system": "Ledger"}])
    assert not offered(answers, POLICIES)


def test_an_accepted_name_is_followed_by_what_refers_to_the_record() -> None:
    operation = {"id": "o1", "method": "POST", "path": "/orders"}
    answers = {"api": {"operations": [operation]}, "operations": {"slos": [{"id": "s", "target": "POST /orders"}]}}
    session = Session(answers)
    session.accept([Suggestion("x", ("api", "operations", "o1", "operation_id"), "createOrder", "because", ())])
    assert session.value(("operations", "slos", "s", "target")) == "createOrder"


def test_an_accepted_answer_that_would_be_suggested_again_is_not_stale() -> None:
    session = Session(with_system())
    path = ("pattern", "external_systems_count")
    session.accept(offered(session.answers, path))
    session.answer(("scope", "external_systems", "s1", "purpose"), "keeps the books")
    assert not session.review.origins[path].is_stale
    session.add(("scope", "external_systems"), [{"name": name} for name in "ABCDEF"])
    assert session.review.origins[path].is_stale
    assert session.review.suggestions[path][0].value == "high"
