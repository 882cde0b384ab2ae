"""What stands behind each question: why it is asked, how it is answered badly, and where to read on."""

import re
from typing import get_args

import pytest
import tomli
from core.asked import FIELDS, path_of

from wizard.knowledge.library import page
from wizard.knowledge.questions import reference_of
from wizard.pitfalls import Pitfall, pitfall, pitfalls_of
from wizard.placeholders import examples_of
from wizard.resources import resource_folder
from wizard.steps.start import Domain

DOMAINS: tuple[str, ...] = get_args(Domain)
OWN = [domain for domain in DOMAINS if domain != "general"]
REFERENCES = tomli.loads((resource_folder("references") / "questions.toml").read_text("utf-8"))


def _is_typed_and_needed(key: str) -> bool:
    """Whether an architect has to find words of their own here, in a step that the domain colours."""
    field = FIELDS[key]
    is_of_the_design = key.partition(".")[0] not in ("start", "file_plan")
    return is_of_the_design and bool(field.need) and field.kind in ("line", "text", "lines")


def _names(words: str, option: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", words) is not None


def test_every_question_says_in_one_or_two_sentences_why_it_is_asked() -> None:
    assert [key for key, field in FIELDS.items() if not 30 <= len(field.why) <= 200] == []
    assert [key for key, field in FIELDS.items() if field.why[-1:] not in (".", "?", "!")] == []


def test_a_reason_is_not_the_help_said_again() -> None:
    assert [key for key, field in FIELDS.items() if field.why in (field.help, field.prompt)] == []


def test_no_two_questions_have_the_same_reason() -> None:
    declared = {id(field): field for field in FIELDS.values()}.values()
    reasons = [field.why for field in declared]
    assert sorted({why for why in reasons if reasons.count(why) > 1}) == []


def test_every_question_has_a_bad_answer_and_what_is_wrong_with_it() -> None:
    assert set(pitfalls_of("general")) == set(FIELDS)


@pytest.mark.parametrize("domain", OWN)
def test_each_domain_has_bad_answers_of_its_own_wherever_words_are_needed(domain: str) -> None:
    said = pitfalls_of(domain)
    assert set(said) <= set(FIELDS)
    assert [key for key in FIELDS if _is_typed_and_needed(key) and key not in said] == []
    assert len(said) >= 90
    assert [key for key in said if said[key].answer == pitfalls_of("general")[key].answer] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_bad_answer_and_what_is_wrong_with_it_are_short_and_in_one_line(domain: str) -> None:
    said = pitfalls_of(domain)
    assert [key for key, bad in said.items() if not 0 < len(bad.answer) <= 100 or not 0 < len(bad.wrong) <= 90] == []
    parts = [part for bad in said.values() for part in bad]
    assert [part for part in parts if part != " ".join(part.split()) or not part.isprintable()] == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_bad_answer_is_shown_as_a_good_one_elsewhere(domain: str) -> None:
    copies = []
    for key, bad in pitfalls_of(domain).items():
        good = {FIELDS[key].eg, *(examples_of(other).get(key, "") for other in DOMAINS)}
        if FIELDS[key].kind not in ("number", "choice", "choices", "yes_no") and bad.answer in good:
            copies.append(key)
    assert copies == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_bad_choice_is_a_real_option_wrongly_used(domain: str) -> None:
    wrong = []
    for key, bad in pitfalls_of(domain).items():
        field = FIELDS[key]
        options = ("yes", "no") if field.kind == "yes_no" else [option.value for option in field.options]
        if options and not any(_names(bad.answer, option) for option in options):
            wrong.append(f"{key}: {bad.answer}")
    assert wrong == []


def test_the_bad_answer_is_that_of_the_domain_or_else_the_general_one() -> None:
    path = path_of("scope.goal")
    assert pitfall("payments", path) == pitfalls_of("payments")["scope.goal"]
    assert pitfall(None, path) == pitfall("general", path) == pitfall("astrology", path)
    assert pitfall("payments", path_of("scope.users")) == pitfalls_of("general")["scope.users"]
    critical = "what is critical for everyone is critical for nobody"
    assert pitfall("payments", path_of("scope.workflows.critical")) == Pitfall("yes, for all nine workflows", critical)


def test_a_path_that_leads_nowhere_has_no_bad_answer() -> None:
    with pytest.raises(KeyError):
        pitfall("payments", ("scope", "users", "k3f9", "shoe_size"))


def test_every_key_of_a_reference_names_a_step_or_a_field() -> None:
    assert set(REFERENCES) <= set(FIELDS) | {key.partition(".")[0] for key in FIELDS}
    assert len(REFERENCES) >= 150


def test_every_reference_leads_to_a_page_and_a_heading_on_it() -> None:
    lost = []
    for said in set(REFERENCES.values()):
        name, mark, anchor = said.partition("#")
        anchors = [heading.anchor for heading in page(name).headings]
        if mark and anchor not in anchors:
            lost.append(said)
    assert lost == []


def test_every_question_has_a_reference_and_few_only_that_of_their_step() -> None:
    found = {key: reference_of(path_of(key)) for key in FIELDS}
    assert len({said for said in found.values() if "#" in said}) > 100
    by_step_alone = [
        key for key in FIELDS if not any(f"{key}.".startswith(f"{known}.") for known in REFERENCES if "." in known)
    ]
    assert len(by_step_alone) < len(FIELDS) / 8


def test_the_longest_key_that_fits_tells_the_reference() -> None:
    assert reference_of(path_of("api.operations.summary")) == "api-design-checklist#what-is-it-called"
    assert reference_of(path_of("api.operations.entity")) == REFERENCES["api.operations"]
    assert reference_of(path_of("scope.goal")) == REFERENCES["scope"]
    assert reference_of(("api",)) == "api-design-checklist"


def test_a_key_fits_by_whole_names_only() -> None:
    assert reference_of(path_of("data.stores.rpo")) != REFERENCES["data.stores"]
    assert reference_of(("api", "operations_of_another_kind")) == REFERENCES["api"]


def test_a_step_that_nobody_knows_has_no_reference() -> None:
    with pytest.raises(KeyError):
        reference_of(("astrology", "stars"))
