"""Search: everything that holds all the words, best first, and fast however large the design."""

import sys
from pathlib import Path
from typing import Any

import pytest
from core.designs import small

from wizard.answers import value_at
from wizard.findable import KINDS
from wizard.folded import fold, spans
from wizard.knowledge.shelf import item_on_shelf, titles
from wizard.review import Review, fields_of, review
from wizard.search import EXCERPT, Hit, excerpt, search
from wizard.session import Session

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))


def _with(step: str, **values: Any) -> Review:
    answers = small()
    return review({**answers, step: {**answers[step], **values}})


def _of(kind: str, hits: list[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.kind == kind]


def test_all_words_must_occur_in_any_order() -> None:
    shown = _with("scope", goal="Guests book a quiet room by the lake.")
    assert _of("answer", search(shown, "lake quiet"))[0].target == ("scope", "goal")
    assert not _of("answer", search(shown, "lake loud"))


def test_case_and_accents_do_not_matter_on_either_side() -> None:
    shown = _with("scope", goal="The Café de la Gare takes bookings.")
    for words in ("cafe", "CAFÉ", "Cafe GARE", "cafe\u0301"):
        assert _of("answer", search(shown, words))[0].target == ("scope", "goal"), words


def test_nothing_is_found_without_words() -> None:
    assert search(review(small()), "") == []
    assert search(review(small()), "   ") == []


def test_a_question_is_found_by_prompt_help_reason_and_options() -> None:
    shown = review(small())
    fields = [(step, field) for step, asked in shown.reading.asked.items() for field in asked]
    step, field = next((s, f) for s, f in fields if f.help and f.why and f.options and f.options[0].hint)
    for said in (field.prompt, field.help, field.why, field.options[0].hint):
        assert (step, field.name) in [hit.target for hit in _of("question", search(shown, said, 500))], said


def test_a_question_that_is_not_asked_now_is_not_found() -> None:
    answers = small()
    rest = review({**answers, "start": {**answers["start"], "system_type": "rest"}})
    both = review({**answers, "start": {**answers["start"], "system_type": "both"}})
    asked = {(step, field.name) for step, found in rest.reading.asked.items() for field in found}
    hidden = [
        (step, field)
        for step, found in both.reading.asked.items()
        for field in found
        if (step, field.name) not in asked
    ]
    step, field = hidden[0]
    target = (step, field.name)
    assert target in [hit.target for hit in search(both, field.prompt, 500)]
    assert target not in [hit.target for hit in search(rest, field.prompt, 500)]


def test_an_answer_in_a_record_leads_to_its_field() -> None:
    users = [{"id": "u1", "name": "Night porter", "needs": "the list of late arrivals"}]
    shown = _with("scope", users=users)
    (hit,) = _of("answer", search(shown, "late arrivals"))
    assert hit.target == ("scope", "users", "u1", "needs")
    assert hit.place == "1 Scope › Goal › Users › Night porter"
    assert value_at(shown.answers, hit.target) == hit.excerpt


def test_an_answer_in_a_nested_record_leads_to_its_field() -> None:
    attributes = [{"id": "a1", "name": "bedtime", "type": "instant with zone"}]
    shown = _with("domain", entities=[{"id": "e1", "name": "Guest", "attributes": attributes}])
    targets = [hit.target for hit in _of("answer", search(shown, "instant zone"))]
    assert targets == [("domain", "entities", "e1", "attributes", "a1", "type")]


def test_every_target_of_an_answer_is_a_field_and_every_other_one_can_be_read() -> None:
    shown = review(small())
    for words in ("re", "room", "error", "key"):
        for hit in search(shown, words, 500):
            if isinstance(hit.target, tuple):
                assert fields_of(hit.target), hit
            elif hit.kind == "item":
                assert item_on_shelf(hit.target), hit
            else:
                name, _, anchor = hit.target.partition("#")
                assert not anchor or anchor in [heading.anchor for heading in titles()[name].headings], hit


def test_a_record_is_found_by_its_name_before_what_only_mentions_it() -> None:
    users = [
        {"id": "u1", "name": "Guest", "needs": "what the porter knows"},
        {"id": "u2", "name": "Porter", "needs": "keys"},
    ]
    hits = _of("answer", search(_with("scope", users=users), "porter"))
    assert hits[0].target == ("scope", "users", "u2", "name")
    assert ("scope", "users", "u1", "needs") in [hit.target for hit in hits]
    assert ("scope", "users", "u2", "needs") not in [hit.target for hit in hits]


def test_the_name_of_a_record_helps_to_find_its_fields() -> None:
    users = [{"id": "u1", "name": "Guest", "needs": "keys"}, {"id": "u2", "name": "Porter", "needs": "keys"}]
    hits = _of("answer", search(_with("scope", users=users), "porter keys"))
    assert [hit.target for hit in hits] == [("scope", "users", "u2", "needs")]


def test_titles_come_before_texts_and_then_kinds_follow_in_order() -> None:
    hits = search(review(small()), "idempotency", 500)
    in_title = ["idempotency" in fold(hit.title) for hit in hits]
    assert in_title == sorted(in_title, reverse=True)
    for part in (True, False):
        kinds = [KINDS.index(hit.kind) for hit, is_title in zip(hits, in_title, strict=True) if is_title is part]
        assert kinds == sorted(kinds)


def test_a_word_is_found_at_its_beginning_before_its_middle() -> None:
    users = [{"id": "u1", "name": "Subreception"}, {"id": "u2", "name": "Reception"}]
    hits = _of("answer", search(_with("scope", users=users), "recep"))
    assert [hit.title for hit in hits[:2]] == ["Reception", "Subreception"]


def test_there_are_at_most_so_many_hits_of_each_kind() -> None:
    hits = search(review(small()), "re", 3)
    assert {kind: len(_of(kind, hits)) for kind in KINDS if _of(kind, hits)} == {
        "question": 3,
        "answer": 3,
        "reference": 3,
        "item": 3,
    }


def test_a_finding_leads_to_its_field() -> None:
    shown = _with("scope", critical_path="Fly to the moon")
    finding = next(finding for finding in shown.findings if "Fly to the moon" in finding.message)
    (hit,) = _of("finding", search(shown, "fly moon no such"))
    assert (hit.title, hit.target) == (finding.message, finding.path)


@pytest.mark.parametrize(
    ("words", "kind", "target"),
    [
        ("lost updates refused", "reference", "rest-best-practices#how-are-lost-updates-refused"),
        ("compares strongly", "reference", "rest-best-practices#how-are-lost-updates-refused"),
        ("Standards and versions", "reference", "standards#"),
        ("rest-create-answers-201", "item", "rest-create-answers-201"),
    ],
)
def test_pages_are_found_by_heading_and_text_and_items_by_their_id(words: str, kind: str, target: str) -> None:
    assert _of(kind, search(review(small()), words))[0].target == target


def test_a_change_is_found_at_once() -> None:
    session = Session(small())
    assert not _of("answer", search(session.review, "zeppelin"))
    session.answer(("scope", "goal"), "Book a zeppelin.")
    assert _of("answer", search(session.review, "zeppelin"))


def test_answers_of_any_shape_can_be_searched() -> None:
    odd = {
        "scope": {
            "goal": 7,
            "users": "no list",
            "workflows": [3, {"name": ["a", {"b": 1}]}],
            "out_of_scope": [True, None],
        }
    }
    assert _of("answer", search(review(odd), "7"))[0].target == ("scope", "goal")
    assert search(review({"scope": "no mapping"}), "goal")


def test_an_excerpt_is_one_line_around_the_word() -> None:
    text = "before " * 60 + "the needle\nin it " + "after " * 60
    shown = excerpt(text, ["needle"])
    assert "the needle in it" in shown
    assert len(shown) <= EXCERPT + 4, len(shown)
    assert shown.startswith("… before")
    assert shown.endswith(" …")
    assert "needle" in excerpt("x" * 1000 + "needle", ["needle"])


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Café CAFE", ["cafe"], ["Café", "CAFE"]),
        ("ﬁle a file", ["file"], ["ﬁle", "file"]),
        ("Straße", ["strasse"], ["Straße"]),
        ("keyed", ["key", "yed"], ["keyed"]),
        ("a.b a+b", ["a+b"], ["a+b"]),
        ("nothing", ["x"], []),
    ],
)
def test_marks_stand_where_the_words_are_in_the_text_as_written(text: str, words: list[str], marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, words)] == marked
