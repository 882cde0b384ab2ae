"""Everything there is to read beside a design: the reference pages, the catalogue of standards, the team's own guide."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from wizard.knowledge.guide import PAGE as GUIDE_PAGE
from wizard.knowledge.guide import SECTION as GUIDE_SECTION
from wizard.knowledge.guide import guide
from wizard.knowledge.library import NoSuchPage, item_by_id, page, page_names, pages
from wizard.knowledge.page import ALWAYS, Item, Page
from wizard.standards import BASELINE, STANDARDS, Edition, Standard
from wizard.workflow import STEPS

CONTENTS_PAGE = "pages"
STANDARDS_PAGE = "standards"


class Shelf(NamedTuple):
    """Pages that belong together, and what they have in common."""

    heading: str
    pages: tuple[Page, ...]


@cache
def shelves() -> tuple[Shelf, ...]:
    """All pages: the standards first, then those of each section of the contract, in the order of the steps."""
    own = (_guide_page(),) if guide().is_own else ()
    found = [Shelf("STANDARDS", (_standards_page(), *own))]
    for section in dict.fromkeys(section for step in STEPS for section in step.feeds):
        mine = tuple(shown for shown in pages() if shown.section == section)
        if mine:
            found.append(Shelf(section, mine))
    return tuple(found)


@cache
def titles() -> dict[str, Page]:
    """Every page by its name, the list of pages included."""
    shelved = [shown for shelf in shelves() for shown in shelf.pages]
    return {shown.name: shown for shown in (*shelved, _contents_page())}


def page_on_shelf(name: str) -> Page:
    """A page by its name; of the others, none is read for it. `NoSuchPage` if there is none."""
    if name in page_names():
        return page(name)
    try:
        return titles()[name]
    except KeyError:
        raise NoSuchPage(f"There is no page called {name}.") from None


def item_on_shelf(name: str) -> Item | None:
    """A checklist item by its id, of a reference page or of the team's own guide."""
    return item_by_id().get(name) or next((item for item in guide().items if item.id == name), None)


def place_of(link: str, here: str) -> tuple[str, str] | None:
    """The page and anchor that a link on the page `here` leads to; none if it leads elsewhere."""
    file, _, anchor = link.partition("#")
    name = file.removesuffix(".md") if file else here
    return (name, anchor) if name in titles() else None


def _standards_page() -> Page:
    """The catalogue of standards, and which guide is in use."""
    rows = ["| Standard | Version (date) | Status | Used for |", "| --- | --- | --- | --- |", *map(_row, STANDARDS)]
    text = "\n".join(["# Standards and versions", "", *_guide_in_use(), "", "## Versions", "", *rows, ""])
    words = "The edition of every standard that a contract may name."
    return Page(STANDARDS_PAGE, "Standards and versions", words, BASELINE, ALWAYS, GUIDE_SECTION, (), text, ())


def _row(standard: Standard) -> str:
    """A standard as a line of a table; of four columns, so that it can be read beside the list of pages."""
    edition = str(Edition(standard.version, standard.date))
    status = "; later: ".join(part for part in (standard.standing, str(standard.newer)) if part)
    return f"| {standard.name} | {edition} | {status} | {standard.used_for} |"


def _guide_in_use() -> Iterator[str]:
    used = guide()
    yield f"Designs are held against {used.name}."
    if used.trouble:
        yield f"\n{used.trouble}"
    if used.is_own:
        yield f"\n[Your guide]({GUIDE_PAGE}.md) can be read here, and its tasks are on the checklist."
    yield "\nHow binding each edition is, and what changed since: [the baseline](standards-baseline.md)."


def _guide_page() -> Page:
    used = guide()
    return Page(GUIDE_PAGE, "Your guide", used.name, "", ALWAYS, GUIDE_SECTION, (used.name,), used.text, used.items)


def _contents_page() -> Page:
    """A list of all pages."""
    text = ["# All pages", ""]
    for shelf in shelves():
        text += [f"## {shelf.heading}", ""]
        text += [f"- [{shown.title}]({shown.name}.md): {shown.summary}" for shown in shelf.pages]
        text.append("")
    return Page(CONTENTS_PAGE, "All pages", "Everything there is to read.", "", ALWAYS, "", (), "\n".join(text), ())
