"""The reference pages that come with the product. Read when they are first needed: no start needs any of them."""

from __future__ import annotations

from functools import cache

from wizard.errors import WizardError
from wizard.knowledge.page import Item, Page, read_page
from wizard.resources import resource_folder


class NoSuchPage(WizardError):
    """There is no reference page of that name, or no heading of that name on it."""


@cache
def page_names() -> tuple[str, ...]:
    """The names of all pages, in alphabetical order."""
    return tuple(sorted(path.stem for path in resource_folder("references").glob("*.md")))


@cache
def page(name: str) -> Page:
    """A page by its name, with or without `.md`. `NoSuchPage` names those that are near."""
    known = name.removesuffix(".md")
    if known not in page_names():
        raise NoSuchPage(f"There is no reference page called {name}.{_near(known)}")
    return read_page(known, (resource_folder("references") / f"{known}.md").read_text(encoding="utf-8"))


def part_of(shown: Page, anchor: str) -> str:
    """One section of a page. `NoSuchPage` names the sections that are near, or all there are."""
    text = shown.part(anchor)
    if text is None:
        from difflib import get_close_matches  # only a mistyped name needs it

        known = [heading.anchor for heading in shown.headings if heading.level > 1]
        near = [name for name in known if anchor in name][:3] or get_close_matches(anchor, known, n=3, cutoff=0.4)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"It has {', '.join(known)}."
        raise NoSuchPage(f"{shown.name} has no section {anchor}. {hint}")
    return text


def pages() -> tuple[Page, ...]:
    """All pages, in alphabetical order."""
    return tuple(page(name) for name in page_names())


@cache
def items() -> tuple[Item, ...]:
    """The checklist items of all pages."""
    return tuple(item for shown in pages() for item in shown.items)


@cache
def item_by_id() -> dict[str, Item]:
    """The checklist items by id."""
    return {item.id: item for item in items()}


def _near(name: str) -> str:
    from difflib import get_close_matches  # only a mistyped name needs it

    near = get_close_matches(name, page_names(), n=3, cutoff=0.4)
    near += [known for known in page_names() if name and name in known and known not in near][:3]
    return f" Did you mean {' or '.join(near)}?" if near else " 'backend-design references' lists them."
