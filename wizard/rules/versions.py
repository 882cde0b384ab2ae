"""Rules on versions: where one is named, what may change, how it ends, and how it is described."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.paths import shape
from wizard.facts.words import has_figure, has_period
from wizard.rules.api_records import at, named, named_first, quote, short
from wizard.rules.rule import Said, rule
from wizard.steps.api_records import RestOperation

STANDING_ALONE = re.compile(
    r"^/(?:\.well-known|health|healthz|livez|readyz|metrics|ping|status|openapi|docs|webhooks?|oauth2?|login|callback)\b"
)
"""Paths that have no version by their nature."""
END = r"\b(?:after|once|when|until|never|as long as|from|by)\b"
HASTY = r"(?:\b(?:may|can|might|could) (?:also )?(?:be )?(?:remov|renam|delet|drop|break)\w*|\b(?:remov|renam|delet|drop|break)\w*[^.;]{0,60}\b(?:any ?time|without (?:a |any )?(?:notice|warning|deprecation)))"
HELD_BACK = (
    r"\b(?:not|nothing|none|never|no|only|after|new (?:major )?version|major|notice of|deprecat\w+ first|once)\b|\bv\d"
)
STOPS_AT_31 = r"openapi-typescript|openapi-fetch"
"""Generators that read OpenAPI 3.0 and 3.1 as of January 2026."""


def _versioned(design: Design) -> list[tuple[str, RestOperation]]:
    """The version in the path of each operation, which may be none, without paths that stand alone."""
    return [
        (shape(one.path).version, one)
        for one in design.api.operations
        if one.path and not STANDING_ALONE.search(one.path)
    ]


@rule(
    "version-in-path-against-strategy",
    "warning",
    "Paths name a version although clients are to name it elsewhere. Which of the two counts when they differ is open.",
    "Take the version out of the paths, or choose the strategy url.",
    "api-design-checklist#how-does-a-version-end",
)
def _version_in_path_against_strategy(design: Design) -> Iterable[Said]:
    strategy = design.api.versioning_strategy
    if strategy in (None, "url"):
        return
    if using := [one for version, one in _versioned(design) if version]:
        words = f"{named_first(using)}: a version in the path, though the strategy is {strategy}"
        yield Said(("api", "versioning_strategy"), words)


@rule(
    "version-in-path-differs",
    "warning",
    "The path names another version than the one this design describes.",
    "Name the current version in the path, or leave the operation to the design of its own version.",
    "api-design-checklist#how-does-a-version-end",
)
def _version_in_path_differs(design: Design) -> Iterable[Said]:
    current = shape(design.api.current_version).version
    if design.api.versioning_strategy == "url" and current:
        for version, one in _versioned(design):
            if version and version.lower() != current.lower():
                yield Said(
                    at(one, "path"), f"{named(one)}: {short(version)} in the path, and {short(current)} is current"
                )


@rule(
    "version-in-some-paths",
    "warning",
    "Some paths begin with the version and others do not. Whether the others have none, or a server address adds it, is open.",
    "Write the version into all paths, or into none and into the server address.",
    "api-design-checklist#how-does-a-version-end",
)
def _version_in_some_paths(design: Design) -> Iterable[Said]:
    if design.api.versioning_strategy != "url":
        return
    found = _versioned(design)
    without = [one for version, one in found if not version]
    if without and len(without) < len(found):
        yield Said(at(without[0], "path"), f"{named_first(without)}: no version in the path, unlike others")


@rule(
    "current-version-missing",
    "warning",
    "Clients are to name a version, and which one this design describes is not said. The first client will make one up.",
    "Name the version as clients send it.",
    "api-design-checklist#how-does-a-version-end",
)
def _current_version_missing(design: Design) -> Iterable[Said]:
    strategy = design.api.versioning_strategy
    if strategy in ("url", "header", "media-type") and not design.api.current_version:
        yield Said(("api", "current_version"), f"Current version: clients name one by {strategy}, and none is given")


@rule(
    "deprecation-without-time",
    "warning",
    "The notice names a signal and no time. A client can not plan with 'in good time'.",
    "Say how long before the end clients learn of it.",
    "api-design-checklist#how-does-a-version-end",
)
def _deprecation_without_time(design: Design) -> Iterable[Said]:
    said = design.api.deprecation_notice
    if said and not has_period(said) and not has_figure(said):
        yield Said(("api", "deprecation_notice"), f"Deprecation notice: no length of time in '{quote(said)}'")


@rule(
    "sunset-without-end",
    "warning",
    "The policy says that an old version stops, and neither when nor upon what. Without an end every version is kept for good.",
    "Say after which time or below which use it stops, and what it answers then.",
    "api-design-checklist#how-does-a-version-end",
)
def _sunset_without_end(design: Design) -> Iterable[Said]:
    said = design.api.sunset_policy
    if said and not has_period(said) and not has_figure(said) and not re.search(END, said, re.IGNORECASE):
        yield Said(("api", "sunset_policy"), f"Sunset policy: neither time nor condition in '{quote(said)}'")


@rule(
    "removal-without-notice",
    "warning",
    "The compatibility rule lets something that clients use be taken away or renamed within a version. That breaks those who did nothing.",
    "Let a version only grow, and remove in the next one, after the notice.",
    "contract-testing#which-change-breaks-whom",
)
def _removal_without_notice(design: Design) -> Iterable[Said]:
    for part in re.split(r"[.;]\s*", design.api.compatibility_rule):
        if re.search(HASTY, part, re.IGNORECASE) and not re.search(HELD_BACK, _without_hasty_end(part), re.IGNORECASE):
            yield Said(
                ("api", "compatibility_rule"), f"Compatibility rule: '{quote(part)}' breaks clients within a version"
            )
            return


def _without_hasty_end(part: str) -> str:
    return re.sub(r"without (?:a |any )?(?:notice|warning|deprecation)", "", part, flags=re.IGNORECASE)


@rule(
    "description-newer-than-generator",
    "advice",
    "The description is written in OpenAPI 3.2, and a generator of the clients read 3.0 and 3.1 as of January 2026. "
    "What 3.2 adds is passed over, or stops the build.",
    "Try the generator with a description of 3.2 before the contract depends on it, or choose 3.1.2.",
    "tech-standards#openapi-31-or-32",
)
def _description_newer_than_generator(design: Design) -> Iterable[Said]:
    if design.api.openapi_version != "3.2.0":
        return
    for said in (design.scope.typed_generator, design.scope.web_client_generation):
        if found := re.search(STOPS_AT_31, said, re.IGNORECASE):
            words = f"OpenAPI 3.2.0: {found[0]}, which generates the clients, read up to 3.1 as of January 2026"
            yield Said(("api", "openapi_version"), words)
            return
