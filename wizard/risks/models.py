"""Risks of language models and tools, and of platforms and standards that move."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.design import Design
from wizard.facts.words import has_figure
from wizard.risks.risk import Degree, Seen, risky
from wizard.standards import standards_for

MODELS = frozenset(("ollama-cloud", "frontier-models"))


def _calls_models(design: Design) -> bool:
    return not MODELS.isdisjoint(design.scope.surfaces)


def _sends(design: Design) -> str:
    """The most delicate class that entities hold, as what may reach a model."""
    held = {one.sensitivity for entity in design.domain.entities for one in entity.attributes}
    return next((kind for kind in ("card", "health", "personal") if kind in held), "")


@risky("model-injection", "security")
def _injection(design: Design) -> Iterable[Seen]:
    if not _calls_models(design):
        return
    writes = [tool.name for tool in design.api.mcp_tools if tool.read_only is False]
    yield Seen(
        ("scope", "llm_data_handling"),
        "Text that a model reads makes it do something else",
        Degree(4, "a model can not tell data from orders for certain, and the text is written by others"),
        Degree(5, f"{len(writes)} tools can change something, {writes[0]} among them")
        if writes
        else Degree(3, "no tool changes anything; its answers can still mislead"),
    )


@risky("model-retention", "compliance")
def _model_retention(design: Design) -> Iterable[Seen]:
    if _calls_models(design):
        kind = _sends(design)
        yield Seen(
            ("scope", "llm_retention"),
            "What was sent to a model is kept longer than what we promise",
            Degree(3, "their period is added to ours, and terms change"),
            Degree(4, f"the design holds {kind} data")
            if kind
            else Degree(2, "no attribute is marked personal, health or card"),
        )


@risky("model-deprecated", "supplier")
def _deprecated(design: Design) -> Iterable[Seen]:
    if _calls_models(design) and design.scope.llm_providers:
        yield Seen(
            ("scope", "llm_providers"),
            "A model is withdrawn, and its successor answers otherwise",
            Degree(4, "every pinned version is withdrawn one day, by its provider's calendar"),
            Degree(3, "prompts and limits are tuned to it, and have to be measured anew"),
        )


@risky("tool-destructive", "security")
def _destructive(design: Design) -> Iterable[Seen]:
    for tool in design.api.mcp_tools:
        if tool.destructive and tool.name:
            yield Seen(
                ("api", "mcp_tools", tool.id),
                f"{tool.name} is called by mistake, or by order of a text",
                Degree(3, "a model chooses by words, and hosts ask people who click"),
                Degree(4, "something is lost by it")
                if tool.dedupe_window
                else Degree(5, "something is lost by it, and a repeat is not recognised"),
            )


@risky("limits-move", "supplier")
def _limits(design: Design) -> Iterable[Seen]:
    if "cloudflare-workers" in design.scope.surfaces and has_figure(design.scope.workers_limits):
        yield Seen(
            ("scope", "workers_limits"),
            "A limit of the platform is lowered, or was read wrongly",
            Degree(2, "limits change, mostly upwards; plans and prices change with them"),
            Degree(4, "the design is cut to these numbers"),
        )


@risky("app-platform-moves", "supplier")
def _platform(design: Design) -> Iterable[Seen]:
    if "apps-sdk" in design.scope.surfaces:
        yield Seen(
            ("scope", "apps_metadata"),
            "The app is changed, hidden or refused by its platform",
            Degree(3, "its rules, review and interfaces are young and still change"),
            Degree(3, "what people did inside it stops; the API behind it goes on"),
        )


@risky("draft-standard", "delivery")
def _drafts(design: Design) -> Iterable[Seen]:
    kind = design.start.system_type
    if kind is None:
        return
    where = {*design.scope.surfaces, *({"rest", "graphql"} if kind == "both" else {kind})}
    drafts = [
        one.name for one in standards_for(where) if "draft" in one.status.lower() and "no longer" not in one.status
    ]
    if drafts:
        more = f" and {len(drafts) - 2} more" if len(drafts) > 2 else ""
        yield Seen(
            ("start", "system_type"),
            "A standard that is still a draft changes after we built on it",
            Degree(3, f"still drafts: {', '.join(drafts[:2])}{more}"),
            Degree(2, "headers and status codes change, and clients with them"),
        )
