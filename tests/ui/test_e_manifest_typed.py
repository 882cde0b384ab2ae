"""A backend that exists goes through the screens: its draft is walked and exported, and a part of it is typed anew."""

from collections.abc import Callable
from pathlib import Path

from ui.sitting import NARROW, sitting

NEW = Path("e-manifest-typed.design.toml")


async def test_its_draft_can_be_opened_walked_and_exported(copy_of: Callable[[str], Path]) -> None:
    draft = copy_of("e-manifest")
    before = draft.read_bytes()
    async with sitting(draft, size=NARROW) as s:
        groups = 0
        while s.screen_name == "StepScreen":
            groups += 1
            await s.press("ctrl+n")
        assert groups > 30
        assert "Not ready" in s.screen_text()
        await s.press("f4", "enter")
        assert "written to" in s.screen_text()
    assert draft.read_bytes() == before
    contract = Path("e-manifest-spec/SPEC.md").read_text("utf-8")
    assert "# e-Manifest API" in contract
    assert "POST /manifests/{id}/signature" in contract or "/manifests/{id}/signature" in contract


async def test_a_part_of_it_is_typed_left_resumed_and_exported() -> None:
    async with sitting(NEW, is_new=True) as s:
        await s.enter("e-Manifest API")
        await s.press("enter", "enter")  # a backend, rest
        await s.type("none")
        await s.press("space")
        await s.saved()
        await s.press("tab")
        await s.enter("The sources name one rule, CROMERR, and none of these six")
        await s.press("ctrl+n")
        await s.go_to("workflows")
        await s.press("a")
        await s.enter(
            "Submit a manifest | API client | the manifest is stored and has a URL",
            "Sign a manifest | CDX user | CDX has the manifest | yes | the token has expired",
        )
        await s.press("ctrl+q")
    async with sitting(NEW) as s:
        assert s.where == ("scope", "workflows")
        assert "Sign a manifest" in s.screen_text()
        await s.press("tab")
        await s.type("sign")
        await s.press("space")
        await s.go_to("4 operations")
        await s.press("a")
        await s.enter(
            "POST | /manifests | Submit a manifest | scope:manifests | none",
            "GET | /method_codes | List the valid method codes | public | natural",
        )
        await s.press("f4", "enter")
        assert "written to" in s.screen_text()
    contract = Path("e-manifest-typed-spec/SPEC.md").read_text("utf-8")
    for words in (
        "# e-Manifest API",
        "CROMERR",
        "Submit a manifest",
        "Sign a manifest",
        "the token has expired",
        "/manifests",
        "List the valid method codes",
    ):
        assert words in contract
