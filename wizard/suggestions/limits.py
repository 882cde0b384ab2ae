"""Suggestions for step 4 on limits: rate classes, paging, and how much one query may ask for."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.design import Design, Path
from wizard.facts.naming import some
from wizard.suggestions.asked import asked
from wizard.suggestions.call_fields import READING
from wizard.suggestions.suggestion import Offer, suggests

WINDOW = 60
START = "a number to start from, until it was measured"


def _counted_per(design: Design) -> str:
    """Whose calls are added up: the smallest identity that every caller proves."""
    if design.access.tenancy_model in ("pool", "bridge", "silo"):
        return "tenant and caller"
    return "API client" if "api-key" in design.access.auth_methods else "caller"


@suggests("rate-class-for-calls", "Reads and writes that count against no limit get one.", "rate-limit-templates")
@asked("api", "rate_classes")
def _rest(design: Design) -> Iterator[Offer]:
    names = [one.name.lower() for one in design.api.rate_classes if one.surface in ("rest", None)]
    unlimited = [one for one in design.api.operations if one.method and one.path and not one.rate_class]
    reads = [one for one in unlimited if one.method in READING]
    writes = [one for one in unlimited if one.method not in READING]
    for name, telling, limit, burst, calls in (
        ("reads", ("read",), 600, 100, reads),
        ("writes", ("write", "change"), 120, 20, writes),
    ):
        if calls and not any(part in known for known in names for part in telling):
            record = {
                "name": name,
                "surface": "rest",
                "limit": limit,
                "window": WINDOW,
                "burst": burst,
                "key": _counted_per(design),
            }
            labels = some([call.label for call in calls])
            because = f"{labels} {'counts' if len(calls) == 1 else 'count'} against no limit; {limit} in {WINDOW} s is {START}."
            basis = tuple(("api", "operations", call.id, "method") for call in calls[:3])
            yield Offer(("api", "rate_classes"), record, because, (*basis, ("access", "tenancy_model")))


@suggests(
    "rate-class-for-graph",
    "A graph is limited by points of cost, as requests do not tell how much is asked.",
    "rate-limit-templates",
)
@asked("api", "rate_classes")
def _graphql(design: Design) -> Iterator[Offer]:
    fields = [one for one in design.api.graphql_operations if one.name]
    if fields and not any(one.surface == "graphql" for one in design.api.rate_classes):
        limit = 10 * (design.api.max_complexity or 1000)
        most = (("api", "max_complexity"),) if design.api.max_complexity else ()
        record = {"name": "graph", "surface": "graphql", "limit": limit, "window": WINDOW, "key": _counted_per(design)}
        said = (
            f"ten times the {design.api.max_complexity} points of one request" if design.api.max_complexity else START
        )
        because = f"{some([one.name for one in fields])} can be asked for in one request; {limit} points in {WINDOW} s are {said}."
        yield Offer(("api", "rate_classes"), record, because, (*most, ("access", "tenancy_model")))


@suggests("rate-class-for-tools", "Tools have a limit of their own, as a model repeats itself.", "rate-limit-templates")
@asked("api", "rate_classes")
def _tools(design: Design) -> Iterator[Offer]:
    surfaces = [one for one in design.scope.surfaces if one in ("mcp", "apps-sdk")]
    if surfaces and not any(one.surface == "mcp" for one in design.api.rate_classes):
        record = {"name": "tools", "surface": "mcp", "limit": 60, "window": WINDOW, "burst": 10, "key": "user and tool"}
        because = f"The surface {surfaces[0]} is chosen, and no limit counts tool calls; 60 in {WINDOW} s is {START}."
        yield Offer(("api", "rate_classes"), record, because, (("scope", "surfaces"),))


@suggests("rate-class-for-login", "Signing in has a far lower limit than anything else.", "rate-limit-templates")
@asked("api", "rate_classes")
def _login(design: Design) -> Iterator[Offer]:
    ours = [one for one in design.access.auth_methods if one in ("session-cookie", "passkey")]
    is_elsewhere = "oidc" in design.access.auth_methods
    if (
        not ours
        or is_elsewhere
        or any("log" in one.name.lower() or "sign" in one.name.lower() for one in design.api.rate_classes)
    ):
        return
    record = {"name": "logins", "limit": 10, "window": WINDOW, "key": "account, and network address beside it"}
    because = (
        f"{ours[0]} is a way in that we check ourselves, and guessing has to be slow; 10 in {WINDOW} s is {START}."
    )
    yield Offer(("api", "rate_classes"), record, because, (("access", "auth_methods"),))


def _lists(design: Design) -> tuple[list[str], tuple[Path, ...]]:
    """The operations that answer with many, and where they say so."""
    rest = [one for one in design.api.operations if one.kind == "list" or one.paginated]
    graph = [one for one in design.api.graphql_operations if one.paginated]
    names = [*(one.label for one in rest[:4]), *(one.name for one in graph[:4])]
    basis = (
        *(("api", "operations", one.id, "kind") for one in rest[:3]),
        *(("api", "graphql_operations", one.id, "paginated") for one in graph[:3]),
    )
    return [name for name in names if name], basis


@suggests("paging-style", "Lists that grow are paged by cursor.", "rest-best-practices")
@asked("api", "paging_style")
def _style(design: Design) -> Iterator[Offer]:
    names, basis = _lists(design)
    if names:
        because = f"{names[0]} lists what grows while a client reads; with a cursor no row is skipped or seen twice."
        yield Offer(("api", "paging_style"), "cursor", because, basis)


@suggests("page-size-default", "What a client gets that does not say how much it wants.", "rest-best-practices")
@asked("api", "page_size_default")
def _page_size(design: Design) -> Iterator[Offer]:
    names, basis = _lists(design)
    if names:
        most = design.api.page_size_max
        size = 50 if most is None else min(50, most)
        because = f"{names[0]} answers in pages; {size} is {START}."
        bound = (("api", "page_size_max"),) if size == most else ()
        yield Offer(("api", "page_size_default"), size, because, (*basis, *bound))


@suggests("page-size-max", "The most that a client can ask for at once.", "rest-best-practices")
@asked("api", "page_size_max")
def _page_size_max(design: Design) -> Iterator[Offer]:
    names, basis = _lists(design)
    if names:
        size = 4 * (design.api.page_size_default or 50)
        because = f"{names[0]} answers in pages of {design.api.page_size_default or 50}; four times that is {START}."
        usual = (("api", "page_size_default"),) if design.api.page_size_default else ()
        yield Offer(("api", "page_size_max"), size, because, (*basis, *usual))


@suggests("sort-order", "Lists are sorted by when a record was made, then by its key.", "rest-best-practices")
@asked("api", "sort_order")
def _sort_order(design: Design) -> Iterator[Offer]:
    names, basis = _lists(design)
    if not names:
        return
    for table in design.data.tables:
        for column in table.table_columns:
            if column.name == "created_at":
                because = f"{names[0]} lists records, and {table.name} knows when each was created; the id breaks ties."
                at = ("data", "tables", table.id, "table_columns", column.id, "name")
                yield Offer(("api", "sort_order"), "created_at descending, then id", because, (*basis, at))
                return


def _fields(design: Design) -> tuple[list[str], tuple[Path, ...]]:
    queries = [one for one in design.api.graphql_operations if one.kind == "query" and one.name]
    return [one.name for one in queries], tuple(("api", "graphql_operations", one.id, "kind") for one in queries[:3])


@suggests("graph-depth", "Types that point at each other need a limit of nesting.", "graphql-schema-design")
@asked("api", "max_depth")
def _depth(design: Design) -> Iterator[Offer]:
    names, basis = _fields(design)
    relations = design.domain.relations
    if names and relations:
        because = (
            f"{relations[0].source} and {relations[0].target} point at each other, so a query from {names[0]} could nest without end; "
            f"8 is {START}."
        )
        first = ("domain", "relations", relations[0].id)
        yield Offer(("api", "max_depth"), 8, because, (*basis, (*first, "cardinality")))


@suggests("graph-complexity", "A shallow query for many of many needs a limit of cost.", "graphql-schema-design")
@asked("api", "max_complexity")
def _complexity(design: Design) -> Iterator[Offer]:
    names, basis = _fields(design)
    if names:
        dearest = max((one.cost or 0 for one in design.api.graphql_operations), default=0)
        most = max(1000, 10 * dearest)
        said = f"the dearest field costs {dearest}" if dearest else "no field has a cost yet"
        because = f"{some(names)} can be asked for together; {said}, and {most} points are {START}."
        costs = tuple(
            ("api", "graphql_operations", one.id, "cost")
            for one in design.api.graphql_operations
            if one.cost == dearest and dearest
        )
        yield Offer(("api", "max_complexity"), most, because, (*basis, *costs[:1]))
