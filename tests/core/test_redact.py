"""Secrets are found by the form that their issuer publishes, and nothing else is taken for one."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from core.made_secrets import AROUND, EVERY, any_made

from wizard.redact import FAMILIES, Redactor, find, redacted_tree
from wizard.resources import resource_folder

HARMLESS = (
    "rotate secret: every 90 days",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "commit 1f7a6d2c9b8e4f3a0d5c6b7e8f9a0b1c2d3e4f5a",
    "id 550e8400-e29b-41d4-a716-446655440000",
    "SELECT * FROM payments WHERE id = 4111",
    "mail to ines@example.com or ops@payments.example or root@localhost",
    "sk_live_... is how a live key begins; ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx is none",
    "postgres://user:<password>@db/orders",
    "postgres://app:{password}@db.internal/orders",
    "https://api.payments.example/v1/payments/{payment_id}/refunds",
    "Bearer tokens are checked locally",
    "1234 5678 9012 3456",
    "order 4000000000000000 and row 20000000000000",
    "call +1 on the second line; p95 +20 ms; +1000 requests",
    "GB00 AAAA 0000 0000 0000 00 is how one looks",
    "2026-01-31T12:00:00.000000+01:00",
    "key-value store, key-0123, SKU SK12345",
    "@deprecated, @id, user@host:22",
    "10000000000000000000 bytes; 0.1234567890123456789",
    "AKIA is how an access key begins",
    "version 1.2.3+build.4567890123456",
    "waived: needed@scope.goal and broken-reference@api.operations.abcdefab.workflow",
)


@pytest.mark.parametrize("name", EVERY)
def test_every_form_is_found_wherever_it_stands(name: str) -> None:
    for seed, around in enumerate(AROUND):
        secret = any_made(name, seed)
        text = around.format(secret)
        found = find(text)
        assert found, f"{name} was not found in: {text}"
        assert all(text[one.start : one.end] in secret or secret in text[one.start : one.end] for one in found)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert [text[one.start : one.end] for one in find(text)] == []


def test_there_is_no_false_alarm_in_the_reference_pages_and_examples() -> None:
    files = [*resource_folder("references").iterdir(), *(resource_folder("templates") / "examples").iterdir()]
    texts = {path.name: path.read_text("utf-8") for path in files if path.is_file()}
    assert {name: [text[s.start : s.end] for s in find(text)] for name, text in texts.items() if find(text)} == {}


def test_there_is_no_false_alarm_in_random_words_and_numbers() -> None:
    random = Random(7)
    words = re.findall(r"\w+", (resource_folder("references") / "compliance.md").read_text("utf-8"))
    for _ in range(300):
        text = " ".join([*random.choices(words, k=30), str(random.randrange(10**6)), f"{random.random():.6f}"])
        assert find(text) == ()


def test_there_are_at_least_25_families_of_tokens() -> None:
    assert len({family.name for family in FAMILIES if not family.is_personal}) >= 25


def test_a_placeholder_is_the_same_for_the_same_secret_and_another_for_another() -> None:
    redact = Redactor()
    one, other = any_made("Stripe key", 1), any_made("Stripe key", 2)
    first, second, third = redact(f"{one}, {other}, {one}").split(", ")
    assert (first, second, third) == ("REDACTED-STRIPE-KEY-1", "REDACTED-STRIPE-KEY-2", "REDACTED-STRIPE-KEY-1")
    assert redact.counts == {"Stripe key": 2}


def test_what_somebody_wants_shown_is_shown() -> None:
    address = any_made("e-mail address", 3)
    assert Redactor(lambda text: text == address)(f"ask {address}") == f"ask {address}"


def test_only_the_secret_part_of_a_longer_form_is_replaced() -> None:
    text = any_made("URL credentials", 4)
    assert re.fullmatch(r"postgres://app:REDACTED-URL-CREDENTIALS-1@db\.internal\.shop:5432/orders", Redactor()(text))


def test_trees_are_redacted_to_the_leaves() -> None:
    key = any_made("npm token", 5)
    tree = {"a": [key, {"b": f"x {key}"}], "n": 3, "t": True}
    assert redacted_tree(tree, Redactor()) == {
        "a": ["REDACTED-NPM-TOKEN-1", {"b": "x REDACTED-NPM-TOKEN-1"}],
        "n": 3,
        "t": True,
    }


def test_no_file_of_the_tests_holds_a_secret() -> None:
    for path in Path(__file__).parent.glob("*.py"):
        if path.name != Path(__file__).name:
            assert find(path.read_text("utf-8")) == (), path.name
