"""An app inside ChatGPT: its use cases and cards, who may call, where state lives, how money is made."""

from __future__ import annotations

import re

from wizard.checklist.texts import around, says
from wizard.checklist.told import MOST_NAMED, Told, every, met, settles, silent, unmet
from wizard.checklist.tools import TOOLS, every_tool
from wizard.design import Design
from wizard.facts.schemas import has_opaque_part, properties
from wizard.facts.words import affirmed, cut, names
from wizard.steps.api_records import McpTool

QUOTED = r"['\"‘“][^'\"‘’“”]{3,}"
"""A prompt in quotes, as far as its first apostrophe."""
NOTHING_FREE = r"(?:nothing|no tool|none)\b[^.;]{0,20}(?:without an? account|anonymous)|every(?:thing| tool)\b[^.;]{0,20}(?:needs|asks for|requires) (?:OAuth|an account)"
ANONYMOUS = ("none", "public", "anonymous", "noauth")
"""What a tool's scope says if it asks for none."""
DRAFT = r"\bdraft|\bunfinished|\bbasket|\bcart\b|\bpending|\bunsent|\bprepared|not yet sent"
NOTHING_SOLD = r"\s*(?:none\b|nothing\b|no (?:money|monetisation|monetization|sale)|free\b|not monetis|not monetiz)"


@settles("appcases-prompt-and-near-miss")
def use_cases_have_prompts(design: Design) -> Told:
    """Every line has a prompt in quotes, and another behind "not"."""

    def is_fine(line: str) -> bool:
        trigger, *misses = re.split(
            r"\b(?:not|near miss|never)\b\W{0,4}(?=['\"‘“])", line, maxsplit=1, flags=re.IGNORECASE
        )
        return bool(misses and re.search(QUOTED, trigger) and re.search(QUOTED, misses[0]))

    return every(
        design.scope.apps_use_cases,
        "scope.apps_use_cases",
        is_fine,
        "has no near miss",
        is_open=lambda line: re.search(r"\bnot\b|near miss|\bnever\b", line, re.IGNORECASE),
        doubt="which words are the prompts?",
        nothing="is not answered",
    )


@settles("appcases-left-to-the-site")
def jobs_stay_elsewhere(design: Design) -> Told:
    """The out-of-scope list names the site or another client."""
    places = r"\b(?:on|in|by|at|stays?|through) (?:the |our |their )?(?:\w+ )?(?:site|website|console|portal|web app|dashboard|shop|store|CLI)\b"
    return says(design, "scope.out_of_scope", {"what stays on the site or in other clients": places})


@settles("appcases-first-answer-free")
def first_answer_is_free(design: Design) -> Told:
    """The authentication answer names what is anonymous, or why nothing is."""
    if (match := re.search(NOTHING_FREE, design.scope.apps_auth, re.IGNORECASE)) is not None:
        sentence = design.scope.apps_auth[match.start() :].partition(".")[0]
        where = ("scope", "apps_auth")
        because = re.search(r"\b(?:because|since|as|so that)\b", sentence)
        return met((where, cut(sentence))) if because else silent((where, f"{around(match)}: and why?"))
    free = r"anonymous|without (?:an |any )?account|no account|noauth|no sign-?in"
    return says(design, "scope.apps_auth", {"what works without an account": free})


@settles("appux-answers-without-card")
def text_answers_without_a_card(design: Design) -> Told:
    """The UX principles speak of the text where there is no card."""
    bare = r"(?:no|without an?|without|not) (?:inline )?(?:card|widget|component)s?|(?:card|widget)s? (?:is|are) not (?:drawn|shown)|text[- ]only"
    wanted = {"what the text does": r"\btexts?\b|\bwords?\b|\bsentence", "where no card is drawn": bare}
    return says(design, "scope.apps_ux_principles", wanted)


@settles("appux-display-per-case")
def each_case_has_a_display(design: Design) -> Told:
    """The UX principles name every use case, and a display."""
    where = ("scope", "apps_ux_principles")
    principles = design.scope.apps_ux_principles.lower()
    if not principles or not design.scope.apps_use_cases:
        return silent((where if not principles else ("scope", "apps_use_cases"), "is not answered"))
    named = [re.split(r"[:,(]", line)[0].strip() for line in design.scope.apps_use_cases]
    lacking = [name for name in named if name.lower() not in principles]
    if lacking:
        return silent((where, f"does not name: {cut(', '.join(lacking[:MOST_NAMED]))}"))
    return says(design, "scope.apps_ux_principles", {"a display": r"inline|full ?screen|picture|\bwords\b|\bcard"})


@settles("appux-small-states")
def cards_have_small_states(design: Design) -> Told:
    """The UX principles speak of nothing found, failure, and no account."""
    wanted = {
        "nothing found": r"nothing (?:is |was )?(?:found|to show)|\bempty\b|no (?:results?|match)",
        "the call fails": r"\bfail|\berror|\brefus",
        "no account is linked": r"no (?:\w+ )?account|not linked|\blink|sign(?:ed)?[ -]in",
    }
    return says(design, "scope.apps_ux_principles", wanted)


@settles("appauth-each-tool-decided")
def each_tool_is_decided(design: Design) -> Told:
    """The authentication answer names the scope of every tool, or the tool itself."""
    auth = design.scope.apps_auth
    if not auth:
        return silent((("scope", "apps_auth"), "is not answered"))
    return every(
        design.api.mcp_tools,
        TOOLS,
        lambda tool: names(auth, tool.scope) or names(auth, tool.name),
        "",
        has="the authentication answer has all scopes",
        is_open=bool,
        doubt=lambda tool: f"{tool.scope or 'no scope'} is not in the authentication answer",
        field="scope",
    )


@settles("appauth-strangers-only-read")
def strangers_only_read(design: Design) -> Told:
    """Nothing is anonymous; or a tool without a scope that writes contradicts."""
    open_tools = [tool for tool in design.api.mcp_tools if tool.scope.lower() in ANONYMOUS]
    if liars := [tool for tool in open_tools if tool.read_only is False]:
        return unmet((("api", "mcp_tools", liars[0].id, "read_only"), f"{liars[0].name}: {liars[0].scope}, and writes"))
    if (match := re.search(NOTHING_FREE, design.scope.apps_auth, re.IGNORECASE)) is not None and not open_tools:
        return met((("scope", "apps_auth"), around(match)))
    return silent((("scope", "apps_auth"), "whose data do anonymous tools return?"))


@settles("appauth-metadata-reachable")
def metadata_is_reachable(design: Design) -> Told:
    """The metadata is a public operation, and the identity provider is named."""
    path = ".well-known/oauth-protected-resource"
    operation = next((one for one in design.api.operations if path in one.path), None)
    if operation is None:
        return silent((("api", "operations"), f"none with {path}; who serves it?"))
    here = ("api", "operations", operation.id, "access")
    if "public" not in operation.access:
        return unmet((here, f"{operation.label}: not public"))
    if not design.access.identity_provider:
        return silent((("access", "identity_provider"), "is not answered"))
    return met(
        (here, f"{operation.label}: public"), (("access", "identity_provider"), cut(design.access.identity_provider))
    )


@settles("appauth-pkce-advertised")
def pkce_is_asked_for(design: Design) -> Told:
    """An answer on tokens names PKCE and S256."""
    if design.access.auth0_pkce is False:
        return unmet((("access", "auth0_pkce"), "no"))
    fields = "scope.apps_auth|scope.mcp_authorization"
    return says(design, fields, {"PKCE with S256": r"\bPKCE\b[^.;]{0,15}\bS256\b|\bS256\b[^.;]{0,15}\bPKCE\b"})


@settles("appauth-scope-grows")
def scopes_grow(design: Design) -> Told:
    """The authentication answer says what is asked first, and that a 403 asks for the rest."""
    wanted = {
        "read scopes first": r"\bread\b[^.]{0,60}\bfirst\b|\bfirst\b[^.]{0,60}\bread\b",
        "a 403 that names the write scope": r"\b403\b|insufficient_scope|step-?up",
    }
    return says(design, "scope.apps_auth", wanted, {"all at once": r"all scopes (?:at|with) the first"})


@settles("appauth-record-rule-for-arguments")
def record_rules_cover_arguments(design: Design) -> Told:
    """The rules per record speak of arguments or tools."""
    return says(design, "access.object_rules", {"ids in tool arguments": r"\bargument|\btools?\b"})


@settles("appauth-registration-guarded")
def registration_is_guarded(design: Design) -> Told:
    """The authentication answer says how the client is registered, and what limits that."""
    wanted = {
        "how ChatGPT is registered": r"regist|client (?:id )?metadata|\bCIMD\b|defined beforehand",
        "what limits it": r"regist\w*[^.;]{0,50}(?:limit|expire|per address|idle|only|approv|closed)|beforehand|allow-?list",
    }
    return says(design, "scope.apps_auth", wanted)


@settles("appauth-unlink-ends-access")
def unlinking_ends_access(design: Design) -> Told:
    """The revocation answer speaks of unlinking, with a time."""
    wanted = {
        "what ends on unlinking": r"\bunlink|disconnect|removes? the app|grants?\b",
        "how fast": r"\d+ ?(?:s|sec|min|h|seconds|minutes|hours)\b|at once|immediately",
    }
    return says(design, "access.revocation", wanted)


@settles("appstate-three-places")
def state_has_three_places(design: Design) -> Told:
    """The state answer names backend, card and nowhere."""
    wanted = {
        "the backend": r"backend|\btables?\b|\bserver\b|database",
        "the card": r"\bcards?\b|widget",
        "what is kept nowhere": r"nowhere|nothing|never kept|not kept|neither|asked anew",
    }
    return says(design, "scope.apps_state", wanted)


@settles("appstate-drafts-end")
def drafts_have_a_period(design: Design) -> Told:
    """A retention rule is about drafts."""
    rules = [rule for rule in design.data.retention if affirmed(DRAFT, rule.data_set.replace("_", " "))]
    if rules:
        return met(
            *((("data", "retention", rule.id), f"{rule.data_set}: {rule.period}") for rule in rules[:MOST_NAMED])
        )
    return silent((("data", "retention"), "none is about drafts"))


@settles("appstate-age-shown")
def results_show_their_age(design: Design) -> Told:
    """Every output schema has a time or version; which results go out of date, a person has to say."""
    told = every_tool(
        design,
        "output_schema",
        lambda tool: any(re.search(r"^as_of$|_at$|version|_time$", name) for name, _ in properties(tool.output_schema)),
        "no time for which it is true; can it go out of date?",
    )
    return silent(*told.where) if told.state == "unmet" else told


@settles("appstate-session-free")
def nothing_is_keyed_by_session(design: Design) -> Told:
    """Neither a column, a cache nor replay protection has an MCP session for its key."""
    named = re.compile(r"mcp[_ -]*session", re.IGNORECASE)
    for table in design.data.tables:
        if column := next((one.name for one in table.table_columns if named.search(one.name)), ""):
            return unmet((("data", "tables", table.id), f"{table.name}: {column}"))
    for cache in design.operations.caches:
        if named.search(f"{cache.what} {cache.where}"):
            return unmet((("operations", "caches", cache.id), cut(cache.what)))
    replay = design.operations.replay_protection
    if (match := affirmed(r"(?:by|per) (?:the )?(?:MCP )?session", replay)) is not None:
        return unmet((("operations", "replay_protection"), around(match)))
    if not design.data.tables or not replay:
        where = ("operations", "replay_protection") if design.data.tables else ("data", "tables")
        return silent((where, "is not answered"))
    if session := [table for table in design.data.tables if any("session" in one.name for one in table.table_columns)]:
        return silent((("data", "tables", session[0].id), f"{session[0].name}: which session?"))
    return met((("data", "tables"), "no column names a session"), (("operations", "replay_protection"), cut(replay)))


@settles("appstate-view-is-disposable")
def view_can_be_lost(design: Design) -> Told:
    """The state answer says what losing the card loses."""
    lost = (
        r"\blos(?:t|es|ing|e)\b[^.]{0,60}(?:view|nothing|only)|(?:view|nothing else|only)[^.]{0,40}\b(?:is|are|be) lost"
    )
    return says(design, "scope.apps_state", {"what is lost with the card": lost})


def tells_of_money(design: Design) -> Told | None:
    """Met where the monetisation answer says that nothing is sold; silent where it is missing."""
    answer = design.scope.apps_monetization
    where = ("scope", "apps_monetization")
    if not answer:
        return silent((where, "is not answered"))
    return met((where, cut(answer))) if re.match(NOTHING_SOLD, answer, re.IGNORECASE) else None


def named_properties(tool: McpTool, pattern: str, *sides: str) -> str:
    """The first property of its schemas whose name fits; empty if none does."""
    found = (name for side in sides for name, _ in properties(getattr(tool, side)))
    return next((name for name in found if re.search(pattern, name, re.IGNORECASE)), "")


def is_opaque(tool: McpTool, *sides: str) -> bool:
    """Whether one of its schemas does not say everything that it holds."""
    return any(has_opaque_part(getattr(tool, side)) for side in sides)
