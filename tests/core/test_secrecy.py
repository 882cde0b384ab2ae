"""Secrets in answers: found where they stand, in no export, and shown only when somebody said so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from core.designs import full, small
from core.made_secrets import EVERY, any_made

from wizard.__main__ import main
from wizard.answers import with_value
from wizard.drafts.file import to_toml
from wizard.export.data import design_json
from wizard.export.document import digest, document
from wizard.export.outgoing import outgoing
from wizard.export.write import FORMATS, export_to
from wizard.redact import find
from wizard.review import review
from wizard.secrecy import Scanner, digest_of, taken_out
from wizard.session import Session

TOKEN = any_made("GitHub token", 1)
MAIL = any_made("e-mail address", 1)
GOAL = ("scope", "goal")
LEAKY = with_value(small(), GOAL, f"Rooms are booked with {TOKEN}. Ask {MAIL}, or {TOKEN}.")


def test_a_secret_is_a_finding_at_its_answer_that_does_not_repeat_it() -> None:
    found = [finding for finding in review(LEAKY).all_findings if finding.path == GOAL]
    assert [(finding.code, finding.severity) for finding in found] == [
        ("secret-in-answer", "warning"),
        ("personal-in-answer", "advice"),
    ]
    assert all(TOKEN not in f"{finding}" and MAIL not in f"{finding}" for finding in found)


def test_no_export_holds_it_and_the_same_secret_has_the_same_placeholder() -> None:
    text = document(outgoing(review(LEAKY)))
    assert TOKEN not in text
    assert MAIL not in text
    assert text.count("REDACTED-GITHUB-TOKEN-1") == 3
    assert "REDACTED-E-MAIL-ADDRESS-1" in text


def test_a_list_says_what_was_taken_out_and_where_it_stood() -> None:
    text = document(outgoing(review(LEAKY)))
    assert "| `REDACTED-GITHUB-TOKEN-1` | GitHub token | Goal |" in text
    assert "Taken out" not in document(outgoing(review(small())))


@pytest.mark.parametrize("name", EVERY)
def test_no_form_of_secret_in_any_answer_reaches_an_export(name: str) -> None:
    secret = any_made(name, 2)
    made = outgoing(review(full(f"words {secret} words")))
    (found,) = find(secret)
    needle = secret[found.start : found.end].splitlines()[-2 if "\n" in secret else 0][-40:]
    for text in (document(made), design_json(made)):
        assert needle not in text


def test_the_digest_is_that_of_the_draft_as_it_is() -> None:
    assert digest(outgoing(review(LEAKY))) == digest(review(LEAKY))


def test_the_draft_keeps_every_word() -> None:
    before = to_toml(LEAKY)
    document(outgoing(review(LEAKY)))
    assert to_toml(LEAKY) == before


def test_leaving_it_in_is_explicit_and_recorded() -> None:
    text = document(outgoing(review(LEAKY), redact=False))
    assert TOKEN in text
    assert "redacted: false" in text
    assert "left in this document on purpose" in text
    assert json.loads(design_json(outgoing(review(LEAKY), redact=False)))["redacted"] is False


def test_what_may_be_shown_is_no_finding_and_is_exported() -> None:
    answers = {**LEAKY, "shown": [{"id": "x", "digest": digest_of(MAIL)}]}
    assert {finding.code for finding in review(answers).all_findings} == {"secret-in-answer"}
    text = document(outgoing(review(answers)))
    assert MAIL.replace(".", "") in text.replace("\\", "").replace(".", "")
    assert TOKEN not in text


def test_only_records_that_changed_are_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    scanner, looked = Scanner(), list[str]()

    def look(text: str) -> tuple[()]:
        looked.append(text)
        return ()

    monkeypatch.setattr("wizard.secrecy.find", look)
    scanner.scan(small())
    first = len(looked)
    user = small()["scope"]["users"][0]["id"]
    scanner.scan(with_value(small(), ("scope", "users", user, "needs"), "a room"))
    assert len(looked) - first < first / 2


def test_the_command_line_redacts_unless_it_is_told_not_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("leaky.design.toml").write_bytes(to_toml(LEAKY))
    assert main(["export", "leaky"]) == 0
    assert TOKEN not in Path("leaky-spec/SPEC.md").read_text("utf-8")
    assert "2 secrets or personal data were taken out" in capsys.readouterr().err
    assert main(["export", "leaky", "--to", "open", "--no-redact"]) == 0
    assert TOKEN in Path("open/SPEC.md").read_text("utf-8")
    assert "left in, as was asked" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["text", "json"])
def test_check_says_that_there_is_one_and_never_which(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    user = small()["scope"]["users"][0]["id"]
    answers = with_value(LEAKY, ("scope", "users", user, "name"), f"Employee {MAIL}")
    Path("leaky.design.toml").write_bytes(to_toml(answers))
    main(["check", "leaky", "--fail-on", "advice", "--format", form])
    said = capsys.readouterr()
    assert "GitHub token" in said.out
    assert TOKEN not in said.out + said.err
    assert MAIL not in said.out + said.err


def test_files_of_an_export_say_whether_they_were_redacted(tmp_path: Path) -> None:
    export_to(review(LEAKY), tmp_path, list(FORMATS))
    assert json.loads((tmp_path / "design.json").read_text("utf-8"))["redacted"] is True


def test_what_is_shown_hidden_and_taken_out_is_undone_like_any_answer() -> None:
    session = Session(LEAKY)
    token, mail = session.review.delicate[0], session.review.delicate[1]
    session.show(token)
    session.show(token)
    assert [one.kind for one in session.review.delicate] == ["e-mail address"]
    session.hide(token)
    assert len(session.review.delicate) == 3
    assert "shown" not in session.answers
    session.take_out(token)
    assert (
        session.value(GOAL)
        == f"Rooms are booked with REDACTED-GITHUB-TOKEN. Ask {mail.text}, or REDACTED-GITHUB-TOKEN."
    )
    for _ in range(3):
        assert session.undo() == GOAL
    assert session.answers == LEAKY


def test_a_word_in_place_of_a_secret_is_none_itself() -> None:
    for name in EVERY:
        text = any_made(name, 3)
        for one in Scanner().look_at({"scope": {"goal": text}}, GOAL):
            assert Scanner().look_at({"scope": {"goal": taken_out(text, one)}}, GOAL) == ()


def test_a_secret_is_taken_out_of_a_list_of_texts() -> None:
    (one,) = Scanner().look_at({"scope": {"out_of_scope": ["a", f"b {TOKEN}"]}}, ("scope", "out_of_scope"))
    assert taken_out(["a", f"b {TOKEN}"], one) == ["a", "b REDACTED-GITHUB-TOKEN"]
