"""What is sold through an app, what its schemas give away, and how its descriptions are measured."""

from __future__ import annotations

import re

from wizard.checklist.apps import ANONYMOUS, NOTHING_FREE, is_opaque, named_properties, tells_of_money
from wizard.checklist.texts import MONTH, affirms, around, kept_out, says
from wizard.checklist.told import MOST_NAMED, Told, every, met, settles, silent, unmet
from wizard.checklist.tools import TOOLS, every_tool
from wizard.design import Design
from wizard.facts.words import affirmed, cut
from wizard.steps.api_records import McpTool

CARD = r"^(?:card[_-]?(?:number|no|holder|data|expiry)|cardNumber|pan|cvv2?|cvc2?|security_?code)$"
PRICE = r"(?:^|_)(?:sub)?(?:prices?|totals?|discounts?)(?:$|_)"
PREPARES = re.compile(r"checkout|prepare|quote", re.IGNORECASE)


@settles("appmoney-way-and-date")
def way_and_month_are_named(design: Design) -> Told:
    """The monetisation answer has a month with its year."""
    return says(design, "scope.apps_monetization", {"the month in which the terms were read": MONTH}, otherwise=unmet)


@settles("appmoney-goods-permitted")
def goods_are_permitted(design: Design) -> Told:
    """Nothing is sold, or physical goods, or a term is named with its month."""
    if (money := tells_of_money(design)) is not None:
        return money
    if (match := affirmed(r"physical (?:goods|products|items)", design.scope.apps_monetization)) is not None:
        return met((("scope", "apps_monetization"), around(match)))
    wanted = {"physical goods, or the term that permits it": r"\bterms?\b|polic|permit|allow", "its month": MONTH}
    return says(design, "scope.apps_monetization", wanted)


@settles("appmoney-no-card-data")
def schemas_hold_no_card_data(design: Design) -> Told:
    """No property of a schema is named after card data."""
    return _no_property(design, CARD, "input_schema", "output_schema")


@settles("appmoney-server-prices")
def schemas_take_no_price(design: Design) -> Told:
    """No property of an input schema is named after a price, total or discount."""
    return _no_property(design, PRICE, "input_schema")


@settles("appmoney-webhook-is-trusted")
def webhook_is_a_trust_entry(design: Design) -> Told:
    """Nothing is sold; or no trust entry of a webhook contradicts."""
    if (money := tells_of_money(design)) is not None:
        return money
    entries = design.scope.trust_entries
    hooks = [one for one in entries if re.search(r"webhook|payment|psp", f"{one.entry_point} {one.who}", re.IGNORECASE)]
    if not hooks:
        return (unmet if entries else silent)((("scope", "trust_entries"), "none is a webhook of a payment provider"))
    if not hooks[0].verified_by:
        return unmet(
            (("scope", "trust_entries", hooks[0].id, "verified_by"), f"{hooks[0].entry_point}: nothing verifies it")
        )
    return silent(
        (("scope", "trust_entries", hooks[0].id), f"{hooks[0].entry_point}: does it alone mark an order paid?")
    )


@settles("appmoney-prepare-is-a-write")
def preparing_writes(design: Design) -> Told:
    """Tools named after a checkout are not read-only and have a window."""
    tools = [tool for tool in design.api.mcp_tools if PREPARES.search(tool.name)]
    if not tools:
        money = tells_of_money(design)
        return money if money is not None else silent((("api", "mcp_tools"), "none is named after a checkout"))

    def lacks(tool: McpTool) -> str:
        return "marked read-only" if tool.read_only else "no dedupe window"

    return every(tools, TOOLS, lambda tool: not tool.read_only and tool.dedupe_window, lacks)


@settles("appmoney-free-calls-bounded")
def free_calls_are_bounded(design: Design) -> Told:
    """Tools without a scope have a rate class with a quota; or none is without one."""
    tools = [tool for tool in design.api.mcp_tools if tool.scope.lower() in ANONYMOUS]
    if not tools:
        match = re.search(NOTHING_FREE, design.scope.apps_auth, re.IGNORECASE)
        where = ("scope", "apps_auth")
        return met((where, around(match))) if match else silent((where, "which tools are anonymous?"))
    classes = {one.name: one for one in design.api.rate_classes}

    def lacks(tool: McpTool) -> str:
        return f"{tool.rate_class} has no quota" if tool.rate_class in classes else "no rate class"

    return every(
        tools,
        TOOLS,
        lambda tool: tool.rate_class in classes and classes[tool.rate_class].quota,
        lacks,
        field="rate_class",
    )


@settles("appmoney-terms-are-a-risk")
def terms_are_a_risk(design: Design) -> Told:
    """A risk is about the platform's terms, has an owner, and its mitigation names a switch."""
    platform, terms = r"\b(?:platform|OpenAI|ChatGPT|store)\b", r"\b(?:terms?|polic\w+|rules?)\b"
    risks = [risk for risk in design.risks.risks if affirms(risk.title, platform, terms)]
    if not risks:
        return silent((("risks", "risks"), "none is about the platform's terms"))
    risk = risks[0]
    if not risk.owner:
        return unmet((("risks", "risks", risk.id, "owner"), f"{cut(risk.title)}: no owner"))
    if not affirmed(r"switch|\bflag|turn\w* off", risk.mitigation):
        return silent((("risks", "risks", risk.id, "mitigation"), f"{cut(risk.title)}: which switch?"))
    return met((("risks", "risks", risk.id), f"{cut(risk.title)}: {risk.owner}"))


@settles("appmeta-three-kinds-of-prompt")
def plan_has_three_kinds(design: Design) -> Told:
    """The plan names the three kinds, and three prompts or more for each use case."""
    kinds = {"direct": r"\bdirect\b", "indirect": r"\bindirect\b", "negative": r"\bnegative\b"}
    told = says(design, "scope.apps_metadata", kinds)
    if told.state != "met":
        return told
    where = ("scope", "apps_metadata")
    number = re.search(r"\b(\d+) (?:\w+ ){0,2}prompts\b", design.scope.apps_metadata)
    if number is None or not design.scope.apps_use_cases:
        return silent((where, "does not say how many prompts there are"))
    cases = len(design.scope.apps_use_cases)
    return (met if int(number[1]) >= 3 * cases else unmet)(
        (where, f"{number.group()} for {cases} use case{'s' * (cases > 1)}")
    )


@settles("appmeta-floors-fixed")
def plan_has_floors(design: Design) -> Told:
    """The plan gives precision and recall in numbers."""
    floor = r"[^.;]{0,25}\d+(?:[.,]\d+)? ?%|\d+(?:[.,]\d+)? ?%[^.;]{0,15}"
    wanted = {"the least precision": rf"precision{floor}precision", "the least recall": rf"recall{floor}recall"}
    return says(design, "scope.apps_metadata", wanted)


@settles("appmeta-measured-again")
def plan_is_measured_again(design: Design) -> Told:
    """The plan names changes, and a calendar."""
    wanted = {
        "after which changes": r"\bCI\b|(?:each|every|a|when|after|on)\b[^.;]{0,40}(?:change|release|deploy|added|tool)",
        "how often without one": r"daily|weekly|monthly|quarterly|nightly|(?:every|each|once an?) (?:\d+ )?(?:day|week|month|quarter|night)",
    }
    return says(design, "scope.apps_metadata", wanted)


@settles("appprivacy-fields-sorted")
def fields_are_sorted(design: Design) -> Told:
    """The privacy answer names every personal attribute."""
    answer = design.scope.apps_security_privacy.lower().replace("_", " ")
    if not answer:
        return silent((("scope", "apps_security_privacy"), "is not answered"))
    personal = [
        attribute.name.lower().replace("_", " ")
        for entity in design.domain.entities
        for attribute in entity.attributes
        if attribute.sensitivity in ("personal", "health", "card")
    ]
    if not personal:
        return silent((("domain", "entities"), "no attribute is marked personal"))
    if lacking := [name for name in personal if name not in answer]:
        return silent((("scope", "apps_security_privacy"), f"does not name: {cut(', '.join(lacking[:MOST_NAMED]))}"))
    return met((("scope", "apps_security_privacy"), f"names {', '.join(personal[:MOST_NAMED])}"))


@settles("appprivacy-no-secret-out")
def no_secret_goes_out(design: Design) -> Told:
    """No property of an output schema has the name of a secret or card attribute."""
    secret = {
        attribute.name.lower()
        for entity in design.domain.entities
        for attribute in entity.attributes
        if attribute.sensitivity in ("secret", "card")
    }
    if not secret and not any(entity.attributes for entity in design.domain.entities):
        return silent((("domain", "entities"), "no attribute is listed"))
    pattern = "|".join(rf"^{re.escape(name)}$" for name in sorted(secret)) or "(?!)"
    return _no_property(design, pattern, "output_schema")


@settles("appprivacy-inputs-minimal")
def inputs_do_not_ask_for_the_talk(design: Design) -> Told:
    """A property named after the conversation contradicts; whether each is used, a person has to say."""
    told = _no_property(
        design, r"^(?:conversation|chat|messages?|history|transcript|context|user_prompt)s?$", "input_schema"
    )
    return told if told.state == "unmet" else silent((("api", "mcp_tools"), "no name contradicts; is each one used?"))


@settles("appprivacy-strangers-texts-named")
def texts_of_others_are_named(design: Design) -> Told:
    """The untrusted-input answer says whose text is in results, and how it is returned."""
    wanted = {
        "which results hold text of third parties": r"\b(?:of|from|by|that) (?:third parties|others|users|customers|strangers|sellers|guests|visitors|reviewers|people|documents|events)\b",
        "how they are returned": r"structured|as data|quoted|escaped|marked|delimit|length limit|\bfields?\b",
    }
    return says(design, "scope.mcp_untrusted_input", wanted)


@settles("appprivacy-card-reach-listed")
def domains_of_cards_are_listed(design: Design) -> Told:
    """The privacy answer lists the three kinds of domains, and no wildcard."""
    wanted = {
        "connect domains": r"connect",
        "resource domains": r"resource",
        "redirect domains": r"redirect",
        "a domain": r"\w\.[a-z]{2}|\bnone\b",
    }
    return says(design, "scope.apps_security_privacy", wanted, {"a wildcard": r"\*\.[\w-]+"})


@settles("appprivacy-arguments-not-logged")
def arguments_are_not_logged(design: Design) -> Told:
    """Log redaction speaks of arguments."""
    wanted = {"that values of tool arguments stay out": kept_out("argument")}
    return says(design, "operations.log_redaction", wanted)


@settles("appprivacy-calls-have-a-period")
def calls_have_a_period(design: Design) -> Told:
    """Retention has rules for tool calls and for linked accounts, with a deletion method."""
    rules = [(rule, rule.data_set.replace("_", " ")) for rule in design.data.retention]
    wanted = {
        "tool calls": r"tool (?:call|request|use)s?|calls? of tools",
        "linked accounts": r"link(?:ed|s)?\b|\bgrants?\b|connected",
    }
    found = []
    for words, pattern in wanted.items():
        rule = next((rule for rule, text in rules if affirmed(pattern, text)), None)
        if rule is None:
            return silent((("data", "retention"), f"none is about {words}"))
        if not rule.deletion_method:
            return unmet((("data", "retention", rule.id, "deletion_method"), f"{rule.data_set}: no deletion method"))
        found.append((("data", "retention", rule.id), rule.data_set))
    return met(*found)


@settles("appprivacy-submission-planned")
def submission_is_planned(design: Design) -> Told:
    """Next steps have the three things that a submission needs, each with an owner."""
    steps = design.file_plan.next_steps
    if not steps:
        return silent((("file_plan", "next_steps"), "none are listed"))
    found = []
    for words in ("privacy policy", "support contact", "test account"):
        step = next((step for step in steps if words in step.action.lower()), None)
        if step is None:
            return unmet((("file_plan", "next_steps"), f"no step for the {words}"))
        if not step.owner:
            return unmet((("file_plan", "next_steps", step.id, "owner"), f"{cut(step.action)}: no owner"))
        found.append((("file_plan", "next_steps", step.id), f"{cut(step.action)}: {step.owner}"))
    return met(*found)


def _no_property(design: Design, pattern: str, *sides: str) -> Told:
    """For items of the form "no schema has ...": unmet by a property's name, met where all schemas say what they hold."""
    for tool in design.api.mcp_tools:
        if name := named_properties(tool, pattern, *sides):
            return unmet((("api", "mcp_tools", tool.id, sides[0]), f"{tool.name}: {name}"))
    told = every_tool(design, sides[0], lambda tool: not is_opaque(tool, *sides), "does not say all that it holds")
    return silent(*told.where) if told.state == "unmet" else told
