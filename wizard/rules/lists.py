"""Rules on lists and their pages, in REST and GraphQL."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.calls import calls
from wizard.facts.lists import is_bounded
from wizard.rules.api_records import at, named, named_first, short
from wizard.rules.rule import Said, rule

BOUNDING = r"\b(?:first|last|limit|top|take|ids|keys|pageSize|perPage|size)\b"
"""Arguments that say how many come back."""
TURNING = r"\b(?:first|last|after|before|cursor|page|offset|skip|limit|take|paging|pagination|connection)\w*|input\b"
"""Arguments by which a page is asked for; an input type may hold them."""


@rule(
    "list-not-paged",
    "warning",
    "A list that grows is cut one day, and cutting it then breaks every client that reads all of it.",
    "Answer in pages, or say in the summary how many there can be at most.",
    "rest-best-practices#how-is-a-long-list-cut",
)
def _list_not_paged(design: Design) -> Iterable[Said]:
    if design.api.paging_style == "none":
        return
    for one in design.api.operations:
        if one.kind == "list" and not one.paginated and not is_bounded(one.summary):
            said = "is not paginated" if one.paginated is False else "does not say whether it answers in pages"
            yield Said(at(one, "paginated"), f"{named(one)}: a list that {said}")


@rule(
    "graph-list-not-paged",
    "warning",
    "A plain list can not be cut later without changing its type under every client.",
    "Return a connection, or take an argument that bounds the list.",
    "graphql-schema-design#how-do-lists-go-on",
)
def _graph_list_not_paged(design: Design) -> Iterable[Said]:
    for one in design.api.graphql_operations:
        is_plain = one.kind == "query" and one.returns[:1] == "[" and not one.paginated
        if is_plain and not re.search(BOUNDING, one.arguments, re.IGNORECASE):
            yield Said(at(one, "returns"), f"{named(one)}: returns {short(one.returns)}, a list that nothing bounds")


@rule(
    "paged-without-style",
    "blocker",
    "Operations answer in pages, and how a client asks for the next page is not answered, or the answer is that there are no pages. "
    "Each operation would get a way of its own.",
    "Choose the paging style.",
    "rest-best-practices#how-is-a-long-list-cut",
)
def _paged_without_style(design: Design) -> Iterable[Said]:
    style = design.api.paging_style
    if style not in (None, "none"):
        return
    if paged := [one for one in calls(design) if one.paginated]:
        said = "no paging style is chosen" if style is None else "the paging style is none"
        yield Said(("api", "paging_style"), f"{named_first(paged)}: answers in pages, and {said}")


@rule(
    "page-size-open",
    "warning",
    "Nothing says how many items a client may ask for at once, so one request can ask for the whole table.",
    "Set the largest page from what the store carries.",
    "rest-best-practices#how-is-a-long-list-cut",
)
def _page_size_open(design: Design) -> Iterable[Said]:
    if design.api.paging_style in (None, "none") or design.api.page_size_max is not None:
        return
    if paged := [one for one in calls(design) if one.paginated]:
        yield Said(("api", "page_size_max"), f"{named_first(paged)}: answers in pages of any size")


@rule(
    "change-in-pages",
    "warning",
    "An operation that changes one thing has nothing to turn pages in. Either its kind or the mark is wrong.",
    "Take the mark away, or choose the kind that it is.",
    "rest-best-practices#how-is-a-long-list-cut",
)
def _change_in_pages(design: Design) -> Iterable[Said]:
    for one in calls(design):
        if one.paginated and one.kind in ("create", "replace", "update", "delete", "mutation"):
            yield Said(at(one, "paginated"), f"{named(one)}: kind {one.kind}, and answers in pages")


@rule(
    "page-without-arguments",
    "warning",
    "The field returns pages, and no argument asks for the next one, so clients only ever see the first.",
    "Add first and after, or the arguments of your paging style.",
    "graphql-schema-design#how-do-lists-go-on",
)
def _page_without_arguments(design: Design) -> Iterable[Said]:
    for one in design.api.graphql_operations:
        if one.paginated and one.arguments and not re.search(TURNING, one.arguments, re.IGNORECASE):
            yield Said(at(one, "arguments"), f"{named(one)}: returns pages, and no argument asks for the next one")
