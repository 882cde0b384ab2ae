"""What an answer states, and what it only speaks of."""

import pytest

from wizard.facts.stated import is_nothing, mentions, stated


@pytest.mark.parametrize(
    "text", ["In the repository.", "secrets are in the repository, all of them", "IN THE REPOSITORY"]
)
def test_a_phrase_that_stands_in_a_clause_is_stated(text: str) -> None:
    assert stated(text, "in a wiki", "in the repository") == "in the repository"


@pytest.mark.parametrize(
    "text",
    [
        "never in the repository",
        "nothing is in the repository",
        "a hook refuses secrets in the repository",
        "repository",
        "",
    ],
)
def test_a_phrase_that_is_denied_or_not_there_is_not_stated(text: str) -> None:
    assert stated(text, "in the repository") == ""


def test_a_denial_counts_for_its_own_clause_alone() -> None:
    assert stated("not in a wiki; in the repository", "in the repository")


def test_a_phrase_may_itself_deny() -> None:
    assert stated("not encrypted", "not encrypted")
    assert not stated("nothing is left not encrypted", "not encrypted")


def test_words_are_mentioned_whatever_is_said_of_them() -> None:
    assert mentions("no CSRF token", "csrf")
    assert not mentions("tokens", "token")


@pytest.mark.parametrize("text", ["none", "None, it is a copy", "N/A", "not used: there are no tenants"])
def test_an_answer_can_say_that_there_is_nothing(text: str) -> None:
    assert is_nothing(text)


@pytest.mark.parametrize("text", ["", "none of them is public", "nobody", "daily"])
def test_an_answer_that_begins_alike_says_something(text: str) -> None:
    assert not is_nothing(text)
