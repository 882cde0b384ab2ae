"""Rules on the paths of REST operations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from wizard.design import Design
from wizard.facts.paths import Shape, shape, style_of
from wizard.rules.api_records import at, named, short
from wizard.rules.rule import Said, rule
from wizard.steps.api_records import RestOperation

DEEPEST = 3
"""Collections within each other before a path is called deep."""
PLURALS = frozenset(
    (
        "people",
        "children",
        "men",
        "women",
        "media",
        "data",
        "news",
        "staff",
        "equipment",
        "feedback",
        "criteria",
        "content",
    )
)
"""Words that name many without an s."""


@rule(
    "path-without-slash",
    "warning",
    "A path begins at the root of the API, with a slash. Whether a full address or a relative part was meant is open.",
    "Begin the path with a slash, and leave host and scheme to the server address.",
    "api-design-checklist#what-is-it-called",
)
def _path_without_slash(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        if one.path and one.path[0] != "/":
            yield Said(at(one, "path"), f"{named(one)}: the path does not begin with a slash")


@rule(
    "path-ends-with-slash",
    "warning",
    "With and without a slash at the end are two paths to most routers, and clients try both.",
    "Take the slash at the end away.",
    "api-design-checklist#what-is-it-called",
)
def _path_ends_with_slash(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        if len(one.path) > 1 and one.path[-1] == "/":
            yield Said(at(one, "path"), f"{named(one)}: the path ends with a slash")


@rule(
    "path-not-well-formed",
    "warning",
    "The path can not be put into a description of the API as it stands: parameters stand in single braces, each once, "
    "between single slashes.",
    "Write the path with plain words and parameters in braces, and leave the query out of it.",
    "api-design-checklist#what-is-it-called",
)
def _path_not_well_formed(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        if fault := _fault(one.path):
            yield Said(at(one, "path"), f"{named(one)}: {fault}")


@lru_cache(maxsize=8192)
def _fault(path: str) -> str:
    """What is wrong with the form of a path, in words."""
    found = shape(path)
    if found.unbraced:
        return f"the parameter {short(found.unbraced)} is not in braces"
    if "{" in found.same.replace("{}", "") or "}" in found.same.replace("{}", ""):
        return "a brace in the path is not closed or not opened"
    if twice := [name for name, count in Counter(found.parameters).items() if count > 1]:
        return f"the parameter {short(twice[0])} occurs twice in the path"
    if " " in path:
        return "there is a blank in the path"
    if "?" in path or "#" in path:
        return "the path goes on with a query"
    return "two slashes follow each other in the path" if "//" in path.replace("://", "") else ""


@rule(
    "path-holds-verb",
    "warning",
    "The method already says what is done, so a verb in the path says it twice, and one day differently. "
    "A verb of the domain is an operation of kind action.",
    "Name the thing in the path, in the plural, and leave the verb to the method; or make it an action.",
    "api-design-checklist#what-is-it-called",
)
def _path_holds_verb(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        if one.kind != "action" and (verb := shape(one.path).verb):
            yield Said(at(one, "path"), f"{named(one)}: {verb} in the path is a verb")


@rule(
    "collection-in-singular",
    "warning",
    "What is followed by the key of one is a collection, and collections are named in the plural. "
    "Spelled both ways, clients guess wrong half of the time.",
    "Name the collection in the plural everywhere.",
    "api-design-checklist#what-is-it-called",
)
def _collection_in_singular(design: Design) -> Iterable[Said]:
    segments = {segment for one in design.api.operations for segment in shape(one.path).segments}
    told: set[str] = set()
    for one in design.api.operations:
        for name in _singulars(one.path):
            if name in told:
                continue
            told.add(name)
            if f"{name}s" in segments:
                yield Said(at(one, "path"), f"{named(one)}: {short(name)} is called {short(name)}s in another path")
            else:
                yield Said(at(one, "path"), f"{named(one)}: {short(name)} holds many and is in the singular", "advice")


@lru_cache(maxsize=8192)
def _singulars(path: str) -> tuple[str, ...]:
    """The collections of a path that are named in the singular."""
    segments = shape(path).segments
    return tuple(
        name
        for name, key in pairwise(segments)
        if key[0] == "{" and key.lower().endswith("id}") and name[0] not in "{.:<" and not _is_plural(name)
    )


def _is_plural(name: str) -> bool:
    last = name.replace("_", "-").rpartition("-")[2]
    return not last.isalpha() or last.lower().endswith("s") or last.lower() in PLURALS


@rule(
    "path-words-mixed",
    "advice",
    "Words in paths are joined in one way here and in another there. Paths are compared letter by letter, "
    "so whoever guesses the joint gets 404.",
    "Join words in the same way in all paths.",
    "api-design-checklist#what-is-it-called",
)
def _path_words_mixed(design: Design) -> Iterable[Said]:
    first: dict[str, RestOperation] = {}
    for one in design.api.operations:
        for segment in shape(one.path).segments:
            first.setdefault(segment, one)
    styles = {segment: style for segment in first if (style := style_of(segment))}
    if len(set(styles.values())) < 2:
        return
    usual = Counter(styles.values()).most_common(1)[0][0]
    for segment, style in styles.items():
        if style != usual:
            one = first[segment]
            words = f"{named(one)}: {short(segment)} is joined by {style}, other paths by {usual}"
            yield Said(at(one, "path"), words)


@rule(
    "path-nested-deeply",
    "advice",
    "Each level is one more key that every caller has to know and every check has to compare. "
    "A record with a key of its own can be reached without its parents.",
    "Begin the path at the nearest collection whose records have keys of their own.",
    "api-design-checklist#what-is-it-called",
)
def _path_nested_deeply(design: Design) -> Iterable[Said]:
    for one in design.api.operations:
        found = shape(one.path)
        if len(found.parameters) >= DEEPEST and (deep := _levels(found)) > DEEPEST:
            yield Said(at(one, "path"), f"{named(one)}: {deep} collections within each other")


def _levels(found: Shape) -> int:
    """How many collections a path goes through: words that follow on a parameter begin the next one."""
    kinds = [segment[0] == "{" for segment in found.segments]
    return sum(not is_key and (place == 0 or kinds[place - 1]) for place, is_key in enumerate(kinds))


@rule(
    "path-twice",
    "blocker",
    "Two operations have the same method on the same path; only the names of parameters differ, and no router sees these. "
    "Which of the two answers is open.",
    "Join the two, or give one another path.",
    "api-design-checklist#what-is-it-called",
)
def _path_twice(design: Design) -> Iterable[Said]:
    first: dict[tuple[str, str], RestOperation] = {}
    for one in design.api.operations:
        if not one.method or not one.path:
            continue
        other = first.setdefault((one.method, shape(one.path).same), one)
        if other is not one and other.label != one.label:
            yield Said(at(one, "path"), f"{named(one)}: {named(other)} has the same method and path")


@rule(
    "parameter-named-twice",
    "warning",
    "The key of one collection has different names in different paths. Generated clients then have two parameters for one thing.",
    "Give the key of a collection the same name in every path.",
    "api-design-checklist#what-is-it-called",
)
def _parameter_named_twice(design: Design) -> Iterable[Said]:
    users: dict[str, dict[str, list[RestOperation]]] = {}
    for one in design.api.operations:
        for before, name in shape(one.path).keys:
            users.setdefault(before, {}).setdefault(name, []).append(one)
    for names in users.values():
        if len(names) > 1:
            usual = max(names, key=lambda name: len(names[name]))
            for name, using in names.items():
                if name != usual:
                    words = f"{named(using[0])}: {{{short(name)}}} is called {{{short(usual)}}} in other paths"
                    yield Said(at(using[0], "path"), words)
