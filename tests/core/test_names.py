"""Names of drafts: those that are free, and those that people type."""

from pathlib import Path

import pytest

from wizard.drafts.names import free_name, typed_draft, typed_path
from wizard.errors import WizardError


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("rooms", "rooms.design.toml"),
        ("rooms.design.toml", "rooms.design.toml"),
        ("../rooms.v2", "../rooms.v2.design.toml"),
        ("~/rooms", "{home}/rooms.design.toml"),
    ],
)
def test_a_draft_may_be_typed_without_its_ending_and_from_the_home_folder(said: str, path: str) -> None:
    assert typed_draft(said) == Path(path.format(home=Path.home()))


@pytest.mark.parametrize("said", ["/", ".", "./", "..", "rooms/", "/tmp/..", "~nobody-at-all/rooms"])
def test_what_names_no_file_is_refused_in_words(said: str) -> None:
    with pytest.raises(WizardError, match=r"Type "):
        typed_draft(said)


def test_any_path_may_be_opened_but_one_of_nobody() -> None:
    assert typed_path("rooms.toml") == Path("rooms.toml")
    assert typed_path("~/rooms.toml") == Path.home() / "rooms.toml"
    with pytest.raises(WizardError, match="no home folder ~nobody-at-all"):
        typed_path("~nobody-at-all/rooms.toml")


def test_a_free_name_is_the_first_with_a_number_that_nothing_has(tmp_path: Path) -> None:
    path = tmp_path / "rooms.design.toml"
    assert free_name(path) == path
    path.touch()
    (tmp_path / "rooms-2.design.toml").symlink_to("nowhere")
    assert free_name(path) == tmp_path / "rooms-3.design.toml"
