"""The hard lines in anyone's document: found or not found in its words, and never found where they are denied."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from core.designs import small

from wizard.__main__ import main
from wizard.answers import with_value
from wizard.drafts.file import to_toml
from wizard.export.document import document
from wizard.export.hard_lines import FORBIDDEN, NEEDED, hard_lines
from wizard.export.readback import check_words
from wizard.resources import resource_folder
from wizard.review import review

KEPT = {
    "no-authorization": ("AUTHN_AUTHZ", "Every operation names the roles that may call it."),
    "no-versioning": ("API_CONTRACT", "All paths begin with /v1."),
    "no-deprecation": ("API_CONTRACT", "Clients get twelve months' notice by the Deprecation header."),
    "no-rollback": ("RELIABILITY", "The previous image is back in five minutes."),
    "no-idempotency": ("RELIABILITY", "An Idempotency-Key is kept for a day."),
    "no-failure-telemetry": ("OBSERVABILITY", "5xx answers are counted by route."),
    "no-latency-telemetry": ("OBSERVABILITY", "A histogram keeps the duration of every call."),
}
BROKEN = {
    "open-cors": ["CORS: `*`", "Access-Control-Allow-Origin: *", "The CORS policy allows any origin.", "All origins pass CORS."],
    "plain-secrets": ["Secrets are hard-coded for now.", "API keys are stored in plaintext.", "The password lies unencrypted in a table."],
    "open-admin": ["The admin panel has no authentication.", "/admin is public.", "Admin pages work without login."],
}  # fmt: skip
FINE = (
    "CORS never allows any origin.",
    "CORS lists https://app.example only; `*` is used nowhere.",
    "No secrets are kept in plaintext.",
    "Secrets are not hard-coded.",
    "We refuse API keys in git.",
    "Administrators sign in with a second factor; nothing of admin is public without it.",
    "There is no admin path without authentication.",
    "The wildcard * in cron means every hour.",
    "Passwords are hashed; plain text is thrown away.",
)


def broken(section: str, text: str) -> set[str]:
    return {said.code for said in hard_lines({section: (1, text)}) if not said.is_kept}


@pytest.mark.parametrize("code", [line.code for line in NEEDED])
def test_a_section_that_speaks_of_it_keeps_the_line_and_one_that_does_not_breaks_it(code: str) -> None:
    section, text = KEPT[code]
    assert code not in broken(section, text)
    assert code in broken(section, "Words about the weather.")


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in BROKEN.items() for text in texts])
def test_what_no_design_ships_with_is_found(code: str, text: str) -> None:
    assert code in broken("AUTHN_AUTHZ", f"One sentence. {text} Another.")


@pytest.mark.parametrize("text", FINE)
def test_what_is_denied_is_no_fault(text: str) -> None:
    assert not broken("AUTHN_AUTHZ", text) & {line.code for line in FORBIDDEN}


def test_a_finding_names_the_line_it_is_about() -> None:
    said = {one.code: one.line for one in hard_lines({"API_CONTRACT": (10, "a\nb\nCORS: `*`")})}
    assert said["open-cors"] == 12


def test_our_own_ready_documents_keep_every_hard_line() -> None:
    from wizard.drafts.file import from_toml

    for path in (resource_folder("templates") / "examples").iterdir():
        text = document(review(from_toml(path.read_bytes())))
        assert [fault.code for fault in check_words(text) if fault.severity == "blocker"] == [], path.name


def test_hard_lines_are_looked_for_in_a_foreign_document() -> None:
    text = "# T\n\n## Outputs\n\n## 6. AUTHN_AUTHZ\n\nThe admin panel has no authentication.\n\nOBSERVABILITY\n----\n\nLogs.\n"
    codes = {fault.code: fault.line for fault in check_words(text)}
    assert codes["open-admin"] == 7
    assert codes["no-latency-telemetry"] == 10


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft and its export beside it."""
    monkeypatch.chdir(tmp_path)
    Path("rooms.design.toml").write_bytes(to_toml(small()))
    assert main(["export", "rooms"]) == 0
    return Path("rooms-spec/SPEC.md")


def told(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, list[str]]:
    capsys.readouterr()
    main(["check", str(path), "--format", "json"])
    (one,) = json.loads(capsys.readouterr().out)["data"]["checked"]
    return one.get("agreement", ""), [finding["code"] for finding in one["findings"]]


def test_a_document_agrees_with_the_draft_it_came_from(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(exported, capsys) == ("agrees", [])
    main(["check", str(exported)])
    assert "agrees with" in capsys.readouterr().out


def test_a_draft_that_was_changed_since_is_told(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("rooms.design.toml").write_bytes(to_toml(with_value(small(), ("start", "title"), "Other rooms")))
    assert told(exported, capsys) == ("draft-changed", ["draft-differs"])


def test_a_document_that_was_changed_by_hand_is_told(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exported.write_text(exported.read_text("utf-8").replace("Catering", "Food"), "utf-8")
    assert told(exported, capsys) == ("document-changed", ["draft-differs"])


def test_without_its_draft_nothing_is_said_of_agreement(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("rooms.design.toml").unlink()
    assert told(exported, capsys) == ("", [])
