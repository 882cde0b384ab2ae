"""Where answers come from: typed, accepted, imported, assumed or stale; counted, and held against the critical path."""

from __future__ import annotations

from typing import Any

import pytest
from core.designs import out_of_scope, small
from core.made_secrets import any_made

from wizard.answers import with_value
from wizard.design import Answers, Path
from wizard.drafts.file import from_toml, to_toml
from wizard.export.data import design_data, design_json
from wizard.export.document import document
from wizard.export.outgoing import outgoing
from wizard.export.schema import check_design
from wizard.provenance import KEY, noted
from wizard.review import Review, review
from wizard.rules.rule import Finding
from wizard.session import Session
from wizard.suggestions.suggestion import Suggestion
from wizard.tally import Provenance


def ids(answers: Answers, step: str, field: str) -> list[str]:
    """The ids of a list of records."""
    return [record["id"] for record in answers[step][field]]


def workflow(answers: Answers) -> Path:
    """The path of the small design's critical workflow."""
    return ("scope", "workflows", ids(answers, "scope", "workflows")[0])


def operation(answers: Answers) -> Path:
    """The path of its first operation, which serves that workflow."""
    return ("api", "operations", ids(answers, "api", "operations")[0])


def noting(answers: Answers, path: Path, source: Any, **more: Any) -> Answers:
    """Answers with a note on one of them."""
    note = {"id": f"n{'.'.join(path)}", **noted(answers, path, source), **more}
    return {**answers, KEY: [*answers.get(KEY, ()), note]}


def stale(answers: Answers, path: Path) -> Answers:
    """Answers in which one was accepted, and what it followed from is another one now."""
    return noting(answers, path, "accepted", rule="x", basis=["start.title 000000000000"])


def said(answers: Answers, code: str = "assumed-on-critical-path") -> list[Finding]:
    """What the review says of answers that nobody confirmed."""
    return [finding for finding in review(answers).findings if finding.code == code]


def typed(session: Session, path: Path, words: str) -> None:
    """Answer letter by letter."""
    for end in range(1, len(words) + 1):
        session.answer(path, words[:end])


# -- not sure ----------------------------------------------------------------------------------------------------------


def test_not_being_sure_of_an_answer_marks_it_and_lists_an_assumption_that_names_it() -> None:
    session = Session(small())
    assumption = session.assume(("api", "page_size_default"))
    assert session.review.origins["api", "page_size_default"].source == "assumed"
    assert session.value(assumption)["text"] == "Default size: "
    assert session.value(("api", "page_size_default")) == 50


def test_mark_and_assumption_are_undone_together() -> None:
    before = small()
    session = Session(before)
    session.assume(("api", "page_size_default"))
    session.undo()
    assert session.answers == before


def test_an_assumption_about_an_answer_within_a_record_names_the_record() -> None:
    session = Session(small())
    path = (*operation(session.answers), "idempotency")
    assert session.value(session.assume(path))["text"] == "createBooking: idempotency: "
    assert session.value(session.assume(path[:3]))["text"] == "Operation createBooking: "


def test_an_open_question_waits_and_every_letter_of_its_next_answer_is_assumed() -> None:
    session = Session({"start": {"in_scope": True}})
    session.assume(("scope", "goal"))
    assert session.review.awaited == {("scope", "goal")}
    assert ("scope", "goal") not in session.review.origins
    typed(session, ("scope", "goal"), "Book rooms")
    assert session.review.origins["scope", "goal"].source == "assumed"
    assert not session.review.awaited


def test_an_answer_that_is_taken_back_while_it_is_typed_is_waited_for_again() -> None:
    session = Session({"start": {"in_scope": True}})
    session.assume(("scope", "goal"))
    typed(session, ("scope", "goal"), "B")
    session.answer(("scope", "goal"), None)
    assert session.review.awaited == {("scope", "goal")}


def test_a_choice_of_several_is_assumed_with_all_that_is_chosen_in_a_row() -> None:
    session = Session(with_value(small(), ("scope", "surfaces"), None))
    session.assume(("scope", "surfaces"))
    session.answer(("scope", "surfaces"), ["cli"])
    session.answer(("scope", "surfaces"), ["cli", "mcp"])
    assert session.review.origins["scope", "surfaces"].source == "assumed"


def test_a_changed_assumed_answer_is_typed() -> None:
    session = Session({"start": {"in_scope": True}})
    session.assume(("scope", "goal"))
    typed(session, ("scope", "goal"), "Book rooms")
    session.answer(("scope", "minimal_architecture"), "One service.")
    typed(session, ("scope", "goal"), "Book desks")
    assert ("scope", "goal") not in session.review.origins


def test_an_answer_that_was_there_when_nobody_was_sure_is_typed_once_it_is_changed() -> None:
    session = Session(small())
    session.assume(("scope", "goal"))
    session.answer(("scope", "goal"), "Something else.")
    assert ("scope", "goal") not in session.review.origins


def test_records_that_are_added_in_a_row_to_an_empty_list_are_assumed_each() -> None:
    session = Session({"start": {"in_scope": True}})
    users = ("scope", "users")
    session.assume(users)
    added = [*session.add(users, [{"name": "Guest"}]), *session.add(users, [{"name": "Host"}])]
    session.answer(("scope", "goal"), "Book rooms.")
    session.add(users, [{"name": "Admin"}])
    origins = session.review.origins
    assert [path for path, origin in origins.items() if origin.source == "assumed"] == [(*users, one) for one in added]
    assert not session.review.awaited


def test_accepting_a_record_into_a_list_that_waits_ends_the_waiting() -> None:
    session = Session({"start": {"in_scope": True}})
    session.assume(("scope", "users"))
    (path,) = session.accept([Suggestion("x", ("scope", "users"), {"name": "Guest"}, "because", ())])
    assert {path: "accepted"} == {path: origin.source for path, origin in session.review.origins.items()}


def test_renaming_what_an_assumed_record_refers_to_leaves_it_assumed() -> None:
    session = Session(small())
    slo = ("operations", "slos", ids(session.answers, "operations", "slos")[0])
    session.assume(slo)
    typed(session, (*workflow(session.answers), "name"), "Reserve a room")
    assert session.value((*slo, "target")) == "Reserve a room"
    assert session.review.origins[slo].source == "assumed"


def test_removing_an_assumed_record_removes_its_note() -> None:
    session = Session(small())
    session.assume(operation(session.answers))
    session.remove(operation(session.answers))
    assert KEY not in session.answers


# -- confirmed ---------------------------------------------------------------------------------------------------------


def test_a_confirmed_answer_is_typed_and_keeps_its_assumption() -> None:
    session = Session(small())
    before = len(session.answers["scope"]["assumptions"])
    session.assume(("scope", "goal"))
    session.confirm(("scope", "goal"))
    assert not session.review.origins
    assert KEY not in session.answers
    assert len(session.answers["scope"]["assumptions"]) == before + 1


def test_confirming_an_open_question_ends_the_waiting() -> None:
    session = Session({"start": {"in_scope": True}})
    session.assume(("scope", "goal"))
    session.confirm(("scope", "goal"))
    typed(session, ("scope", "goal"), "Book")
    assert not session.review.origins


def test_a_confirmed_stale_answer_is_typed() -> None:
    session = Session(stale(small(), ("scope", "goal")))
    assert session.review.origins["scope", "goal"].is_stale
    session.confirm(("scope", "goal"))
    assert not session.review.origins


@pytest.mark.parametrize("source", ["accepted", "imported"])
def test_there_is_nothing_to_confirm_of_what_is_accepted_or_imported(source: str) -> None:
    session = Session(noting(small(), ("scope", "goal"), source))
    session.confirm(("scope", "goal"))
    assert session.review.origins["scope", "goal"].source == source
    assert session.revision == 0


def test_keeping_is_for_what_was_accepted() -> None:
    session = Session(noting(small(), ("scope", "goal"), "assumed"))
    session.keep(("scope", "goal"))
    assert session.revision == 0


def test_notes_of_every_source_survive_the_draft_file() -> None:
    session = Session(noting(small(), ("scope", "goal"), "imported"))
    session.assume(("data", "rollback"))
    session.assume(("operations", "degradation"))
    again = from_toml(to_toml(session.answers))
    assert to_toml(again) == to_toml(session.answers)
    sources = {path: origin.source for path, origin in review(again).origins.items()}
    assert sources == {("scope", "goal"): "imported", ("data", "rollback"): "assumed"}
    assert review(again).awaited == {("operations", "degradation")}


@pytest.mark.parametrize(
    "note",
    [{"source": ["assumed"], "path": "scope.goal"}, {"source": "assumed"}, {"source": "guessed", "path": "scope.goal"}],
)
def test_a_note_that_makes_no_sense_says_nothing(note: Any) -> None:
    found = review({**small(), KEY: [note]})
    assert found.origins == {}
    assert found.provenance.typed == review(small()).provenance.typed


# -- counted -----------------------------------------------------------------------------------------------------------


def counts(answers: Answers) -> Provenance:
    """How many answers come from where."""
    return review(answers).provenance


def test_without_notes_everything_is_typed_and_records_count_once() -> None:
    answers = {"start": {"title": "Rooms", "in_scope": True}, "scope": {"users": [{"id": "u", "name": "Guest"}]}}
    assert counts(answers) == Provenance(typed=3)


def test_each_answer_counts_once_and_one_within_a_record_where_it_has_a_note() -> None:
    answers = small()
    whole = counts(answers).typed
    answers = noting(answers, ("scope", "goal"), "imported")
    answers = noting(answers, workflow(answers), "accepted")
    answers = stale(answers, ("data", "rollback"))
    answers = noting(answers, (*operation(answers), "access"), "assumed")
    assert counts(answers) == Provenance(whole - 3, accepted=1, imported=1, assumed=1, stale=1)


def test_what_is_not_asked_is_not_counted() -> None:
    hidden = {"id": "g", "kind": "query", "name": "rooms"}
    answers = with_value(small(), ("api", "graphql_operations"), [hidden])
    answers = noting(answers, ("api", "graphql_operations", "g"), "assumed")
    assert counts(answers) == counts(small())


def test_a_note_on_an_answer_within_nested_records_is_counted() -> None:
    answers = small()
    entity = ids(answers, "domain", "entities")[0]
    held = answers["domain"]["entities"][0]["attributes"][0]["id"]
    answers = noting(answers, ("domain", "entities", entity, "attributes", held, "type"), "assumed")
    assert counts(answers).assumed == 1


def test_a_wrong_answer_is_an_answer() -> None:
    answers = with_value(small(), ("api", "page_size_default"), "plenty")
    assert counts(answers) == counts(small())


# -- the gate ----------------------------------------------------------------------------------------------------------


def test_an_assumed_answer_beside_the_critical_path_is_no_finding() -> None:
    assert not said(noting(small(), ("api", "page_size_default"), "assumed"))


def test_an_assumed_answer_on_the_critical_path_is_a_warning() -> None:
    answers = noting(small(), (*operation(small()), "summary"), "assumed")
    (finding,) = said(answers)
    assert (finding.severity, finding.message) == ("warning", "createBooking: summary is assumed")
    assert review(answers).verdict == review(small()).verdict


def test_a_policy_is_on_the_critical_path_while_its_system_is_a_hard_dependency() -> None:
    answers = small()
    policy = ("operations", "dependency_policies", ids(answers, "operations", "dependency_policies")[0])
    answers = noting(answers, policy, "assumed")
    assert not said(answers)
    system = ids(answers, "scope", "external_systems")[0]
    hard = with_value(answers, ("scope", "external_systems", system, "criticality"), "hard")
    assert [finding.message for finding in said(hard)] == ["Dependency policy Calendar is assumed"]


def test_performance_targets_of_its_operations_are_on_the_critical_path() -> None:
    answers = small()
    target = ("operations", "targets", ids(answers, "operations", "targets")[0], "p95_ms")
    assert len(said(noting(answers, target, "assumed"))) == 1


NEVER = [
    lambda answers: (*operation(answers), "access"),
    lambda answers: (*operation(answers), "idempotency"),
    operation,
    lambda answers: ("operations", "slos", ids(answers, "operations", "slos")[0], "objective"),
    lambda _: ("scope", "integrity_constraints"),
    lambda _: ("operations", "rollback"),
    lambda _: ("data", "rollback"),
]


@pytest.mark.parametrize("place", NEVER)
def test_what_the_design_stands_on_must_not_be_assumed(place: Any) -> None:
    answers = noting(small(), place(small()), "assumed")
    (finding,) = said(answers)
    assert finding.severity == "blocker"
    assert review(answers).verdict == "not-ready"


def test_access_of_an_operation_elsewhere_may_be_assumed() -> None:
    answers = with_value(small(), (*operation(small()), "workflow"), None)
    answers = with_value(answers, ("operations", "slos"), None)
    assert not said(noting(answers, (*operation(answers), "access"), "assumed"))


def test_more_than_three_assumed_answers_on_the_critical_path_block() -> None:
    answers = small()
    for name in ("actor", "outcome", "failure_mode"):
        answers = with_value(answers, (*workflow(answers), name), "Employee")
        answers = noting(answers, (*workflow(answers), name), "assumed")
    assert {finding.severity for finding in said(answers)} == {"warning"}
    answers = noting(answers, (*operation(answers), "summary"), "assumed")
    assert [finding.severity for finding in said(answers)] == ["blocker"] * 4
    assert said(answers)[0].message.endswith("is assumed, one of 4 on the critical path")


def test_an_imported_answer_on_the_critical_path_is_no_finding() -> None:
    assert not said(noting(small(), operation(small()), "imported"))


def test_stale_answers_of_one_list_are_one_warning_with_their_count() -> None:
    answers = small()
    for one in ids(answers, "api", "error_codes")[:3]:
        answers = stale(answers, ("api", "error_codes", one))
    answers = stale(answers, ("data", "rollback"))
    listed, single = said(answers, "stale-answer")
    assert listed.message.startswith("Error code room_taken and 2 more: accepted from a suggestion")
    assert single.path == ("data", "rollback")
    assert {listed.severity, single.severity} == {"warning"}


def test_a_waiver_sets_an_assumed_answer_aside() -> None:
    answers = noting(small(), ("operations", "rollback"), "assumed")
    waiver = {
        "id": "w",
        "finding": "assumed-on-critical-path@operations.rollback",
        "who": "Ines",
        "reason": "tried next week",
        "until": "2999-01-01",
    }
    answers = with_value(answers, ("risks", "waivers"), [waiver])
    assert not said(answers)


def test_what_leaves_the_house_is_judged_by_the_notes_of_the_draft() -> None:
    told = f"Ask {any_made('e-mail address', 1)}."
    answers = with_value(small(), ("operations", "rollback"), told)
    found = review(noting(answers, ("operations", "rollback"), "assumed"))
    sent: Review = outgoing(found)
    assert sent.design.operations.rollback != told
    assert sent.provenance == found.provenance
    assert sent.verdict == found.verdict == "not-ready"


# -- written down ------------------------------------------------------------------------------------------------------


def test_the_contract_says_where_answers_come_from_and_names_what_nobody_confirmed() -> None:
    answers = stale(noting(small(), ("scope", "goal"), "imported"), ("data", "rollback"))
    for path in ((*operation(answers), "idempotency"), workflow(answers), ("operations", "rollback")):
        answers = noting(answers, path, "assumed")
    text = document(review(answers))
    inputs = text[: text.index("## Outputs")]
    assert "| assumed | 3 | the authors were not sure |" in inputs
    rows = inputs.split("Nobody has confirmed:")[1].split("####")[0].strip().splitlines()
    assert rows[2:] == [
        "| Scope | Workflows | Book a room | assumed |",
        "| API contract | Idempotency | createBooking | assumed |",
        "| Data | Rollback | – | stale |",
        "| Operations | Rollback | – | assumed |",
    ]


def test_a_contract_of_typed_answers_names_none_as_unconfirmed() -> None:
    text = document(review(small()))
    assert "| typed | 110 | answered by the authors |" in text
    assert "Nobody has confirmed" not in text


def test_the_design_as_data_counts_its_sources_and_fits_its_schema() -> None:
    found = review(noting(small(), ("scope", "goal"), "assumed"))
    check_design(design_json(found))
    counted = {"typed": 109, "accepted": 0, "imported": 0, "assumed": 1, "stale": 0}
    assert design_data(found)["provenance"] == counted


def test_a_request_that_is_out_of_scope_has_no_answers_to_count() -> None:
    found = review(out_of_scope())
    check_design(design_json(found))
    assert design_data(found)["provenance"]["typed"] == 0
