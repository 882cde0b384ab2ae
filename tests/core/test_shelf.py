"""The shelf: every page there is to read, the standards and the team's own guide among them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wizard.knowledge import guide as guides
from wizard.knowledge import shelf
from wizard.knowledge.guide import Guide
from wizard.knowledge.library import NoSuchPage, page_names
from wizard.knowledge.shelf import item_on_shelf, page_on_shelf, place_of, shelves, titles
from wizard.standards import STANDARDS


@pytest.fixture
def own_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Guide]:
    """A guide of the team's own, in use."""
    file = tmp_path / ".codex" / "AGENTS.override.md"
    file.parent.mkdir()
    file.write_text("# How we build\n\n- [ ] Every queue has an owner.\n", "utf-8")
    used = guides.read_guide(file)
    monkeypatch.setattr(shelf, "guide", lambda: used)
    for known in (shelves, titles):
        known.cache_clear()
    yield used
    for known in (shelves, titles):
        known.cache_clear()


def test_every_reference_page_stands_on_one_shelf() -> None:
    shelved = [page.name for found in shelves() for page in found.pages]
    assert set(page_names()) < set(shelved)
    assert len(shelved) == len(set(shelved))


def test_the_standards_are_a_page_that_names_each_of_them_and_the_guide_in_use() -> None:
    text = page_on_shelf("standards").text
    for standard in STANDARDS:
        assert f"| {standard.name} | {standard.version}" in text
    assert "Designs are held against" in text


def test_the_list_of_pages_leads_to_every_page() -> None:
    text = page_on_shelf("pages").text
    for name in titles():
        assert name == "pages" or f"]({name}.md)" in text


def test_the_teams_own_guide_is_a_page_with_its_items(own_guide: Guide) -> None:
    page = page_on_shelf("your-guide")
    assert page.text == own_guide.text
    (item,) = page.items
    assert item_on_shelf(item.id) == item
    assert "](your-guide.md)" in page_on_shelf("standards").text


def test_without_a_guide_of_their_own_there_is_no_such_page() -> None:
    with pytest.raises(NoSuchPage, match="your-guide"):
        page_on_shelf("your-guide")


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("tenancy.md", ("tenancy", "")),
        ("tenancy.md#how", ("tenancy", "how")),
        ("#checklist", ("compliance", "checklist")),
        ("https://example.com/tenancy.md", None),
        ("../tenancy.md", None),
        ("nowhere.md", None),
        ("", ("compliance", "")),
    ],
)
def test_a_link_leads_to_a_page_that_there_is_or_nowhere(link: str, place: tuple[str, str] | None) -> None:
    assert place_of(link, "compliance") == place


def test_every_link_of_every_page_leads_somewhere() -> None:
    import re

    for page in titles().values():
        for link in re.findall(r"\]\(([^)]+)\)", page.text):
            found = place_of(link, page.name)
            assert found, (page.name, link)
            name, anchor = found
            assert not anchor or anchor in [heading.anchor for heading in titles()[name].headings], (page.name, link)
