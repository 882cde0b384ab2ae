"""List the reference pages, or print one of them, or one section: NAME or NAME#section.

On a terminal pages are set to its width; elsewhere, and with NO_COLOR, they are printed as the Markdown they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from wizard.cli.failure import FINE, UsageError
from wizard.cli.output import envelope, plural, say, say_document, say_json, shown
from wizard.cli.terminal import Face, columns, has_styles, is_read_on_screen
from wizard.knowledge.library import NoSuchPage, page, part_of
from wizard.knowledge.page import Page
from wizard.knowledge.shelf import STANDARDS_PAGE, Shelf, page_on_shelf, shelves
from wizard.standards import BASELINE, READ, STANDARDS, Standard

EXAMPLES = """\
examples:
  backend-design references                                   all pages
  backend-design references compliance
  backend-design references compliance#checklist | less       one section
  backend-design references --standards --format json         editions and dates
"""

LEAST_SUMMARY = 30
"""Cells that a summary needs beside the other columns; with fewer it stands below them."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the page and the format."""
    parser.add_argument("page", metavar="NAME", nargs="?", help="a page, or one section of it as NAME#SECTION")
    parser.add_argument(
        "--standards", action="store_true", help="print the catalogue of standards, as NAME standards does"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to say it (default: text)")


def run(arguments: argparse.Namespace, face: Face) -> int:  # noqa: ARG001  (every command is called alike)
    """Print what was asked for."""
    is_json = arguments.format == "json"
    name = arguments.page
    if arguments.standards and name is not None:
        raise UsageError(f"--standards is a page of its own. Leave {shown(name)} out, or the option.")
    if arguments.standards:
        name = STANDARDS_PAGE
    if name is None:
        _say_data(*_list_data()) if is_json else say("\n".join(_list()))
        return FINE
    found, anchor = _asked(name)
    text = part_of(found, anchor) if anchor else found.text
    if is_json:
        _say_data(*_page_data(found, anchor, text))
    elif has_styles():
        from wizard.cli.typeset import typeset  # lazily: a list needs no Markdown parser

        say(typeset(text, columns(), found.name))
    else:
        say_document(text)
    return FINE


def _asked(name: str) -> tuple[Page, str]:
    """The page and the section that NAME means. `NoSuchPage` names the pages that are near."""
    file, _, anchor = name.partition("#")
    try:
        return page_on_shelf(file.removesuffix(".md")), anchor
    except NoSuchPage:
        return page(shown(file)), anchor


def _shelves() -> Iterator[tuple[Shelf, Page]]:
    """All pages, each with the shelf it stands on."""
    return ((shelf, one) for shelf in shelves() for one in shelf.pages)


def _list() -> Iterator[str]:
    """For a terminal columns, a section of the contract at a time; for programs a line each, parted by tabs."""
    if not is_read_on_screen():
        for _, one in _shelves():
            yield "\t".join((one.name, one.title, one.summary, one.as_of, str(len(one.items))))
        return
    from wizard.cli.typeset import in_lines  # lazily: other programs are told without it

    widest = max(len(one.name) for _, one in _shelves())
    before = ""
    for shelf, one in _shelves():
        if shelf.heading != before:
            yield from ([""] if before else [])
            yield shelf.heading
            before = shelf.heading
        first = f"  {one.name:{widest}}  {one.as_of:7}  {plural(len(one.items), 'item'):>8}  "
        words = f"{one.title}: {one.summary}"
        left = columns() - len(first)
        if left < LEAST_SUMMARY:
            yield f"  {one.name}"
            told = f"{words} ({one.as_of}, {plural(len(one.items), 'item')})"
            yield from (f"    {line}" for line in in_lines(told, columns() - 4))
        else:
            for place, line in enumerate(in_lines(words, left)):
                yield (" " * len(first) if place else first) + line


def _list_data() -> tuple[str, dict[str, Any]]:
    rows = [_told(one) | {"items": len(one.items)} for _, one in _shelves()]
    return plural(len(rows), "page"), {"pages": rows}


def _page_data(found: Page, anchor: str, text: str) -> tuple[str, dict[str, Any]]:
    data: dict[str, Any] = _told(found) | {
        "anchor": anchor,
        "text": text,
        "headings": [{"level": one.level, "words": one.words, "anchor": one.anchor} for one in found.headings],
        "items": [item._asdict() for item in found.items],
    }
    if found.name == STANDARDS_PAGE:
        data |= {"baseline": BASELINE, "read": READ, "standards": [_standard(one) for one in STANDARDS]}
    return found.title, data


def _told(one: Page) -> dict[str, Any]:
    """What the front matter of a page says."""
    keys = ("name", "title", "summary", "as_of", "section", "sources")
    return {key: getattr(one, key) for key in keys} | {"applies_when": one.when}


def _standard(one: Standard) -> dict[str, Any]:
    plain = ("name", "version", "date", "precision", "status", "used_for", "section", "is_checked", "is_by_choice")
    return {key: getattr(one, key) for key in plain} | {"where": sorted(one.where), "newer": one.newer._asdict()}


def _say_data(message: str, data: Mapping[str, Any]) -> None:
    say_json(envelope("references", message=message, data=data, errors=[], meta={"exit_code": FINE}))
