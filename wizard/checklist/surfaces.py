"""Browser and generated clients: one contract, errors a person can act on, states that are shown."""

from __future__ import annotations

from wizard.checklist.texts import answers, says
from wizard.checklist.told import Told, Where, met, quoted, settles, silent, unmet
from wizard.design import Design, Path
from wizard.facts.words import affirmed, cut

GENERATORS = r"openapi-\w+|orval|kubb|hey-api|swagger-\w+|graphql-codegen|codegen|apollo|relay|nswag|kiota|autorest|\w+-generator"
"""Tools that make clients, as answers spell them."""
MAPPINGS = {"react-web": "web_error_mapping", "cli": "cli_exit_codes", "tauri": "tauri_errors"}
"""The answer in which a surface says how errors appear in it; MCP tools list theirs one by one."""


@settles("surface-error-mapping")
def errors_appear_in_each_surface(design: Design) -> Told:
    """Every surface has an answer on errors, and the codes that tools list are those of step 4."""
    where: list[tuple[Path, str]] = []
    for surface in design.scope.surfaces:
        if surface in MAPPINGS:
            if not getattr(design.scope, MAPPINGS[surface]):
                return silent((("scope", MAPPINGS[surface]), "is not answered"))
            where.append((("scope", MAPPINGS[surface]), quoted(getattr(design.scope, MAPPINGS[surface]))))
    if "mcp" in design.scope.surfaces:
        tools = _tools_map_errors(design)
        if tools.state != "met":
            return tools
        where += tools.where
    return met(*where) if where else silent((("scope", "surfaces"), "none of those that show errors is chosen"))


def _tools_map_errors(design: Design) -> Told:
    known = {code.code for code in design.api.error_codes}
    bare = [tool for tool in design.api.mcp_tools if not tool.errors]
    if bare or not design.api.mcp_tools:
        return silent((("api", "mcp_tools"), f"{bare[0].label} lists no errors" if bare else "none are listed"))
    for tool in design.api.mcp_tools:
        if invented := [code for code in tool.errors if code not in known]:
            return unmet((("api", "mcp_tools", tool.id, "errors"), f"{tool.label}: {invented[0]} is no code of step 4"))
    return Told("met", (Where(("api", "mcp_tools"), f"{len(design.api.mcp_tools)} tools list codes of step 4"),))


@settles("surface-web-generation")
def client_generation_is_named(design: Design) -> Told:
    """The answer names a tool, and types, calls or mocks."""
    makes = r"\btypes?\b|\bcalls?\b|\bmocks?\b|\bhooks?\b|openapi-fetch|client functions"
    return says(design, "scope.web_client_generation", {"the tool": GENERATORS, "what it makes": makes})


@settles("surface-typed-languages")
def generator_names_languages(design: Design) -> Told:
    """The answer names a tool and languages."""
    languages = (
        r"typescript|javascript|\bjava\b|kotlin|swift|python|\bgo\b|golang|rust|c#|\.net|php|ruby|dart|elixir|scala"
    )
    return says(
        design,
        "scope.typed_generator",
        {"the tool": GENERATORS, "the languages": rf"\bfor [^;]{{0,60}}?(?:{languages})"},
    )


@settles("surface-typed-release")
def clients_are_published(design: Design) -> Told:
    """The answer names a registry, and how versions of a client follow the API."""
    registries = r"registr(?:y|ies)|\bnpm\b|maven|pypi|nuget|packagist|crates\.io|rubygems|hex\.pm|artifactory|nexus"
    return says(design, "scope.typed_publishing", {"the registry": registries, "the version": r"versions?\b"})


@settles("screen-tokens-named")
def design_tokens_are_pinned(design: Design) -> Told:
    """The answer names a package and pins its version."""
    wanted = {"the package": r"\bpackage\b|@[\w-]+/[\w-]+", "its version": r"\bv?\d+\.\d+|pinned|exact version"}
    return says(design, "scope.web_design_tokens", wanted, {"its version moves": r"\blatest\b"})


@settles("screen-states-shown")
def four_states_are_shown(design: Design) -> Told:
    """The lines of the states hold loading, empty, error and too many."""
    wanted = {
        "loading": r"load|pending|skeleton|waiting",
        "empty": r"empty|nothing|no (?:result|match|row|item|entr)",
        "error": r"error|fail|refus",
        "too many": r"many|long list|overflow|page|truncat|limit",
    }
    return says(design, "scope.storybook_states", wanted, otherwise=unmet)


@settles("screen-errors-by-code")
def client_maps_codes(design: Design) -> Told:
    """The answer goes by type or code, and has words for those that it does not know."""
    wanted = {
        "by type or code": r"\b(?:by|per|from|for each|maps?|every)\b[^.;]{0,30}\b(?:types?|codes?)\b",
        "unknown ones": r"unknown|other (?:ones|codes|types)|anything else|default|unmapped",
    }
    parsed = {"it goes by wording": r"\b(?:by|pars\w+|from) (?:the )?(?:title|detail|message)\b"}
    return says(design, "scope.web_error_mapping", wanted, parsed)


@settles("screen-accessibility-target")
def accessibility_has_a_target(design: Design) -> Told:
    """A standard with version and level is named, and a step or check that tests it."""
    standard, test = (
        r"\b(?:WCAG\s?\d\.\d\W{1,3}(?:level )?A{1,3}\b|EN 301 549)",
        r"\btest|\bcheck|\bCI\b|\baxe\b|\baudit",
    )
    said = [
        *answers(design, "scope.web_design_tokens", "scope.storybook_states", "scope.apps_ux_principles"),
        *((("file_plan", "next_steps", step.id, "action"), step.action) for step in design.file_plan.next_steps),
    ]
    named = [(path, text) for path, text in said if affirmed(standard, text)]
    tested = [(path, cut(text)) for path, text in named if affirmed(test, text)]
    if tested:
        return met(tested[0])
    if named:
        return silent((named[0][0], "no step that tests it is named"))
    return silent((("file_plan", "next_steps"), "no standard with version and level is named"))
